"""The matrix and its picture: worked out once for all who look at the same day in the same way."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from time import monotonic

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis.charts import Measure, corner_figure, describe, overview_figure, to_table
from analysis.synthesis import Frames, Matrix, Order, Selection, build_matrix
from analysis.synthesis.progress import reviewed_by_people
from pages.components import data
from pages.components.day import Day

_KEPT = 16
_SOONEST = 1.0  # seconds
_LOOKED: dict[str, tuple[float, int]] = {}
"""Day -> when its revision was looked at, and what it was."""


@dataclass(frozen=True)
class Counted:
    """A matrix with the tables it was counted from, and in words; shared, so never written in."""

    key: str
    frames: Frames
    matrix: Matrix
    said: str
    reviewed: int  # statements that people looked at


def counted(day: Day, select: Selection) -> Counted:
    """The day as it is now, counted for this selection."""
    # The revision is read first: what changes meanwhile gets a key of its own at the next look.
    revision = _revision(day.event.id)
    chosen = [None if part is None else sorted(part) for part in astuple(select)]
    shown = [corner.name for corner in day.corners], day.themes
    return _counted(repr((day.event.id, day.codebook.key, revision, shown, chosen)), day, select)


def _revision(event_id: str) -> int:
    """How often the day was changed.

    While phones may send this is looked at once a second: each statement is a change, and to count
    anew for each visitor and each statement would keep the server from all else.
    """
    live = data.store().live.day(event_id)
    looked, revision = _LOOKED.get(event_id, (float("-inf"), 0))
    if live is None or not live.open or monotonic() - looked >= _SOONEST:
        looked, revision = monotonic(), data.store().revision(event_id)
        _LOOKED[event_id] = looked, revision
    return revision


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _counted(key: str, _day: Day, _select: Selection) -> Counted:
    frames = _day.frames
    matrix = build_matrix(frames, corners=_day.corners, themes=_day.themes, select=_select)
    return Counted(key, frames, matrix, describe(matrix), reviewed_by_people(frames))


def overview(found: Counted, measure: Measure, order: Order, *, dark: bool) -> go.Figure:
    """The picture of all corners."""
    return _overview(found.key, found, measure, order, dark)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _overview(
    key: str, _found: Counted, measure: Measure, order: Order, dark: bool  # noqa: ARG001
) -> go.Figure:  # fmt: skip
    return overview_figure(_found.matrix, measure, order=order, dark=dark)


def of_corner(found: Counted, corner: str, measure: Measure, *, dark: bool) -> go.Figure:
    """The picture of one corner."""
    return _of_corner(found.key, found, corner, measure, dark)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _of_corner(
    key: str, _found: Counted, corner: str, measure: Measure, dark: bool  # noqa: ARG001
) -> go.Figure:  # fmt: skip
    return corner_figure(_found.matrix, corner, measure, dark=dark)


def table(found: Counted, measure: Measure) -> pd.DataFrame:
    """The matrix as a table to read."""
    return _table(found.key, found, measure)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _table(key: str, _found: Counted, measure: Measure) -> pd.DataFrame:  # noqa: ARG001
    return to_table(_found.matrix, measure)
