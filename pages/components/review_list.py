"""The statements under review one below another: some ten on the screen, one of them current."""

from __future__ import annotations

import html

import streamlit as st

from analysis.charts import label, percent
from analysis.charts.palette import text_colour
from analysis.coding.review import Case
from analysis.types import CodingTarget, Span
from pages.components import review_actions
from pages.components.day import Day
from pages.components.review_desk import WINDOW, Desk, names
from pages.components.statements import marked


def statement_list(day: Day, desk: Desk, cases: dict[str, Case]) -> None:
    """The part of the list around the current statement; a press on a row leads to it."""
    start, ids = desk.window
    with st.container(key="rijen", gap=None):
        for offset, identity in enumerate(ids):
            if identity in cases:
                _row(day, desk, cases[identity], start + offset)
    with st.container(horizontal=True):
        st.button(
            "Vorige tien", icon=":material/arrow_back:", type="tertiary", disabled=start == 0,
            on_click=review_actions.go_to, args=(max(start - WINDOW, 0),),
        )  # fmt: skip
        st.button(
            "Volgende tien", icon=":material/arrow_forward:", type="tertiary",
            disabled=start + WINDOW >= len(desk.queue),
            on_click=review_actions.go_to, args=(start + WINDOW,),
        )  # fmt: skip


def _row(day: Day, desk: Desk, case: Case, place: int) -> None:
    """One statement; its button has the row's number and lies over the whole row."""
    current = "nu" if place == desk.place else ""
    slot = place % WINDOW
    about = _about(day, case, skipped=case.statement.id in desk.skipped)
    with st.container(key=f"rij-{slot}", gap=None):
        st.button(
            str(place + 1), key=f"naar-{slot}", type="tertiary", help="Ga naar deze uitspraak",
            on_click=review_actions.go_to, args=(place,),
        )  # fmt: skip
        st.html(f'<div class="beoordeling {current}">{_text(case)}{about}</div>')


def _text(case: Case) -> str:
    return f'<p class="uitspraak">{marked(case.statement.text, _evidence(case))}</p>'


def _evidence(case: Case) -> list[Span]:
    """The matched words of proposed themes that still stand."""
    current = [case.current(*key) for key in case.machine if key[0] is CodingTarget.THEME]
    return [span for coding in current if coding and coding.assigned for span in coding.evidence]


def _about(day: Day, case: Case, *, skipped: bool) -> str:
    untouched = "» overgeslagen" if skipped else "voorstel"
    about = f"{'✓ nagekeken' if case.reviewed else untouched}: {codes_in_words(day, case)}"
    corner = html.escape(case.statement.corner)
    return f'<p class="kenmerk">{_kind(case)} · {html.escape(about)} · {corner}</p>'


def _kind(case: Case) -> str:
    kind = case.statement.category
    value = kind.value if kind else ""
    colour = text_colour(value, dark=st.context.theme.type == "dark")
    return f'<b style="color:{colour}">{label(value)}</b>'


def statement_html(day: Day, case: Case) -> str:
    """The statement in full: text, corner, kind, and where heading and text clash."""
    statement = case.statement
    corner = html.escape(f"{day.event.corner_word.capitalize()}: {statement.corner}")
    return (
        f'<div class="groot">{_text(case)}<p class="kenmerk">{corner} · {_kind(case)}'
        f"{html.escape(_kind_basis(case))}</p>{_clash(case)}</div>"
    )


def _kind_basis(case: Case) -> str:
    if case.statement.category_basis != "text":
        return ""
    return f" (uit de tekst, {percent(case.read_kind[1])})"


def _clash(case: Case) -> str:
    read, heading = case.clash, case.statement.category
    if read is None or heading is None:
        return ""
    return (
        f'<p class="botst">⚠ De kop zegt {label(heading.value)}, de tekst klinkt als '
        f"{label(read.value)} ({percent(case.read_kind[1])}).</p>"
    )


def codes_in_words(day: Day, case: Case) -> str:
    """The themes that a statement has now, those of the machine with their probability."""
    parts = []
    for theme in names(day):
        now = case.current(CodingTarget.THEME, theme)
        if now and now.assigned:
            sure = "" if now.probability is None else f" {percent(now.probability)}"
            parts.append(day.labels[theme] + sure)
    return ", ".join(parts) or "geen thema"
