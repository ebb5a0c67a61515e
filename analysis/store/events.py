"""Events, their corners, and the versions of codebooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.sql.dml import ReturningUpdate

from analysis.errors import StoreError
from analysis.store import activity, clearing
from analysis.store import tables as t
from analysis.store.access_tables import access
from analysis.store.values import CodebookVersion
from analysis.types import ActivityKind, Category, Corner, Event


def new_id() -> str:
    """A short id that no other record has."""
    return uuid4().hex[:12]


def create(connection: sa.Connection, event: Event) -> Event:
    """Store a new event under a fresh id."""
    event = replace(event, id=new_id())
    row = _event_row(event) | {"id": event.id, "created": datetime.now(UTC), "revision": 0}
    connection.execute(sa.insert(t.event).values(row))
    replace_corners(connection, event.id, event.corners)
    activity.add(connection, ActivityKind.DAY_CREATED, event_id=event.id)
    return event


def _event_row(event: Event) -> dict[str, str | None]:
    return {
        "title": event.title,
        "codebook": event.codebook,
        "date": event.date,
        "corner_word": event.corner_word,
        "previous": event.previous,
        "keep_until": event.keep_until,
    }


def update(connection: sa.Connection, event: Event) -> None:
    """Write all but the corners as the value has it."""
    touch(connection, event.id)
    before = one_event(connection, event.id)
    if before.codebook != event.codebook:
        activity.add(connection, ActivityKind.CODEBOOK_CHANGED, event_id=event.id)
    if before.keep_until != event.keep_until:
        activity.add(connection, ActivityKind.RETENTION_SET, event_id=event.id)
    connection.execute(sa.update(t.event).where(t.event.c.id == event.id).values(_event_row(event)))


def touch(connection: sa.Connection, event_id: str) -> None:
    """Count one more change of the event; the first step of every write.

    Until the transaction ends, other writers of the same event wait here. Raises StoreError
    where the event is gone.
    """
    if connection.execute(_one_more(), {"of_event": event_id}).first() is None:
        raise gone()


@cache
def _one_more() -> ReturningUpdate[str]:
    e = t.event.c
    counted = sa.update(t.event).values(revision=e.revision + 1)
    return counted.where(e.id == sa.bindparam("of_event")).returning(e.id)


def hold(connection: sa.Connection, event_id: str) -> None:
    """Let other writers of the event wait, without counting a change of it.

    Raises StoreError where the event is gone.
    """
    if connection.execute(_held(), {"of_event": event_id}).first() is None:
        raise gone()


@cache
def _held() -> sa.Select[str]:
    e = t.event.c
    return sa.select(e.id).where(e.id == sa.bindparam("of_event")).with_for_update()


def gone() -> StoreError:
    """The error for an event that is not there."""
    return StoreError(
        "Deze bijeenkomst bestaat niet meer.", remedy="Kies een andere op de pagina Bijeenkomst."
    )


def all_events(connection: sa.Connection) -> list[Event]:
    """Every event, the newest first."""
    corners: dict[str, list[Corner]] = {}
    for row in connection.execute(_corners(of_all=True)):
        corners.setdefault(row.event_id, []).append(_corner(row))
    rows = connection.execute(_events())
    return [_event(row, corners.get(row.id, ())) for row in rows]


@cache
def _events() -> sa.Select[*tuple[Any, ...]]:
    return sa.select(t.event).order_by(t.event.c.created.desc(), t.event.c.id)


@cache
def _corners(*, of_all: bool) -> sa.Select[*tuple[Any, ...]]:
    query = sa.select(t.corner).order_by(t.corner.c.position)
    return query if of_all else query.where(t.corner.c.event_id == sa.bindparam("of_event"))


def one_event(connection: sa.Connection, event_id: str) -> Event:
    """One event with its corners in order; raises StoreError where it is gone."""
    row = connection.execute(_one(), {"of_event": event_id}).first()
    if row is None:
        raise gone()
    return _event(row, corners_of(connection, event_id))


@cache
def _one() -> sa.Select[*tuple[Any, ...]]:
    return sa.select(t.event).where(t.event.c.id == sa.bindparam("of_event"))


def revision(connection: sa.Connection, event_id: str) -> int:
    """The number of changes to the event so far; raises StoreError where it is gone."""
    found = connection.scalar(_revision(), {"of_event": event_id})
    if found is None:
        raise gone()
    return found


@cache
def _revision() -> sa.Select[int]:
    return sa.select(t.event.c.revision).where(t.event.c.id == sa.bindparam("of_event"))


def _event(row: sa.Row[*tuple[object, ...]], corners: Iterable[Corner]) -> Event:
    return Event(
        id=row.id,
        title=row.title,
        codebook=row.codebook,
        date=row.date,
        corner_word=row.corner_word,
        previous=row.previous,
        keep_until=row.keep_until,
        corners=tuple(corners),
    )


def corners_of(connection: sa.Connection, event_id: str) -> list[Corner]:
    """The event's corners in their order."""
    found = connection.execute(_corners(of_all=False), {"of_event": event_id})
    return [_corner(row) for row in found]


def _corner(row: sa.Row[*tuple[object, ...]]) -> Corner:
    asked = frozenset(Category(kind) for kind in row.asked.split(",") if kind)
    return Corner(name=row.name, asked=asked, position=row.position)


def replace_corners(connection: sa.Connection, event_id: str, corners: Sequence[Corner]) -> None:
    """Make these the event's corners, in this order (`position` is set from it)."""
    connection.execute(sa.delete(t.corner).where(t.corner.c.event_id == event_id))
    rows = [
        {
            "event_id": event_id,
            "name": corner.name,
            "position": position,
            "asked": ",".join(kind.value for kind in Category if kind in corner.asked),
        }
        for position, corner in enumerate(corners)
    ]
    if rows:
        connection.execute(sa.insert(t.corner), rows)


def set_corners(connection: sa.Connection, event_id: str, corners: Sequence[Corner]) -> None:
    """As `replace_corners`; raises StoreError for a double name or a corner still in use."""
    touch(connection, event_id)
    names = [t.storable(corner.name) for corner in corners]
    if double := next((name for name in names if names.count(name) > 1), None):
        raise StoreError(
            f"De naam “{double}” staat twee keer in de lijst.",
            remedy="Geef elke hoek een eigen naam.",
        )
    used = connection.scalars(
        sa.select(t.statement.c.corner).where(t.statement.c.event_id == event_id).distinct()
    )
    if missing := sorted(set(used) - set(names)):
        raise StoreError(
            f"Bij “{missing[0]}” staan nog uitspraken.",
            remedy="Verplaats die eerst naar een andere hoek.",
        )
    replace_corners(connection, event_id, corners)


def delete(connection: sa.Connection, event_id: str) -> None:
    """Remove the event and all that hangs on it."""
    touch(connection, event_id)
    # From the leaves up: faster than leaving it to the foreign keys, row by row.
    removed = 0
    leaves = (t.coding, t.statement, t.source, t.code, t.corner, t.pseudonym)
    for table in (*leaves, t.report_choice, t.report_made):
        found = connection.execute(sa.delete(table).where(table.c.event_id == event_id))
        removed = found.rowcount if table is t.statement else removed
    connection.execute(sa.delete(t.allowed_form).where(t.allowed_form.c.scope == event_id))
    connection.execute(sa.delete(access).where(access.c.event_id == event_id))
    activity.add(connection, ActivityKind.DAY_DELETED, event_id=event_id, number=removed)
    clearing.note(connection)
    connection.execute(sa.delete(t.event).where(t.event.c.id == event_id))


def add_codebook(connection: sa.Connection, name: str, version: str, text: str) -> CodebookVersion:
    """Store a version of a codebook; the same text again changes nothing.

    Raises StoreError where this version is there already with another text.
    """
    earlier = find_codebook(connection, f"{name}@{version}")
    if earlier is None:
        earlier = CodebookVersion(name, version, text, datetime.now(UTC))
        row = {"name": name, "version": version, "text": text, "created": earlier.created}
        connection.execute(sa.insert(t.codebook).values(row))
    elif earlier.text != t.storable(text):
        raise StoreError(
            f"Van codeboek “{name}” is er al een versie {version}, met andere inhoud.",
            remedy="Geef de nieuwe inhoud een nieuw versienummer.",
        )
    return earlier


def find_codebook(connection: sa.Connection, key: str) -> CodebookVersion | None:
    """The codebook version `name@version`, or None."""
    name, _, version = key.rpartition("@")
    where = (t.codebook.c.name == name, t.codebook.c.version == version)
    row = connection.execute(sa.select(t.codebook).where(*where)).first()
    return CodebookVersion(*row) if row else None


def all_codebooks(connection: sa.Connection) -> list[CodebookVersion]:
    """Every version, by name and then from old to new."""
    query = sa.select(t.codebook).order_by(t.codebook.c.name, t.codebook.c.created)
    return [CodebookVersion(*row) for row in connection.execute(query)]
