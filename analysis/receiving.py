"""The door for other programs' files: what came in becomes a day, or goes into one that is there.

`plan` tells what taking over would do and changes nothing; `receive` does it, all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from analysis.codebook import Codebook, load_codebook, parse_codebook, shipped
from analysis.exchange.beside import Beside, beside, further
from analysis.exchange.incoming import (
    Incoming,
    Skipped,
    codings_of,
    import_items,
    summed,
)
from analysis.exchange.matching import Matched, new_codebook, told_otherwise, with_codes
from analysis.exchange.notes import as_item, placed
from analysis.exchange.refi_codes import code_guid, codes_of
from analysis.intake import lexicon_for
from analysis.keeping import remove_day
from analysis.privacy.entering import NOTHING_TAKEN, names_out
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
from analysis.types import Coding, CodingTarget, Event, Statement

if TYPE_CHECKING:
    from analysis.privacy.findings import Finds
    from analysis.privacy.taking_out import Taken
    from analysis.store import Store


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking over would do.

    `fresh` and `items` are what the day lacks, the items with names still in them; the last item
    holds the notes and is not stored as a file. `known` leads from incoming ids to statements that
    the day has. `same` counts codings that it has already. `grows`: it goes over to `matched`'s
    codebook.
    """

    matched: Matched
    grows: bool
    fresh: Incoming
    items: tuple[ImportItem, ...]
    codings: tuple[Coding, ...]  # of new statements
    further: tuple[Coding, ...]  # of statements that the day has
    notes: tuple[tuple[Coding, str], ...]
    known: dict[str, str]
    same: int
    skipped: tuple[Skipped, ...]

    @property
    def nothing(self) -> bool:
        """Whether taking over would change nothing."""
        return not (self.fresh.sources or self.further or self.grows)


@dataclass(frozen=True, slots=True)
class Received:
    """What was taken over. `pairs` are (pseudonym, name as typed): they are kept nowhere."""

    event: Event
    plan: Plan
    result: ImportResult
    pairs: tuple[tuple[str, str], ...]
    replaced: int


def plan(
    store: Store, incoming: Incoming, *, event: Event | None, title: str = "",
    codebook: Codebook | None = None,
) -> Plan:  # fmt: skip
    """What `receive` would do with the same arguments.

    Raises UsageError for a new day whose codes hold no theme, where no `codebook` is given.
    """
    now = datetime.now(UTC)
    matched = _matched(store, incoming, event, title, codebook)
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
        items=(*import_items(parts.fresh), as_item([text for _, text in notes])),
        codings=tuple(new),
        further=tuple(added),
        notes=tuple(notes),
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
    a codebook of their own, unless they came from one of ours, or one is given. What people decided
    in the day stays. Proposals are made for new statements to which nobody gave a code. `finder`
    and `taken` as for `storing.store_intake`.

    Raises:
        UsageError: a new day without title, or without theme or `codebook`.
        StoreError: the database cannot do it; then nothing was changed.
    """
    found = plan(store, incoming, event=event, title=title, codebook=codebook)
    if event is not None:
        return _take_in(store, store.event(event.id), found, finder, taken)
    made = new_event(store, title=title, date=None, codebook=found.matched.codebook)
    try:
        return _take_in(store, made, found, finder, taken)
    except BaseException:
        remove_day(store, made.id)
        raise


def _take_in(
    store: Store, event: Event, found: Plan, finder: Finds | None, taken: Taken
) -> Received:
    codebook, now = found.matched.codebook, datetime.now(UTC)
    anew = proposed_anew(store, event, codebook) if found.grows else []
    lexicon = lexicon_for(codebook)
    with names_out(store, event, found.items, finder=finder, taken=taken, lexicon=lexicon) as out:
        *items, remarks = out.items
        texts = [part.text for part in remarks.reading.left_out]
        coded = following(found.codings, out.ids)
        proposed = propose(_uncoded(items, coded), codebook, now)
        memos = dict(zip(following((c for c, _ in found.notes), out.ids), texts, strict=True))
        with store.at_once():
            if found.grows:
                adopt_codebook(store, event, codebook, anew)
            result = keep_items(
                store, event, replace(out, items=items), [*proposed, *coded], taken=taken,
                keep_duplicates=True, memos=memos,
            )  # fmt: skip
            _add_further(store, event, found.further, memos)
    return Received(store.event(event.id), found, result, out.pairs, out.replaced)


def _add_further(
    store: Store, event: Event, codings: Sequence[Coding], memos: dict[Coding, str]
) -> None:
    plain = [one for one in codings if one not in memos]
    if plain:
        store.add_codings(event.id, plain)
    for one in codings:
        if one in memos:
            store.add_codings(event.id, [one], memo=memos[one])


def _uncoded(items: Iterable[ImportItem], codings: Iterable[Coding]) -> list[Statement]:
    """The statements to which nobody, person or machine, gave a theme or further code."""
    coded = {
        one.statement_id
        for one in codings
        if one.target is not CodingTarget.CATEGORY and not one.blind
    }
    return [s for item in items for s in item.reading.statements if s.id not in coded]


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


def _matched(
    store: Store, incoming: Incoming, event: Event | None, title: str, codebook: Codebook | None
) -> Matched:
    """A place for every code, in the day's codebook or in that of the new day."""
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
