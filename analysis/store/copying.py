"""A whole database in one SQLite file, as of one moment; and back into a database, row by row."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from analysis.store.engine import make_engine, told, writing
from analysis.store.schema import prepare
from analysis.store.tables import metadata

_AT_A_TIME = 5_000  # rows in memory


def to_file(engine: sa.Engine, path: Path) -> None:
    """Copy the database to a new SQLite file at `path`, without stopping those who write.

    All rows are of one moment, and nothing that was removed goes along. Only this user may read
    the file. Raises StoreError for the database's trouble, OSError for the file's.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with told(engine.url):
        if engine.dialect.name == "sqlite":
            # Not SQLite's backup API: that takes free pages along and starts again when others
            # write. The driver's own connection, since within a transaction there is no VACUUM.
            with closing(engine.raw_connection()) as raw:
                raw.cursor().execute("VACUUM INTO ?", (str(path),))
            return
        with engine.connect() as connection:
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            rows_to_file(connection, path)


def rows_to_file(source: sa.Connection, path: Path) -> None:
    """Copy every row that `source` sees to an SQLite file with this version's tables."""
    engine = make_engine(sa.URL.create("sqlite", database=str(path)))
    try:
        prepare(engine)
        with writing(engine) as target:
            copy_rows(source, target)
    finally:
        engine.dispose()


def copy_rows(source: sa.Connection, target: sa.Connection) -> None:
    """Copy every row of every table to tables that are empty, in parts: memory stays flat."""
    for table in metadata.sorted_tables:
        own = _own_references(table)
        later: list[dict[str, Any]] = []
        query = sa.select(table).order_by(*table.primary_key)
        streamed = source.execute(query, execution_options={"yield_per": _AT_A_TIME})
        for part in streamed.mappings().partitions():
            rows = [dict(row) for row in part]
            later += [row for row in rows if any(row[name] is not None for name in own)]
            empty: dict[str, Any] = dict.fromkeys(own)
            target.execute(sa.insert(table), [row | empty for row in rows])
        _refer(target, table, own, later)


def _own_references(table: sa.Table) -> list[str]:
    """The columns that point to another row of the same table, which may come later."""
    return [
        column.name
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]


def _refer(
    target: sa.Connection, table: sa.Table, names: list[str], rows: list[dict[str, Any]]
) -> None:
    for row in rows:
        mine = [column == row[column.name] for column in table.primary_key]
        target.execute(sa.update(table).where(*mine).values({name: row[name] for name in names}))


def empty_tables(target: sa.Connection) -> None:
    """Remove every row of every table."""
    for table in reversed(metadata.sorted_tables):
        own = _own_references(table)
        if own:
            target.execute(sa.update(table).values(dict.fromkeys(own)))
        target.execute(sa.delete(table))


def is_empty(connection: sa.Connection) -> bool:
    """Whether no table holds a row."""
    return not any(
        connection.scalar(sa.select(sa.exists(sa.select(table))))
        for table in metadata.sorted_tables
    )


def count_on(target: sa.Connection) -> None:
    """Let PostgreSQL number new rows after those that were copied with their numbers."""
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is None:
            continue
        counter = sa.func.pg_get_serial_sequence(f'"{table.name}"', column.name)
        last = sa.select(sa.func.max(column)).scalar_subquery()
        target.execute(
            sa.select(sa.func.setval(counter, sa.func.coalesce(last, 1), last.is_not(None)))
        )
