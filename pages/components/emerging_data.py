"""The groups of a day, looked for once, and what is known of their statements."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import streamlit as st

from analysis.synthesis.emerging import Emerging, Group, emerging, said_by, unthemed_ids
from analysis.synthesis.phrases import shared_phrases
from analysis.types import Statement
from pages.components import data
from pages.components.day import Day


@dataclass(frozen=True, eq=False)
class Found:
    """The groups, with each one's statements by corner and by kind, and the quotes' texts."""

    emerging: Emerging
    total: int
    corner: dict[str, str]
    kind: dict[str, str]
    quotes: dict[str, Statement]
    unthemed: tuple[str, ...]
    phrases: dict[str, tuple[tuple[str, int], ...]]  # group's name -> what comes back in it

    def kinds(self, group: Group) -> Counter[str]:
        """Kind -> how many of the group's statements."""
        return Counter(self.kind[identity] for identity in group.ids)

    def corners(self, group: Group) -> Counter[str]:
        """Corner -> how many of the group's statements."""
        return Counter(self.corner[identity] for identity in group.ids)


def found_on(day: Day) -> Found:
    """What no theme catches on this day, as it stands now."""
    return _found(day, data.store().revision(day.event.id))


@st.cache_resource(
    max_entries=4, show_spinner="Uitspraken zonder thema worden vergeleken …",
    hash_funcs={Day: lambda day: (day.event.id, day.codebook.key)},
)  # fmt: skip
def _found(day: Day, revision: int) -> Found:  # noqa: ARG001  # the revision is a key
    """Shared by all visitors, so never written in."""
    store = data.store()
    statements = store.statements(day.event.id)
    unthemed = unthemed_ids(day.frames, themes=day.themes)
    groups = emerging(statements, unthemed)
    said = said_by(day.frames, unthemed, themes=day.themes)
    texts = {one.id: one for one in statements}
    quoted = {identity for group in groups.groups for identity in group.quotes}
    return Found(
        groups,
        len(statements),
        dict(said["corner"]),
        dict(said["kind"]),
        {one.id: one for one in statements if one.id in quoted},
        unthemed,
        {
            group.name: shared_phrases(texts[identity] for identity in group.ids)
            for group in groups.groups
        },
    )
