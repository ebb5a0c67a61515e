"""Waar komt dit vandaan?, finding: the report that holds a number, and the day as it is now."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from analysis.errors import UsageError
from analysis.export.carrying import Carried, carried
from analysis.material import stored_day
from analysis.report import Tally, Traces
from analysis.report.origin import Comparison
from analysis.report.wording import dutch_date
from analysis.settings import limit_mb
from analysis.storing import codebook_of
from analysis.types import ActivityKind
from pages.components import data, state
from pages.components.day import Day
from pages.components.holding import holding_of

_DAYS_KEPT, _DOCUMENTS_KEPT, _REPORTS_KEPT = 4, 4, 12
_ASKED = 500  # statements by which a day is recognized
_MOST_LOG = 5_000


@dataclass(frozen=True, eq=False)
class Kept:
    """The traces of one report; `key` tells them from all others."""

    traces: Traces
    key: str


@dataclass(frozen=True, eq=False)
class Found:
    """A report beside the day that it belongs to.

    `recognized`: (statements that are there, of so many behind the report), where the day was not
    named in the report but known by its statements.
    """

    day: Day
    comparison: Comparison
    recognized: tuple[int, int] | None = None


@st.cache_resource(max_entries=_DOCUMENTS_KEPT, show_spinner="Het document wordt gelezen …")
def read_document(name: str, content: bytes) -> Carried:
    """What stands in a document; raises SourceError."""
    return carried(name, content, limit_bytes=limit_mb() * 1024 * 1024)


def kept_with(identity: str) -> list[Kept]:
    """The kept reports in which this number stands, the newest first; the oldest are left out."""
    texts = data.traces_with(identity)[:_REPORTS_KEPT]
    found = (_parsed(hashlib.sha256(text.encode("utf-8")).hexdigest(), text) for text in texts)
    return [kept for kept in found if kept is not None]


@st.cache_resource(max_entries=2 * _REPORTS_KEPT, show_spinner=False)
def _parsed(key: str, _text: str) -> Kept | None:
    try:
        return Kept(Traces.from_json(_text), key)
    except UsageError:  # kept by another version of the program
        return None


def in_document(content: bytes, traces: Traces) -> Kept:
    """The traces that a document carries."""
    return Kept(traces, hashlib.sha256(content).hexdigest())


def beside_the_day(kept: Kept) -> Found | None:
    """The report beside its day: the one that it names, or else the one with its statements."""
    events = {event.id for event in data.events()}
    if kept.traces.event in events:
        return _found(kept, kept.traces.event, None)
    match = _recognized(kept.traces, sorted(events))
    return None if match is None else _found(kept, match[0], match[1:])


def _found(kept: Kept, event_id: str, recognized: tuple[int, int] | None) -> Found:
    store = data.store()
    event = store.event(event_id)
    day = Day(event, codebook_of(event, store))
    allowed = tuple(sorted(store.allowed_forms(event_id)))
    revision = store.revision(event_id)
    comparison = _comparison(event_id, revision, allowed, kept.key, kept)
    return Found(day, comparison, recognized)


@st.cache_resource(max_entries=2 * _REPORTS_KEPT, show_spinner=False)
def _comparison(
    event_id: str, revision: int, allowed: tuple[str, ...], key: str, _kept: Kept  # noqa: ARG001
) -> Comparison:  # fmt: skip
    """Shared by all visitors; what it holds is as it may be shown."""
    return Comparison(_kept.traces, _tally(event_id, revision, allowed))


@st.cache_resource(max_entries=_DAYS_KEPT, show_spinner="De bijeenkomst wordt nageteld …")
def _tally(event_id: str, revision: int, allowed: tuple[str, ...]) -> Tally:  # noqa: ARG001
    store = data.store()
    holding = holding_of(event_id, codebook_of(store.event(event_id), store))
    found = stored_day(store, event_id, holding=holding)
    return Tally(found.day, found.facts.values())


def _recognized(traces: Traces, events: Sequence[str]) -> tuple[str, int, int] | None:
    """The day that has most of the report's statements, at least half; how many, and of how many.

    A document of the command line belongs to no stored day, but the same files give the same ids.
    """
    ids = list(dict.fromkeys(one for trace in traces for one in trace.statements))[:_ASKED]
    counts = {event: len(data.store().statements(event, ids)) for event in events} if ids else {}
    best = max(counts, key=counts.__getitem__, default=None)
    if best is None or 2 * counts[best] < len(ids):
        return None
    return best, counts[best], len(ids)


def day_with(statement: str) -> Day | None:
    """The day that has the statement with this id: the chosen day, else the first that has it."""
    store = data.store()
    current = state.current_event_id()
    for event in sorted(data.events(), key=lambda one: one.id != current):
        if store.statements(event.id, [statement]):
            return Day(event, codebook_of(event, store))
    return None


def removed_on(event_id: str) -> str | None:
    """The Dutch date on which a day was removed here; None where that is not known."""
    log = data.activity(_MOST_LOG)
    found = (one for one in log if one.event_id == event_id)
    gone = next((one for one in found if one.what is ActivityKind.DAY_DELETED), None)
    return None if gone is None else dutch_date(gone.at.astimezone().date().isoformat())


def moment(when: datetime) -> str:
    """'22 november 2026 om 12.05 uur'."""
    here = when.astimezone()
    return f"{dutch_date(here.date().isoformat())} om {here:%H.%M} uur"
