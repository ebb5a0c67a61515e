"""Live days in the database: opening one, the codes of its corners, its rounds, what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from analysis.errors import StoreError
from analysis.live.codes import make_code
from analysis.live.days import Bond, CornerCode, Door, LiveDay, Moment, RoundState, WallChoice
from analysis.live.tokens import make_secret
from analysis.store import events
from analysis.store import live_tables as live
from analysis.store import tables as t
from analysis.types import Category

_DAY, _CORNER, _ROUND = live.live_day.c, live.live_corner.c, live.live_round.c


def open_day(connection: sa.Connection, event_id: str, now: datetime) -> None:
    """Let phones send to this day: each corner gets a code, each kind is open.

    Of a day that is live already only corners without a code get one.
    """
    events.touch(connection, event_id)
    if connection.scalar(sa.select(_DAY.event_id).where(_DAY.event_id == event_id)):
        follow_corners(connection, event_id)
        return
    connection.execute(
        sa.insert(live.live_day).values(
            event_id=event_id, opened=now, secret=make_secret(), source_id=None,
            wall=WallChoice().to_json(), bonding=Moment.NONE.value,
        )
    )  # fmt: skip
    set_rounds(connection, event_id, dict.fromkeys(Category, RoundState.OPEN))
    follow_corners(connection, event_id)


def follow_corners(connection: sa.Connection, event_id: str) -> None:
    """Give corners of a live day without a code one, and drop the codes of corners that are gone.

    Nothing is done for a day that is not live.
    """
    if not connection.scalar(sa.select(_DAY.event_id).where(_DAY.event_id == event_id)):
        return
    names = [corner.name for corner in events.corners_of(connection, event_id)]
    mine = _CORNER.event_id == event_id
    connection.execute(sa.delete(live.live_corner).where(mine, _CORNER.corner.not_in(names)))
    known = set(connection.scalars(sa.select(_CORNER.corner).where(mine)))
    for name in names:
        if name not in known:
            _add_code(connection, event_id, name)


def _add_code(connection: sa.Connection, event_id: str, corner: str) -> str:
    """A code that no other corner of any day has."""
    code = make_code()
    while connection.scalar(sa.select(_CORNER.code).where(_CORNER.code == code)):
        code = make_code()
    connection.execute(
        sa.insert(live.live_corner).values(code=code, event_id=event_id, corner=corner)
    )
    return code


def rename_corners(connection: sa.Connection, event_id: str, names: Mapping[str, str]) -> None:
    """Let codes and answers follow corners to their new names, before the corners change."""
    for table in (live.live_corner, live.live_bond):
        c = table.c
        query = sa.select(c.corner).where(c.event_id == event_id).distinct()
        for old in list(connection.scalars(query)):
            new = names.get(old, old)
            if new != old:
                where = (c.event_id == event_id, c.corner == old)
                connection.execute(sa.update(table).where(*where).values(corner=t.storable(new)))


def renew_code(connection: sa.Connection, event_id: str, corner: str) -> str:
    """A new code for a corner; its old ones lead nowhere from now on.

    Raises StoreError where the day is not live or has no such corner.
    """
    events.touch(connection, event_id)
    gone = connection.execute(
        sa.delete(live.live_corner).where(_CORNER.event_id == event_id, _CORNER.corner == corner)
    )
    if gone.rowcount == 0:
        raise StoreError(
            "Deze koffiehoek is er niet meer.", remedy="Laad de pagina opnieuw."
        )  # fmt: skip
    return _add_code(connection, event_id, corner)


def set_rounds(
    connection: sa.Connection, event_id: str, states: Mapping[Category, RoundState]
) -> None:
    """Open, pause or close rounds; kinds that are not named stay as they are."""
    events.touch(connection, event_id)
    where = (_ROUND.event_id == event_id, _ROUND.category.in_([kind.value for kind in states]))
    connection.execute(sa.delete(live.live_round).where(*where))
    rows = [
        {"event_id": event_id, "category": kind.value, "state": state.value}
        for kind, state in states.items()
    ]
    connection.execute(sa.insert(live.live_round), rows)


def set_wall(connection: sa.Connection, event_id: str, choice: WallChoice) -> None:
    """Keep what the facilitator chose for the wall."""
    _set(connection, event_id, wall=choice.to_json())


def set_bonding(connection: sa.Connection, event_id: str, moment: Moment) -> None:
    """Ask the questions on feeling connected at this moment of the day, or not."""
    _set(connection, event_id, bonding=moment.value)


def _set(connection: sa.Connection, event_id: str, **values: str) -> None:
    events.touch(connection, event_id)
    connection.execute(
        sa.update(live.live_day).where(_DAY.event_id == event_id).values(**values)
    )  # fmt: skip


def live_days(connection: sa.Connection, event_id: str | None = None) -> list[LiveDay]:
    """Every live day, or this one if it is live; the last opened first."""
    query = _days(of_all=event_id is None)
    rows = list(connection.execute(query, {"of_event": event_id}))
    if not rows:
        return []
    codes = _codes(connection, [row.event_id for row in rows])
    rounds = rounds_of(connection, [row.event_id for row in rows])
    return [
        LiveDay(
            event_id=row.event_id,
            opened=row.opened,
            corners=tuple(codes.get(row.event_id, ())),
            rounds=rounds.get(row.event_id, {}),
            bonding=Moment(row.bonding),
            wall=WallChoice.from_json(row.wall),
        )
        for row in rows
    ]


@cache
def _days(*, of_all: bool) -> sa.Select[*tuple[Any, ...]]:
    query = sa.select(live.live_day).order_by(_DAY.opened.desc(), _DAY.event_id)
    return query if of_all else query.where(_DAY.event_id == sa.bindparam("of_event"))


def _codes(connection: sa.Connection, event_ids: Sequence[str]) -> dict[str, list[CornerCode]]:
    found: dict[str, list[CornerCode]] = {}
    for event_id, code, corner in connection.execute(_corner_codes(), {"events": event_ids}):
        found.setdefault(event_id, []).append(CornerCode(code, corner))
    return found


@cache
def _corner_codes() -> sa.Select[str, str, str]:
    c = t.corner.c
    return (
        sa.select(_CORNER.event_id, _CORNER.code, _CORNER.corner)
        .join(t.corner, sa.and_(c.event_id == _CORNER.event_id, c.name == _CORNER.corner))
        .where(_CORNER.event_id.in_(sa.bindparam("events", expanding=True)))
        .order_by(c.position, _CORNER.code)
    )


def rounds_of(
    connection: sa.Connection, event_ids: Sequence[str]
) -> dict[str, dict[Category, RoundState]]:
    """Event -> kind -> the state of its round, in the order of the kinds."""
    found: dict[str, dict[Category, RoundState]] = {}
    for row in connection.execute(_rounds(), {"events": event_ids}):
        found.setdefault(row.event_id, {})[Category(row.category)] = RoundState(row.state)
    return {event_id: _in_order(states) for event_id, states in found.items()}


@cache
def _rounds() -> sa.Select[*tuple[Any, ...]]:
    these = _ROUND.event_id.in_(sa.bindparam("events", expanding=True))
    return sa.select(live.live_round).where(these)


def _in_order(states: Mapping[Category, RoundState]) -> dict[Category, RoundState]:
    return {kind: states[kind] for kind in Category if kind in states}


def doors(connection: sa.Connection, codes: Iterable[str]) -> dict[str, Door]:
    """Code -> what its form needs; codes that lead nowhere are left out."""
    rows = connection.execute(_doors(), {"codes": list(codes)}).all()
    rounds: dict[str, dict[Category, RoundState]] = {}
    for row in rows:
        if row.category is not None:
            rounds.setdefault(row.code, {})[Category(row.category)] = RoundState(row.state)
    return {
        row.code: Door(
            event_id=row.event_id, title=row.title, corner_word=row.corner_word, code=row.code,
            corner=row.corner, secret=row.secret, rounds=_in_order(rounds.get(row.code, {})),
            bonding=Moment(row.bonding),
        )
        for row in rows
    }  # fmt: skip


@cache
def _doors() -> sa.Select[*tuple[Any, ...]]:
    """A row for each code and kind."""
    e = t.event.c
    return (
        sa.select(
            live.live_corner, _DAY.secret, _DAY.bonding, e.title, e.corner_word, _ROUND.category,
            _ROUND.state,
        )
        .join(live.live_day, _DAY.event_id == _CORNER.event_id)
        .join(t.event, e.id == _CORNER.event_id)
        .outerjoin(live.live_round, _ROUND.event_id == _CORNER.event_id)
        .where(_CORNER.code.in_(sa.bindparam("codes", expanding=True)))
    )  # fmt: skip


def add_bond(
    connection: sa.Connection, token: str, door: Door, answers: tuple[int, int, int]
) -> None:
    """Keep answers of 1 to 5 to the three questions; those of a token once."""
    events.touch(connection, door.event_id)
    b = live.live_bond.c
    if connection.scalar(sa.select(b.token).where(b.token == token)):
        return
    seen, belonging, mattering = answers
    connection.execute(
        sa.insert(live.live_bond).values(
            token=token, event_id=door.event_id, corner=door.corner, moment=door.bonding.value,
            seen=seen, belonging=belonging, mattering=mattering,
        )
    )  # fmt: skip


def bonds(connection: sa.Connection, event_id: str) -> dict[tuple[str, Moment], Bond]:
    """(corner, moment) -> number of answers and their means."""
    b = live.live_bond.c
    means = (sa.func.avg(column * 1.0) for column in (b.seen, b.belonging, b.mattering))
    query = (
        sa.select(b.corner, b.moment, sa.func.count(), *means)
        .where(b.event_id == event_id)
        .group_by(b.corner, b.moment)
    )
    return {
        (corner, Moment(moment)): Bond(number, float(seen), float(belonging), float(mattering))
        for corner, moment, number, seen, belonging, mattering in connection.execute(query)
    }


def take_turn(
    connection: sa.Connection, work: str, holder: str, now: datetime, *, seconds: float
) -> bool:
    """Whether `holder` may do this work for so many seconds: nobody else has said so in time."""
    turn = live.live_turn.c
    until = now + timedelta(seconds=seconds)
    free = sa.or_(turn.holder == holder, turn.until < now)
    taken = connection.execute(
        sa.update(live.live_turn).where(turn.work == work, free).values(holder=holder, until=until)
    )
    if taken.rowcount:
        return True
    if connection.scalar(sa.select(turn.work).where(turn.work == work)):
        return False
    connection.execute(
        sa.insert(live.live_turn).values(work=work, holder=holder, until=until)
    )  # fmt: skip
    return True
