"""Opening: the tables, versions, two at once, threads, and every way in which it can fail."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from growth import evenly

from analysis.errors import StoreError
from analysis.store import open_store
from analysis.store.engine import database_url as find_url
from analysis.store.engine import make_engine
from analysis.store.schema import VERSION_TABLE
from analysis.store.tables import metadata
from analysis.types import Category, CodingTarget, Event

ROOT = Path(__file__).parents[2]
OPEN = (
    "import sys\n"
    "from alembic import command\n"
    "from analysis.store import open_store\n"
    "from analysis.types import Event\n"
    "print('klaar', flush=True)\n"
    "sys.stdin.readline()\n"
    "with open_store(sys.argv[1]) as store:\n"
    "    store.create_event(Event('', 'Dag', 'bv@1'))\n"
)


@contextmanager
def raw(url: str) -> Iterator[sa.Connection]:
    """A connection past the store."""
    engine = make_engine(find_url(url))
    with engine.connect() as connection:
        connection.execution_options(writes=True)
        with connection.begin():
            yield connection
    engine.dispose()


def test_migrations_end_where_the_tables_are(database_url):
    open_store(database_url).close()
    with raw(database_url) as connection:
        options = {"compare_type": True, "version_table": VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        assert metadata.tables.keys() < set(sa.inspect(connection).get_table_names())


def test_two_processes_that_start_at_once_do_not_race(database_url):
    command = [sys.executable, "-W", "error", "-c", OPEN, database_url]
    pipe = subprocess.PIPE
    both = [
        subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        for _ in range(2)
    ]
    for process in both:
        assert process.stdout.readline() == "klaar\n"  # has loaded what it needs
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60)[1] for process in both] == ["", ""]
    with open_store(database_url) as store:
        assert len(store.events()) == 2


def test_threads_share_a_store(store, event_id, make):
    def work(number: int) -> int:
        statement = make.statement(number, f"tekst {number}", source=f"{number}")
        item = make.item(statement, name=f"{number}")
        store.import_readings(event_id, [item], [make.coding(statement.id)])
        return len(store.frames(event_id).statements)

    with ThreadPoolExecutor(8) as pool:
        assert max(pool.map(work, range(24))) == 24
    assert store.frames(event_id).statements["position"].tolist() == list(range(24))


def test_a_newer_database_is_told(database_url):
    open_store(database_url).close()
    with raw(database_url) as connection:
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreError, match="nieuwere versie"):
        open_store(database_url)


def test_another_programs_database_is_left_alone(database_url):
    with raw(database_url) as connection:
        connection.execute(sa.text("CREATE TABLE event (x INTEGER)"))
    with pytest.raises(StoreError, match="ander programma"):
        open_store(database_url)


def test_sqlite_settings_hold_on_every_connection(tmp_path):
    url = f"sqlite:///{tmp_path / 'map met spatie' / '50% #1.sqlite3'}"
    open_store(url).close()
    names = ["journal_mode", "synchronous", "foreign_keys", "temp_store", "busy_timeout"]
    names.append("secure_delete")
    with raw(url) as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert found == ["wal", 2, 1, 2, 10000, 1]


def test_who_moves_early_moves_the_log_before_the_others(tmp_path):
    def log_after(number, **how):
        path = tmp_path / f"{number}.sqlite3"
        with open_store(f"sqlite:///{path}", **how) as store:
            text = "een lange naam van een dag " * 200
            for day in range(200):
                store.create_event(Event("", f"{text}{day}", "b@1"))
            return path.with_name(f"{path.name}-wal").stat().st_size

    assert log_after(1, moves_early=True) < 4_000_000 < log_after(2)


def test_without_an_address_it_is_a_file_of_the_user(monkeypatch):
    monkeypatch.delenv("KOFFIEHOEK_DATABASE_URL", raising=False)
    path = Path(str(find_url().database))
    assert path.is_absolute()
    assert (path.name, "koffiehoek" in path.parts) == ("koffiehoek.sqlite3", True)


def test_the_environment_gives_the_address_and_an_argument_goes_before_it(monkeypatch):
    monkeypatch.setenv("KOFFIEHOEK_DATABASE_URL", "postgresql://a:geheim@server:5433/koffie")
    found = find_url()
    assert (found.drivername, found.host, found.port) == ("postgresql+psycopg", "server", 5433)
    assert find_url("sqlite:///x.sqlite3").drivername == "sqlite"
    assert find_url("postgres://server/koffie").drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "url",
    [
        "geheim",
        "mysql://a:geheim@server/x",
        "postgresql://a:geheim:@x@server:geheim/x",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql+asyncpg://a:geheim@server/x",
    ],
)
def test_a_wrong_address_is_told_without_its_password(url):
    with pytest.raises(StoreError, match="KOFFIEHOEK_DATABASE_URL") as caught:
        open_store(url)
    assert "geheim" not in caught.value.message
    assert caught.value.__cause__ is None


def test_an_unreachable_server_is_told_without_its_password():
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:1/koffie is niet te bereiken") as caught:
        open_store("postgresql://an:geheim@127.0.0.1:1/koffie")
    assert "geheim" not in f"{caught.value.message} {caught.value.__cause__}"
    assert "an:" not in caught.value.message


@pytest.mark.postgres
def test_a_database_that_is_not_there_is_told(postgres_server):
    with pytest.raises(StoreError, match="niet te bereiken of laat ons niet toe"):
        open_store(postgres_server + "bestaat_niet")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"dit is geen database, maar wel langer dan een kop van honderd tekens" * 9, "beschadigd"),
        (b"SQLite format 3\0" + b"\xff" * 5000, "beschadigd"),
    ],
)
def test_a_file_that_is_no_database_is_told(tmp_path, content, problem):
    path = tmp_path / "kapot.sqlite3"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=problem) as caught:
        open_store(f"sqlite:///{path}")
    assert "reservekopie" in caught.value.remedy
    assert path.read_bytes() == content


def test_a_database_damaged_in_the_middle_is_told(tmp_path, make):
    path = tmp_path / "kapot.sqlite3"
    with open_store(f"sqlite:///{path}") as store:
        event = store.create_event(Event("", "Dag", "bv@1")).id
        many = [make.statement(n, f"een vrij lange tekst {n}" * 5) for n in range(500)]
        store.import_readings(event, [make.item(*many)])
    content = path.read_bytes()
    path.write_bytes(content[:8192] + b"\x99" * (len(content) - 8192))
    with pytest.raises(StoreError, match="beschadigd"), open_store(f"sqlite:///{path}") as store:
        store.statements(event)


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(StoreError, match="kan niet worden geschreven"):
        open_store(f"sqlite:///{tmp_path / 'bestand' / 'map' / 'k.sqlite3'}")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such folders")
def test_a_read_only_folder_is_told():
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)  # root may write anywhere
        try:
            with pytest.raises(StoreError, match="kan niet worden geschreven"):
                open_store(f"sqlite:///{folder}/k.sqlite3")
        finally:
            if root:
                os.seteuid(0)
            Path(folder).chmod(0o755)


def test_a_locked_file_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.store.engine._PRAGMAS", ("PRAGMA busy_timeout=50",))
    url = f"sqlite:///{tmp_path / 'k.sqlite3'}"
    with open_store(url) as store, raw(url), pytest.raises(StoreError, match="te lang bezet"):
        store.create_event(Event("", "Dag", "bv@1"))


def test_ten_thousand_statements_take_no_longer_than_their_number(tmp_path, make):
    def reading(number):
        item = make.item(
            *(make.statement(n, f"Uitspraak {n}", category=Category.KANS) for n in range(number))
        )
        codings = [
            make.coding(s.id, code, target=CodingTarget.THEME)
            for s in item.reading.statements
            for code in "abcd"
        ]
        return item, codings

    def store_and_count(given):
        item, codings = given
        with open_store(f"sqlite:///{tmp_path / uuid4().hex}.sqlite3") as store:
            event = store.create_event(Event("", "Dag", "bv@1")).id
            result = store.import_readings(event, [item], codings)
            assert result.codings == len(store.frames(event).codings) == len(codings)

    assert evenly(reading, store_and_count, 10_000)
