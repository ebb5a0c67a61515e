"""Waar komt dit vandaan?, one thing: what it was and what it is, and its statements."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from analysis.report.origin import Origin
from pages.components import state
from pages.components.day import Day
from pages.components.origin_data import Found
from pages.components.origin_table import cells_table
from pages.components.statements import statement_list
from pages.components.wording import counted, plain

_CELL = f"{state.ORIGIN}cel"
_CELL_OF = "herkomst.cel-van"

_STYLE = """<style>
.toen-nu {display: flex; flex-wrap: wrap; gap: .75rem; align-items: stretch; margin: .25rem 0;}
.toen-nu div {border: 1px solid light-dark(#8A93A0, #7C8694); border-radius: .5rem;
  padding: .5rem 1rem; min-width: 9rem;}
.toen-nu .anders {border: 2px solid light-dark(#14181F, #F3F5F8);}
.toen-nu dt, .toen-nu p {font-size: .95rem; margin: 0;}
.toen-nu strong {display: block; font-size: 1.9rem; line-height: 1.25; font-weight: 600;
  overflow-wrap: anywhere;}
.toen-nu strong.woorden {font-size: 1.15rem;}
</style>"""


def detail(found: Found, origin: Origin) -> None:
    """One thing of a report, whatever kind it is."""
    st.subheader(plain(origin.name), anchor=False)
    if origin.trace.kind in ("table", "figure"):
        _whole(found, origin)
    else:
        _one(found, origin)


def _whole(found: Found, origin: Origin) -> None:
    """A table or figure: its numbers old beside new, and one of them to look at."""
    cells = found.comparison.cells(origin.trace)
    st.markdown(f"**{plain(origin.difference)}**")
    if not cells:
        _statements(found, origin)
        return
    cells_table(found.comparison.words, origin, cells)
    ordered = sorted(cells, key=_first)
    by_id = {one.trace.id: one for one in ordered}
    open_on_first(_CELL, _CELL_OF, ordered)
    st.selectbox(
        "Welk getal bekijkt u?", list(by_id), key=_CELL, filter_mode="contains", width=640,
        format_func=lambda one: f"{by_id[one].name}: {by_id[one].sign} ({by_id[one].difference})",
    )  # fmt: skip
    _one(found, by_id[state.kept(_CELL)])


def open_on_first(key: str, marker: str, origins: Sequence[Origin]) -> None:
    """Let a list open on its first choice, anew where other things are in it or have changed."""
    ids = [one.trace.id for one in origins]
    now = [(one.trace.id, one.trace.made, one.changed, one.other) for one in origins]
    if state.kept(marker) != now or state.kept(key) not in ids:
        state.keep(marker, now)
        state.keep(key, ids[0])


def _first(cell: Origin) -> tuple[bool, bool, bool]:
    """What changed goes first; where nothing did, what has statements behind it."""
    moved = cell.changed or cell.other
    return not cell.changed, not cell.other, not (moved or cell.kept)


def _one(found: Found, origin: Origin) -> None:
    st.html(_STYLE + (_quote(origin) if origin.trace.kind == "quote" else _number(origin)))
    _missing(origin)
    _statements(found, origin)


def _number(origin: Origin) -> str:
    now = "anders" if origin.changed else ""
    return (
        '<div class="toen-nu">'
        f"<div><p>In het verslag</p>{_big(origin.then)}</div>"
        f'<div class="{now}"><p>Nu</p>{_big(origin.now)}</div>'
        f'<div class="{now}"><p>Verschil</p>{_big(origin.difference)}</div></div>'
    )


def _big(text: str) -> str:
    css = "" if len(text) < 14 else ' class="woorden"'
    return f"<strong{css}>{html.escape(text)}</strong>"


def _quote(origin: Origin) -> str:
    """Whether it is still the same; the text of then is kept nowhere, that of now stands below."""
    css = "anders" if origin.changed else ""
    return (
        f'<div class="toen-nu"><div class="{css}"><p>Sinds het verslag</p>'
        f"{_big(origin.difference)}</div></div>"
    )


def _missing(origin: Origin) -> None:
    if origin.missing:
        names = ", ".join(origin.missing)
        st.warning(
            plain(f"Bestaat niet meer in deze bijeenkomst: {names}. Het getal van nu telt dat dus "
                  "niet mee."),
            icon=":material/link_off:",
        )  # fmt: skip


def _statements(found: Found, origin: Origin) -> None:
    """The statements that came, stayed and went, each leading to its place in the source."""
    ids = (*origin.added, *origin.kept, *origin.elsewhere)
    if not ids and not origin.lost:
        if origin.trace.spec.measure in ("fact", "asked"):
            st.write("Dit getal is niet uit de uitspraken geteld.")
        else:
            st.write("Hier stonden geen uitspraken achter, en nu ook niet.")
        return
    themes = themes_of(found.day, ids)
    compared = bool(origin.added or origin.elsewhere or origin.lost)
    stayed = "Stond er al achter" if compared else "Hierachter"
    if origin.trace.kind == "quote":
        stayed = "De tekst nu"
    groups: tuple[tuple[str, str, Sequence[str]], ...] = (
        ("Nieuw erbij", "erbij", origin.added),
        (stayed, "gebleven", origin.kept),
        ("Telt hier niet meer mee: heeft nu een andere code, soort of hoek", "elders",
         origin.elsewhere),
    )  # fmt: skip
    for title, key, group in groups:
        if group:
            st.markdown(f"**{title}: {counted(len(group), 'uitspraak', 'uitspraken')}**")
            identity = origin.trace.id
            statement_list(found.day, group, themes=themes, key=f"herkomst.{identity}.{key}")
    if origin.lost:
        many = counted(origin.lost, "uitspraak bestaat", "uitspraken bestaan")
        st.write(
            f"**Weg:** {many} niet meer, omdat een bestand is verwijderd of opnieuw ingelezen. "
            "De tekst is niet bewaard."
        )


def themes_of(day: Day, ids: Sequence[str]) -> dict[str, list[str]]:
    """Statement id -> the labels of the themes assigned to it."""
    frames, known = day.frames, set(day.themes)
    codings = frames.codings
    mask = codings["assigned"] & codings["statement_id"].isin(ids) & codings["code"].isin(known)
    out: dict[str, list[str]] = {}
    for identity, code in codings.loc[mask, ["statement_id", "code"]].itertuples(index=False):
        out.setdefault(str(identity), []).append(str(code))
    return out
