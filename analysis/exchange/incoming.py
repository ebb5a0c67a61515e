"""What another program's file brings: statements, codes and codings, and what was left behind."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from analysis.exchange.refi_codes import Code
from analysis.store.values import ImportItem, SourceText
from analysis.types import NO_CORNER, Category, Coding, LeftOut, Place, Reading, Statement

_EXTENSION = re.compile(r"\.[A-Za-z0-9]{2,5}$")
NOBODY = "onbekende codeur"
"""The coder where the file does not tell who it was."""
_NOT_SELECTED = "was in het andere programma niet geselecteerd"


@dataclass(frozen=True, slots=True)
class IncomingSource:
    """A text that came in; its lines end in "\\n"."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class IncomingCode:
    """A code as the other program has it; `path` names those above it, the outermost first.

    `used` tells whether anything was coded with it; `codable` whether it may be. `kind` is set
    where the code is one of our kinds.
    """

    key: str
    name: str
    path: tuple[str, ...] = ()
    description: str = ""
    codable: bool = True
    kind: Category | None = None
    used: bool = False


@dataclass(frozen=True, slots=True)
class IncomingCoding:
    """A coder gave a code, by its key, to a statement; `created` where the file tells.

    Not `assigned`: the coder said that it does not hold, which only tables can tell.
    """

    statement_id: str
    code: str
    coder: str
    created: datetime | None = None
    blind: bool = False
    assigned: bool = True


@dataclass(frozen=True, slots=True)
class IncomingNote:
    """A remark; `about` says on what, in Dutch, and `statement_id` on which statement if any."""

    text: str
    about: str
    statement_id: str | None = None
    coder: str = ""
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not taken over: what, where, how often, and why (all Dutch)."""

    what: str
    where: str
    reason: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Incoming:
    """All that a file brings. `coders` are all of its users, also those who coded nothing.

    `spans` holds the code points [start, end) of each statement in its source's text. `asked` are
    the corners of which the file tells which kinds were asked there, also those without statements.
    """

    sources: tuple[IncomingSource, ...] = ()
    statements: tuple[Statement, ...] = ()
    codes: tuple[IncomingCode, ...] = ()
    codings: tuple[IncomingCoding, ...] = ()
    coders: tuple[str, ...] = ()
    notes: tuple[IncomingNote, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    asked: Mapping[str, frozenset[Category]] = field(default_factory=dict)


def corner_of(source: str) -> str:
    """The corner of a source of which nothing tells it: its name without file extension."""
    return _EXTENSION.sub("", source).strip() or NO_CORNER


def person(name: str) -> str:
    """A coder's name as a person's: one that is called as the machine does not become it."""
    return f"codeur {name}" if name.casefold().startswith("machine:") else name


def summed(skipped: Iterable[Skipped]) -> tuple[Skipped, ...]:
    """The same list with what is alike told once, with its number."""
    found: Counter[tuple[str, str, str]] = Counter()
    for one in skipped:
        found[one.what, one.where, one.reason] += one.count
    return tuple(Skipped(*told, count) for told, count in found.items())


def import_items(incoming: Incoming, *, again: Collection[str] = ()) -> list[ImportItem]:
    """The sources as the store imports them, each line with what became of it.

    Of those that come in `again`, with more statements, the other lines were told before.
    """
    found: dict[str, list[Statement]] = {}
    for one in incoming.statements:
        found.setdefault(one.source, []).append(one)
    items = [
        _item(source, tuple(found.get(source.name, ())), told=source.name in again)
        for source in incoming.sources
    ]
    if items and incoming.asked:
        first = replace(items[0].reading, asked=dict(incoming.asked))
        items[0] = replace(items[0], reading=first)
    return items


def _item(source: IncomingSource, mine: tuple[Statement, ...], *, told: bool) -> ImportItem:
    rows = {row for one in mine for row in range(one.place.line_start, one.place.line_end + 1)}
    lines = tuple(
        SourceText(Place(number, number), text, "statement" if number in rows else "left_out")
        for number, text in enumerate(source.text.split("\n"), 1)
    )
    # With its name and statements: two interviews may have the same words, and the same interview
    # may come again with more statements, while the store keeps bytes once.
    parts = (source.name, *(one.id for one in mine), source.text)
    whole = "\n".join(parts).encode("utf-8", "replace")
    digest = hashlib.sha256(whole).hexdigest()
    left_out = tuple(
        LeftOut(source.name, line.text.strip(), line.place, _NOT_SELECTED)
        for line in lines
        if line.role == "left_out" and line.text.strip() and not told
    )
    return ImportItem(Reading(source.name, mine, left_out), digest, lines)


def codings_of(
    incoming: Incoming, codes: Mapping[str, Code], *, codebook: str, now: datetime
) -> list[Coding]:
    """The decisions to store, of codes that have a place in `codes` (key -> our code).

    `codebook` is name@version; `now` the time of those that bear none.
    """
    return [
        Coding(
            statement_id=one.statement_id,
            target=codes[one.code][0],
            code=codes[one.code][1],
            assigned=one.assigned,
            coder=one.coder,
            codebook=codebook,
            created=one.created or now,
            blind=one.blind,
        )
        for one in incoming.codings
        if one.code in codes
    ]
