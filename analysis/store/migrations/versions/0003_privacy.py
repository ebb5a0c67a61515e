"""Pseudonyms, words that are no names, a date to keep a day until, and a log without content."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# PostgreSQL copies sample values of each column into its statistics, where no removal comes.
_WITH_TEXT = {
    "event": ("title",),
    "corner": ("name",),
    "source": ("name",),
    "source_text": ("text",),
    "left_out": ("text",),
    "statement": ("text", "label", "corner", "corner_read"),
    "code": ("name",),
    "coding": ("evidence", "memo"),
    "allowed_form": ("form",),
}


def upgrade() -> None:
    op.add_column("event", sa.Column("keep_until", sa.Text(), nullable=True))
    op.create_table(
        "pseudonym",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_pseudonym_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "fingerprint", name=op.f("pk_pseudonym")),
    )
    op.create_table(
        "allowed_form",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "form", name=op.f("pk_allowed_form")),
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_table(
        "untidy",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("at", name=op.f("pk_untidy")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table, columns in _WITH_TEXT.items():
            for column in columns:
                op.execute(f'ALTER TABLE "{table}" ALTER COLUMN {column} SET STATISTICS 0')
