"""The tables, typed for SQLAlchemy Core; migrations/ makes them and a test holds the two equal.

A statement has the id that reading gave it, and a `number` that counts within the event in the
order of import; codings point to the number, and to a numbered code, since whole numbers keep
the hundreds of thousands of decisions behind a matrix small and quick to rank.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Named,
    Table,
    Text,
    TypedColumns,
    TypeDecorator,
    UniqueConstraint,
    false,
)

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """Text that both databases can hold: NUL and half surrogates become U+FFFD.

    One character for one character, so that the offsets of evidence stay right.
    """
    return _UNSTORABLE.sub("\ufffd", text)


class Words(TypeDecorator[str]):
    """Text, made storable on its way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Replace what the databases refuse."""
        return None if value is None else storable(value)


class Moment(TypeDecorator[datetime]):
    """A time with its zone; kept in UTC, since SQLite keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Bring to UTC; a time without a zone is taken as local time."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class _EventColumns(TypedColumns):
    id = Column(Words, primary_key=True)
    title: Named[str] = Column(Words)
    codebook: Named[str] = Column(Words)
    date: Named[str | None] = Column(Words)
    corner_word: Named[str] = Column(Words)
    previous: Named[str | None] = Column(Words, ForeignKey("event.id", ondelete="SET NULL"))
    created: Named[datetime] = Column(Moment)
    revision: Named[int] = Column(Integer)
    keep_until: Named[str | None] = Column(Words)


event = Table("event", metadata, _EventColumns, Index(None, "previous"))


class _CornerColumns(TypedColumns):
    event_id = Column(Words, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    name = Column(Words, primary_key=True)
    position: Named[int] = Column(Integer)
    asked: Named[str] = Column(Words)  # the kinds, with commas between them


corner = Table("corner", metadata, _CornerColumns)


class _CodebookColumns(TypedColumns):
    name = Column(Words, primary_key=True)
    version = Column(Words, primary_key=True)
    text: Named[str] = Column(Words)  # YAML
    created: Named[datetime] = Column(Moment)


codebook = Table("codebook", metadata, _CodebookColumns)


class _SourceColumns(TypedColumns):
    id = Column(Words, primary_key=True)
    event_id: Named[str] = Column(Words, ForeignKey("event.id", ondelete="CASCADE"))
    name: Named[str] = Column(Words)
    digest: Named[str] = Column(Words)
    imported: Named[datetime] = Column(Moment)
    number: Named[int] = Column(Integer)  # counts within the event, in the order of import


source = Table("source", metadata, _SourceColumns, UniqueConstraint("event_id", "digest"))


class _PlaceColumns(TypedColumns):
    line_start: Named[int] = Column(Integer)
    line_end: Named[int] = Column(Integer)
    page: Named[int | None] = Column(Integer)
    cell: Named[str | None] = Column(Words)


class _SourceTextColumns(_PlaceColumns):
    source_id = Column(Words, ForeignKey("source.id", ondelete="CASCADE"), primary_key=True)
    position = Column(Integer, primary_key=True, autoincrement=False)
    text: Named[str] = Column(Words)
    role: Named[str] = Column(Words)


source_text = Table("source_text", metadata, _SourceTextColumns)


class _LeftOutColumns(_PlaceColumns):
    source_id = Column(Words, ForeignKey("source.id", ondelete="CASCADE"), primary_key=True)
    position = Column(Integer, primary_key=True, autoincrement=False)
    text: Named[str] = Column(Words)
    reason: Named[str] = Column(Words)


left_out = Table("left_out", metadata, _LeftOutColumns)


class _StatementColumns(_PlaceColumns):
    event_id = Column(Words, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    id = Column(Words, primary_key=True)
    number: Named[int] = Column(Integer)
    source_id: Named[str] = Column(Words, ForeignKey("source.id", ondelete="CASCADE"))
    text: Named[str] = Column(Words)
    corner: Named[str] = Column(Words)
    corner_read: Named[str] = Column(Words)  # as the source gave it, before anyone moved it
    category: Named[str | None] = Column(Words)  # as the source gave it
    category_basis: Named[str | None] = Column(Words)
    quote: Named[bool] = Column(Boolean)
    label: Named[str | None] = Column(Words)


statement = Table(
    "statement",
    metadata,
    _StatementColumns,
    UniqueConstraint("event_id", "number"),
    Index(None, "source_id"),
)


class _CodeColumns(TypedColumns):
    event_id = Column(Words, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    number = Column(Integer, primary_key=True, autoincrement=False)
    target: Named[str] = Column(Words)
    name: Named[str] = Column(Words)


code = Table("code", metadata, _CodeColumns, UniqueConstraint("event_id", "target", "name"))


class _CodingColumns(TypedColumns):
    id = Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    event_id: Named[str] = Column(Words)
    statement: Named[int] = Column(Integer)  # statement.number
    code: Named[int] = Column(Integer)  # code.number
    assigned: Named[bool] = Column(Boolean)
    by_person: Named[bool] = Column(Boolean)
    coder: Named[str] = Column(Words)
    codebook: Named[str] = Column(Words)
    created: Named[datetime] = Column(Moment)
    probability: Named[float | None] = Column(Float)
    evidence: Named[str | None] = Column(Words)  # JSON: [[start, end, term], ...]
    memo: Named[str | None] = Column(Words)
    withdrawn: Named[bool] = Column(Boolean, server_default=false())
    blind: Named[bool] = Column(Boolean, server_default=false())


coding = Table(
    "coding",
    metadata,
    _CodingColumns,
    ForeignKeyConstraint(
        ["event_id", "statement"], ["statement.event_id", "statement.number"], ondelete="CASCADE"
    ),
    ForeignKeyConstraint(
        ["event_id", "code"],
        ["code.event_id", "code.number"],
        name="fk_coding_code",
        ondelete="CASCADE",
    ),
    # In the order in which decisions are ranked, with all that a matrix needs: no row is touched.
    Index(
        "ix_coding_current", "event_id", "statement", "code", "by_person", "id", "assigned", "blind"
    ),
)
Index(
    "ix_coding_withdrawn",
    coding.c.event_id,
    coding.c.statement,
    coding.c.code,
    sqlite_where=coding.c.withdrawn,
    postgresql_where=coding.c.withdrawn,
)


class _PseudonymColumns(TypedColumns):
    event_id = Column(Words, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    fingerprint = Column(Words, primary_key=True)  # of a name, under the day's key
    number: Named[int] = Column(Integer)


pseudonym = Table("pseudonym", metadata, _PseudonymColumns)


class _AllowedFormColumns(TypedColumns):
    scope = Column(Words, primary_key=True)  # an event's id, or "" for all of them
    form = Column(Words, primary_key=True)


allowed_form = Table("allowed_form", metadata, _AllowedFormColumns)


class _ActivityColumns(TypedColumns):
    id = Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Named[datetime] = Column(Moment)
    who: Named[str] = Column(Words)
    what: Named[str] = Column(Words)
    event_id: Named[str | None] = Column(Words)  # no foreign key: the log outlives the event
    number: Named[int | None] = Column(Integer)


activity = Table("activity", metadata, _ActivityColumns)


class _ReportChoiceColumns(TypedColumns):
    event_id = Column(Words, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    choice: Named[str] = Column(Words)  # JSON
    saved: Named[datetime] = Column(Moment)


report_choice = Table("report_choice", metadata, _ReportChoiceColumns)


class _ReportMadeColumns(TypedColumns):
    event_id = Column(Words, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    number = Column(Integer, primary_key=True, autoincrement=False)  # counts within the event
    made: Named[datetime] = Column(Moment)
    traces: Named[str] = Column(Words)  # JSON


report_made = Table("report_made", metadata, _ReportMadeColumns)


class _UntidyColumns(TypedColumns):
    at = Column(Moment, primary_key=True)


untidy = Table("untidy", metadata, _UntidyColumns)
"""A row for each removal after which the database's files still have to be cleared."""
