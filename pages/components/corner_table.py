"""The table of a day's corners: their names, their order, and which kinds were asked there."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.charts import label
from analysis.corners import CornerRow, save_corners
from analysis.types import Category
from pages.components import data, state
from pages.components.day import Day

_NAME, _WAS, _COUNT = "Naam", "was", "Uitspraken"


def corner_table(day: Day) -> None:
    """Show the corners to be mended; saved as a whole."""
    word = day.event.corner_word
    st.subheader("Hoeken")
    st.write(
        f"Wie zat er in welke {word}, en welke vragen zijn daar gesteld? Geef twee hoeken dezelfde "
        "naam om ze samen te voegen. Een soort die niet gevraagd is, krijgt in de matrix een eigen "
        "teken."
    )
    edited = st.data_editor(
        _table(day),
        hide_index=True,
        num_rows="dynamic",
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
        save_corners(data.store(), day.event.id, _rows(edited))
        state.tell("De hoeken zijn bewaard.")
        st.rerun()


def _table(day: Day) -> pd.DataFrame:
    per_corner = data.frames(day.event.id).statements["corner"].value_counts()
    corners = day.event.corners
    table = {
        _WAS: [corner.name for corner in corners],
        _NAME: [corner.name for corner in corners],
        **{label(kind): [kind in corner.asked for corner in corners] for kind in Category},
        _COUNT: [int(per_corner.get(corner.name, 0)) for corner in corners],
    }
    return pd.DataFrame(table)


def _rows(edited: pd.DataFrame) -> list[CornerRow]:
    return [
        CornerRow(
            was=row[_WAS] if isinstance(row[_WAS], str) else None,
            name=row[_NAME] if isinstance(row[_NAME], str) else "",
            asked=frozenset(kind for kind in Category if row[label(kind)]),
        )
        for row in edited.to_dict("records")
    ]
