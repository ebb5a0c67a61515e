"""One import: files as they were read go in together, or nothing does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from analysis.store import activity, events, live_days, privacy
from analysis.store import codings as decisions
from analysis.store import tables as t
from analysis.store.values import Duplicate, ImportItem, ImportResult, KnownFile
from analysis.types import ActivityKind, Category, Coding, Corner, Source, Statement

Said = tuple[str, str | None, str]
"""Corner, kind and folded text: statements of two files that agree in these are the same."""
Earlier = tuple[str, str]
"""The id and source of a statement that was there before."""
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _NewFile:
    """A file with the source it becomes and, of its statements, those that are to be stored."""

    item: ImportItem
    source: Source
    statements: tuple[Statement, ...]
    duplicates: tuple[Duplicate, ...]


def run(
    connection: sa.Connection,
    event_id: str,
    items: Sequence[ImportItem],
    codings: Sequence[Coding],
    *,
    keep_duplicates: bool,
    pseudonyms: Mapping[str, int],
    memos: Mapping[Coding, str] = decisions.NO_MEMOS,
) -> ImportResult:
    """Store all that is new in these files; the transaction is the caller's."""
    events.touch(connection, event_id)
    fresh, known_files = _unknown_files(connection, event_id, items)
    seen = {} if keep_duplicates else _said_before(connection, event_id)
    files = [_new_file(event_id, item, seen, keep=keep_duplicates) for item in fresh]
    numbers = _store_files(connection, event_id, files)
    corners = _add_corners(connection, event_id, files)
    stored = _store_codings(connection, event_id, items, codings, numbers=numbers, memos=memos)
    privacy.keep_pseudonyms(connection, event_id, pseudonyms)
    if files:
        activity.add(connection, ActivityKind.READ, event_id=event_id, number=len(numbers))
        activity.add_reviewed(connection, event_id, codings)
    return ImportResult(
        sources=tuple(file.source for file in files),
        statements=len(numbers),
        left_out=sum(len(file.item.reading.left_out) for file in files),
        codings=stored,
        corners_added=corners,
        known_files=known_files,
        duplicates=tuple(duplicate for file in files for duplicate in file.duplicates),
    )


def _unknown_files(
    connection: sa.Connection, event_id: str, items: Iterable[ImportItem]
) -> tuple[list[ImportItem], tuple[KnownFile, ...]]:
    """The files whose bytes are not there yet, also not earlier in this import; and the others."""
    s = t.source.c
    query = sa.select(s.digest, s.name).where(s.event_id == event_id)
    names = {row.digest: row.name for row in connection.execute(query)}
    fresh, known = [], []
    for item in items:
        name = item.reading.source
        if item.digest in names:
            known.append(KnownFile(name, names[item.digest]))
        else:
            fresh.append(item)
            names[item.digest] = name
    return fresh, tuple(known)


def _said_before(connection: sa.Connection, event_id: str) -> dict[Said, Earlier]:
    """All that the event holds, under the corner it was read with and the one it has now."""
    s = t.statement.c
    query = (
        sa.select(s.id, s.corner, s.corner_read, s.category, s.text, t.source.c.name)
        .join(t.source, t.source.c.id == s.source_id)
        .where(s.event_id == event_id)
        .order_by(s.number)
    )
    said: dict[Said, Earlier] = {}
    for identity, corner, corner_read, category, text, source in connection.execute(query):
        folded = _folded(text)
        for name in {corner, corner_read}:
            said.setdefault((name, category, folded), (identity, source))
    return said


def _folded(text: str) -> str:
    return " ".join(t.storable(text).casefold().split())


def _new_file(
    event_id: str, item: ImportItem, seen: dict[Said, Earlier], *, keep: bool
) -> _NewFile:
    """Choose what of a file is to be stored, and add that to `seen` for the files after it.

    The same words twice in one file are two people's words: only another file's count as double.
    """
    name = item.reading.source
    statements, duplicates = [], []
    mine: dict[Said, Earlier] = {}
    for statement in item.reading.statements:
        said = (t.storable(statement.corner), statement.category, _folded(statement.text))
        if said in seen and not keep:
            duplicates.append(Duplicate(statement, *seen[said]))
        else:
            statements.append(statement)
            mine.setdefault(said, (statement.id, name))
    seen.update(mine)
    source = Source(events.new_id(), event_id, name, item.digest, datetime.now(UTC))
    return _NewFile(item, source, tuple(statements), tuple(duplicates))


def _store_files(
    connection: sa.Connection, event_id: str, files: Sequence[_NewFile]
) -> dict[str, int]:
    """Insert sources, statements, left-out lines and texts; give each new statement's number."""
    first_source = _next_number(connection, t.source, event_id)
    number = _next_number(connection, t.statement, event_id)
    sources: Rows = []
    statements: Rows = []
    left_out: Rows = []
    texts: Rows = []
    for position, file in enumerate(files, first_source):
        sources.append(asdict(file.source) | {"number": position})
        statements += _statement_rows(file, number)
        number += len(file.statements)
        left_out += _left_out_rows(file)
        texts += _text_rows(file)
    for table, rows in (
        (t.source, sources),
        (t.statement, statements),
        (t.left_out, left_out),
        (t.source_text, texts),
    ):
        if rows:
            connection.execute(sa.insert(table), rows)
    return {t.storable(row["id"]): row["number"] for row in statements}


def _next_number(connection: sa.Connection, table: sa.Table, event_id: str) -> int:
    highest = sa.select(sa.func.max(table.c.number)).where(table.c.event_id == event_id)
    found = connection.scalar(highest)
    return 0 if found is None else found + 1


def _statement_rows(file: _NewFile, first: int) -> Rows:
    return [
        {
            "event_id": file.source.event_id,
            "id": statement.id,
            "number": number,
            "source_id": file.source.id,
            "text": statement.text,
            "corner": statement.corner,
            "corner_read": statement.corner,
            "category": statement.category,
            "category_basis": statement.category_basis,
            "line_start": statement.place.line_start,
            "line_end": statement.place.line_end,
            "page": statement.place.page,
            "cell": statement.place.cell,
            "quote": statement.quote,
            "label": statement.label,
        }
        for number, statement in enumerate(file.statements, first)
    ]


def _left_out_rows(file: _NewFile) -> Rows:
    return [
        {"source_id": file.source.id, "position": position, "text": left.text}
        | {"reason": left.reason}
        | asdict(left.place)
        for position, left in enumerate(file.item.reading.left_out)
    ]


def _text_rows(file: _NewFile) -> Rows:
    return [
        {"source_id": file.source.id, "position": position, "text": piece.text}
        | {"role": piece.role}
        | asdict(piece.place)
        for position, piece in enumerate(file.item.source_texts)
    ]


def _add_corners(
    connection: sa.Connection, event_id: str, files: Iterable[_NewFile]
) -> tuple[str, ...]:
    """Add corners that the event did not have, and kinds that were now asked; give the new names.

    A corner of which no source tells what was asked has no kind that was asked.
    """
    old = {corner.name: corner for corner in events.corners_of(connection, event_id)}
    corners = dict(old)
    for name, asked in _asked(files).items():
        before = corners[name].asked if name in corners else frozenset[Category]()
        corners[name] = Corner(name, before | asked)
    if corners != old:
        events.replace_corners(connection, event_id, list(corners.values()))
        live_days.follow_corners(connection, event_id)
    return tuple(name for name in corners if name not in old)


def _asked(files: Iterable[_NewFile]) -> dict[str, frozenset[Category]]:
    """Each corner that the files name, in order, with the kinds asked or answered there."""
    asked: dict[str, frozenset[Category]] = {}
    for file in files:
        for statement in file.statements:
            kinds = {statement.category} if statement.category else set()
            name = t.storable(statement.corner)
            asked[name] = asked.get(name, frozenset()) | kinds
        for corner, by_source in file.item.reading.asked.items():
            name = t.storable(corner)
            asked[name] = asked.get(name, frozenset()) | by_source
    return asked


def _store_codings(
    connection: sa.Connection,
    event_id: str,
    items: Iterable[ImportItem],
    codings: Iterable[Coding],
    *,
    numbers: dict[str, int],
    memos: Mapping[Coding, str],
) -> int:
    """Insert the codings of the statements that were stored; leave those of doubles out.

    Raises StoreError for a coding of a statement that is in none of the files.
    """
    read = {statement.id for item in items for statement in item.reading.statements}
    kept = []
    for coding in codings:
        if coding.statement_id not in read:
            raise decisions.statement_gone(coding.statement_id)
        if t.storable(coding.statement_id) in numbers:
            kept.append(coding)
    decisions.add(connection, event_id, kept, numbers, memos=memos)
    return len(kept)
