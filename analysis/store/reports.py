"""What the author of a report chose, and of each report that was made where its numbers came from.

Neither says anything about the day's statements, so neither counts as a change of the event: what
was read of the day still holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from analysis.errors import UsageError
from analysis.store import events
from analysis.store import tables as t

if TYPE_CHECKING:
    from analysis.report.choice import Choice
    from analysis.report.trace import Traces

Rewrite = Callable[[str], str]


def choice(connection: sa.Connection, event_id: str) -> str | None:
    """The JSON that was kept; None where nothing was."""
    c = t.report_choice.c
    return connection.scalar(sa.select(c.choice).where(c.event_id == event_id))


def keep_choice(connection: sa.Connection, event_id: str, text: str) -> None:
    """Keep this in the place of what was kept; raises StoreError where the event is gone."""
    events.hold(connection, event_id)
    mine = t.report_choice.c.event_id == event_id
    connection.execute(sa.delete(t.report_choice).where(mine))
    row = {"event_id": event_id, "choice": text, "saved": datetime.now(UTC)}
    connection.execute(sa.insert(t.report_choice).values(row))


def keep_traces(connection: sa.Connection, event_id: str, text: str, made: datetime) -> None:
    """Add a report, unless the newest one is the same but for the time at which it was made.

    Raises StoreError where the event is gone.
    """
    events.hold(connection, event_id)
    r = t.report_made.c
    query = sa.select(r.number, r.traces).where(r.event_id == event_id)
    newest = connection.execute(query.order_by(r.number.desc()).limit(1)).first()
    if newest and _timeless(newest.traces) == _timeless(t.storable(text)):
        return
    number = newest.number + 1 if newest else 0
    row = {"event_id": event_id, "number": number, "made": made, "traces": text}
    connection.execute(sa.insert(t.report_made).values(row))


def _timeless(text: str) -> Any:
    """What the JSON holds, without the time at which it was made."""
    found = json.loads(text)
    return {key: value for key, value in found.items() if key != "made"}


def traces_with(connection: sa.Connection, identity: str, event_id: str | None) -> list[str]:
    """The JSON of each kept report that holds this id, the newest first; of one event or of all."""
    r = t.report_made.c
    holds = r.traces.contains(f'"id":{json.dumps(identity)}', autoescape=True)
    query = sa.select(r.traces).where(holds)
    if event_id is not None:
        query = query.where(r.event_id == event_id)
    return list(connection.scalars(query.order_by(r.made.desc(), r.event_id, r.number.desc())))


def texts(connection: sa.Connection, event_id: str) -> Iterator[str]:
    """What people wrote in them: the report's title, and names of corners."""
    kept = choice(connection, event_id)
    if kept and (chosen := _readable_choice(kept)):
        yield from (chosen.title, *(chosen.corners or ()))
    for row in _made(connection, event_id):
        yield from _corners_in(row.traces)


def _corners_in(traces: str) -> set[str]:
    """The corners that the JSON names; reading all of it as traces takes ten times as long."""
    found: set[str] = set()

    def look(item: dict[str, Any]) -> None:
        found.update(item.get("corners") or ())
        if item.get("corner") is not None:
            found.add(item["corner"])

    json.loads(traces, object_hook=look)
    return found


def rewrite(connection: sa.Connection, event_id: str, change: Rewrite) -> None:
    """Give corners their new names; a title that would change, since a name stands in it, goes.

    So does what cannot be read any more: nobody knows what stands in it.
    """
    kept = choice(connection, event_id)
    if kept is not None:
        _rewrite_choice(connection, event_id, kept, change)
    r = t.report_made.c
    for row in _made(connection, event_id):
        this = (r.event_id == event_id, r.number == row.number)
        report = _readable_traces(row.traces)
        if report is None:
            connection.execute(sa.delete(t.report_made).where(*this))
        elif (text := report.renamed(change).to_json()) != row.traces:
            connection.execute(sa.update(t.report_made).where(*this).values(traces=text))


def _rewrite_choice(connection: sa.Connection, event_id: str, kept: str, change: Rewrite) -> None:
    old = _readable_choice(kept)
    if old is None:
        mine = t.report_choice.c.event_id == event_id
        connection.execute(sa.delete(t.report_choice).where(mine))
        return
    corners = None if old.corners is None else tuple(dict.fromkeys(map(change, old.corners)))
    title = old.title if change(old.title) == old.title else ""
    new = replace(old, title=title, corners=corners)
    if new != old:
        keep_choice(connection, event_id, new.to_json())


def rename_chosen(connection: sa.Connection, event_id: str, names: Mapping[str, str]) -> None:
    """Let the author's choice follow corners to their new names: old name -> new.

    What is kept of reports needs no such thing, see report.origin.settled.
    """
    kept = choice(connection, event_id)
    old = _readable_choice(kept) if kept else None
    if old is None or old.corners is None:
        return
    corners = tuple(dict.fromkeys(names.get(name, name) for name in old.corners))
    if corners != old.corners:
        keep_choice(connection, event_id, replace(old, corners=corners).to_json())


def _made(connection: sa.Connection, event_id: str) -> list[sa.Row[*tuple[Any, ...]]]:
    r = t.report_made.c
    query = sa.select(r.number, r.traces).where(r.event_id == event_id)
    return list(connection.execute(query))


# The report's own modules are large, and few who open the database need them.


def _readable_choice(text: str) -> Choice | None:
    from analysis.report.choice import Choice  # noqa: PLC0415

    try:
        return Choice.from_json(text)
    except UsageError:
        return None


def _readable_traces(text: str) -> Traces | None:
    from analysis.report.trace import Traces  # noqa: PLC0415

    try:
        return Traces.from_json(text)
    except UsageError:
        return None
