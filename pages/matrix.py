"""The page Matrix: the synthesis of the day; every number opens the statements behind it."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from analysis.charts import Measure, dutch
from analysis.synthesis import EVERYTHING
from pages.components import state
from pages.components.day import ask_for_day, current_day
from pages.components.links import link
from pages.components.matrix_controls import (
    choose_corner,
    choose_order_and_measure,
    choose_selection,
    choose_view,
)
from pages.components.matrix_counted import (
    Counted,
    Seen,
    counted,
    described,
    of_corner,
    overview,
    see,
    table,
)
from pages.components.matrix_export import downloads
from pages.components.matrix_statements import behind_the_cell, take_click
from pages.components.opened import opened
from pages.components.turns import in_turn
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
    with in_turn():
        _draw(see(day, arrived=state.just_arrived()))


def _draw(seen: Seen) -> None:
    found = counted(seen, EVERYTHING)
    if found.frames.statements.empty:
        st.info(
            "Er zijn nog geen uitspraken. Lees eerst de flip-overs in; dan vult de matrix zich."
        )
        link("inlezen.py", label="Naar Inlezen")
        return
    select = choose_selection(seen)
    measure, order = choose_order_and_measure()
    found = found if select == EVERYTHING else counted(seen, select)
    dark = st.context.theme.type == "dark"
    if choose_view():
        _clickable(overview(found, measure, order, dark=dark), _FIGURE, found.said)
    elif corner := choose_corner(found.matrix):
        figure = of_corner(found, corner, measure, dark=dark)
        said = described(found, corner)
        _clickable(figure, f"{_FIGURE}-hoek", said)
        st.write(plain(said))
    st.caption(_standing(found.reviewed, len(found.frames.statements)))
    behind_the_cell(seen, found)
    _in_words(found, measure)
    downloads(seen.day, found.frames, found.matrix)


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


def _in_words(found: Counted, measure: Measure) -> None:
    title = "De matrix in woorden en als tabel"
    with opened(title, key="matrix.woorden", icon=":material/text_fields:") as is_open:
        if not is_open:
            return
        st.write(plain(found.said))
        st.dataframe(
            table(found, measure),
            hide_index=True,
            alt="De matrix als tabel: een rij per hoek, een kolom per thema en soort",
        )


page()
