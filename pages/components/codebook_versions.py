"""Versions of the day's codebook: what changed, compare two, take one back; files in and out."""

from __future__ import annotations

import html

import streamlit as st

from analysis.codebook import Codebook, dump_codebook
from analysis.codebook.changes import changes
from analysis.codebook.editing import read_upload, same_content
from analysis.errors import CodebookError
from pages.components import codebook_desk, state
from pages.components.codebook_desk import Version
from pages.components.codebook_difference import changes_html
from pages.components.day import Day
from pages.components.wording import plain

_FROM, _TO = "codeboek.versie.van", "codeboek.versie.naar"
_TROUBLE, _ROUND = "codeboek.bestand.fout", "codeboek.bestand.ronde"


def versions(day: Day) -> None:
    """The list of versions, and two of them side by side."""
    found = codebook_desk.versions(day)
    with st.expander(f"Versies ({len(found)})", icon=":material/history:"):
        st.html(_list(day, found))
        if len(found) > 1:
            _compare(day, {one.codebook.version: one.codebook for one in found})


def _list(day: Day, found: list[Version]) -> str:
    users: dict[int, list[str]] = {day.codebook.version: ["deze dag"]}
    for title, version in codebook_desk.other_days(day):
        users.setdefault(version, []).append(title)
    rows = "".join(
        f'<tr><th scope="row">{one.codebook.version}</th><td>{_when(one)}</td>'
        f"<td>{_since(one, found[at + 1 : at + 2])}</td>"
        f"<td>{html.escape(', '.join(users.get(one.codebook.version, [])))}</td></tr>"
        for at, one in enumerate(found)
    )
    return (
        '<table class="versies"><caption>Een versie verandert nooit meer: codes zijn altijd terug '
        'te voeren op de versie waarmee ze zijn gemaakt.</caption><thead><tr><th scope="col">'
        'Versie</th><th scope="col">Bewaard</th><th scope="col">Wat er veranderde</th>'
        f'<th scope="col">Gebruikt door</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _when(version: Version) -> str:
    if version.created is None:
        return "meegeleverd"
    return f"{version.created.astimezone():%d-%m-%Y %H:%M}"


def _since(version: Version, earlier: list[Version]) -> str:
    if not earlier:
        return "De eerste versie."
    return changes_html(changes(earlier[0].codebook, version.codebook))


def _compare(day: Day, known: dict[int, Codebook]) -> None:
    own = day.codebook.version
    about = f"{day.event.id}.{own}"  # another day or version begins anew
    others = [version for version in known if version != own]
    chosen = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for label, key, beginning in (("Vergelijk", _FROM, own), ("met", _TO, others[0])):
            state.start(f"{key}.{about}", beginning)
            chosen[label] = st.selectbox(
                label, list(known), key=f"{key}.{about}", format_func=_named, width=200
            )
    first, second = known[chosen["Vergelijk"]], known[chosen["met"]]
    st.write(f"Van versie {first.version} naar versie {second.version}:")
    st.html(changes_html(changes(first, second)))
    with st.container(horizontal=True, gap="small"):
        _take_button(day, second)
        _download(second, key="codeboek-versie-yaml")


def _named(version: int) -> str:
    return f"versie {version}"


def _take_button(day: Day, chosen: Codebook) -> None:
    """Bring an older version back as a new one, or go over to a newer one as it is."""
    version, own = chosen.version, day.codebook.version
    if version < own:
        st.button(
            f"Zet versie {version} terug", icon=":material/undo:", key="codeboek-terug",
            on_click=lambda: codebook_desk.take(
                day, chosen, origin=f"De inhoud van versie {version} komt terug, als nieuwe versie."
            ),
        )  # fmt: skip
    elif version > own:
        st.button(
            f"Ga over op versie {version}", icon=":material/redo:", key="codeboek-over",
            on_click=lambda: codebook_desk.take(
                day, chosen, adopt=True, origin=f"Deze dag werkt nu nog met versie {own}."
            ),
        )  # fmt: skip


def _download(codebook: Codebook, *, key: str) -> None:
    st.download_button(
        f"Download versie {codebook.version} (YAML)", dump_codebook(codebook),
        f"{codebook.name}_versie_{codebook.version}.yaml", "application/yaml",
        icon=":material/download:", on_click="ignore", key=key,
    )  # fmt: skip


def files(day: Day) -> None:
    """Take the codebook along as a file, or read one in."""
    with st.expander("Codeboek als bestand (YAML)", icon=":material/file_save:"):
        st.write(
            "Een codeboek is een tekstbestand. U kunt het bewaren, doorsturen, met een "
            "tekstprogramma bewerken en weer inlezen. Voor u het bewaart, ziet u wat er verandert."
        )
        key = f"codeboek-bestand-{state.kept(_ROUND) or 0}"
        st.file_uploader(
            "Lees een codeboek in", type=["yaml", "yml"], key=key, on_change=_read, args=(day, key)
        )
        if trouble := state.kept(_TROUBLE):
            st.error(plain(trouble), icon=":material/error:")
        _download(day.codebook, key="codeboek-yaml")


def _read(day: Day, key: str) -> None:
    """Make what was uploaded the draft, or remember what is wrong with it."""
    state.forget(_TROUBLE)
    given = state.kept(key)
    if given is None:
        return
    try:
        read = read_upload(given.getvalue(), source=given.name)
    except CodebookError as error:
        state.keep(_TROUBLE, error.message)
        return
    if same_content(read, day.codebook):
        state.keep(_TROUBLE, f"{given.name} heeft dezelfde inhoud als de versie van deze dag.")
        return
    state.keep(_ROUND, (state.kept(_ROUND) or 0) + 1)  # an empty place for the next file
    codebook_desk.take(day, read, origin=f"Ingelezen uit {given.name}.")
