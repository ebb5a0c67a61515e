"""The day that the visitor works on: the event with its codebook; and what to say without one."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analysis.codebook import Codebook
from analysis.intake import codebook_of
from analysis.synthesis import Frames
from analysis.synthesis.labels import relabelled, unique_labels
from analysis.types import Event
from pages.components import data, state


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
        """Statements and current decisions, codes under their labels."""
        return _labelled(self, data.store().revision(self.event.id))


def current_day() -> Day | None:
    """The chosen day, or None where there is no day yet."""
    event_id = state.current_event_id()
    if event_id is None:
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
def _labelled(day: Day, revision: int) -> Frames:  # noqa: ARG001  # the revision is a key
    """The event's tables under labels; shared by all visitors, so never written in."""
    return relabelled(data.frames(day.event.id), day.labels)


def ask_for_day(what: str) -> None:
    """Say that a day is needed first, and lead there."""
    st.info(
        f"{what} hoort bij een bijeenkomst. Maak eerst een bijeenkomst of open de voorbeelddag."
    )
    st.page_link("bijeenkomst.py", label="Naar Bijeenkomst", icon=":material/arrow_forward:")
