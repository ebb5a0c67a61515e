"""The page Matrix: the synthesis of the day; every number opens the statements behind it."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from analysis.charts import Measure, corner_figure, describe, dutch, overview_figure, to_table
from analysis.synthesis import Matrix, build_matrix
from analysis.synthesis.progress import reviewed_by_people
from pages.components import state
from pages.components.day import ask_for_day, current_day
from pages.components.links import link
from pages.components.matrix_controls import (
    choose_corner,
    choose_order_and_measure,
    choose_selection,
    choose_view,
)
from pages.components.matrix_export import downloads
from pages.components.matrix_statements import behind_the_cell, take_click
from pages.components.wording import plain

_FIGURE = "matrix-figuur"


def page() -> None:
    """Draw the page."""
    st.title("Matrix", anchor=False)
    state.show_told()
    day = current_day()
    if day is None:
        ask_for_day("De matrix")
        return
    frames = day.frames
    if frames.statements.empty:
        st.info(
            "Er zijn nog geen uitspraken. Lees eerst de flip-overs in; dan vult de matrix zich."
        )
        link("inlezen.py", label="Naar Inlezen")
        return
    select = choose_selection(day)
    measure, order = choose_order_and_measure()
    matrix = build_matrix(frames, corners=day.corners, themes=day.themes, select=select)
    dark = st.context.theme.type == "dark"
    said = describe(matrix)
    if choose_view():
        figure = overview_figure(matrix, measure, order=order, dark=dark)
        _clickable(figure, _FIGURE, said)
    elif corner := choose_corner(matrix):
        figure = corner_figure(matrix, corner, measure, dark=dark)
        _clickable(figure, f"{_FIGURE}-hoek", describe(matrix, corner))
        st.write(plain(describe(matrix, corner)))
    st.caption(_standing(reviewed_by_people(frames), len(frames.statements)))
    behind_the_cell(day, frames, matrix)
    _in_words(matrix, measure, said)
    downloads(day, frames, matrix)


def _standing(reviewed: int, total: int) -> str:
    """What these numbers rest on."""
    seen = "niemand heeft ze nagekeken" if not reviewed else (
        f"mensen hebben {dutch(reviewed)} van {dutch(total)} uitspraken nagekeken"
    )  # fmt: skip
    return (
        f"De codes zijn voorstellen van de computer; {seen}. Reken op fouten: op dagen om te "
        "toetsen kreeg ongeveer zes van de tien uitspraken precies de thema’s die mensen gaven. "
        "Nakijken kan op de pagina Coderen."
    )


def _clickable(figure: go.Figure, key: str, alt: str) -> None:
    """A figure at its own width; a click in it chooses a cell."""
    st.html(f"<style>.st-key-{key} {{min-width: {figure.layout.width}px}}</style>")
    with st.container(key=f"breed-{key}"):
        st.plotly_chart(
            figure,
            theme=None,
            width="content",
            key=key,
            on_select=lambda: take_click(state.kept(key)),
            selection_mode="points",
            config={"displayModeBar": False},
            alt=alt,
        )


def _in_words(matrix: Matrix, measure: Measure, said: str) -> None:
    with st.expander("De matrix in woorden en als tabel", icon=":material/text_fields:"):
        st.write(plain(said))
        st.dataframe(
            to_table(matrix, measure),
            hide_index=True,
            alt="De matrix als tabel: een rij per hoek, een kolom per thema en soort",
        )


page()
