"""The reviewer's desk: the list in its order, the place in it, and what was done this session."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np
import streamlit as st

from analysis.coding.nearest import Nearest
from analysis.coding.review import Case, Order, Ranking, Show, cases, queue, rank
from analysis.coding.review_decisions import Step
from analysis.coding.term_index import TermIndex
from analysis.privacy.holding import HELD
from analysis.synthesis import build_matrix
from analysis.types import Coding, CodingTarget
from pages.components import data, state
from pages.components.day import Day
from pages.components.review_machine import certainty

WINDOW = 10
ORDER, SHOW = f"{state.REVIEW}volgorde", f"{state.REVIEW}tonen"
"""The keys of the widgets that choose them."""
_DESK = "zitting.coderen"
_AT_A_TIME = 500  # statements whose codings are read in one go

Counts = dict[tuple[str, str], int]
"""Statements by (theme's label, kind)."""


@dataclass(frozen=True, slots=True)
class Act:
    """What the reviewer did, to be undone: decisions, or (without a step) skipping a statement."""

    statement_id: str
    words: str
    skipped: frozenset[str]  # what was skipped before
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """One visitor's review of one day."""

    event_id: str
    codebook: str
    ground: int  # the revision whose proposals ordered the list
    start: Counts  # the matrix when the page was opened
    order: Order = "doubt"
    show: Show = "todo"
    queue: tuple[str, ...] = ()
    place: int = 0
    skipped: frozenset[str] = frozenset()
    acts: tuple[Act, ...] = ()
    moments: tuple[datetime, ...] = ()
    drawn: Case | None = field(default=None, repr=False)
    said: str = ""

    @property
    def current(self) -> str | None:
        """The id of the statement that is being reviewed."""
        return self.queue[self.place] if self.place < len(self.queue) else None

    @property
    def window(self) -> tuple[int, tuple[str, ...]]:
        """Where the statements on the screen begin in the list, and their ids."""
        start = min(self.place, max(len(self.queue) - 1, 0)) // WINDOW * WINDOW
        return start, self.queue[start : start + WINDOW]


@dataclass(frozen=True)
class Proposals:
    """A day's texts and how certain the machine is of each; shared by all visitors."""

    ranked: list[Ranking]
    texts: dict[str, str]
    nearest: Nearest


def desk_of(day: Day) -> Desk:
    """The visitor's desk for this day; a new one where there is none yet."""
    kept: Desk | None = state.kept(_DESK)
    if kept is not None and (kept.event_id, kept.codebook) == (day.event.id, day.codebook.key):
        return kept
    revision = data.store().revision(day.event.id)
    put(Desk(day.event.id, day.codebook.key, revision, standing(day).counts))
    sort_anew(day)
    return now()


def put(desk: Desk) -> None:
    """Keep the desk as it is now."""
    state.keep(_DESK, desk)


def now() -> Desk:
    """The desk as it was last kept; only for what a drawn desk calls."""
    desk: Desk = state.kept(_DESK)
    return desk


def sort_anew(day: Day) -> None:
    """Make the list again, from the proposals as they are now, and start at its top."""
    desk = replace(
        now(),
        ground=data.store().revision(day.event.id),
        order=state.kept(ORDER) or "doubt",
        show=state.kept(SHOW) or "todo",
    )
    put(replace(desk, queue=listed(day, desk, desk.show), place=0, said=""))


def listed(day: Day, desk: Desk, show: Show) -> tuple[str, ...]:
    """The ids that the desk's order and `show` give."""
    return queue(
        proposals(day, desk.ground).ranked,
        order=desk.order,
        show=show,
        reviewed=standing(day).reviewed,
        skipped=desk.skipped,
        corners=[corner.name for corner in day.event.corners],
    )


@st.cache_resource(
    max_entries=4, show_spinner="De voorstellen worden op volgorde gezet …",
    hash_funcs={Day: lambda day: (day.event.id, day.codebook.key)},
)  # fmt: skip
def proposals(day: Day, revision: int) -> Proposals:  # noqa: ARG001  # the revision is a key
    """The machine's proposals as of a revision; never written in."""
    store = data.store()
    found = cases(store.statements(day.event.id), store.latest_codings(day.event.id))
    index = TermIndex(day.codebook.themes)
    ranked = rank(found, themes=names(day), certainty=certainty, terms=index.find)
    texts = {case.statement.id: case.statement.text for case in found}
    return Proposals(ranked, texts, Nearest(list(texts.values())))


def names(day: Day) -> list[str]:
    """The names of the codebook's themes."""
    return [theme.name for theme in day.codebook.themes]


def cases_of(day: Day, ids: Sequence[str]) -> dict[str, Case]:
    """These statements as they stand now and may be shown; those that are gone are left out."""
    found: dict[str, Case] = {}
    for start in range(0, len(ids), _AT_A_TIME):
        statements = day.statements(ids[start : start + _AT_A_TIME])
        codings = _without_words(
            data.store().latest_codings(day.event.id, [s.id for s in statements]),
            {s.id for s in statements if s.text == HELD},
        )
        found |= {case.statement.id: case for case in cases(statements, codings)}
    return {identity: found[identity] for identity in ids if identity in found}


def _without_words(codings: Iterable[Coding], held: Collection[str]) -> list[Coding]:
    """The codings; those of statements that are held back without the words that matched."""
    return [replace(one, evidence=()) if one.statement_id in held else one for one in codings]


@dataclass(frozen=True)
class Standing:
    """How far a day is: the statements on which a person decided a theme, and the matrix."""

    reviewed: frozenset[str]
    counts: Counts


def standing(day: Day) -> Standing:
    """How far the day is now."""
    return _standing(day, data.store().revision(day.event.id))


@st.cache_resource(
    max_entries=4, show_spinner=False,
    hash_funcs={Day: lambda day: (day.event.id, day.codebook.key)},
)  # fmt: skip
def _standing(day: Day, revision: int) -> Standing:  # noqa: ARG001  # the revision is a key
    frames = day.frames
    codings = frames.codings
    by_person = ~codings["by_machine"] & (codings["target"] == CodingTarget.THEME.value)
    rows = codings["statement_id"].cat.codes.to_numpy()[by_person.to_numpy()]
    cells = build_matrix(frames, corners=day.corners, themes=day.themes).cells
    counts: Counts = {}
    for theme, kind, n in zip(cells["theme"], cells["category"], cells["count"], strict=True):
        counts[theme, kind] = counts.get((theme, kind), 0) + int(n)
    return Standing(frozenset(frames.statements.index[np.unique(rows)]), counts)
