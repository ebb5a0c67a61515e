"""The page Coderen: people review what the machine proposes, by mouse or by keys."""

from __future__ import annotations

import html
from dataclasses import replace
from importlib.resources import files
from typing import get_args

import streamlit as st

from analysis.coding.review import Order, Show
from pages.components import review_actions, state
from pages.components.day import Day, ask_for_day, current_day
from pages.components.holding import tell_held
from pages.components.keys import mark_for_keys
from pages.components.learning import learn_and_tell
from pages.components.links import link
from pages.components.review_bulk import export_examples, take_over_many
from pages.components.review_desk import (
    ORDER,
    SHOW,
    Desk,
    cases_of,
    desk_of,
    listed,
    now,
    proposals,
    put,
    sort_anew,
    standing,
)
from pages.components.review_list import statement_list
from pages.components.review_machine import Example, similar
from pages.components.review_panel import panel, undo_button
from pages.components.review_progress import choose_coder, choose_keys, matrix_now, progress
from pages.components.wording import counted

_ORDERS: dict[Order, str] = {
    "doubt": "Meeste twijfel eerst",
    "disagreement": "Zoektermen en voorstel oneens",
    "corner": "Per hoek",
    "read": "Zoals ingelezen",
}
_SHOWN: dict[Show, str] = {
    "todo": "Nog te doen",
    "skipped": "Overgeslagen",
    "clash": "Kop en tekst botsen",
    "all": "Alles",
}


def page() -> None:
    """Draw the page."""
    st.title("Coderen", anchor=False)
    state.show_told()
    day = current_day()
    if day is None:
        ask_for_day("Coderen")
        return
    if day.frames.statements.empty:
        st.info("Er zijn nog geen uitspraken. Lees eerst de flip-overs in; dan valt er te coderen.")
        link("inlezen.py", label="Naar Inlezen")
        return
    desk = desk_of(day)
    if state.just_arrived():
        sort_anew(day)
        desk = now()
    css = files("pages.components").joinpath("review.css").read_text(encoding="utf-8")
    st.html(f"<style>{css}</style>")
    with st.sidebar:
        progress(desk, len(standing(day).reviewed), len(day.frames.statements))
        learn_and_tell(day, len(standing(day).reviewed))
        matrix_now(day, desk)
        keys = choose_keys()
    _choose(day, desk)
    _review(day, desk)
    take_over_many(day, desk)
    export_examples(day)
    mark_for_keys(desk.said, on=keys)


def _choose(day: Day, desk: Desk) -> None:
    state.start(ORDER, desk.order)
    state.start(SHOW, desk.show)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Volgorde", get_args(Order), format_func=lambda one: _ORDERS[one], key=ORDER,
            on_change=sort_anew, args=(day,), width=270,
        )  # fmt: skip
        st.selectbox(
            "Laat zien", get_args(Show), format_func=lambda one: _SHOWN[one], key=SHOW,
            on_change=sort_anew, args=(day,), width=210,
        )  # fmt: skip
        choose_coder()
        st.button("Ververs de lijst", icon=":material/refresh:", on_click=sort_anew, args=(day,))


def _review(day: Day, desk: Desk) -> None:
    _start, ids = desk.window
    alike = _alike(day, desk)
    cases = cases_of(day, [*ids, *(one.id for one in alike if one.id)])
    left, right = st.columns([1, 1], gap="medium")
    with left:
        tell_held(cases[one].statement.text for one in ids if one in cases)
        statement_list(day, desk, cases)
    with right, st.container(key="paneel", gap="xsmall"):
        _where(day, desk)
        case = cases.get(desk.current or "")
        put(replace(desk, drawn=case))
        if desk.current and not case:
            st.info("Deze uitspraak is er niet meer. Ververs de lijst.")
        if case:
            panel(day, desk, case, [(one, cases.get(one.id or "")) for one in alike])


def _alike(day: Day, desk: Desk) -> list[Example]:
    """What is most like the statement under review, of what people have reviewed."""
    if desk.current is None:
        return []
    known = proposals(day, desk.ground)
    among = standing(day).reviewed - {desk.current}
    found = similar(known.nearest, known.texts, known.texts[desk.current], among=among)
    return [one for one in found if not day.holding.held(one.text)]


def _where(day: Day, desk: Desk) -> None:
    """The way back and forth in the list, and what was just done."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            "Vorige `↑`", key="toets-vorige", disabled=desk.place == 0, help="Met ↑ of t",
            on_click=review_actions.move, args=(-1,),
        )  # fmt: skip
        st.button(
            "Volgende `↓`", key="toets-volgende", disabled=desk.place >= len(desk.queue) - 1,
            help="Met ↓ of v", on_click=review_actions.move, args=(1,),
        )  # fmt: skip
    st.html(f'<p class="gezegd">{html.escape(desk.said)}</p>')
    if desk.current is None:
        _at_the_end(day, desk)
        undo_button(day, desk)


def _at_the_end(day: Day, desk: Desk) -> None:
    left = counted(len(listed(day, desk, "todo")), "uitspraak", "uitspraken")
    st.info(
        f"Dit is het eind van deze lijst. Nog te doen: {left}."
        if desk.queue
        else f"In deze lijst staat niets. Nog te doen: {left}."
    )


page()
