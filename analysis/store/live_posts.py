"""What comes in by phone: kept once, changed or taken back by its sender for a few minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from analysis.live.days import Door, NamesState, PostState, RoundState
from analysis.live.posting import CHANGE_FOR, Kept, Post, Refusal
from analysis.store import clearing, codings, events, live_days
from analysis.store import live_tables as live
from analysis.store import tables as t
from analysis.types import Category

SOURCE_NAME = "Live"
Outcome = Kept | Refusal
Rows = list[dict[str, Any]]
_L = live.live_statement.c


def keep(connection: sa.Connection, posts: Sequence[Post]) -> list[Outcome]:
    """Keep statements, each token once; what becomes of each, in the order given.

    All in the transaction of the caller: they stand on disk when that is committed.
    """
    doors = live_days.doors(connection, {post.code for post in posts})
    # In one order, so that two servers do not wait for each other.
    for event_id in sorted({door.event_id for door in doors.values()}):
        events.hold(connection, event_id)
    known = _known(connection, [post.token for post in posts])
    outcomes: list[Outcome] = []
    fresh: dict[str, list[tuple[Post, Door, str]]] = {}
    for post in posts:
        outcome = known.get(post.token) or _judged(post, doors.get(post.code))
        if outcome is None:
            door, identity = doors[post.code], events.new_id()
            fresh.setdefault(door.event_id, []).append((post, door, identity))
            outcome = Kept(post.token, identity, post.category, post.text, post.received)
            known[post.token] = Kept(
                post.token, identity, post.category, post.text, post.received, fresh=False
            )
        outcomes.append(outcome)
    for event_id in sorted(fresh):
        _store(connection, event_id, fresh[event_id])
    return outcomes


def _judged(post: Post, door: Door | None) -> Refusal | None:
    if door is None:
        return Refusal.UNKNOWN
    state = door.rounds.get(post.category, RoundState.CLOSED)
    if state is RoundState.OPEN:
        return None
    return Refusal.PAUSED if state is RoundState.PAUSED else Refusal.CLOSED


def _known(connection: sa.Connection, tokens: Sequence[str]) -> dict[str, Outcome]:
    """What became of the tokens that came before."""
    found: dict[str, Outcome] = {}
    for part in codings.in_parts(dict.fromkeys(tokens)):
        for row in connection.execute(_rows(), {"tokens": part}):
            found[row.token] = _kept(row)
    return found


# Put together once: to build a query anew takes longer than to answer it.
@cache
def _rows() -> sa.Select[*tuple[Any, ...]]:
    """Live rows with their statement, where that is there still."""
    s = t.statement.c
    same = sa.and_(s.event_id == _L.event_id, s.id == _L.statement_id)
    return sa.select(
        _L.token, _L.event_id, _L.statement_id, _L.posted, _L.state,
        _L.category.label("merged_category"), s.text, s.category, s.number, s.source_id,
        s.line_start,
    ).outerjoin_from(live.live_statement, t.statement, same).where(
        _L.token.in_(sa.bindparam("tokens", expanding=True))
    )  # fmt: skip


def _kept(row: sa.Row[*tuple[Any, ...]]) -> Outcome:
    if row.state == PostState.WITHDRAWN:
        return Refusal.WITHDRAWN
    category = Category(row.category or row.merged_category or Category.WERKT)
    return Kept(row.token, row.statement_id, category, row.text or "", row.posted, fresh=False)


def _store(
    connection: sa.Connection, event_id: str, posts: Sequence[tuple[Post, Door, str]]
) -> None:
    """Insert statements with their line of the source, and what only a live day knows of them."""
    events.touch(connection, event_id)
    source_id, number, position = _next_places(connection, event_id)
    statements: Rows = []
    lines: Rows = []
    beside: Rows = []
    for ahead, (post, door, identity) in enumerate(posts):
        line = position + ahead + 1
        place = {"line_start": line, "line_end": line, "page": None, "cell": None}
        statements.append(
            statement_row(
                event_id, identity, source_id, post.text, number=number + ahead,
                corner=door.corner, category=post.category.value,
            )
            | place
        )  # fmt: skip
        lines.append(
            {"source_id": source_id, "position": line - 1, "text": post.text, "role": "statement"}
            | place
        )
        beside.append(_beside(post, event_id, identity))
    for into, rows in zip(_INTO, (statements, lines, beside), strict=True):
        connection.execute(into, rows)


_INTO = (sa.insert(t.statement), sa.insert(t.source_text), sa.insert(live.live_statement))


def statement_row(
    event_id: str, identity: str, source_id: str, text: str, *, number: int, corner: str,
    category: str | None,
) -> dict[str, Any]:  # fmt: skip
    """The row of a statement that answers the host's question, without its place."""
    return {
        "event_id": event_id, "id": identity, "number": number, "source_id": source_id,
        "text": text, "corner": corner, "corner_read": corner, "category": category,
        "category_basis": "question" if category else None, "quote": False, "label": None,
    }  # fmt: skip


def _beside(post: Post, event_id: str, identity: str) -> dict[str, Any]:
    return {
        "token": post.token, "event_id": event_id, "statement_id": identity,
        "posted": post.received, "state": PostState.SHOWN.value, "names": NamesState.NEW.value,
        "pinned": False, "quote": False, "merged_into": None, "corner": None, "category": None,
    }  # fmt: skip


def _next_places(connection: sa.Connection, event_id: str) -> tuple[str, int, int]:
    """The day's source, made where it is not there, and the next number and position in it."""
    found = connection.execute(_last_places(), {"of_event": event_id}).first()
    if found is None:
        return _new_source(connection, event_id), next_number(connection, event_id), 0
    source_id, number, position = found
    return source_id, _after(number), _after(position)


@cache
def _last_places() -> sa.Select[*tuple[Any, ...]]:
    """The source of a live day's statements, the highest number, the last position in it."""
    day, s, x = live.live_day.c, t.statement.c, t.source_text.c
    number = sa.select(sa.func.max(s.number)).where(s.event_id == sa.bindparam("of_event"))
    position = sa.select(sa.func.max(x.position)).where(x.source_id == t.source.c.id)
    return (
        sa.select(
            t.source.c.id, number.scalar_subquery(),
            position.correlate(t.source).scalar_subquery(),
        )
        .join(live.live_day, day.source_id == t.source.c.id)
        .where(day.event_id == sa.bindparam("of_event"))
    )  # fmt: skip


def _after(last: int | None) -> int:
    return 0 if last is None else last + 1


def _new_source(connection: sa.Connection, event_id: str) -> str:
    day = live.live_day.c
    identity = events.new_id()
    highest = sa.select(sa.func.max(t.source.c.number)).where(t.source.c.event_id == event_id)
    connection.execute(
        sa.insert(t.source).values(
            id=identity, event_id=event_id, name=SOURCE_NAME, digest=f"live:{identity}",
            imported=datetime.now(UTC), number=_after(connection.scalar(highest)),
        )
    )  # fmt: skip
    connection.execute(
        sa.update(live.live_day).where(day.event_id == event_id).values(source_id=identity)
    )
    return identity


def next_number(connection: sa.Connection, event_id: str) -> int:
    """The number that the event's next statement gets."""
    s = t.statement.c
    return _after(
        connection.scalar(sa.select(sa.func.max(s.number)).where(s.event_id == event_id))
    )  # fmt: skip


def receipts(connection: sa.Connection, tokens: Sequence[str]) -> list[Kept]:
    """What was kept under these tokens and stands still, in the order given."""
    known = _known(connection, tokens)
    found = (known.get(token) for token in dict.fromkeys(tokens))
    return [kept for kept in found if isinstance(kept, Kept) and kept.text]


def change(
    connection: sa.Connection, token: str, text: str, category: Category, now: datetime
) -> Outcome:
    """Let its sender change a statement, within `CHANGE_FOR` of sending it."""
    row = _own(connection, token, now)
    if isinstance(row, Refusal):
        return row
    events.touch(connection, row.event_id)
    values = {"text": text, "category": category.value, "category_basis": "question"}
    set_text(connection, row.event_id, row.statement_id, **values)
    x = t.source_text.c
    line = (x.source_id == row.source_id, x.position == row.line_start - 1)
    connection.execute(sa.update(t.source_text).where(*line).values(text=text))
    clearing.note(connection)  # what stood there before is the sender's to take away
    return Kept(token, row.statement_id, category, text, row.posted)


def set_text(
    connection: sa.Connection, event_id: str, statement_id: str, **values: str | None
) -> None:
    """Write another text (and kind) for a statement, and have it looked at anew."""
    s, c = t.statement.c, t.coding.c
    mine = (s.event_id == event_id, s.id == statement_id)
    number = connection.scalar(sa.select(s.number).where(*mine))
    connection.execute(sa.update(t.statement).where(*mine).values(**values))
    where = (c.event_id == event_id, c.statement == number)
    connection.execute(sa.update(t.coding).where(*where).values(evidence=None))
    here = (_L.event_id == event_id, _L.statement_id == statement_id)
    connection.execute(
        sa.update(live.live_statement).where(*here).values(names=NamesState.NEW.value)
    )


def withdraw(connection: sa.Connection, token: str, now: datetime) -> Refusal | None:
    """Let its sender take a statement back, within `CHANGE_FOR`: its text is removed."""
    row = _own(connection, token, now)
    if isinstance(row, Refusal):
        return None if row is Refusal.WITHDRAWN else row
    events.touch(connection, row.event_id)
    s, x = t.statement.c, t.source_text.c
    mine = (s.event_id == row.event_id, s.id == row.statement_id)
    connection.execute(sa.delete(t.statement).where(*mine))
    line = (x.source_id == row.source_id, x.position == row.line_start - 1)
    connection.execute(sa.delete(t.source_text).where(*line))
    connection.execute(
        sa.update(live.live_statement)
        .where(_L.token == token)
        .values(state=PostState.WITHDRAWN.value, pinned=False, quote=False)
    )
    clearing.note(connection)
    return None


def _own(
    connection: sa.Connection, token: str, now: datetime
) -> sa.Row[*tuple[Any, ...]] | Refusal:
    """The row of a statement that its sender may still change."""
    row = connection.execute(_rows(), {"tokens": [token]}).first()
    if row is None:
        return Refusal.UNKNOWN
    if row.state == PostState.WITHDRAWN:
        return Refusal.WITHDRAWN
    if row.text is None or now - row.posted > CHANGE_FOR:  # merged, or too late
        return Refusal.TOO_LATE
    return row
