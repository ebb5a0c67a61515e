"""Taking the day to other programs: the project, the codebook, and what each program does."""

from __future__ import annotations

import html
from datetime import UTC, datetime
from importlib.resources import files

import streamlit as st
import yaml

from analysis.exchange import codebook_file, project, tags_file
from analysis.export.file_names import safe_name
from analysis.material import stored_day
from pages.components import data
from pages.components.day import Day
from pages.components.exported import logged

_STYLE = """<style>
table.programmas {border-collapse: collapse; max-width: 62rem;}
table.programmas caption {text-align: left; padding-bottom: .4rem;}
table.programmas th, table.programmas td {text-align: left; vertical-align: top;
  padding: .35rem 1.2rem .35rem 0; border-bottom: 1px solid light-dark(#D8D5DE, #3A3844);}
table.programmas tbody th {white-space: nowrap;}
</style>"""


def take_along(day: Day) -> None:
    """The files to download, and what other programs do with them."""
    if data.store().counts(day.event.id).statements:
        st.write(
            "Het **project** bevat de teksten, uitspraken, codes, hoeken, codeurs en notities van "
            "deze bijeenkomst; het **codeboek** alleen de codes met hun omschrijving. Teksten waar "
            "misschien een naam in staat, worden achtergehouden."
        )
    else:
        st.info("Er zijn nog geen uitspraken. Het codeboek kunt u al wel meenemen.")
    _downloads(day)
    st.html(_STYLE + _programs())
    st.caption(
        "Het formaat (REFI-QDA) kent geen nee: dat iemand een code afwees, gaat niet mee. Een "
        "voorstel van de computer dat een mens afwees, ook niet. Voorstellen die nog niemand heeft "
        "nagekeken, staan op naam van “Voorstel van Koffiehoek”. Wat een programma precies "
        "overneemt verschilt per versie; kijk het daar na."
    )


def _downloads(day: Day) -> None:
    name, book = safe_name(day.title), day.codebook
    offers = [
        ("Project (.qdpx)", f"{name}.qdpx", "application/zip", lambda: _project(day)),
        ("Codeboek (.qdc)", f"{name} codeboek.qdc", "application/xml", lambda: codebook_file(book)),
        ("Codeboek voor Taguette (.csv)", f"{name} codeboek.csv", "text/csv",
         lambda: tags_file(book)),
    ]  # fmt: skip
    with st.container(horizontal=True):
        for number, (label, file, mime, make) in enumerate(offers):
            st.download_button(
                label, logged(day.event.id, make), file, mime, icon=":material/download:",
                key=f"uitwisselen-{file.rpartition('.')[2]}", on_click="ignore",
                type="secondary" if number else "primary",
            )  # fmt: skip


def _project(day: Day) -> bytes:
    material = stored_day(data.store(), day.event.id, holding=day.holding)
    return project(material.exchange, holding=day.holding, made=datetime.now(UTC))


def _programs() -> str:
    text = files("pages.components").joinpath("exchange_programs.yaml").read_text(encoding="utf-8")
    rows = "".join(
        f'<tr><th scope="row">{html.escape(one["program"])}</th>'
        f"<td>{html.escape(one['project'])}</td><td>{html.escape(one['codebook'])}</td></tr>"
        for one in yaml.safe_load(text)
    )
    return (
        '<table class="programmas"><caption>Wat u er in elk programma mee kunt</caption><thead><tr>'
        '<th scope="col">Programma</th><th scope="col">Met het project</th>'
        f'<th scope="col">Met het codeboek</th></tr></thead><tbody>{rows}</tbody></table>'
    )
