"""The day that the visitor works on: the event with its codebook; and what to say without one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import streamlit as st

from analysis.codebook import Codebook
from analysis.privacy.holding import Holding, apart
from analysis.storing import codebook_of
from analysis.synthesis import Frames
from analysis.synthesis.labels import relabelled, unique_labels
from analysis.types import Corner, Event, Statement
from pages.components import data, state
from pages.components.holding import holding_of, shown_statement
from pages.components.links import link


@dataclass(frozen=True)
class Day:
    """An event as the pages show it: codes go by their labels."""

    event: Event
    codebook: Codebook

    @property
    def labels(self) -> dict[str, str]:
        """Code name -> what the screen calls it."""
        codes = (*self.codebook.themes, *self.codebook.extra_codes)
        return unique_labels((code.name, code.label) for code in codes)

    @property
    def themes(self) -> list[str]:
        """The themes' labels in the codebook's order."""
        labels = self.labels
        return [labels[theme.name] for theme in self.codebook.themes]

    @property
    def extra_codes(self) -> list[str]:
        """The labels of the second dimension and the obstacles."""
        labels = self.labels
        return [labels[code.name] for code in self.codebook.extra_codes]

    @property
    def frames(self) -> Frames:
        """Statements and current decisions, codes under their labels, corners as they are shown."""
        return _labelled(self, data.store().revision(self.event.id), self.corner_names)

    @property
    def holding(self) -> Holding:
        """What tells whether a text of this day may be shown."""
        return holding_of(self.event.id, self.codebook)

    @property
    def title(self) -> str:
        """The day's title as files may bear it: without one in which a name may stand."""
        return "Bijeenkomst" if self.holding.held(self.event.title) else self.event.title

    @property
    def corner_names(self) -> dict[str, str]:
        """Corner -> what the screen calls it."""
        return apart((corner.name for corner in self.event.corners), self.holding.shown)

    @property
    def corners(self) -> tuple[Corner, ...]:
        """The corners under the names that the screen gives them."""
        names = self.corner_names
        return tuple(replace(one, name=names[one.name]) for one in self.event.corners)

    def statements(self, ids: Collection[str] | None = None) -> list[Statement]:
        """The statements as the screen may show them: all of the day, or these."""
        holding, corners = self.holding, self.corner_names
        found = data.store().statements(self.event.id, ids)
        return [shown_statement(holding, one, corners) for one in found]


def current_day() -> Day | None:
    """The chosen day, or None where there is no day yet."""
    event_id = state.current_event_id()
    if event_id is None or not data.rights().may_see(event_id):
        return None
    store = data.store()
    event = store.event(event_id)
    return Day(event, _codebook(event))


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs={Event: lambda e: e.codebook})
def _codebook(event: Event) -> Codebook:
    """The codebook version; a version never changes, so it is read once."""
    return codebook_of(event, data.store())


@st.cache_resource(
    max_entries=4, show_spinner=False,
    hash_funcs={Day: lambda day: (day.event.id, day.codebook.key)},
)  # fmt: skip
def _labelled(day: Day, revision: int, corners: dict[str, str]) -> Frames:  # noqa: ARG001
    """The event's tables under labels; shared by all visitors, so never written in."""
    frames = relabelled(data.frames(day.event.id), day.labels)
    if all(name == shown for name, shown in corners.items()):
        return frames
    named = frames.statements["corner"].cat.rename_categories(corners)
    return replace(frames, statements=frames.statements.assign(corner=named))


def ask_for_day(what: str) -> None:
    """Say that a day is needed first, and lead there."""
    st.info(
        f"{what} hoort bij een bijeenkomst. Maak eerst een bijeenkomst of open de voorbeelddag."
    )
    link("bijeenkomst.py", label="Naar Bijeenkomst")
