"""The matrix and its picture: worked out once for all who look at the same day in the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from time import monotonic

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis.charts import Measure, corner_figure, describe, overview_figure, to_table
from analysis.synthesis import Frames, Matrix, Order, Selection, build_matrix, statement_ids
from analysis.synthesis.progress import reviewed_by_people
from analysis.types import Corner
from pages.components import data
from pages.components.day import Day

_KEPT, _CELLS_KEPT = 16, 64
_SOONEST, _ON_ARRIVAL = 5.0, 1.0  # seconds
_LOOKED: dict[str, tuple[float, int]] = {}
"""Day -> when its revision was looked at, and what it was."""


@dataclass(frozen=True)
class Seen:
    """A day as it is at one moment, for all that a run of the page shows of it."""

    day: Day
    corners: tuple[Corner, ...]  # under the names that the screen gives them
    key: str


def see(day: Day, *, arrived: bool = False) -> Seen:
    """The day as it is now.

    While phones may send it is looked at every five seconds (for who has just `arrived`: every
    second): each statement is a change, and to count anew for each visitor and each statement would
    keep the server from all else.
    """
    # The revision is read first: what changes meanwhile gets a key of its own at the next look.
    revision = _revision(day.event.id, _ON_ARRIVAL if arrived else _SOONEST)
    corners = day.corners
    names = [corner.name for corner in corners]
    return Seen(day, corners, repr((day.event.id, day.codebook.key, revision, names)))


def _revision(event_id: str, soonest: float) -> int:
    """How often the day was changed, as it was looked at last."""
    live = data.store().live.day(event_id)
    looked, revision = _LOOKED.get(event_id, (float("-inf"), 0))
    if live is None or not live.open or monotonic() - looked >= soonest:
        looked, revision = monotonic(), data.store().revision(event_id)
        _LOOKED[event_id] = looked, revision
    return revision


@dataclass(frozen=True)
class Counted:
    """A matrix with the tables it was counted from, and in words; shared, so never written in."""

    key: str
    frames: Frames
    matrix: Matrix
    said: str
    reviewed: int  # statements that people looked at


def counted(seen: Seen, select: Selection) -> Counted:
    """The day counted for this selection."""
    chosen = [None if part is None else sorted(part) for part in astuple(select)]
    return _counted(f"{seen.key} {chosen!r}", seen, select)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _counted(key: str, _seen: Seen, _select: Selection) -> Counted:
    frames, themes = _seen.day.frames, _seen.day.themes
    matrix = build_matrix(frames, corners=_seen.corners, themes=themes, select=_select)
    return Counted(key, frames, matrix, describe(matrix), reviewed_by_people(frames))


@dataclass(frozen=True)
class Behind:
    """The statements that a cell counts, in their order, and the labels of each one's themes."""

    ids: tuple[str, ...]
    themes: Mapping[str, Sequence[str]]


def behind(found: Counted, corner: str | None, theme: str | None, kind: str | None) -> Behind:
    """What stands behind a cell or margin; None means: all of them."""
    return _behind(f"{found.key} {(corner, theme, kind)!r}", found, corner, theme, kind)


@st.cache_resource(max_entries=_CELLS_KEPT, show_spinner=False)
def _behind(
    key: str, _found: Counted, corner: str | None, theme: str | None, kind: str | None  # noqa: ARG001
) -> Behind:  # fmt: skip
    matrix = _found.matrix
    ids = statement_ids(
        _found.frames, themes=matrix.codebook, corner=corner, theme=theme, category=kind,
        select=matrix.select,
    )  # fmt: skip
    return Behind(ids, _themes_of(_found.frames, ids, matrix.codebook))


def _themes_of(
    frames: Frames, ids: Sequence[str], themes: Sequence[str]
) -> Mapping[str, Sequence[str]]:
    """Statement id -> the labels of the themes assigned to it."""
    codings = frames.codings
    mask = codings["assigned"] & codings["statement_id"].isin(ids) & codings["code"].isin(themes)
    out: dict[str, list[str]] = {}
    for identity, code in codings.loc[mask, ["statement_id", "code"]].itertuples(index=False):
        out.setdefault(str(identity), []).append(str(code))
    return out


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


def described(found: Counted, corner: str) -> str:
    """One corner in words."""
    return _described(found.key, found, corner)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _described(key: str, _found: Counted, corner: str) -> str:  # noqa: ARG001
    return describe(_found.matrix, corner)


def table(found: Counted, measure: Measure) -> pd.DataFrame:
    """The matrix as a table to read."""
    return _table(found.key, found, measure)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _table(key: str, _found: Counted, measure: Measure) -> pd.DataFrame:  # noqa: ARG001
    return to_table(_found.matrix, measure)
