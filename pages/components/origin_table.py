"""Waar komt dit vandaan?, a table or figure: its numbers of now, and what they were."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from analysis.charts.palette import MARKS, WORDS, text_colour
from analysis.report.origin import Origin
from analysis.report.origin_words import OriginWords

_STYLE = """<style>
.herkomst {min-width: min-content;}
.herkomst table {border-collapse: collapse; font-size: 1rem;}
.herkomst th, .herkomst td {border: 1px solid light-dark(#C9CFD8, #414A57);
  padding: .3rem .6rem; text-align: center; vertical-align: middle;}
.herkomst tbody th {text-align: left; font-weight: 500; min-width: 13rem;
  overflow-wrap: anywhere;}
.herkomst td.anders {border: 2px solid light-dark(#14181F, #F3F5F8);
  background: light-dark(#FFF3CC, #4A3F12); font-weight: 600;}
.herkomst td:last-child {white-space: nowrap;}
.herkomst small {display: block; font-size: .85rem; font-weight: 400; white-space: nowrap;}
</style>"""
_LEGEND = (
    "In elk vak staat het getal van nu. Met een rand: anders dan in het verslag (▲ meer, ▼ minder, "
    "≠ kwam of ging), met daaronder wat er stond. 0 = niet genoemd, – = niet gevraagd, ? = nog "
    "niet gecodeerd. Past de tabel niet op het scherm, schuif haar dan opzij."
)


def cells_table(words: OriginWords, whole: Origin, cells: Sequence[Origin]) -> None:
    """The numbers in the places that they have in the report: rows are corners, or of one corner
    its themes; columns are the themes with their kinds, or the kinds alone."""
    spec = whole.trace.spec
    by_corner = spec.corner is None
    places = {_place(one, by_corner): one for one in cells}
    rows = dict.fromkeys(row for row, _, _ in places)
    heads = list(dict.fromkeys((theme, kind) for _, theme, kind in places))
    name = words.corner if by_corner else words.theme
    body = "".join(
        f'<tr><th scope="row">{html.escape(name(row))}</th>'
        + "".join(_cell(places.get((row, *head))) for head in heads)
        + "</tr>"
        for row in rows
    )
    show_table(_head(words, heads), body, about=whole.name, key="vakken")
    st.caption(_LEGEND)


def show_table(head: str, body: str, *, about: str, key: str) -> None:
    """A table of safe HTML that scrolls sideways by itself, also by keyboard."""
    st.container(key=f"breed-herkomst-{key}").html(
        f'{_STYLE}<div class="herkomst" tabindex="0" role="region" '
        f'aria-label="{html.escape(about)}"><table><thead>{head}</thead><tbody>{body}</tbody>'
        "</table></div>"
    )


def _place(one: Origin, by_corner: bool) -> tuple[str, str, str]:
    """Row, theme of the column ('' for none), kind."""
    spec = one.trace.spec
    corner, theme, kind = spec.corner or "", spec.theme or "", spec.kind or ""
    return (corner, theme, kind) if by_corner else (theme, "", kind)


def _head(words: OriginWords, heads: Sequence[tuple[str, str]]) -> str:
    themes = list(dict.fromkeys(theme for theme, _ in heads))
    above = ""
    if themes != [""]:
        spans = {theme: sum(one == theme for one, _ in heads) for theme in themes}
        cells = "".join(
            f'<th scope="colgroup" colspan="{span}">{html.escape(words.theme(theme))}</th>'
            for theme, span in spans.items()
        )
        above = f"<tr><td></td>{cells}</tr>"
    dark = st.context.theme.type == "dark"
    kinds = "".join(f'<th scope="col">{_kind(kind, dark)}</th>' for _, kind in heads)
    return f"{above}<tr><td></td>{kinds}</tr>"


def _kind(kind: str, dark: bool) -> str:
    if kind not in WORDS:  # out of a document that somebody else made
        return "?"
    return f'<span style="color:{text_colour(kind, dark=dark)}">{MARKS[kind]} {WORDS[kind]}</span>'


def _cell(one: Origin | None) -> str:
    if one is None:
        return "<td><small>niet in het verslag</small></td>"
    if one.changed:
        mark = one.difference[:1]
        return (
            f'<td class="anders">{html.escape(f"{mark} {one.sign}")}'
            f"<small>was {html.escape(one.then)}</small></td>"
        )
    below = "<small>andere uitspraken</small>" if one.other else ""
    return f"<td>{html.escape(one.sign)}{below}</td>"
