"""The tables of a live day: codes of corners, rounds, what came in by phone, feeling connected.

What people say stands in `statement`, as what was read from files does. Beside it stands here what
only a live day knows of it: the token under which it came, so that it is stored once, whether names
were looked for, and what the facilitator did with it. No address and no device is kept.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Named,
    Table,
    TypedColumns,
)

from analysis.store.tables import Moment, Words, metadata


class _LiveDayColumns(TypedColumns):
    event_id = Column(Words, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    opened: Named[datetime] = Column(Moment)
    secret: Named[str] = Column(Words)  # signs the forms of this day
    source_id: Named[str | None] = Column(Words)  # where its statements stand; made by the first
    wall: Named[str] = Column(Words)  # JSON: what the facilitator chose for the wall
    bonding: Named[str] = Column(Words)  # "", "begin" or "eind": when the questions are asked


live_day = Table("live_day", metadata, _LiveDayColumns)


class _LiveCornerColumns(TypedColumns):
    code = Column(Words, primary_key=True)
    event_id: Named[str] = Column(Words, ForeignKey("event.id", ondelete="CASCADE"))
    corner: Named[str] = Column(Words)


live_corner = Table("live_corner", metadata, _LiveCornerColumns, Index(None, "event_id"))


class _LiveRoundColumns(TypedColumns):
    event_id = Column(Words, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    category = Column(Words, primary_key=True)
    state: Named[str] = Column(Words)  # "open", "paused" or "closed"


live_round = Table("live_round", metadata, _LiveRoundColumns)


class _LiveStatementColumns(TypedColumns):
    token = Column(Words, primary_key=True)
    event_id: Named[str] = Column(Words, ForeignKey("event.id", ondelete="CASCADE"))
    statement_id: Named[str] = Column(Words)  # no foreign key: merged ones are no statements
    posted: Named[datetime] = Column(Moment)
    state: Named[str] = Column(Words)  # "shown", "hidden", "merged", "withdrawn" or "test"
    names: Named[str] = Column(Words)  # "new", "clean", "held", "again" or "released"
    pinned: Named[bool] = Column(Boolean)
    quote: Named[bool] = Column(Boolean)  # released by the facilitator as a quotation
    # Where it went, and what is needed to take it apart again.
    merged_into: Named[str | None] = Column(Words)
    corner: Named[str | None] = Column(Words)
    category: Named[str | None] = Column(Words)


live_statement = Table(
    "live_statement",
    metadata,
    _LiveStatementColumns,
    Index(None, "event_id", "statement_id", unique=True),
    Index(None, "names"),
)


class _LiveBondColumns(TypedColumns):
    token = Column(Words, primary_key=True)
    event_id: Named[str] = Column(Words, ForeignKey("event.id", ondelete="CASCADE"))
    corner: Named[str] = Column(Words)
    moment: Named[str] = Column(Words)  # "begin" or "eind"
    seen: Named[int] = Column(Integer)  # gezien worden, 1..5
    belonging: Named[int] = Column(Integer)  # erbij horen, 1..5
    mattering: Named[int] = Column(Integer)  # ertoe doen, 1..5


live_bond = Table("live_bond", metadata, _LiveBondColumns, Index(None, "event_id"))


class _LiveTurnColumns(TypedColumns):
    work = Column(Words, primary_key=True)
    holder: Named[str] = Column(Words)
    until: Named[datetime] = Column(Moment)


live_turn = Table("live_turn", metadata, _LiveTurnColumns)
"""Which process does work that only one may do, and until when if it says nothing more."""
