"""What every coder of a day said, and how they compare; worked out once for each revision."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from analysis.coding.agreement import Agreement, Dispute, compare, disputes
from analysis.coding.judging import MACHINE
from analysis.coding.standing import Standing, stand
from pages.components import data, state
from pages.components.day import Day

_BY_DAY: Final[dict[str | type[Any], Any]] = {Day: lambda day: (day.event.id, day.codebook.key)}


_GROUND = "overeenstemming.grond"
_SETTLED = "overeenstemming.beslist"
_DRAWN = "overeenstemming.getekend"


def names(day: Day) -> list[str]:
    """The names of the codebook's themes."""
    return [theme.name for theme in day.codebook.themes]


def look_again() -> None:
    """Begin a part of the page anew: the next `standing` is as things are then."""
    for key in (_GROUND, _SETTLED, _DRAWN):
        state.forget(key)


def newly_drawn(identity: str) -> bool:
    """Whether this statement comes up anew, so that its widgets need their first values."""
    if state.kept(_DRAWN) == identity:
        return False
    state.keep(_DRAWN, identity)
    return True


def standing(day: Day) -> Standing:
    """How the day's coders stood when the visitor came; shared by all, so never written in.

    It stays until `look_again`: to work it out after every decision would keep people waiting.
    """
    return _standing(day, _ground(day))


def _ground(day: Day) -> int:
    """The revision that the visitor looks at."""
    kept: tuple[str, int] | None = state.kept(_GROUND)
    if kept is None or kept[0] != day.event.id:
        look_again()
        kept = (day.event.id, data.store().revision(day.event.id))
        state.keep(_GROUND, kept)
    return kept[1]


def settled(day: Day) -> frozenset[str]:
    """The ids of the statements that were settled, by the visitor just now or before."""
    return standing(day).settled | (state.kept(_SETTLED) or frozenset())


def note_settled(identity: str) -> None:
    """Remember that the visitor settled this statement."""
    state.keep(_SETTLED, (state.kept(_SETTLED) or frozenset()) | {identity})


@st.cache_resource(
    max_entries=4, show_spinner="De coderingen worden naast elkaar gelegd …", hash_funcs=_BY_DAY
)
def _standing(day: Day, revision: int) -> Standing:  # noqa: ARG001  # the revision is a key
    store = data.store()
    blind = store.latest_codings(day.event.id, blind=True)
    return stand(store.latest_codings(day.event.id), blind, names(day))


def compared(day: Day, coders: tuple[str, ...]) -> list[Agreement]:
    """How far these coders agree, on each question."""
    return _compared(day, _ground(day), coders)


@st.cache_resource(max_entries=64, show_spinner="De cijfers worden berekend …", hash_funcs=_BY_DAY)
def _compared(day: Day, revision: int, coders: tuple[str, ...]) -> list[Agreement]:  # noqa: ARG001
    return compare(standing(day).table, coders)


def open_disputes(day: Day, *, with_machine: bool) -> list[Dispute]:
    """The statements on which coders differ and that were not settled yet."""
    done = settled(day)
    asked = [
        one
        for one in standing(day).judgements
        if one.statement_id not in done and (with_machine or one.coder != MACHINE)
    ]
    return [one for one in disputes(asked, names(day)) if set(one.said) != {MACHINE}]
