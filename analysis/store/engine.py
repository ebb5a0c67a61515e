"""The connection: from a URL to an engine, and from the driver's errors to Dutch ones."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from analysis.errors import StoreError
from analysis.settings import data_folder

URL_VARIABLE = "KOFFIEHOEK_DATABASE_URL"
FILE_NAME = "koffiehoek.sqlite3"
_BUSY_SECONDS = 10
_POSTGRES = {"postgres", "postgresql", "postgresql+psycopg"}
_PRAGMAS = (
    f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}",
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",  # what is deleted is overwritten with zeros
    "PRAGMA temp_store=MEMORY",
)
_EARLY, _LATE = 500, 4_000  # pages of 4 kB in the log
_FILE_TROUBLE = (  # a part of SQLite's own message, the problem, the remedy
    (
        "locked",
        "De database is te lang bezet door een ander venster of programma.",
        "Sluit het andere programma of wacht even, en probeer het opnieuw.",
    ),
    ("full", "De schijf is vol.", "Maak ruimte vrij en probeer het opnieuw."),
    (
        "malformed",
        "Het databasebestand {file} is beschadigd.",
        "Zet een reservekopie terug, of geef het bestand een andere naam.",
    ),
    (
        "not a database",
        "Het bestand {file} is beschadigd of is geen database.",
        "Zet een reservekopie terug, of geef het bestand een andere naam.",
    ),
)
_TROUBLE = (sa.exc.SQLAlchemyError, sqlite3.Error)
_shared: ContextVar[tuple[sa.Engine, sa.Connection] | None] = ContextVar("shared", default=None)
"""The transaction that `at_once` has open, for what is done within it."""


def database_url(url: str | None = None) -> sa.URL:
    """The database's address: `url`, else the environment's, else a file of the user.

    Raises StoreError where the address is not one of SQLite or PostgreSQL.
    """
    given = url or os.environ.get(URL_VARIABLE)
    if not given:
        return sa.URL.create("sqlite", database=str(data_folder() / FILE_NAME))
    try:
        parsed = sa.make_url(given)
    except (sa.exc.ArgumentError, ValueError):
        raise _bad_address() from None  # the cause may quote a password
    if parsed.drivername in _POSTGRES:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername == "sqlite" and parsed.database not in (None, "", ":memory:"):
        return parsed
    raise _bad_address()


def _bad_address() -> StoreError:
    return StoreError(
        "Het adres van de database klopt niet.",
        remedy=(
            f"Geef {URL_VARIABLE} de vorm postgresql://naam:wachtwoord@server/database "
            "of sqlite:////map/bestand.sqlite3. Of laat het weg: dan staat alles in uw eigen map."
        ),
    )


def shown(url: sa.URL) -> str:
    """The address as a user may see it: a file, or server and database, never a password."""
    if url.drivername == "sqlite":
        return str(url.database)
    server = url.host or "deze computer"
    port = f":{url.port}" if url.port else ""
    return f"{server}{port}/{url.database or ''}"


def make_engine(url: sa.URL, *, moves_early: bool = False) -> sa.Engine:
    """An engine that several threads may share: each takes a connection of its own.

    What is written to SQLite stands on disk in a log of its own, and is moved to the file now and
    then by who has just written; that one waits for the disk (100 to 400 ms). Who `moves_early`
    does so before others have to.

    Raises StoreError where the file's folder cannot be made.
    """
    if url.drivername != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=15)
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.parent.is_dir() and not path.exists():
            path.touch(mode=0o600)  # SQLite's own would be there for all who use this computer
    except OSError as error:
        raise _unwritable(url) from error
    engine = sa.create_engine(url, pool_size=10, max_overflow=20)
    event.listen(engine, "connect", partial(_set_up_sqlite, _EARLY if moves_early else _LATE))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(pages: int, connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # The driver must not begin transactions by itself: _begin_sqlite does.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (*_PRAGMAS, f"PRAGMA wal_autocheckpoint={pages}"):
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # A writer takes its lock at once: a reader that turns writer half-way may be refused.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def use_wal(engine: sa.Engine) -> None:
    """Let readers and one writer of an SQLite file work side by side; kept in the file itself."""
    until = time.monotonic() + _BUSY_SECONDS
    connection = engine.raw_connection()
    try:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                # This one change does not wait for others by itself (busy_timeout).
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(0.02)
    finally:
        connection.close()


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection for one consistent look; raises StoreError for the database's own trouble."""
    if shared := _shared_of(engine):
        yield shared
        return
    with told(engine.url), engine.connect() as connection:
        if engine.dialect.name == "postgresql":  # SQLite looks at one moment by itself
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction: all of it is kept, or, after any error, nothing. Raises StoreError."""
    if shared := _shared_of(engine):
        yield shared
        return
    with told(engine.url), engine.connect() as connection:
        connection.execution_options(writes=True)
        with connection.begin():
            yield connection


@contextmanager
def at_once(engine: sa.Engine) -> Iterator[None]:
    """One transaction for all that is read and written within the block, by this thread."""
    with writing(engine) as connection:
        before = _shared.set((engine, connection))
        try:
            yield
        finally:
            _shared.reset(before)


def _shared_of(engine: sa.Engine) -> sa.Connection | None:
    shared = _shared.get()
    return shared[1] if shared and shared[0] is engine else None


@contextmanager
def told(url: sa.URL) -> Iterator[None]:
    """Turn what the database driver raises into a StoreError in Dutch."""
    try:
        yield
    except _TROUBLE as error:
        raise _translated(error, url) from error


def _translated(error: Exception, url: sa.URL) -> StoreError:
    if isinstance(error, sa.exc.IntegrityError):
        return StoreError(
            "Deze wijziging past niet bij wat er al in de database staat.",
            remedy="Laad de pagina opnieuw en probeer het nog eens.",
        )
    if url.drivername == "sqlite":
        return _file_trouble(error, url)
    return _server_trouble(error, url)


def _file_trouble(error: Exception, url: sa.URL) -> StoreError:
    cause = str(getattr(error, "orig", error))
    if "readonly" in cause or "unable to open" in cause or "I/O" in cause:
        return _unwritable(url)
    for sign, problem, remedy in _FILE_TROUBLE:
        if sign in cause:
            return StoreError(problem.format(file=shown(url)), remedy=remedy)
    return _unexpected(cause)


def _server_trouble(error: Exception, url: sa.URL) -> StoreError:
    server_said_why = getattr(getattr(error, "orig", None), "sqlstate", None)
    if isinstance(error, sa.exc.OperationalError) and not server_said_why:
        return StoreError(
            f"De database op {shown(url)} is niet te bereiken of laat ons niet toe.",
            remedy=(
                "Kijk of de server aan staat en of server, database, naam en wachtwoord in "
                f"{URL_VARIABLE} kloppen."
            ),
        )
    return _unexpected(str(server_said_why or type(error).__name__))


def _unwritable(url: sa.URL) -> StoreError:
    return StoreError(
        f"In {shown(url)} kan niet worden geschreven.",
        remedy=(
            "Vraag schrijfrechten voor die map, of kies een andere plek met "
            f"{URL_VARIABLE}=sqlite:////map/bestand.sqlite3."
        ),
    )


def _unexpected(cause: str) -> StoreError:
    return StoreError(
        f"De database meldt een fout die wij niet kennen ({cause}).",
        remedy="Probeer het opnieuw. Blijft het misgaan, geef dan deze melding door.",
    )
