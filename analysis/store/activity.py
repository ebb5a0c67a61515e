"""The log of who did what when: numbers, never a title, a file's name or a word of a statement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import sqlalchemy as sa

from analysis.store import tables as t
from analysis.store.actor import acting
from analysis.store.values import Activity
from analysis.types import ActivityKind, Coding


def add(
    connection: sa.Connection,
    what: ActivityKind,
    *,
    event_id: str | None,
    number: int | None = None,
    who: str | None = None,
) -> None:
    """Log one thing that is done in this transaction, by `who` or by whoever is at work."""
    row = {
        "at": datetime.now(UTC),
        "who": who or acting.get(),
        "what": what.value,
        "event_id": event_id,
        "number": number,
    }
    connection.execute(sa.insert(t.activity).values(row))


def add_reviewed(connection: sa.Connection, event_id: str, codings: Iterable[Coding]) -> None:
    """Log on how many statements each person decided; the machine's proposals are not logged."""
    decided: dict[str, set[str]] = {}
    for coding in codings:
        if not coding.by_machine:
            decided.setdefault(coding.coder, set()).add(coding.statement_id)
    for coder, statements in decided.items():
        add(connection, ActivityKind.REVIEWED, event_id=event_id, number=len(statements), who=coder)


def latest(connection: sa.Connection, limit: int) -> list[Activity]:
    """The last lines of the log, the newest first."""
    a = t.activity.c
    query = sa.select(a.at, a.who, a.what, a.event_id, a.number).order_by(a.id.desc()).limit(limit)
    return [
        Activity(row.at, row.who, ActivityKind(row.what), row.event_id, row.number)
        for row in connection.execute(query)
    ]
