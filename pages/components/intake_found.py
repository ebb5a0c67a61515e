"""The names in one reading: looked for once, and what the visitor settled on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from analysis.intake import Intake, lexicon_for
from analysis.privacy.entering import allowed_on, numbers_for
from analysis.privacy.finder import shipped_finder
from analysis.privacy.findings import Finds
from analysis.privacy.forms import Form, forms, key_of
from analysis.privacy.pseudonyms import folded, replaced
from analysis.privacy.remembering import Remembering
from analysis.privacy.sought import Sought
from analysis.privacy.taking_out import Found, Taken, find_in, pieces
from pages.components import data, state
from pages.components.day import Day

_DESK = "inlezen.namen"
_STEP = 200  # texts between two looks at the progress bar


@dataclass(frozen=True)
class Settled:
    """One reading's names: what found them, what the visitor said of them, and what goes out.

    `missed` are the names that the visitor typed, of which `taken` leaves out those that stay;
    `listed` are all forms that were found, also those that stay.
    """

    key: tuple[object, ...]
    finder: Finds
    taken: Taken
    missed: frozenset[str]
    found: Found
    numbers: Mapping[str, int]
    listed: tuple[Form, ...]
    out: frozenset[str]  # keys of the forms that are replaced

    def stored(self, text: str) -> str:
        """The text as it will be stored."""
        return replaced(text, self.found.by_text.get(text, ()), self.numbers)

    def allows(self, form: str) -> bool:
        """Whether the visitor said that this is no name."""
        return folded(form) in {folded(one) for one in self.taken.allowed}


def settled_names(day: Day, intake: Intake) -> Settled:
    """What was found, and settled so far; found at the first call for a reading."""
    kept: Settled | None = state.kept(_DESK)
    digests = (item.digest for item in intake.items)
    revision = data.store().revision(day.event.id) if day.event.id else 0  # not stored yet
    key = (day.event.id, revision, *digests)
    if kept is not None and kept.key == key:
        return kept
    finder = Remembering(shipped_finder())
    _look(finder, intake)
    # The day may have changed under a visitor's hands: what was said of words still holds.
    said = kept if kept is not None and kept.key[0] == day.event.id else None
    return _settle(
        day, intake, finder, key,
        allowed=said.taken.allowed if said else frozenset(),
        missed=said.missed if said else frozenset(),
    )  # fmt: skip


def forget_names() -> None:
    """Begin anew: the reading was confirmed, or thrown away."""
    state.forget(_DESK)


def mark(day: Day, intake: Intake, form: str, *, stays: bool) -> None:
    """Say that this is no name, or that it is one after all."""
    now = settled_names(day, intake)
    others = _without(now.taken.allowed, form)
    allowed = others | {form} if stays else others
    _settle(day, intake, now.finder, now.key, allowed=allowed, missed=now.missed, listed=now.listed)


def add_missed(day: Day, intake: Intake, name: str) -> bool:
    """Say that this is a name, wherever it stands; False where it stands nowhere."""
    sought = Sought([name])
    if not any(sought.find(text) for text in pieces(intake.items)):
        return False
    now = settled_names(day, intake)
    allowed, missed = _without(now.taken.allowed, name), now.missed | {name}
    _settle(day, intake, now.finder, now.key, allowed=allowed, missed=missed)
    return True


def allow_always(day: Day, intake: Intake) -> int:
    """Put the words that are no names on the organisation's own list; how many there were."""
    now = settled_names(day, intake)
    for form in sorted(now.taken.allowed):
        data.store().allow_form(form, event_id=None)
    _settle(day, intake, now.finder, now.key, allowed=frozenset(), missed=now.taken.names)
    return len(now.taken.allowed)


def _without(forms: Iterable[str], form: str) -> frozenset[str]:
    return frozenset(one for one in forms if folded(one) != folded(form))


def _look(finder: Finds, intake: Intake) -> None:
    """Look at every text once and show how far it is; the finder remembers what it found."""
    texts = list(dict.fromkeys(pieces(intake.items)))
    bar = st.progress(0.0, "Namen en gegevens worden gezocht …")
    for number, text in enumerate(texts):
        if number % _STEP == 0:
            bar.progress(number / len(texts), "Namen en gegevens worden gezocht …")
        finder.find(text)
    bar.empty()


def _settle(
    day: Day, intake: Intake, finder: Finds, key: tuple[object, ...], *,
    allowed: frozenset[str], missed: frozenset[str], listed: tuple[Form, ...] | None = None,
) -> Settled:  # fmt: skip
    """What is found with what the visitor said; kept for the next run of the page.

    `listed`, where what is found did not change but only what stays.
    """
    corners = [corner.name for corner in day.event.corners]
    known = allowed_on(data.store(), day.event, lexicon_for(day.codebook))
    stay = {folded(one) for one in allowed}
    names = frozenset(one for one in missed if folded(one) not in stay)
    if listed is None:
        every = find_in(intake.items, finder, taken=Taken(known, missed), spared=corners)
        listed = tuple(forms(intake.items, every))
    out = find_in(intake.items, finder, taken=Taken(known | allowed, names), spared=corners)
    now = Settled(
        key, finder, Taken(allowed, names), missed, out,
        numbers=numbers_for(data.store(), day.event, out, intake.items),
        listed=listed,
        out=frozenset(key_of(one) for here in out.by_text.values() for one in here),
    )  # fmt: skip
    state.keep(_DESK, now)
    return now
