"""Putting a judged database in the place of what stands there: an SQLite file, or a server's.

An SQLite file is not replaced but written over under its own lock, so that nobody can slip in
between and go on writing in a file that has been moved away.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from analysis.backup.making import packed
from analysis.backup.place import BEFORE_RESTORING, DAMAGED, folder, free_name, stamp
from analysis.errors import StoreError
from analysis.store.copying import copy_rows, count_on, empty_tables, is_empty, rows_to_file
from analysis.store.engine import make_engine, reading, shown, writing
from analysis.store.schema import VERSION_TABLE, prepare
from analysis.store.tables import metadata

_ASIDE = "voor-herstel.sqlite3"
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND usesysid IS NOT NULL AND pid <> pg_backend_pid()"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What stood there before: a copy with these parts, or a damaged file without any."""

    path: Path
    parts: frozenset[str] = frozenset()


def into_file(fresh: Path, address: sa.URL, *, work: Path) -> Kept | None:
    """Write `fresh` over the SQLite file at `address`; None where there was nothing to keep.

    Raises StoreError where an app has it open or it is another program's; sqlite3.Error; OSError.
    """
    path = Path(str(address.database))
    kept = _set_aside(path) if path.exists() and _is_damaged(path) else None
    make_engine(address).dispose()  # makes the folder and the file, for this user alone
    with _held(path) as target:
        if _tables(target, address):
            target.execute("VACUUM INTO ?", (str(_mine(work / _ASIDE)),))
            kept = _keep(work / _ASIDE)
        with closing(sqlite3.connect(fresh)) as source:
            source.backup(target)
    return kept


@contextmanager
def _held(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that nobody else has beside it until it is closed."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        try:
            # Out of the write-ahead log one gets only when nobody else has the file open, also
            # who is not writing at the moment: that is what tells of a running app.
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")  # the lock stays: see locking_mode
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise _in_use(str(path)) from error
            raise
        yield connection


def _in_use(where: str) -> StoreError:
    return StoreError(
        "De database is in gebruik: Koffiehoek staat nog open, of een ander programma heeft haar "
        "open.",
        remedy="Sluit Koffiehoek overal (Ctrl+C in het venster waarin het draait) en andere "
        "programma’s die de database gebruiken, en probeer het opnieuw. Er is niets veranderd.",
        place=where,
    )


def _is_damaged(path: Path) -> bool:
    try:
        with _held(path) as connection:
            (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            return bool(said != "ok")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:  # not even the beginning can be read
        return True


def _set_aside(path: Path) -> Kept:
    """Move a damaged database away, with the files that belong to it."""
    aside = free_name(path.with_name(f"{path.name}{DAMAGED}{stamp(datetime.now(UTC))}"))
    for end in ("", "-wal", "-shm", "-journal"):
        part = path.with_name(path.name + end)
        if part.exists():
            part.rename(aside.with_name(aside.name + end))
    return Kept(aside)


def _tables(connection: sqlite3.Connection, address: sa.URL) -> bool:
    """Whether there are tables; raises StoreError where they are another program's."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table'"
    found = {name for (name,) in connection.execute(query)}
    if found and VERSION_TABLE not in found:
        raise StoreError(
            f"De database {shown(address)} is van een ander programma.",
            remedy="Kies voor Koffiehoek een lege database of een ander bestand.",
        )
    return bool(found)


def _mine(path: Path) -> Path:
    path.touch(mode=0o600)
    return path


def _keep(database: Path) -> Kept:
    """Keep what stood there as a copy of its own, which can be brought back like any other."""
    target = free_name(folder() / f"{BEFORE_RESTORING}{stamp(datetime.now(UTC))}.zip")
    made = packed(database, target)
    return Kept(made.path, frozenset(made.contents.parts))


def into_server(fresh: Path, address: sa.URL, *, work: Path, replace: bool) -> Kept | None:
    """Put the rows of `fresh` in the PostgreSQL database at `address`, in one transaction.

    Raises StoreError where others are connected to it, or it is not empty and not to be replaced.
    """
    engine = make_engine(address)
    file = make_engine(sa.URL.create("sqlite", database=str(fresh)))
    try:
        prepare(engine)
        with writing(engine) as target, reading(file) as source:
            _alone_on_server(target, address)
            kept = _emptied(target, work / _ASIDE, replace=replace)
            copy_rows(source, target)
            count_on(target)
    finally:
        engine.dispose()
        file.dispose()
    return kept


def _alone_on_server(target: sa.Connection, address: sa.URL) -> None:
    if target.scalar(sa.text(_OTHERS)):
        raise _in_use(shown(address))
    every = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    target.exec_driver_sql(f"LOCK TABLE {every} IN EXCLUSIVE MODE")  # who still comes, waits


def _emptied(target: sa.Connection, aside: Path, *, replace: bool) -> Kept | None:
    if is_empty(target):
        return None
    if not replace:
        raise StoreError(
            "In deze database staat al iets.",
            remedy="Kies een lege database, of vervang wat er staat met --vervang. Daarvan wordt "
            "dan eerst een reservekopie gemaakt.",
            place=shown(target.engine.url),
        )
    rows_to_file(target, _mine(aside))
    kept = _keep(aside)
    empty_tables(target)
    return kept
