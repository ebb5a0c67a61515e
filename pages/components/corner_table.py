"""The table of a day's corners: their names, their order, and which kinds were asked there."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.charts import label
from analysis.corners import CornerRow, save_corners
from analysis.errors import UsageError
from analysis.types import Category
from pages.components import data, state
from pages.components.day import Day
from pages.components.wording import plain

_NAME, _WAS, _COUNT = "Naam", "was", "Uitspraken"


def corner_table(day: Day) -> None:
    """Show the corners to be mended; saved as a whole."""
    word = day.event.corner_word
    st.subheader("Hoeken", anchor=False)
    st.write(
        f"Wie zat er in welke {plain(word)}, en welke vragen zijn daar gesteld? Geef twee hoeken "
        "dezelfde naam om ze samen te voegen. Een soort die niet gevraagd is, krijgt in de matrix "
        "een eigen teken."
    )
    edited = st.data_editor(
        _table(day),
        hide_index=True,
        num_rows="dynamic",
        height="content",
        column_order=[_NAME, *map(label, Category), _COUNT],
        disabled=[_COUNT],
        column_config={
            _NAME: st.column_config.TextColumn(required=True, max_chars=120, width="large"),
            **{label(kind): st.column_config.CheckboxColumn(default=True) for kind in Category},
        },
        key=f"hoeken-{day.event.id}-{data.store().revision(day.event.id)}",
        alt="Tabel van de hoeken met hun naam en de soorten die er gevraagd zijn",
    )
    if st.button("Bewaar de hoeken"):
        save_corners(data.store(), day.event.id, _named(day, _rows(edited)))
        state.tell("De hoeken zijn bewaard.")
        st.rerun()


def _table(day: Day) -> pd.DataFrame:
    per_corner = data.frames(day.event.id).statements["corner"].value_counts()
    corners = day.event.corners
    names = pd.Series([corner.name for corner in day.corners], dtype="str")
    # Types are given, since a day without corners has no values to tell them by.
    asked = {
        label(kind): pd.Series([kind in corner.asked for corner in corners], dtype="bool")
        for kind in Category
    }
    counts = pd.Series([per_corner.get(corner.name, 0) for corner in corners], dtype="int")
    return pd.DataFrame({_WAS: names, _NAME: names, **asked, _COUNT: counts})


def _rows(edited: pd.DataFrame) -> list[CornerRow]:
    return [
        CornerRow(
            was=row[_WAS] if isinstance(row[_WAS], str) else None,
            name=row[_NAME] if isinstance(row[_NAME], str) else "",
            asked=frozenset(kind for kind in Category if row[label(kind)]),
        )
        for row in edited.to_dict("records")
    ]


def _named(day: Day, rows: list[CornerRow]) -> list[CornerRow]:
    """The rows with the corners' own names where the table showed that one is held back.

    Raises:
        UsageError: a corner that is held back was removed; the store would name it.
    """
    held = {shown: name for name, shown in day.corner_names.items() if shown != name}
    if held.keys() - {row.was for row in rows}:
        raise UsageError(
            "een hoek waarvan de naam is achtergehouden, is uit de tabel gehaald.",
            remedy="Geef die hoek een andere naam, of beslis over de naam op de pagina Beheer.",
        )
    return [
        replace(row, was=row.was and held.get(row.was, row.was), name=held.get(row.name, row.name))
        for row in rows
    ]
