"""Clearing the database's own files, so that what was removed cannot be read back from the disk.

SQLite: deleted rows are overwritten (secure_delete), VACUUM writes the file anew without free
pages, and the write-ahead log is emptied. PostgreSQL: VACUUM FULL writes each table anew; its own
write-ahead log (pg_wal) is out of reach and is overwritten by the server in time.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import sqlalchemy as sa

from analysis.store import live_tables as live
from analysis.store import tables as t
from analysis.store.access_tables import access
from analysis.store.engine import reading, writing

_WAIT_SECONDS = 3
_WITH_TEXT = (
    t.statement, t.source_text, t.left_out, t.source, t.corner, t.coding, t.code, t.event,
    t.pseudonym, t.allowed_form, t.report_choice, t.report_made, live.live_statement,
    live.live_corner, live.live_bond, access,
)  # fmt: skip

_LOOKING_BACK = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND backend_xmin IS NOT NULL AND pid <> pg_backend_pid()"
)


def note(connection: sa.Connection) -> None:
    """Remember, with the removal itself, that the files have to be cleared."""
    connection.execute(sa.insert(t.untidy).values(at=datetime.now(UTC)))


def needed(engine: sa.Engine) -> bool:
    """Whether something was removed since the files were last cleared."""
    with reading(engine) as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(t.untidy)) != 0


def clear(engine: sa.Engine) -> bool:
    """Clear the files; False where others use the database, and it has to be done later."""
    with reading(engine) as connection:
        noted = list(connection.scalars(sa.select(t.untidy.c.at)))
    try:
        done = _sqlite(engine) if engine.dialect.name == "sqlite" else _postgres(engine)
    except (
        sa.exc.OperationalError,
        sqlite3.OperationalError,
    ):  # locked by others, or the disk has no room for a copy
        return False
    if done and noted:
        with writing(engine) as connection:
            connection.execute(sa.delete(t.untidy).where(t.untidy.c.at.in_(noted)))
    return done


def _sqlite(engine: sa.Engine) -> bool:
    # The driver's own connection: within a transaction there is no VACUUM.
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout={_WAIT_SECONDS * 1000}")
        try:
            cursor.execute("VACUUM")
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout={before}")
        return not busy
    finally:
        raw.close()


def _postgres(engine: sa.Engine) -> bool:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"SET lock_timeout = '{_WAIT_SECONDS}s'")
        try:
            for table in _WITH_TEXT:
                connection.exec_driver_sql(f'VACUUM (FULL) "{table.name}"')
        finally:
            connection.exec_driver_sql("RESET lock_timeout")
        # A transaction from before the removal still sees the old rows, so they were kept for it.
        return not connection.scalar(sa.text(_LOOKING_BACK))
