"""The page Rapport: look at the report, choose what goes in, and take it away."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from analysis.report import Choice, Report
from analysis.report.wording import plural
from pages.components import state
from pages.components.day import Day, ask_for_day, current_day
from pages.components.links import link
from pages.components.report_contents import contents
from pages.components.report_data import choice_of, material_of, tell_saved, without_quotes
from pages.components.report_preview import preview
from pages.components.report_quotes import quotes
from pages.components.report_take import choose_documents, make_report
from pages.components.wording import counted, plain

_PART = f"{state.REPORT}deel"
_PARTS = {"see": "Bekijken", "contents": "Inhoud", "quotes": "Citaten", "take": "Meer bestanden"}


def page() -> None:
    """Draw the page."""
    st.title("Rapport", anchor=False)
    state.show_told()
    day = current_day()
    if day is None:
        ask_for_day("Een verslag")
        return
    if day.frames.statements.empty:
        st.info("Er zijn nog geen uitspraken om verslag van te doen. Lees eerst de flip-overs in.")
        link("inlezen.py", label="Naar Inlezen")
        return
    css = files("pages.components").joinpath("report.css").read_text(encoding="utf-8")
    st.html(f"<style>{css}</style>")
    choice = choice_of(day)
    material = material_of(day, without_quotes(choice))
    make_report(day, choice, _summary(day, material.report))
    _part(day, choice)


def _part(day: Day, choice: Choice) -> None:
    state.start(_PART, "see")
    with st.container(horizontal=True, vertical_alignment="center"):
        part = st.segmented_control(
            "Wat wilt u doen?", list(_PARTS), key=_PART, required=True,
            format_func=_PARTS.__getitem__, label_visibility="collapsed",
        )  # fmt: skip
        tell_saved(day)
    if part == "contents":
        contents(day, choice, material_of(day, without_quotes(choice)))
    elif part == "quotes":
        quotes(day, choice, material_of(day, without_quotes(choice)))
    elif part == "take":
        choose_documents(day)
    else:
        preview(day, choice)


def _summary(day: Day, report: Report) -> str:
    """'Een verslag over 412 uitspraken van 12 koffiehoeken, met 3 thema’s.'"""
    word = day.event.corner_word
    said = counted(report.matrix.n, "uitspraak", "uitspraken")
    corners = counted(len(report.corners), plain(word), plain(plural(word)))
    themes = counted(len(report.themes), "thema", "thema’s")
    return f"Een verslag over {said} van {corners}, met {themes}."


page()
