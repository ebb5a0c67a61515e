"""The groups of a day, looked for once, and what is known of their statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from analysis.privacy.holding import HELD
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
    store, event_id = data.store(), day.event.id
    return _found(day, store.revision(event_id), tuple(sorted(store.allowed_forms(event_id))))


@st.cache_resource(
    max_entries=4, show_spinner="Uitspraken zonder thema worden vergeleken …",
    hash_funcs={Day: lambda day: (day.event.id, day.codebook.key)},
)  # fmt: skip
def _found(day: Day, revision: int, allowed: tuple[str, ...]) -> Found:  # noqa: ARG001  # keys
    """Shared by all visitors, so never written in."""
    statements = day.statements()
    unthemed = unthemed_ids(day.frames, themes=day.themes)
    groups = _groups(statements, unthemed)
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


def _groups(statements: Sequence[Statement], unthemed: Collection[str]) -> Emerging:
    """The groups; what is held back is in none, since a group goes by the words of its texts."""
    held = {one.id for one in statements if one.text == HELD}
    free = [one for one in statements if one.id not in held]
    found = emerging(free, [identity for identity in unthemed if identity not in held])
    loose = {*found.loose, *held.intersection(unthemed)}
    return replace(
        found,
        unthemed=len(unthemed),
        loose=tuple(one.id for one in statements if one.id in loose),
    )
