"""The statements behind the cell that was clicked or chosen from the lists."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analysis.charts import label
from analysis.synthesis import KINDS, NO_KIND, Matrix
from pages.components import state
from pages.components.day import Day, current_day
from pages.components.matrix_counted import Counted, Seen, behind
from pages.components.statements import statement_list
from pages.components.turns import in_turn
from pages.components.wording import counted, plain

_CORNER, _THEME, _KIND = "matrix.cel.hoek", "matrix.cel.thema", "matrix.cel.soort"
_CLICKED = "matrix.cel.geklikt"
_TOAST_SECONDS = 2  # it lies over the controls
ALL = "alle"


def take_click(chosen: Any) -> None:
    """Remember the cell of a click in the figure, before the lists below are drawn."""
    points = chosen["selection"]["points"] if chosen else []
    if not points:
        return
    corner, theme, kind = points[0]["customdata"][:3]
    for key, value in ((_CORNER, corner), (_THEME, theme), (_KIND, kind)):
        state.keep(key, value)
    state.keep(_CLICKED, True)


@st.fragment
def behind_the_cell(seen: Seen, found: Counted) -> None:
    """Lists to choose a cell by keyboard, and the statements that it counts.

    Choosing draws this part alone, of the numbers that stand above it.
    """
    day = current_day()  # as it is now: who sees this may have lost the right to
    if day is None or day.event.id != seen.day.event.id:
        st.rerun()
    with in_turn():
        _draw(day, found)


def _draw(day: Day, found: Counted) -> None:
    st.subheader("Uitspraken achter een getal", anchor=False)
    corner, theme, kind = _choices(found.matrix)
    if corner is None and theme is None and kind is None:
        st.write("Klik op een getal in de matrix, of kies hierboven een hoek, thema of soort.")
        return
    cell = behind(found, corner, theme, kind)
    named = [corner, theme, label(kind) if kind is not None else None]
    title = " · ".join(part for part in named if part)
    number = counted(len(cell.ids), "uitspraak", "uitspraken")
    st.markdown(f"**{plain(title)}: {number}**")
    if state.kept(_CLICKED):
        state.forget(_CLICKED)
        st.toast(f"{number}: onder de matrix.", duration=_TOAST_SECONDS)
    statement_list(day, cell.ids, themes=cell.themes, key=f"cel.{corner}.{theme}.{kind}")


def _choices(matrix: Matrix) -> tuple[str | None, str | None, str | None]:
    kinds = [kind for kind in KINDS if kind in matrix.kinds or kind != NO_KIND]
    options: dict[str, list[str]] = {
        _CORNER: [ALL, *matrix.corners], _THEME: [ALL, *matrix.themes], _KIND: [ALL, *kinds],
    }  # fmt: skip
    for key, values in options.items():
        if state.kept(key) not in values:
            state.keep(key, ALL)
    columns = st.columns(3)
    columns[0].selectbox("Hoek", options[_CORNER], format_func=_corner_name, key=_CORNER)
    columns[1].selectbox("Thema", options[_THEME], format_func=_theme_name, key=_THEME)
    columns[2].selectbox("Soort", options[_KIND], format_func=_kind_name, key=_KIND)
    corner, theme, kind = (state.kept(key) for key in (_CORNER, _THEME, _KIND))
    return (
        None if corner == ALL else corner,
        None if theme == ALL else theme,
        None if kind == ALL else kind,
    )


def _corner_name(value: str) -> str:
    return "Alle hoeken" if value == ALL else value


def _theme_name(value: str) -> str:
    return "Alle thema’s" if value == ALL else value


def _kind_name(value: str) -> str:
    return "Alle soorten" if value == ALL else label(value)
