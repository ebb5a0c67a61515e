"""Where names are taken out of a day: on entry, and later of what is stored already.

Numbers go on from those that the day gave before, which are kept under fingerprints of the names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING

from analysis.ingest.lexicon import Lexicon
from analysis.keys import day_key, fingerprint
from analysis.privacy.findings import Finds
from analysis.privacy.names.lists import shipped_lists
from analysis.privacy.pseudonyms import (
    folded,
    highest_number,
    keys_of,
    numbered,
    part_numbers,
    replaced,
)
from analysis.privacy.taking_out import (
    Found,
    Taken,
    find_in,
    find_in_texts,
    how_many,
    pieces,
    who_is_who,
    without_names,
)
from analysis.store.values import ImportItem
from analysis.types import Corner, Event

if TYPE_CHECKING:
    from analysis.store import Store

NOTHING_TAKEN = Taken()
_ONE_AT_A_TIME = RLock()  # else two imports into one day might give out the same number


@dataclass(frozen=True, slots=True)
class WithoutNames:
    """Items without names, old statement id -> new, and what to keep of who got which number."""

    items: list[ImportItem]
    ids: dict[str, str]
    fingerprints: dict[str, int]
    pairs: tuple[tuple[str, str], ...]
    replaced: int


def finder_or_shipped(finder: Finds | None) -> Finds:
    """The finder given, or the one that ships."""
    if finder is not None:
        return finder
    from analysis.privacy.finder import shipped_finder  # noqa: PLC0415 - its lists are large

    return shipped_finder()


def partner_names(lexicon: Lexicon) -> frozenset[str]:
    """What partners are called, but for single words that people are called too ("Pol")."""
    lists = shipped_lists()
    people = lists.first | lists.last
    return frozenset(
        phrase
        for phrase in lexicon.partners.phrases
        if " " in phrase.strip() or folded(phrase) not in people
    )


def allowed_on(store: Store, event: Event, lexicon: Lexicon) -> frozenset[str]:
    """What is no name on this day: allowed words, its corners, and the partners' names."""
    corners = (corner.name for corner in _corners_now(store, event))
    return store.allowed_forms(event.id).union(corners, partner_names(lexicon))


def _corners_now(store: Store, event: Event) -> tuple[Corner, ...]:
    """The day's corners as they are now; a day without an id is not stored yet."""
    return store.event(event.id).corners if event.id else event.corners


@contextmanager
def names_out(
    store: Store, event: Event, items: Sequence[ImportItem], *,
    finder: Finds | None, taken: Taken, lexicon: Lexicon, apart: bool = True,
) -> Iterator[WithoutNames]:  # fmt: skip
    """The items without names, to be stored within this block: others wait for their numbers.

    `apart`: a file that is called as another one of the day gets a number.
    """
    corners = [corner.name for corner in _corners_now(store, event)]
    allowed = taken.allowed | allowed_on(store, event, lexicon)
    with _ONE_AT_A_TIME:
        found = find_in(
            items, finder_or_shipped(finder), taken=Taken(allowed, taken.names), spared=corners
        )
        numbers, prints = _numbers(store, event, found, after=highest_number(pieces(items)))
        others = store.sources(event.id) if apart else []
        clean, ids = without_names(items, found, numbers, sources=others)
        yield WithoutNames(clean, ids, prints, who_is_who(found, numbers), how_many(items, found))


def take_out(
    items: Sequence[ImportItem], *, finder: Finds | None = None, taken: Taken = NOTHING_TAKEN,
    lexicon: Lexicon,
) -> tuple[list[ImportItem], int]:  # fmt: skip
    """The items without names, for a day that is not stored, and how many were taken out."""
    allowed = taken.allowed.union(partner_names(lexicon))
    found = find_in(items, finder_or_shipped(finder), taken=Taken(allowed, taken.names))
    numbers = numbered(found.persons(), after=highest_number(pieces(items)))
    clean, _ = without_names(items, found, numbers)
    return clean, how_many(items, found)


def with_data(items: Sequence[ImportItem], *, finder: Finds | None = None, lexicon: Lexicon) -> int:
    """The number of statements in which names or other personal data stand."""
    allowed = Taken(frozenset(partner_names(lexicon)))
    found = find_in(items, finder_or_shipped(finder), taken=allowed)
    return sum(s.text in found.by_text for item in items for s in item.reading.statements)


def settle(
    store: Store, event: Event, *, finder: Finds | None, taken: Taken, lexicon: Lexicon
) -> tuple[str, ...]:
    """Take out of a stored day what is found now; the ids of the statements that changed.

    What is `taken` as no name is so on this whole day from now on.
    """
    for form in sorted(taken.allowed):
        store.allow_form(form, event_id=event.id)
    # Corners may hold a name that nobody saw before, so they are not spared here.
    allowed = store.allowed_forms(event.id).union(taken.allowed, partner_names(lexicon))
    with _ONE_AT_A_TIME:
        texts = store.texts(event.id)
        by_text = find_in_texts(texts, finder_or_shipped(finder), taken=Taken(allowed, taken.names))
        found = Found({text: here for text, here in by_text.items() if here})
        if not found.by_text:
            return ()
        numbers, prints = _numbers(store, event, found, after=highest_number(texts))

        def change(text: str) -> str:
            return replaced(text, found.by_text.get(text, ()), numbers)

        return store.rewrite(event.id, change, pseudonyms=prints)


def _numbers(
    store: Store, event: Event, found: Found, *, after: int
) -> tuple[dict[str, int], dict[str, int]]:
    """The number of each folded form, and the fingerprints to keep; no key without a name."""
    forms = found.persons()
    if not forms:
        return {}, {}
    key, kept = day_key(event.id), store.pseudonyms(event.id)
    prints = {name: fingerprint(key, name) for name in keys_of(forms)}
    known = {name: kept[one] for name, one in prints.items() if one in kept}
    numbers = numbered(forms, known, after=max(after, *kept.values(), 0))
    whole = numbers | part_numbers(numbers, known)
    return numbers, {fingerprint(key, name): number for name, number in whole.items()}


def numbers_for(
    store: Store, event: Event, found: Found, items: Sequence[ImportItem]
) -> dict[str, int]:
    """The number that each folded form would get if `items` were stored now; nothing is kept."""
    after = highest_number(pieces(items))
    if not store.pseudonyms(event.id):
        return numbered(found.persons(), after=after)
    return _numbers(store, event, found, after=after)[0]
