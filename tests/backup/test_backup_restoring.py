"""Bringing a copy back: row for row, between both databases, never over a running app."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from analysis.backup import backup, restore
from analysis.backup.making import packed
from analysis.errors import SourceError, StoreError
from analysis.keys import day_key, key_file
from analysis.store import open_store
from analysis.store.engine import database_url as find_url
from analysis.store.engine import make_engine, writing
from analysis.store.schema import MIGRATIONS, revisions
from analysis.types import Event

ROOT = Path(__file__).resolve().parents[2]


def copy_of(url: str, path: Path) -> Path:
    with open_store(url) as store:
        return backup(store, to=path).path


def titles(url: str) -> list[str]:
    with open_store(url) as store:
        return sorted(event.title for event in store.events())


def database_with(url: str, title: str) -> str:
    with open_store(url) as store:
        return store.create_event(Event("", title, "bv@1")).id


@pytest.mark.postgres
def test_a_laptops_days_move_to_a_server_and_back(filled_file, postgres_url, tmp_path, rows):
    before, key = rows(filled_file), key_file("event0").read_bytes()
    first = copy_of(filled_file, tmp_path / "laptop.zip")
    key_file("event0").unlink()
    restore(first, postgres_url)
    assert rows(postgres_url) == before
    assert key_file("event0").read_bytes() == key
    back = f"sqlite:///{tmp_path / 'nieuw' / 'terug.sqlite3'}"
    restore(copy_of(postgres_url, tmp_path / "server.zip"), back)
    assert rows(back) == before


def test_the_same_comes_back_and_what_stood_there_is_kept(filled_file, tmp_path, rows):
    before, key = rows(filled_file), key_file("event0").read_bytes()
    path = copy_of(filled_file, tmp_path / "kopie.zip")
    with open_store(filled_file) as store:
        store.delete_event("event0")
        later = store.create_event(Event("", "Later", "bv@1")).id
        day_key(later)
        changed_key = key_file("event0")
        changed_key.write_bytes(b"x" * 32)
    done = restore(path, filled_file)
    assert rows(filled_file) == before
    assert sessions(filled_file) == 0  # who was logged in then logs in again
    assert changed_key.read_bytes() == key
    assert not key_file(later).exists()
    assert (done.contents.days, done.contents.statements) == (2, 2)
    # What was kept is a copy like any other.
    restore(done.kept, filled_file)
    assert "Later" in titles(filled_file)
    assert key_file(later).exists()


def sessions(url: str) -> int:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as raw:
        return raw.execute("SELECT count(*) FROM login_session").fetchone()[0]


def test_nothing_is_kept_where_nothing_stood(filled_file, tmp_path):
    path = copy_of(filled_file, tmp_path / "kopie.zip")
    new = tmp_path / "nieuw.sqlite3"
    assert restore(path, f"sqlite:///{new}").kept is None
    assert new.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(new)) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


OPEN = (
    "import sys\n"
    "from analysis.store import open_store\n"
    "store = open_store(sys.argv[1])\n"
    "store.events()\n"
    "print('open', flush=True)\n"
    "sys.stdin.read()\n"
)


def test_a_running_app_is_noticed(database_url, tmp_path):
    database_with(database_url, "Eerst")
    path = copy_of(database_url, tmp_path / "kopie.zip")
    database_with(database_url, "Daarna")
    pipe = subprocess.PIPE
    command_line = [sys.executable, "-c", OPEN, database_url]
    with subprocess.Popen(command_line, cwd=ROOT, stdin=pipe, stdout=pipe) as app:
        assert app.stdout.readline() == b"open\n"  # it is idle now, with its connection open
        with pytest.raises(StoreError, match="in gebruik") as caught:
            restore(path, database_url, replace=True)
        app.stdin.close()
    assert "Ctrl+C" in caught.value.remedy
    assert titles(database_url) == ["Daarna", "Eerst"]
    restore(path, database_url, replace=True)
    assert titles(database_url) == ["Eerst"]


@pytest.mark.postgres
def test_a_server_with_days_is_replaced_only_when_asked(filled_file, postgres_url, tmp_path, rows):
    path = copy_of(filled_file, tmp_path / "kopie.zip")
    database_with(postgres_url, "Van de server")
    before = rows(postgres_url)
    with pytest.raises(StoreError, match="staat al iets") as caught:
        restore(path, postgres_url)
    assert "--vervang" in caught.value.remedy
    assert rows(postgres_url) == before
    done = restore(path, postgres_url, replace=True)
    assert rows(postgres_url) == rows(filled_file)
    restore(done.kept, postgres_url, replace=True)
    assert rows(postgres_url) == before


@pytest.mark.postgres
def test_a_server_that_refuses_a_row_keeps_what_it_had(filled_file, postgres_url, tmp_path, rows):
    with closing(sqlite3.connect(filled_file.removeprefix("sqlite:///"))) as raw:
        raw.execute("UPDATE corner SET event_id = 'weg' WHERE event_id = 'event1'")
        raw.commit()
    path = copy_of(filled_file, tmp_path / "kopie.zip")
    database_with(postgres_url, "Van de server")
    before = rows(postgres_url)
    with pytest.raises(StoreError, match="past niet"):
        restore(path, postgres_url, replace=True)
    assert rows(postgres_url) == before


@pytest.mark.parametrize(
    "content", [b"geen database" * 1000, b"SQLite format 3\0" + b"\xff" * 9000], ids=["text", "ff"]
)
def test_a_damaged_database_is_set_aside_as_it_is(filled_file, tmp_path, content):
    path = copy_of(filled_file, tmp_path / "kopie.zip")
    file = Path(filled_file.removeprefix("sqlite:///"))
    file.write_bytes(content)
    done = restore(path, filled_file)
    assert done.kept.name.startswith("vol.sqlite3.beschadigd-")
    assert done.kept.read_bytes() == content
    assert len(titles(filled_file)) == 2


def test_a_database_damaged_in_the_middle_is_set_aside(filled_file, tmp_path):
    path = copy_of(filled_file, tmp_path / "kopie.zip")
    file = Path(filled_file.removeprefix("sqlite:///"))
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 30] = b"\x99" * (4096 * 27)
    file.write_bytes(content)
    done = restore(path, filled_file)
    assert done.kept.read_bytes() == bytes(content)
    assert len(titles(filled_file)) == 2


def test_another_programs_database_is_left_alone(filled_file, tmp_path):
    path = copy_of(filled_file, tmp_path / "kopie.zip")
    other = tmp_path / "ander.sqlite3"
    with closing(sqlite3.connect(other)) as raw:
        raw.execute("CREATE TABLE rekening (x)")
    before = other.read_bytes()
    with pytest.raises(StoreError, match="ander programma"):
        restore(path, f"sqlite:///{other}")
    assert other.read_bytes() == before


def test_a_copy_of_an_older_version_is_brought_to_this_one(database_url, tmp_path):
    old = tmp_path / "oud.sqlite3"
    engine = make_engine(sa.URL.create("sqlite", database=str(old)))
    with writing(engine) as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.exec_driver_sql(
            "INSERT INTO event (id, title, codebook, corner_word, created, revision)"
            " VALUES ('dag', 'Oude dag', 'bv@1', 'hoek', '2024-01-01 10:00:00.000000', 3)"
        )
    engine.dispose()
    made = packed(old, tmp_path / "oud.zip")
    assert made.contents.tables == "0002"
    restore(made.path, database_url)
    assert titles(database_url) == ["Oude dag"]
    with open_store(database_url) as store:
        assert store.event("dag").keep_until is None
    assert revisions()[0] == "0001"


def test_where_nothing_can_be_written_is_told(filled_file, tmp_path):
    path = copy_of(filled_file, tmp_path / "kopie.zip")
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(StoreError, match="kan niet worden geschreven"):
        restore(path, f"sqlite:///{tmp_path / 'bestand' / 'k.sqlite3'}")


@pytest.mark.parametrize("name", ["weg.zip", "."])
def test_a_copy_that_cannot_be_opened_is_told(tmp_path, name):
    with pytest.raises(SourceError, match="kan niet worden geopend"):
        restore(tmp_path / name, f"sqlite:///{tmp_path / 'k.sqlite3'}")


@pytest.mark.postgres
def test_an_unreachable_server_is_told_without_its_password(filled_file, tmp_path):
    path = copy_of(filled_file, tmp_path / "kopie.zip")
    with pytest.raises(StoreError, match="niet te bereiken") as caught:
        restore(path, "postgresql://an:geheim@127.0.0.1:1/koffie")
    assert "geheim" not in caught.value.message


def test_the_address_is_the_apps_own(monkeypatch, tmp_path, filled_file):
    path = copy_of(filled_file, tmp_path / "kopie.zip")
    monkeypatch.setenv("KOFFIEHOEK_DATABASE_URL", f"sqlite:///{tmp_path / 'eigen.sqlite3'}")
    restore(path)
    assert find_url().database == str(tmp_path / "eigen.sqlite3")
    assert len(titles(str(find_url()))) == 2
