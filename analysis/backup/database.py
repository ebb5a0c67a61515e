"""The SQLite file inside a reservekopie: what stands in it, and whether it can be trusted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from analysis.backup.contents import Contents
from analysis.backup.package import damaged
from analysis.errors import StoreError, Unsafe
from analysis.store.engine import make_engine
from analysis.store.schema import VERSION_TABLE, prepare, revisions
from analysis.store.tables import metadata


@dataclass(frozen=True, slots=True)
class Known:
    """What a database says of itself: the version of its tables, its days' ids, and a count."""

    tables: str
    days: tuple[str, ...]
    statements: int


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        yield connection


def known(path: Path) -> Known:
    """What stands in a database that was just copied; raises sqlite3.Error if it is not whole."""
    with _reading(path) as connection:
        return _known(connection)


def _known(connection: sqlite3.Connection) -> Known:
    (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        raise sqlite3.DatabaseError(said)
    (tables,) = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()  # noqa: S608
    days = tuple(day for (day,) in connection.execute("SELECT id FROM event ORDER BY id"))
    (statements,) = connection.execute("SELECT count(*) FROM statement").fetchone()
    return Known(tables, days, statements)


def made_ready(path: Path, contents: Contents, *, name: str) -> None:
    """Judge the database of a copy by what the copy says of it, and bring it to our tables.

    Raises Corrupt, Unsafe where it holds what would run by itself, and StoreError for a database
    of a newer version; the place is `name`.
    """
    try:
        with _reading(path) as connection:
            _nothing_that_runs(connection, name)
            found = _known(connection)
    except (sqlite3.Error, TypeError) as error:
        raise damaged(name) from error
    if found.tables not in revisions():
        raise StoreError(
            "Deze reservekopie is gemaakt met een nieuwere versie van Koffiehoek.",
            remedy="Installeer die nieuwere versie en zet haar daarmee terug.",
            place=name,
        )
    if (found.tables, len(found.days), found.statements) != (
        contents.tables, contents.days, contents.statements,
    ):  # fmt: skip
        raise damaged(name)
    engine = make_engine(sa.URL.create("sqlite", database=str(path)))
    try:
        prepare(engine)
        _same_tables(engine, name)
    except sa.exc.SQLAlchemyError as error:
        raise damaged(name) from error
    finally:
        engine.dispose()


def _nothing_that_runs(connection: sqlite3.Connection, name: str) -> None:
    """Triggers and views would run with the first thing that is written or read."""
    allowed = {*metadata.tables, VERSION_TABLE}
    for kind, table, sql in connection.execute("SELECT type, tbl_name, sql FROM sqlite_master"):
        plain = kind == "index" or (kind == "table" and not (sql or "").startswith("CREATE V"))
        if not plain or (table not in allowed and not table.startswith("sqlite_")):
            raise Unsafe(
                "In deze reservekopie zit een database die niet van Koffiehoek is.",
                remedy="Zet haar niet terug. Kies een reservekopie die u zelf heeft gemaakt.",
                place=name,
            )


def _same_tables(engine: sa.Engine, name: str) -> None:
    found = sa.inspect(engine)
    for table in metadata.sorted_tables:
        if {one["name"] for one in found.get_columns(table.name)} != set(table.columns.keys()):
            raise damaged(name)
