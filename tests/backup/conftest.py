"""Databases with rows in every table, whatever tables there are, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from analysis.keys import day_key
from analysis.store import open_store
from analysis.store.engine import database_url as find_url
from analysis.store.engine import make_engine, reading, writing
from analysis.store.tables import Moment, metadata

Rows = dict[str, list[tuple[Any, ...]]]
_WEIRD = "é“’\u202e😀\n;DROP TABLE event;--"
_TWO = 2
TABLES = [table for table in metadata.sorted_tables if table.name != "untidy"]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))
    return tmp_path / "gegevens" / "koffiehoek"


def value(column: sa.Column[Any], row: int) -> Any:
    """A value that this column can hold, another for each row."""
    kind = datetime if isinstance(column.type, Moment) else column.type.python_type
    if kind is bool:
        return row % 2 == 0
    if kind is int:
        return row + 1
    if kind is float:
        return 0.1 + row
    if kind is datetime:
        return datetime(2026, 11, 22, 21, 15, row, 123456, tzinfo=UTC)
    if kind is bytes:
        return bytes([row, 0, 255])
    return f"{column.table.name}-{column.name}-{row}-{_WEIRD}"


def row_of(table: sa.Table, number: int) -> dict[str, Any]:
    """Row `number`; it points to the rows with that number, but within its own table."""
    row = {column.name: value(column, number) for column in table.columns}
    for key in table.foreign_keys:
        row[key.parent.name] = (
            row_of(key.column.table, number)[key.column.name]
            if (key.column.table is not table)
            else None
        )
    if table.name in {"event", "source"}:  # ids end in the names of files
        row["id"] = f"{table.name}{number}"
    if "asked" in row:
        row["asked"] = "werkt"
    return row


def fill(url: str) -> None:
    """Two rows in every table, events that point to each other, and a key for the first.

    Not in the note that the files are to be cleared: who opens the database does that.
    """
    open_store(url).close()
    engine = make_engine(find_url(url))
    with writing(engine) as connection:
        for table in TABLES:
            rows = [row_of(table, number) for number in range(_TWO)]
            if table.autoincrement_column is not None:
                for row in rows:
                    row[table.autoincrement_column.name] += 40
            connection.execute(sa.insert(table), rows)
        event = metadata.tables["event"]
        for mine, other in (("event0", "event1"), ("event1", "event0")):
            connection.execute(sa.update(event).where(event.c.id == mine).values(previous=other))
    engine.dispose()
    day_key("event0")


@pytest.fixture
def filled(database_url: str) -> str:
    """The URL of a filled database: SQLite, then PostgreSQL."""
    fill(database_url)
    return database_url


@pytest.fixture
def filled_file(tmp_path: Path) -> str:
    """The URL of a filled SQLite database."""
    url = f"sqlite:///{tmp_path / 'vol.sqlite3'}"
    fill(url)
    return url


@pytest.fixture
def rows() -> Callable[[str], Rows]:
    """Gives all rows of a database by table, but for who is logged in: nobody is after that."""

    def read(url: str) -> Rows:
        engine = make_engine(find_url(url))
        with reading(engine) as connection:
            found = {
                table.name: sorted(map(tuple, connection.execute(sa.select(table))), key=repr)
                for table in TABLES
                if table.name != "login_session"
            }
        engine.dispose()
        return found

    return read
