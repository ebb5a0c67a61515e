"""What the author of a report chose, and where the numbers of each report came from."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# PostgreSQL copies sample values of each column into its statistics, where no removal comes.
_WITH_TEXT = {"report_choice": "choice", "report_made": "traces"}


def upgrade() -> None:
    op.create_table(
        "report_choice",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("saved", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_report_choice_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_report_choice")),
    )
    op.create_table(
        "report_made",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("traces", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_report_made_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "number", name=op.f("pk_report_made")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table, column in _WITH_TEXT.items():
            op.execute(f'ALTER TABLE "{table}" ALTER COLUMN {column} SET STATISTICS 0')
