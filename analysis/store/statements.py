"""Statements, what was left out, where they stand in their source, and mending them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

import sqlalchemy as sa

from analysis.errors import StoreError
from analysis.store import activity, clearing, events
from analysis.store import codings as decisions
from analysis.store import kinds as kinds_now
from analysis.store import tables as t
from analysis.store.values import SourceText, Surroundings
from analysis.types import (
    ActivityKind,
    Category,
    CategoryBasis,
    Corner,
    LeftOut,
    Place,
    Source,
    Statement,
)


def sources(connection: sa.Connection, event_id: str) -> list[Source]:
    """The event's files in the order of import."""
    return [Source(*row) for row in connection.execute(_sources(), {"of_event": event_id})]


@cache
def _sources() -> sa.Select[*tuple[Any, ...]]:
    s = t.source.c
    query = sa.select(s.id, s.event_id, s.name, s.digest, s.imported)
    return query.where(s.event_id == sa.bindparam("of_event")).order_by(s.number)


def remove_source(connection: sa.Connection, event_id: str, source_id: str) -> None:
    """Remove a file with its statements, their decisions, and its text; corners stay."""
    events.touch(connection, event_id)
    mine = sa.select(t.statement.c.id).where(t.statement.c.source_id == source_id)
    number = connection.scalar(sa.select(sa.func.count()).select_from(mine.subquery()))
    found = connection.execute(
        sa.delete(t.source).where(t.source.c.event_id == event_id, t.source.c.id == source_id)
    )
    if found.rowcount == 0:
        raise StoreError("Deze bron bestaat niet meer.", remedy="Laad de pagina opnieuw.")
    activity.add(connection, ActivityKind.SOURCE_REMOVED, event_id=event_id, number=number)
    clearing.note(connection)


def statements(
    connection: sa.Connection, event_id: str, ids: Collection[str] | None = None
) -> list[Statement]:
    """All statements, or these; in the order of import. Ids that are gone are left out."""
    if ids is None:
        return [statement for _, statement in _some(connection, event_id)]
    found: list[tuple[int, Statement]] = []
    numbers = decisions.known_numbers(connection, event_id, dict.fromkeys(ids))
    for part in decisions.in_parts(numbers.values()):
        found += _some(connection, event_id, part)
    return [statement for _, statement in sorted(found, key=lambda pair: pair[0])]


def _some(
    connection: sa.Connection, event_id: str, numbers: list[int] | None = None
) -> list[tuple[int, Statement]]:
    """(number, statement), with the corner and kind they have now."""
    kinds = kinds_now.decided_kinds(connection, event_id, numbers)
    proposed = kinds_now.proposed_kinds(connection, event_id, numbers)
    query = _with_source(of_some=numbers is not None)
    return [
        (row.number, _statement(row, kinds.get(row.number, {}), proposed.get(row.number)))
        for row in connection.execute(query, {"of_event": event_id, "some": numbers})
    ]


@cache
def _with_source(*, of_some: bool) -> sa.Select[*tuple[Any, ...]]:
    s = t.statement.c
    query = (
        sa.select(t.statement, t.source.c.name.label("source"))
        .join(t.source, t.source.c.id == s.source_id)
        .where(s.event_id == sa.bindparam("of_event"))
        .order_by(s.number)
    )
    return query.where(s.number.in_(sa.bindparam("some", expanding=True))) if of_some else query


def _statement(
    row: sa.Row[*tuple[Any, ...]], decided: dict[Category, bool], proposed: Category | None
) -> Statement:
    read = Category(row.category) if row.category else None
    category = kinds_now.kind_now(read, decided, proposed)
    by_text = category is not None and category != read and not decided.get(category)
    basis: CategoryBasis | None = row.category_basis if category == read else None
    return Statement(
        id=row.id,
        text=row.text,
        corner=row.corner,
        category=category,
        category_basis="text" if by_text else basis,
        source=row.source,
        place=_place(row),
        quote=row.quote,
        label=row.label,
    )


def _place(row: sa.Row[*tuple[Any, ...]]) -> Place:
    return Place(row.line_start, row.line_end, row.page, row.cell)


def left_out(connection: sa.Connection, event_id: str) -> list[LeftOut]:
    """What became no statement, file by file in reading order."""
    query = (
        sa.select(t.left_out, t.source.c.name.label("source"))
        .join(t.source, t.source.c.id == t.left_out.c.source_id)
        .where(t.source.c.event_id == event_id)
        .order_by(t.source.c.number, t.left_out.c.position)
    )
    return [
        LeftOut(row.source, row.text, _place(row), row.reason) for row in connection.execute(query)
    ]


def source_texts(connection: sa.Connection, event_id: str) -> dict[str, tuple[SourceText, ...]]:
    """Each file's pieces of text in reading order; the files in the order of import."""
    found: dict[str, list[SourceText]] = {one.id: [] for one in sources(connection, event_id)}
    query = (
        sa.select(t.source_text)
        .join(t.source, t.source.c.id == t.source_text.c.source_id)
        .where(t.source.c.event_id == event_id)
        .order_by(t.source.c.number, t.source_text.c.position)
    )
    for row in connection.execute(query):
        found[row.source_id].append(SourceText(_place(row), row.text, row.role))
    return {source: tuple(texts) for source, texts in found.items()}


def surroundings(
    connection: sa.Connection, event_id: str, statement_id: str, *, lines: int
) -> Surroundings:
    """The pieces of the source that hold the statement, and `lines` pieces on either side.

    Raises StoreError where the statement is gone.
    """
    query = (
        sa.select(t.statement, t.source.c.name.label("source"))
        .join(t.source, t.source.c.id == t.statement.c.source_id)
        .where(t.statement.c.event_id == event_id, t.statement.c.id == statement_id)
    )
    row = connection.execute(query).first()
    if row is None:
        raise decisions.statement_gone(statement_id)
    first, last = _span_in_source(connection, row)
    if first is None or last is None:
        own = SourceText(_place(row), row.text, "statement")
        return Surroundings(row.source, (), (own,), ())
    x = t.source_text.c
    around = (
        sa.select(t.source_text)
        .where(x.source_id == row.source_id, x.position.between(first - lines, last + lines))
        .order_by(x.position)
    )
    pieces = [
        (piece.position, SourceText(_place(piece), piece.text, piece.role))
        for piece in connection.execute(around)
    ]
    return Surroundings(
        source=row.source,
        before=tuple(piece for position, piece in pieces if position < first),
        here=tuple(piece for position, piece in pieces if first <= position <= last),
        after=tuple(piece for position, piece in pieces if position > last),
    )


def _span_in_source(
    connection: sa.Connection, row: sa.Row[*tuple[Any, ...]]
) -> tuple[int | None, int | None]:
    """The positions of the first and last piece of source text where the statement stands."""
    x = t.source_text.c
    place = [
        x.source_id == row.source_id,
        x.page.is_not_distinct_from(row.page),
        x.line_start <= row.line_end,
        x.line_end >= row.line_start,
    ]
    if row.cell is not None:
        place.append(sa.or_(x.cell.is_(None), x.cell == row.cell))
    query = sa.select(sa.func.min(x.position), sa.func.max(x.position)).where(*place)
    first, last = connection.execute(query).one()
    return first, last


def move(connection: sa.Connection, event_id: str, ids: Iterable[str], *, corner: str) -> None:
    """Put statements in another corner, a new one if need be; what was read is kept beside it."""
    events.touch(connection, event_id)
    numbers = decisions.statement_numbers(connection, event_id, ids).values()
    corners = events.corners_of(connection, event_id)
    if t.storable(corner) not in {known.name for known in corners}:
        events.replace_corners(connection, event_id, [*corners, Corner(corner)])
    s = t.statement.c
    for part in decisions.in_parts(numbers):
        connection.execute(
            sa.update(t.statement)
            .where(s.event_id == event_id, s.number.in_(part))
            .values(corner=corner)
        )
