"""Decisions can be withdrawn, and a second coder codes blind."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("withdrawn", "blind"):
        op.add_column(
            "coding",
            sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()),
        )
    op.drop_index("ix_coding_current", "coding")
    op.create_index(
        "ix_coding_current",
        "coding",
        ["event_id", "statement", "code", "by_person", "id", "assigned", "blind"],
        unique=False,
    )
    op.create_index(
        "ix_coding_withdrawn",
        "coding",
        ["event_id", "statement", "code"],
        unique=False,
        sqlite_where=sa.text("withdrawn"),
        postgresql_where=sa.text("withdrawn"),
    )
