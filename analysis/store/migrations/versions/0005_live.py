"""The live day: codes, rounds, what came in by phone, feeling connected."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _of_event(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_event_id")
    return sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=name, ondelete="CASCADE")


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _yes_or_no(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def upgrade() -> None:
    op.create_table(
        "live_day",
        _text("event_id"), _moment("opened"), _text("secret"), _text("source_id", nullable=True),
        _text("wall"), _text("bonding"), _of_event("live_day"), _key("live_day", "event_id"),
    )
    op.create_table(
        "live_corner",
        _text("code"), _text("event_id"), _text("corner"),
        _of_event("live_corner"), _key("live_corner", "code"),
    )
    op.create_index(op.f("ix_live_corner_event_id"), "live_corner", ["event_id"])
    op.create_table(
        "live_round",
        _text("event_id"), _text("category"), _text("state"),
        _of_event("live_round"), _key("live_round", "event_id", "category"),
    )
    op.create_table(
        "live_statement",
        _text("token"), _text("event_id"), _text("statement_id"), _moment("posted"),
        _text("state"), _text("names"), _yes_or_no("pinned"), _yes_or_no("quote"),
        _text("merged_into", nullable=True), _text("corner", nullable=True),
        _text("category", nullable=True),
        _of_event("live_statement"), _key("live_statement", "token"),
    )
    op.create_index(
        op.f("ix_live_statement_event_id_statement_id"), "live_statement",
        ["event_id", "statement_id"], unique=True,
    )
    op.create_index(op.f("ix_live_statement_names"), "live_statement", ["names"])
    op.create_table(
        "live_bond",
        _text("token"), _text("event_id"), _text("corner"), _text("moment"),
        _number("seen"), _number("belonging"), _number("mattering"),
        _of_event("live_bond"), _key("live_bond", "token"),
    )
    op.create_index(op.f("ix_live_bond_event_id"), "live_bond", ["event_id"])
    op.create_table(
        "live_turn",
        _text("work"), _text("holder"), _moment("until"), _key("live_turn", "work"),
    )
