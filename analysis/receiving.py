"""The door for other programs' files: what came in becomes a day, or goes into one that is there.

`plan` tells what taking over would do and changes nothing; `receive` does it, all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from analysis.codebook import Codebook, load_codebook, parse_codebook, shipped
from analysis.exchange.beside import Beside, beside, further
from analysis.exchange.cleaning import cleaned, entries
from analysis.exchange.incoming import (
    Incoming,
    Skipped,
    codings_of,
    import_items,
    summed,
)
from analysis.exchange.matching import Matched, new_codebook, told_otherwise, with_codes
from analysis.exchange.notes import placed
from analysis.exchange.refi_codes import code_guid, codes_of
from analysis.intake import lexicon_for
from analysis.keeping import remove_day
from analysis.privacy.entering import NOTHING_TAKEN, names_out
from analysis.privacy.taking_out import Found, Taken, without_names
from analysis.store import ImportItem, ImportResult
from analysis.storing import (
    adopt_codebook,
    codebook_of,
    following,
    keep_items,
    new_event,
    propose,
    proposed_anew,
)
from analysis.types import Coding, CodingTarget, Event

if TYPE_CHECKING:
    from analysis.privacy.findings import Finds
    from analysis.store import Store

Numbers = Mapping[str, int]
"""Folded name -> the number of its pseudonym."""
NO_NUMBERS: Numbers = MappingProxyType({})
NOTHING_FOUND = Found()


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking over would do.

    `fresh` is what the day lacks, without names; `known` leads from other incoming ids to
    statements that the day has. `same` counts codings that it has already. `grows`: it goes over
    to `matched`'s codebook.
    """

    matched: Matched
    grows: bool
    fresh: Incoming
    items: tuple[ImportItem, ...]
    codings: tuple[Coding, ...]  # of new statements
    further: tuple[Coding, ...]  # of statements that the day has
    notes: dict[Coding, str]
    known: dict[str, str]
    same: int
    skipped: tuple[Skipped, ...]

    @property
    def nothing(self) -> bool:
        """Whether taking over would change nothing."""
        return not (self.items or self.further or self.grows)

    @property
    def coded(self) -> set[str]:
        """The new statements to which somebody, person or machine, gave a theme or further code."""
        return {
            one.statement_id
            for one in self.codings
            if one.target is not CodingTarget.CATEGORY and not one.blind
        }


@dataclass(frozen=True, slots=True)
class Received:
    """What was taken over. `pairs` are (pseudonym, name as typed): they are kept nowhere.

    `replaced` counts the names and other data that were taken out.
    """

    event: Event
    plan: Plan
    result: ImportResult
    pairs: tuple[tuple[str, str], ...]
    replaced: int


def plan(
    store: Store, incoming: Incoming, *, event: Event | None, title: str = "",
    codebook: Codebook | None = None, found: Found = NOTHING_FOUND, numbers: Numbers = NO_NUMBERS,
) -> Plan:  # fmt: skip
    """What `receive` would do with the same arguments.

    `found` are the names in its `entries`, with the numbers of the persons. Raises UsageError as
    `place_codes` does.
    """
    matched = place_codes(store, incoming, event=event, title=title, codebook=codebook)
    clean = cleaned(incoming, *without_names(entries(incoming), found, numbers))
    return _plan(store, clean, event, matched)


def _plan(store: Store, incoming: Incoming, event: Event | None, matched: Matched) -> Plan:
    """What taking over would do with what came in without names."""
    now = datetime.now(UTC)
    parts = _beside(store, incoming, event)
    codings = codings_of(parts.fresh, matched.codes, codebook=matched.codebook.key, now=now)
    new = [one for one in codings if one.statement_id not in parts.known]
    old = following((one for one in codings if one.statement_id in parts.known), parts.known)
    untold = {one for one in old if one.created == now}
    added, same, left = further(old, _latest(store, event, old), untold=untold)
    notes, lost = placed([*new, *added], parts)
    return Plan(
        matched=matched,
        grows=event is not None and matched.codebook.key != event.codebook,
        fresh=parts.fresh,
        items=tuple(import_items(parts.fresh, again=parts.again)),
        codings=tuple(new),
        further=tuple(added),
        notes=notes,
        known=dict(parts.known),
        same=same,
        skipped=summed([*incoming.skipped, *left, *lost, *told_otherwise(incoming.codes, matched)]),
    )


def receive(
    store: Store, incoming: Incoming, *, event: Event | None, title: str = "",
    codebook: Codebook | None = None, finder: Finds | None = None, taken: Taken = NOTHING_TAKEN,
) -> Received:  # fmt: skip
    """Take over what came in, without names: in `event`, or in a new day called `title`.

    Codes that the day's codebook lacks become themes of a new version of it; those of a new day are
    a codebook of their own, unless they came from one of ours, or one is given. Statements that the
    day has get the codes that people gave them elsewhere; what they decided in the day stays.
    Themes are proposed for new statements to which nobody gave any. `finder` and `taken` as for
    `storing.store_intake`.

    Raises:
        UsageError: a new day without title, or without theme or `codebook`.
        StoreError: the database cannot do it; then nothing was changed.
    """
    matched = place_codes(store, incoming, event=event, title=title, codebook=codebook)
    if event is not None:
        day = store.event(event.id)
        return _take_in(store, day, incoming, matched, finder=finder, taken=taken)
    made = new_event(store, title=title, date=None, codebook=matched.codebook)
    try:
        return _take_in(store, made, incoming, matched, finder=finder, taken=taken)
    except BaseException:
        remove_day(store, made.id)
        raise


def _take_in(
    store: Store, event: Event, incoming: Incoming, matched: Matched, *,
    finder: Finds | None, taken: Taken,
) -> Received:  # fmt: skip
    codebook = matched.codebook
    anew = proposed_anew(store, event, codebook) if codebook.key != event.codebook else []
    with names_out(
        store, event, entries(incoming), finder=finder, taken=taken,
        lexicon=lexicon_for(codebook), apart=False,
    ) as out:  # fmt: skip
        found = _plan(store, cleaned(incoming, out.items, out.ids), event, matched)
        proposed = _proposed(found, codebook)
        with store.at_once():
            if found.grows:
                adopt_codebook(store, event, codebook, anew)
            result = keep_items(
                store, event, replace(out, items=list(found.items)), [*proposed, *found.codings],
                taken=taken, keep_duplicates=True, memos=found.notes,
            )  # fmt: skip
            _add_further(store, event, found)
    return Received(store.event(event.id), found, result, out.pairs, out.replaced)


def _proposed(found: Plan, codebook: Codebook) -> list[Coding]:
    """What the machine adds: themes where nobody gave any, and the kind that the text tells."""
    coded = found.coded
    return [
        one
        for one in propose(found.fresh.statements, codebook, datetime.now(UTC))
        if one.target is CodingTarget.CATEGORY or one.statement_id not in coded
    ]


def _add_further(store: Store, event: Event, found: Plan) -> None:
    plain = [one for one in found.further if one not in found.notes]
    if plain:
        store.add_codings(event.id, plain)
    for one in found.further:
        if one in found.notes:
            store.add_codings(event.id, [one], memo=found.notes[one])


def _beside(store: Store, incoming: Incoming, event: Event | None) -> Beside:
    if event is None:
        return Beside(incoming, {})
    sources = (one.name for one in store.sources(event.id))
    return beside(incoming, store.statements(event.id), sources)


def _latest(store: Store, event: Event | None, codings: Sequence[Coding]) -> list[Coding]:
    if event is None or not codings:
        return []
    return [*store.latest_codings(event.id), *store.latest_codings(event.id, blind=True)]


# Codes


def place_codes(
    store: Store, incoming: Incoming, *, event: Event | None, title: str = "",
    codebook: Codebook | None = None,
) -> Matched:  # fmt: skip
    """A place for every code, in the day's codebook or in that of the new day; as for `receive`.

    Raises UsageError for a new day whose codes hold no theme, where no `codebook` is given.
    """
    if event is not None:
        codebook = codebook_of(event, store)
    elif codebook is None:
        codebook = origin_of(store, incoming)
    if codebook is not None:
        return with_codes(codebook, incoming.codes, versions=_versions(store, codebook.name))
    taken = {*shipped(), *(kept.name for kept in store.codebooks())}
    return new_codebook(incoming.codes, title=title.strip() or "Codeboek", taken=taken)


def _versions(store: Store, name: str) -> list[int]:
    own = [load_codebook(name).version] if name in shipped() else []
    return own + [int(kept.version) for kept in store.codebooks() if kept.name == name]


def known_codebooks(store: Store) -> list[Codebook]:
    """The newest version of each codebook, those that ship and those stored, by title."""
    newest = {one.name: one for one in map(load_codebook, shipped())}
    stored = {kept.name: kept for kept in store.codebooks()}  # from old to new
    for name, kept in stored.items():
        if name not in newest or int(kept.version) > newest[name].version:
            newest[name] = parse_codebook(kept.text, source=kept.key)
    return sorted(newest.values(), key=lambda one: one.title)


def origin_of(store: Store, incoming: Incoming) -> Codebook | None:
    """The codebook of ours that the codes came from, by their guids; None where it is none."""
    keys = {one.key for one in incoming.codes if not one.kind}
    best: tuple[int, Codebook | None] = (0, None)
    for book in known_codebooks(store):
        own = {code_guid(book.name, code) for code in codes_of(book)}
        best = max(best, (len(keys & own), book), key=lambda one: one[0])
    return best[1]
