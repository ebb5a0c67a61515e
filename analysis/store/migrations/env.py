"""Run by Alembic inside the transaction, and under the lock, that schema.py holds."""

from alembic import context

from analysis.store.schema import VERSION_TABLE
from analysis.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
