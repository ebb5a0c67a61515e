"""Regie, taking along: the statements as they are at the moment of pressing, and the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from analysis.export.file_names import safe_name
from pages.components import data
from pages.components.day import Day
from pages.components.exported import logged
from pages.components.links import link
from pages.components.matrix_export import MIME, statements_now, workbook_now


def take(day: Day) -> None:
    """Buttons that make their file when pressed, also in the middle of a round."""
    st.write(
        "U kunt op elk moment meenemen wat er nu is. Verborgen uitspraken gaan mee; waar misschien "
        "een naam staat, komt een zin in plaats van de tekst."
    )
    name = safe_name(day.title)
    offers: tuple[tuple[str, str, str, Callable[[Day], bytes]], ...] = (
        ("Matrix en uitspraken (Excel)", f"{name}.xlsx", "xlsx", workbook_now),
        ("Uitspraken (CSV)", f"{name} uitspraken.csv", "csv", statements_now),
    )
    with st.container(horizontal=True):
        for text, file, kind, make in offers:
            st.download_button(
                text, logged(day.event.id, _now(day, make)), file, MIME[kind],
                key=f"regie-neem-{kind}", icon=":material/download:", on_click="ignore",
            )  # fmt: skip
    link("rapport.py", label="Naar Rapport")


def _now(day: Day, make: Callable[[Day], bytes]) -> Callable[[], bytes]:
    """What makes the file of the day as it is when the button is pressed."""
    return lambda: make(replace(day, event=data.store().event(day.event.id)))
