"""From statements to the database: what is stored of a day, and how it is changed as a whole.

All that comes in goes through here, so that names are taken out of all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from analysis.backup import renew_copies
from analysis.codebook import Codebook, dump_codebook, load_codebook, parse_codebook
from analysis.errors import UsageError
from analysis.intake import lexicon_for
from analysis.keeping import default_keep_until
from analysis.mending import Mending, decisions, mend
from analysis.privacy.allowing import Allowing
from analysis.privacy.entering import NOTHING_TAKEN, finder_or_shipped, names_out, settle
from analysis.proposing import coder_for, codings_from
from analysis.store import ImportItem, ImportResult
from analysis.store.codings import NO_MEMOS
from analysis.types import Coding, CodingTarget, Event, Statement

if TYPE_CHECKING:
    from analysis.privacy.entering import WithoutNames
    from analysis.privacy.findings import Finds
    from analysis.privacy.taking_out import Taken
    from analysis.store import Store

NOTHING_MENDED = Mending()


@dataclass(frozen=True, slots=True)
class Stored:
    """What an import stored. `pairs` are (pseudonym, name as typed): they are kept nowhere.

    `replaced` counts the names and other data that were taken out.
    """

    result: ImportResult
    pairs: tuple[tuple[str, str], ...]
    replaced: int


def store_intake(
    store: Store,
    event: Event,
    items: Sequence[ImportItem],
    *,
    mending: Mending = NOTHING_MENDED,
    keep_duplicates: bool = False,
    finder: Finds | None = None,
    taken: Taken = NOTHING_TAKEN,
) -> Stored:
    """Mend `items`, take names and other personal data out, code them, and store it in one go.

    The kinds asked in a corner come from the files, beside those that the event already has.
    `taken` is what a researcher said of words; what is no name is so on this whole day. Without
    `finder` it is the shipped one, with the words that the organisation and the day allow.
    """
    codebook = codebook_of(event, store)
    now = datetime.now(UTC)
    items = mend(items, mending)
    by_hand = decisions(items, mending, codebook=codebook.key, created=now)
    lexicon = lexicon_for(codebook)
    with names_out(store, event, items, finder=finder, taken=taken, lexicon=lexicon) as out:
        statements = [s for item in out.items for s in item.reading.statements]
        codings = propose(statements, codebook, now)
        codings += following(by_hand, out.ids)
        with store.at_once():
            result = keep_items(
                store, event, out, codings, taken=taken, keep_duplicates=keep_duplicates
            )
    return Stored(result, out.pairs, out.replaced)


def following(codings: Iterable[Coding], ids: Mapping[str, str]) -> list[Coding]:
    """The codings under the ids that their statements got when names were taken out."""
    return [replace(c, statement_id=ids.get(c.statement_id, c.statement_id)) for c in codings]


def keep_items(
    store: Store, event: Event, out: WithoutNames, codings: Sequence[Coding], *, taken: Taken,
    keep_duplicates: bool, memos: Mapping[Coding, str] = NO_MEMOS,
) -> ImportResult:  # fmt: skip
    """Store what is without names, with codings and their notes, and what was said of words."""
    result = store.import_readings(
        event.id, out.items, codings, keep_duplicates=keep_duplicates,
        pseudonyms=out.fingerprints, memos=memos,
    )  # fmt: skip
    for form in sorted(taken.allowed):
        store.allow_form(form, event_id=event.id)
    return result


def finder_of(allowed: Iterable[str], codebook: Codebook) -> Finds:
    """What decides whether a text is held back: these words and names of partners are none."""
    words = {*allowed, *lexicon_for(codebook).partners.phrases}
    return Allowing(finder_or_shipped(None), words)


def settle_names(
    store: Store, event: Event, *, finder: Finds | None = None, taken: Taken = NOTHING_TAKEN
) -> int:
    """Take out of a stored day what is found now, and propose codes for what changed anew.

    `taken` is what a researcher said of what was held back. Returns the number of statements
    that changed. What people decided stays. The automatic copies make way for one without what
    was taken out.
    """
    codebook = codebook_of(event, store)
    before = store.revision(event.id)
    changed = settle(store, event, finder=finder, taken=taken, lexicon=lexicon_for(codebook))
    if changed:
        statements = store.statements(event.id, changed)
        store.add_codings(event.id, propose(statements, codebook, datetime.now(UTC)))
    if store.revision(event.id) != before:  # a name may have stood in no statement at all
        renew_copies(store)
    return len(changed)


def propose(statements: Sequence[Statement], codebook: Codebook, created: datetime) -> list[Coding]:
    """The machine's proposals for these statements, as they are stored."""
    coder = coder_for(codebook)
    proposals = coder.propose(statements)
    return codings_from(proposals, coder=coder.name, codebook=codebook, created=created)


def change_codebook(store: Store, event: Event, codebook: Codebook) -> None:
    """Work with another codebook: its text is kept, and all statements are proposed anew.

    What people decided stays.
    """
    anew = proposed_anew(store, event, codebook)
    with store.at_once():
        adopt_codebook(store, event, codebook, anew)


def proposed_anew(store: Store, event: Event, codebook: Codebook) -> list[Coding]:
    """What another codebook proposes for all statements that a day has now."""
    proposed = propose(store.statements(event.id), codebook, datetime.now(UTC))
    return [*proposed, *_no_longer_proposed(store.latest_codings(event.id), proposed)]


def adopt_codebook(store: Store, event: Event, codebook: Codebook, anew: Sequence[Coding]) -> None:
    """Let a day work with a codebook from now on, with the proposals that it brings."""
    keep_codebook(store, codebook)
    store.add_codings(event.id, anew)
    store.update_event(replace(event, codebook=codebook.key))


def _no_longer_proposed(before: Sequence[Coding], proposed: Sequence[Coding]) -> list[Coding]:
    """Of the further codes only those that hold are proposed: take back those that held."""
    if not proposed:
        return []
    now = {(coding.statement_id, coding.code) for coding in proposed}
    last = proposed[-1]
    return [
        replace(
            old, assigned=False, coder=last.coder, codebook=last.codebook, created=last.created,
            probability=None, evidence=(),
        )
        for old in before
        if old.by_machine and old.assigned and old.target is CodingTarget.DIMENSION
        and (old.statement_id, old.code) not in now
    ]  # fmt: skip


def codebook_of(event: Event, store: Store) -> Codebook:
    """The codebook version that an event works with, from the database or from the shipped ones."""
    kept = store.codebook(event.codebook)
    if kept is not None:
        return parse_codebook(kept.text, source=event.codebook)
    return load_codebook(event.codebook.partition("@")[0])


def keep_codebook(store: Store, codebook: Codebook) -> None:
    """Keep a codebook's text with the data, so that codings can be defended later."""
    store.add_codebook(codebook.name, str(codebook.version), dump_codebook(codebook))


def new_event(store: Store, *, title: str, date: str | None, codebook: Codebook) -> Event:
    """Make an event that works with `codebook`.

    Raises:
        UsageError: no title was given.
    """
    if not title.strip():
        raise UsageError("de bijeenkomst heeft nog geen titel.", remedy="Vul een titel in.")
    keep_codebook(store, codebook)
    today = datetime.now(UTC).date()
    event = Event(
        id="", title=title.strip(), codebook=codebook.key, date=date,
        corner_word=codebook.corner_word, keep_until=default_keep_until(today),
    )  # fmt: skip
    return store.create_event(event)
