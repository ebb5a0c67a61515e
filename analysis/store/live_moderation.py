"""What the facilitator does with what came in, and whether names were looked for in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from analysis.errors import StoreError
from analysis.live.days import LivePost, NamesState, PostState
from analysis.store import codings, events, live_posts
from analysis.store import live_tables as live
from analysis.store import statements as stored
from analysis.store import tables as t
from analysis.types import Category, Statement

MERGED = "Samengevoegd met een andere uitspraak, door de gespreksleider."
TEST_TEXT = "Dit is een proefbericht. Alles werkt."
_L = live.live_statement.c
_TO_LOOK_AT = (NamesState.NEW.value, NamesState.AGAIN.value)
_KEPT_STATES = (PostState.SHOWN.value, PostState.HIDDEN.value)


def posts(
    connection: sa.Connection, event_id: str, ids: Collection[str] | None = None
) -> list[LivePost]:
    """What came in on this day and was not taken back, the newest first; all, or these."""
    rows = _beside(connection, event_id, ids)
    found = stored.statements(connection, event_id, ids)
    now = {statement.id: statement for statement in found}
    lines = None if ids is None else [statement.place.line_start - 1 for statement in found]
    originals = _originals(connection, event_id, lines)
    merged = _merged_texts(connection, event_id)
    return [_post(row, now.get(row.statement_id), originals, merged) for row in rows]


def _beside(
    connection: sa.Connection, event_id: str, ids: Collection[str] | None
) -> list[sa.Row[*tuple[Any, ...]]]:
    states = (*_KEPT_STATES, PostState.MERGED.value, PostState.TEST.value)
    query = (
        sa.select(live.live_statement)
        .where(_L.event_id == event_id, _L.state.in_(states))
        .order_by(_L.posted.desc(), _L.statement_id)
    )
    if ids is None:
        return list(connection.execute(query))
    return [
        row
        for part in codings.in_parts(ids)
        for row in connection.execute(query.where(_L.statement_id.in_(part)))
    ]


def _originals(
    connection: sa.Connection, event_id: str, positions: Collection[int] | None
) -> dict[int, str]:
    """Line of the live source -> what was sent there; of all, or of these positions."""
    x, day = t.source_text.c, live.live_day.c
    query = (
        sa.select(x.position, x.text)
        .join(live.live_day, day.source_id == x.source_id)
        .where(day.event_id == event_id)
    )
    if positions is None:
        return {position + 1: text for position, text in connection.execute(query)}
    return {
        position + 1: text
        for part in codings.in_parts(positions)
        for position, text in connection.execute(query.where(x.position.in_(part)))
    }


def _merged_texts(connection: sa.Connection, event_id: str) -> dict[str, str]:
    """Id of a merged statement -> its text, which stands among what was left out."""
    o, day = t.left_out.c, live.live_day.c
    query = (
        sa.select(o.cell, o.text)
        .join(live.live_day, day.source_id == o.source_id)
        .where(day.event_id == event_id)
    )
    return {_of_cell(cell): text for cell, text in connection.execute(query) if cell}


def _post(
    row: sa.Row[*tuple[Any, ...]], now: Statement | None, originals: Mapping[int, str],
    merged: Mapping[str, str],
) -> LivePost:  # fmt: skip
    text = now.text if now else merged.get(row.statement_id, "")
    text = TEST_TEXT if row.state == PostState.TEST else text
    kind = Category(row.category) if row.category else None
    return LivePost(
        statement_id=row.statement_id,
        text=text,
        original=originals.get(now.place.line_start, text) if now else text,
        corner=now.corner if now else row.corner or "",
        category=now.category if now else kind,
        posted=row.posted,
        state=PostState(row.state),
        names=NamesState(row.names),
        pinned=row.pinned,
        quote=row.quote,
        merged_into=row.merged_into,
    )


def told_on_wall(connection: sa.Connection, event_id: str, newest: int) -> list[str]:
    """Ids of what the wall tells in words: the newest that it may show, all pinned and quoted."""
    mine = (_L.event_id == event_id, _on_wall())
    last = sa.select(_L.statement_id).where(*mine).order_by(_L.posted.desc()).limit(newest)
    chosen = sa.select(_L.statement_id).where(*mine, sa.or_(_L.pinned, _L.quote))
    test = sa.select(_L.statement_id).where(
        _L.event_id == event_id, _L.state == PostState.TEST.value
    )
    found = (one for query in (last, chosen, test) for one in connection.scalars(query))
    return list(dict.fromkeys(found))


def _on_wall() -> sa.ColumnElement[bool]:
    return sa.and_(
        _L.state == PostState.SHOWN.value,
        _L.names.in_((NamesState.CLEAN.value, NamesState.RELEASED.value)),
    )


def off_wall(connection: sa.Connection, event_id: str) -> frozenset[str]:
    """The ids of statements that the wall may not show: hidden, held back, or not looked at."""
    query = sa.select(_L.statement_id).where(_L.event_id == event_id, sa.not_(_on_wall()))
    return frozenset(connection.scalars(query))


def mark(
    connection: sa.Connection, event_id: str, ids: Collection[str], **values: str | bool
) -> None:
    """Set state, pinned, quote or names of statements; raises StoreError where one is gone."""
    events.touch(connection, event_id)
    changed = 0
    for part in codings.in_parts(ids):
        where = (_L.event_id == event_id, _L.statement_id.in_(part), _L.state.in_(_KEPT_STATES))
        done = connection.execute(sa.update(live.live_statement).where(*where).values(**values))
        changed += done.rowcount
    if changed < len(set(ids)):
        raise _gone()


def _gone() -> StoreError:
    return StoreError(
        "Deze uitspraak is er niet meer: de afzender trok haar in, of zij is samengevoegd.",
        remedy="Laad de pagina opnieuw.",
    )


def mend(connection: sa.Connection, event_id: str, statement_id: str, text: str) -> None:
    """Write another text for a statement; what was sent is kept as its line in the source."""
    mark(connection, event_id, [statement_id], names=NamesState.NEW.value)
    live_posts.set_text(connection, event_id, statement_id, text=text)


def merge(connection: sa.Connection, event_id: str, into: str, ids: Collection[str]) -> None:
    """Let these statements count no longer, since `into` says the same; their texts are kept.

    Raises StoreError where one is gone.
    """
    whole = [into, *ids]
    where = (_L.event_id == event_id, _L.statement_id.in_(whole))
    rows = connection.execute(sa.select(_L.pinned, _L.quote).where(*where)).all()
    pinned, quote = any(row.pinned for row in rows), any(row.quote for row in rows)
    mark(connection, event_id, whole, pinned=pinned, quote=quote)  # they are all there still
    for statement in stored.statements(connection, event_id, ids):
        s = t.statement.c
        mine = (s.event_id == event_id, s.id == statement.id)
        source_id = connection.scalar(sa.select(s.source_id).where(*mine))
        line = statement.place.line_start
        connection.execute(
            sa.insert(t.left_out).values(
                source_id=source_id, position=line - 1, text=statement.text, reason=MERGED,
                line_start=line, line_end=line, page=None, cell=_cell(statement.id),
            )
        )  # fmt: skip
        connection.execute(sa.delete(t.statement).where(*mine))
        mark_merged = {
            "state": PostState.MERGED.value, "merged_into": into, "corner": statement.corner,
            "category": statement.category, "pinned": False, "quote": False,
        }  # fmt: skip
        _set(connection, event_id, statement.id, **mark_merged)


def unmerge(connection: sa.Connection, event_id: str, statement_id: str) -> None:
    """Make a merged statement one of its own again; raises StoreError where it is not merged."""
    events.touch(connection, event_id)
    here = (_L.event_id == event_id, _L.statement_id == statement_id)
    row = connection.execute(
        sa.select(live.live_statement).where(*here, _L.state == PostState.MERGED.value)
    ).first()
    o, day = t.left_out.c, live.live_day.c
    left = connection.execute(
        sa.select(t.left_out)
        .join(live.live_day, day.source_id == o.source_id)
        .where(day.event_id == event_id, o.cell == _cell(statement_id))
    ).first()
    if row is None or left is None:
        raise _gone()
    number = live_posts.next_number(connection, event_id)
    connection.execute(
        sa.insert(t.statement).values(
            **live_posts.statement_row(
                event_id, statement_id, left.source_id, left.text, number=number,
                corner=row.corner, category=row.category,
            ),
            line_start=left.line_start, line_end=left.line_end, page=None, cell=None,
        )
    )  # fmt: skip
    gone = (o.source_id == left.source_id, o.position == left.position)
    connection.execute(sa.delete(t.left_out).where(*gone))
    again = {
        "state": PostState.SHOWN.value, "names": NamesState.NEW.value, "merged_into": None,
        "corner": None, "category": None,
    }  # fmt: skip
    _set(connection, event_id, statement_id, **again)


def _cell(statement_id: str) -> str:
    """How what was left out tells which statement it was."""
    return f"uitspraak {statement_id}"


def _of_cell(cell: str) -> str:
    return cell.removeprefix("uitspraak ")


def _set(
    connection: sa.Connection, event_id: str, statement_id: str, **values: str | bool | None
) -> None:
    here = (_L.event_id == event_id, _L.statement_id == statement_id)
    connection.execute(sa.update(live.live_statement).where(*here).values(**values))


def add_test(connection: sa.Connection, event_id: str, corner: str, now: datetime) -> str:
    """Put a test message among what came in, which never is a statement; its id."""
    events.touch(connection, event_id)
    drop = (_L.event_id == event_id, _L.state == PostState.TEST.value)
    connection.execute(sa.delete(live.live_statement).where(*drop))
    identity = events.new_id()
    connection.execute(
        sa.insert(live.live_statement).values(
            token=f"proef:{uuid4().hex}", event_id=event_id, statement_id=identity, posted=now,
            state=PostState.TEST.value, names=NamesState.CLEAN.value, pinned=False, quote=False,
            merged_into=None, corner=corner, category=None,
        )
    )  # fmt: skip
    return identity


def received(connection: sa.Connection, event_id: str) -> dict[str, tuple[int, datetime]]:
    """Corner -> how many statements it has of those that came in, and when the last one came."""
    s = t.statement.c
    query = (
        sa.select(s.corner, sa.func.count(), sa.func.max(_L.posted))
        .join(live.live_statement, sa.and_(_L.event_id == s.event_id, _L.statement_id == s.id))
        .where(s.event_id == event_id)
        .group_by(s.corner)
    )
    return {corner: (count, last) for corner, count, last in connection.execute(query)}


def waiting(connection: sa.Connection, most: int) -> dict[str, list[str]]:
    """Event -> ids of statements that nobody looked at yet, the oldest first."""
    query = (
        sa.select(_L.event_id, _L.statement_id)
        .where(_L.names.in_(_TO_LOOK_AT), _L.state.in_(_KEPT_STATES))
        .order_by(_L.posted)
        .limit(most)
    )
    found: dict[str, list[str]] = {}
    for event_id, statement_id in connection.execute(query):
        found.setdefault(event_id, []).append(statement_id)
    return found


def looked_at(
    connection: sa.Connection, event_id: str, seen: Iterable[Statement], held: Collection[str]
) -> list[str]:
    """Note that these were looked at, and which are held; ids of those that are as they were seen.

    The others were changed or taken back meanwhile, and are looked at again.
    """
    events.touch(connection, event_id)
    texts = {statement.id: statement.text for statement in seen}
    s = t.statement.c
    same: list[str] = []
    for part in codings.in_parts(texts):
        query = sa.select(s.id, s.text).where(s.event_id == event_id, s.id.in_(part))
        same += [row.id for row in connection.execute(query) if row.text == texts[row.id]]
    for state, ids in (
        (NamesState.HELD, [one for one in same if one in held]),
        (NamesState.CLEAN, [one for one in same if one not in held]),
    ):
        for part in codings.in_parts(ids):
            new = (_L.names.in_(_TO_LOOK_AT), _L.statement_id.in_(part))
            connection.execute(
                sa.update(live.live_statement)
                .where(_L.event_id == event_id, *new)
                .values(names=state.value)
            )
    return same


def look_anew(connection: sa.Connection, event_id: str, ids: Iterable[str]) -> None:
    """Look at these as at what just came in: they say something else now."""
    for part in codings.in_parts(ids):
        mine = (_L.event_id == event_id, _L.statement_id.in_(part))
        held = _L.names.in_((NamesState.HELD.value, NamesState.AGAIN.value))
        connection.execute(
            sa.update(live.live_statement).where(*mine, held).values(names=NamesState.NEW.value)
        )


def look_again(connection: sa.Connection, event_id: str | None) -> None:
    """Look again at what is held back, of this event or of all: what counts as a name changed."""
    held = [_L.names == NamesState.HELD.value]
    if event_id:
        held.append(_L.event_id == event_id)
    connection.execute(
        sa.update(live.live_statement).where(*held).values(names=NamesState.AGAIN.value)
    )
