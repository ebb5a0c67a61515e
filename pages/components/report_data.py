"""What the author of a report chose, kept with the day, and the report as values from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import streamlit as st

from analysis.errors import UsageError
from analysis.export.infosheet import infosheet_png
from analysis.export.infosheet_report import infosheet
from analysis.material import Gathered, Material, stored_day
from analysis.report import Choice
from pages.components import data, state
from pages.components.day import Day
from pages.components.wording import plain

_DAYS_KEPT, _REPORTS_KEPT = 2, 6
_BY_DAY: Final[dict[str | type[Any], Any]] = {Day: lambda day: (day.event.id, day.codebook.key)}
_SAVED = "rapport.bewaard"

Ground = tuple[int, tuple[str, ...]]
"""What a report hangs on besides the choice: the day's revision, and what is no name there."""


def choice_of(day: Day) -> Choice:
    """What was chosen for this day's report; what cannot be read is told, and begins anew."""
    kept = data.store().report_choice(day.event.id)
    try:
        return Choice.from_json(kept) if kept else Choice()
    except UsageError as error:
        st.warning(plain(error.message))
        return Choice()


def change(day: Day, how: Callable[[Choice], Choice]) -> None:
    """Change what is kept now, which another author may have changed since the page was drawn."""
    data.store().keep_report_choice(day.event.id, how(choice_of(day)).to_json())
    state.keep(_SAVED, day.event.id)


def tell_saved(day: Day) -> None:
    """Say, always in the same place, that choices are kept at once."""
    saved = state.kept(_SAVED) == day.event.id
    words = "✓ Bewaard." if saved else "Wat u kiest, wordt meteen bewaard bij deze dag."
    st.html(f'<p role="status" class="rapport-bewaard">{words}</p>')


def without_quotes(choice: Choice) -> Choice:
    """The choice of which statements the report is about, and no more: what proposals hang on."""
    return Choice(corners=choice.corners, themes=choice.themes, kinds=choice.kinds)


def ground_of(day: Day) -> Ground:
    """Where a report made now would stand."""
    store, event_id = data.store(), day.event.id
    return store.revision(event_id), tuple(sorted(store.allowed_forms(event_id)))


def material_of(day: Day, choice: Choice) -> Material:
    """The report that this choice gives; shared by all visitors, so never written in."""
    return _material(day, ground_of(day), choice.to_json())


def material_now(day: Day, choice: Choice) -> Material:
    """The same, to be made into documents: it bears the time of now."""
    return _gathered(day, ground_of(day)).material(made=datetime.now(UTC), choice=choice)


def sheet_of(day: Day, choice: Choice) -> bytes:
    """The infosheet as a picture (PNG)."""
    return _sheet(day, ground_of(day), choice.to_json())


@st.cache_resource(
    max_entries=_DAYS_KEPT, show_spinner="De dag wordt gelezen …", hash_funcs=_BY_DAY
)
def _gathered(day: Day, ground: Ground) -> Gathered:  # noqa: ARG001  # the ground is a key
    return stored_day(data.store(), day.event.id, holding=day.holding)


@st.cache_resource(
    max_entries=_REPORTS_KEPT, show_spinner="Het verslag wordt samengesteld …", hash_funcs=_BY_DAY
)
def _material(day: Day, ground: Ground, choice: str) -> Material:
    return _gathered(day, ground).material(made=datetime.now(UTC), choice=Choice.from_json(choice))


@st.cache_resource(
    max_entries=_REPORTS_KEPT, show_spinner="De infosheet wordt opgemaakt …", hash_funcs=_BY_DAY
)
def _sheet(day: Day, ground: Ground, choice: str) -> bytes:
    return infosheet_png(infosheet(_material(day, ground, choice).report))
