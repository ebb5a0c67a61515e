"""The codebook as it lies on the visitor's desk: the draft, its versions, and how it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from analysis.codebook import Codebook, load_codebook, parse_codebook, shipped
from analysis.codebook.difference import Decided, Difference, difference
from analysis.codebook.editing import next_version, same_content
from analysis.errors import StoreError
from analysis.proposing import coder_for
from analysis.storing import change_codebook, keep_codebook
from analysis.types import CodedStatement, CodingTarget
from pages.components import data, state
from pages.components.day import Day
from pages.components.wording import plain

_DRAFT, _LOOKING = "codeboek.concept.", "codeboek.verschil-open."
_FOUND, _MARKS = "codeboek.verschil.", "codeboek.oordelen."
_EDITED = "codeboek.bewerkt"
NEW = ""
"""Stands for a code that is being added, where a name stands for one that is changed."""


@dataclass(frozen=True)
class Draft:
    """A codebook that is not saved yet. `base` is the version that it goes on from.

    `adopt`: it is a stored version, to be used as it is. `origin` says where it came from.
    """

    base: str
    codebook: Codebook
    adopt: bool = False
    origin: str = ""
    earlier: Draft | None = None


@dataclass(frozen=True)
class Version:
    """A version as it is listed; `created` is None for a shipped one that nobody stored."""

    codebook: Codebook
    created: datetime | None


# The draft


def draft_of(day: Day) -> Draft | None:
    """The visitor's draft for this day; None where nothing was changed."""
    kept: Draft | None = state.kept(_DRAFT + day.event.id)
    return kept


def shown(day: Day) -> Codebook:
    """The draft where there is one, else the day's own version."""
    draft = draft_of(day)
    return draft.codebook if draft else day.codebook


def change(day: Day, codebook: Codebook) -> None:
    """Make this the draft; what it was can be brought back."""
    earlier = draft_of(day)
    _put(day, Draft(earlier.base if earlier else day.codebook.key, codebook, earlier=earlier))


def take(day: Day, codebook: Codebook, *, origin: str, adopt: bool = False) -> None:
    """Make another codebook the draft, whole, and look at what it changes."""
    base = codebook.key if adopt else day.codebook.key
    draft = Draft(base, codebook, adopt, origin, draft_of(day))
    _put(day, draft)
    look_at_difference(day, True)


def _put(day: Day, draft: Draft | None) -> None:
    if draft is None or same_content(draft.codebook, day.codebook):
        discard(day)
    else:
        state.keep(_DRAFT + day.event.id, draft)


def undo(day: Day) -> None:
    """Take back the last change of the draft."""
    draft = draft_of(day)
    _put(day, draft.earlier if draft else None)


def discard(day: Day) -> None:
    """Throw the draft away, with all that hangs on it."""
    for key in (_DRAFT, _LOOKING, _FOUND, _MARKS):
        state.forget(key + day.event.id)


def edited() -> str | None:
    """The name of the code whose form is open, NEW for a new code; None where none is."""
    name: str | None = state.kept(_EDITED)
    return name


def edit(name: str | None) -> None:
    """Open the form of this code, or (None) close it."""
    state.keep(_EDITED, name)


# The difference


def looking_at_difference(day: Day) -> bool:
    """Whether the visitor looks at what the draft changes, rather than at the codes."""
    return bool(state.kept(_LOOKING + day.event.id))


def look_at_difference(day: Day, looking: bool) -> None:
    """Look at what the draft changes, or go back to the codes."""
    state.keep(_LOOKING + day.event.id, looking)


def difference_of(day: Day, codebook: Codebook) -> Difference:
    """What the codebook would change, as found when the visitor began to look at it."""
    key = _FOUND + day.event.id
    kept = state.kept(key)
    if kept is None or kept[:2] != (codebook, day.codebook.key):
        with st.spinner("Alle uitspraken worden met beide codeboeken vergeleken …"):
            kept = (codebook, day.codebook.key, _difference(day, codebook))
        state.keep(key, kept)
        state.forget(_MARKS + day.event.id)
    found: Difference = kept[2]
    return found


def _difference(day: Day, codebook: Codebook) -> Difference:
    store = data.store()
    statements = store.statements(day.event.id)
    old = (day.codebook, _proposed_now(day, store.revision(day.event.id)))
    new = (codebook, coder_for(codebook).propose(statements))
    return difference(statements, old=old, new=new, decided=_decided(day.event.id))


@st.cache_resource(
    max_entries=2, show_spinner=False,
    hash_funcs={Day: lambda day: (day.event.id, day.codebook.key)},
)  # fmt: skip
def _proposed_now(day: Day, revision: int) -> list[CodedStatement]:  # noqa: ARG001  # a key
    """What the day's own codebook proposes; it stays the same while the draft changes."""
    return coder_for(day.codebook).propose(data.store().statements(day.event.id))


def _decided(event_id: str) -> Decided:
    """What people decided on themes and further codes."""
    codings = data.frames(event_id).codings
    by_person = ~codings["by_machine"] & (codings["target"] != CodingTarget.CATEGORY.value)
    rows = codings.loc[by_person, ["statement_id", "code", "assigned"]]
    return {(str(row[0]), str(row[1])): bool(row[2]) for row in rows.itertuples(index=False)}


def marks(day: Day) -> dict[str, bool]:
    """How the visitor judged flips of the sample: flip's key -> right or wrong."""
    return dict(state.kept(_MARKS + day.event.id) or {})


def mark(day: Day, flip: str, right: bool | None) -> None:
    """Judge a flip, or (None) take the judgement back."""
    found = {key: one for key, one in marks(day).items() if key != flip}
    if right is not None:
        found[flip] = right
    state.keep(_MARKS + day.event.id, found)


# Versions


@st.cache_resource(max_entries=64, show_spinner=False)
def _parsed(key: str, text: str) -> Codebook:
    return parse_codebook(text, source=key)


def versions(day: Day) -> list[Version]:
    """All versions under the name of the day's codebook, the newest first."""
    found = {
        kept.key: Version(_parsed(kept.key, kept.text), kept.created)
        for kept in data.store().codebooks()
        if kept.name == day.codebook.name
    }
    found.setdefault(day.codebook.key, Version(day.codebook, None))
    return sorted(found.values(), key=lambda one: one.codebook.version, reverse=True)


def numbered(draft: Draft) -> Codebook:
    """The draft's codebook under the version that it would be saved as now."""
    if draft.adopt:
        return draft.codebook
    name = draft.codebook.name
    used = [int(kept.version) for kept in data.store().codebooks() if kept.name == name]
    used += [load_codebook(one).version for one in shipped() if load_codebook(one).name == name]
    return next_version(draft.codebook, used)


def newer_than_base(day: Day, draft: Draft) -> list[Version]:
    """Versions that were saved after the one on which the draft goes on."""
    name, _, version = draft.base.rpartition("@")
    if draft.adopt or draft.codebook.name != name:
        return []
    return [one for one in versions(day) if one.codebook.version > int(version)]


def other_days(day: Day) -> list[tuple[str, int]]:
    """The title of each other day that uses a codebook of this name, with its version."""
    return [
        (event.title, int(version))
        for event in data.events()
        for name, _, version in [event.codebook.rpartition("@")]
        if name == day.codebook.name and event.id != day.event.id
    ]


def save(day: Day, draft: Draft) -> None:
    """Keep the draft as the next version and propose all statements of the day anew with it.

    Where somebody else took that version in the meantime, it becomes the one after.
    """
    store = data.store()
    newer = [one.codebook.version for one in newer_than_base(day, draft)]
    made = _keep(draft)
    change_codebook(store, store.event(day.event.id), made)
    discard(day)
    told = f"De dag werkt nu met versie {made.version} van “{plain(made.title)}”."
    if newer:
        told += f" Versie {newer[0]} van iemand anders staat nog bij de versies."
    state.tell(told + " Alle uitspraken zijn opnieuw gecodeerd; besluiten van mensen staan nog.")


def _keep(draft: Draft) -> Codebook:
    while True:
        made = numbered(draft)
        try:
            keep_codebook(data.store(), made)
        except StoreError:
            if draft.adopt or made == numbered(draft):
                raise  # not because somebody else came first
            continue
        return made
