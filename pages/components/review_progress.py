"""How far the review is, what is left at this pace, and what it does to the matrix; at the side."""

from __future__ import annotations

import html

import streamlit as st

from analysis.charts import COLOURS, MARKS, WORDS, dutch
from analysis.charts.palette import ink_on, look, mix
from analysis.coding.review import minutes_left
from analysis.synthesis import KINDS, NO_KIND, NO_THEME
from pages.components import state
from pages.components.day import Day
from pages.components.review_desk import Counts, Desk, standing
from pages.components.wording import counted

_CODER, _KEYS = f"{state.REVIEW}codeur", f"{state.REVIEW}toetsen"


def choose_coder() -> None:
    """Whose decisions these are."""
    state.keep(_CODER, state.coder())  # another page may have named the coder
    st.text_input(
        "Wie codeert er?", key=_CODER, on_change=_take_name,
        help="Onder deze naam worden uw keuzes bewaard. Codeert u samen? Geef ieder een naam.",
        width=200,
    )  # fmt: skip


def _take_name() -> None:
    state.name_coder(state.kept(_CODER) or "")
    state.keep(_CODER, state.coder())


def choose_keys() -> bool:
    """Whether single keys do something."""
    state.start(_KEYS, True)
    return st.toggle(
        "Sneltoetsen", key=_KEYS,
        help="De toetsen staan op de knoppen. Ze doen niets zolang u in een veld typt; met Esc "
        "gaat u dat veld uit.",
    )  # fmt: skip


def progress(desk: Desk, done: int, total: int) -> None:
    """The bar, and in words what is left."""
    st.progress(done / total, f"{dutch(done)} van {dutch(total)} nagekeken")
    if words := time_left(desk, total - done):
        st.html(f'<p class="voorstel">{words}</p>')


def time_left(desk: Desk, left: int) -> str:
    """What is left at the pace of this session, in plain words; empty while that is unknown."""
    if not left:
        return "Alles is nagekeken."
    minutes = minutes_left(desk.moments, left)
    if minutes is None:
        return ""
    if minutes < 60:
        return f"In dit tempo nog ongeveer {counted(minutes, 'minuut', 'minuten')}."
    return f"In dit tempo nog ongeveer {dutch(minutes / 60, decimals=1)} uur."


def matrix_now(day: Day, desk: Desk) -> None:
    """The whole day by theme and kind, with what changed since the page was opened."""
    counts = standing(day).counts
    kinds = [k for k in KINDS if k != NO_KIND or any(counts.get((t, k)) for t, _ in counts)]
    most = max(counts.values(), default=0) or 1
    head = "".join(
        f'<th scope="col" aria-label="{WORDS[kind]}" title="{WORDS[kind]}">{MARKS[kind]}</th>'
        for kind in kinds
    )
    rows = "".join(
        f'<tr><th scope="row">{html.escape(theme)}</th>'
        + "".join(_cell(counts, desk.start, theme, kind, most) for kind in kinds)
        + "</tr>"
        for theme in (*day.themes, NO_THEME)
    )
    legend = " · ".join(f"{MARKS[kind]} {WORDS[kind]}" for kind in kinds)
    st.html(
        '<table class="stand"><caption>De hele dag, ± sinds u begon</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="voorstel">{legend}</p>'
    )


def _cell(counts: Counts, start: Counts, theme: str, kind: str, most: int) -> str:
    now = counts.get((theme, kind), 0)
    page = look(st.context.theme.type == "dark")
    fill = mix(page.cell, COLOURS[kind], now / most)
    change = now - start.get((theme, kind), 0)
    told = f"<small>{dutch(change, sign=True)}</small>" if change else ""
    return f'<td style="background:{fill};color:{ink_on(fill)}">{dutch(now)}{told}</td>'
