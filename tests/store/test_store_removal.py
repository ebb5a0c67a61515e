"""Removal that really removes: the words are looked for in the bytes of the database's files."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from analysis.store import open_store
from analysis.store.engine import database_url as find_url
from analysis.store.engine import make_engine
from analysis.types import Category, Event, Span

WORDS = {
    "text": "Quokkadans", "label": "Wombatlabel", "line": "Tapirregel", "left": "Okapirest",
    "source": "Kasuarisbestand", "corner": "Pangolinhoek", "title": "Axolotltitel",
    "memo": "Narwalmemo", "term": "Numbatterm", "form": "Kiwivorm", "code": "Emoecode",
}  # fmt: skip


def fill(store, make):
    """A day with an unusual word in every place that holds text."""
    event = store.create_event(Event("", WORDS["title"], "bv@1"))
    statements = [
        replace(make.statement(n, f"{WORDS['text']} {n}", WORDS["corner"]), label=WORDS["label"])
        for n in range(40)
    ]
    asked = {WORDS["corner"]: frozenset(Category)}
    item = make.item(*statements, name=WORDS["source"], asked=asked)
    left = replace(item.reading.left_out[0], text=WORDS["left"])
    line = replace(item.source_texts[0], text=WORDS["line"])
    reading = replace(item.reading, left_out=(left,))
    item = replace(item, reading=reading, source_texts=(line,), digest="0" * 64)
    store.import_readings(event.id, [item])
    decision = make.coding(statements[0].id, WORDS["code"], coder="An")
    proposal = make.coding(statements[1].id, evidence=(Span(0, 4, WORDS["term"]),))
    store.add_codings(event.id, [decision], memo=WORDS["memo"])
    store.add_codings(event.id, [proposal])
    store.allow_form(WORDS["form"], event_id=event.id)
    return event.id


def words_in(files):
    """Which of the words stand in the files' bytes, in UTF-8 or UTF-16."""
    found = set()
    for path in files:
        with suppress(FileNotFoundError):  # the server removes files while we look
            data = path.read_bytes()
            for word in WORDS.values():
                if any(word.encode(code) in data for code in ("utf-8", "utf-16-le", "utf-16-be")):
                    found.add(word)
    return found


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "gegevens"


@pytest.fixture
def url(folder):
    return f"sqlite:///{folder / 'koffiehoek.sqlite3'}"


@contextmanager
def another_window(url):
    """Another program that has the database open, and can look into it."""
    engine = make_engine(find_url(url))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


EVERYTHING = set(WORDS.values())


@pytest.mark.parametrize("others", [False, True], ids=["alone", "with another window"])
def test_a_removed_day_is_nowhere_in_the_files(url, folder, make, others):
    with open_store(url) as store, another_window(url) as window:
        event_id = fill(store, make)
        if others:
            window.execute(sa.text("SELECT count(*) FROM statement"))
            window.rollback()
        assert words_in(folder.iterdir()) == EVERYTHING  # else this test could not fail
        store.delete_event(event_id)
        assert words_in(folder.iterdir()) == set()
        assert store.is_tidy()
    assert words_in(folder.iterdir()) == set()


def test_a_removed_source_is_nowhere_but_in_what_stays(url, folder, make):
    with open_store(url) as store:
        event_id = fill(store, make)
        store.remove_source(event_id, store.sources(event_id)[0].id)
        # The corner, the title, the list of codes and the allowed words are the day's.
        stay = {WORDS[name] for name in ("corner", "title", "code", "form")}
        assert words_in(folder.iterdir()) == stay


def test_a_text_that_was_rewritten_is_nowhere(url, folder, make):
    with open_store(url) as store:
        event_id = fill(store, make)
        gone = {WORDS[name] for name in ("text", "label", "line", "left", "source", "corner")}

        def change(text):
            for word in (*gone, WORDS["memo"]):
                text = text.replace(word, "[persoon 1]")
            return text

        assert words_in(folder.iterdir()) >= gone
        store.rewrite(event_id, change)
        # The evidence on what changed went too.
        assert words_in(folder.iterdir()) == {WORDS[name] for name in ("title", "code", "form")}


def test_who_still_reads_keeps_it_until_the_next_time(url, folder, make, monkeypatch):
    monkeypatch.setattr("analysis.store.clearing._WAIT_SECONDS", 0)
    with open_store(url) as store:
        event_id = fill(store, make)
        with another_window(url) as window:
            window.execute(sa.text("SELECT count(*) FROM statement"))
            store.delete_event(event_id)
            assert not store.is_tidy()
            assert words_in(folder.iterdir()) != set()
            assert store.tidy() is False
            window.rollback()
            assert store.tidy() is True
            assert words_in(folder.iterdir()) == set()


def test_what_could_not_be_cleared_is_cleared_at_the_next_start(url, folder, make, monkeypatch):
    with open_store(url) as store:
        event_id = fill(store, make)
        monkeypatch.setattr("analysis.store.clearing._sqlite", lambda _: False)
        store.delete_event(event_id)
        assert not store.is_tidy()
    monkeypatch.undo()
    with open_store(url) as store:
        assert store.is_tidy()
        assert words_in(folder.iterdir()) == set()


@pytest.fixture
def server_files(postgres_url):
    """The server's files with its tables, catalogues and statistics; not its write-ahead log."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        folder = Path(connection.execute("SHOW data_directory").fetchone()[0])

        def files():
            connection.execute("CHECKPOINT")
            parts = ("base", "global", "pg_stat", "pg_stat_tmp")
            return [p for part in parts for p in (folder / part).rglob("*") if p.is_file()]

        yield files


@pytest.mark.postgres
def test_a_removed_day_is_nowhere_in_the_servers_tables(postgres_url, server_files, make):
    with open_store(postgres_url) as store:
        event_id = fill(store, make)
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute("ANALYZE")  # which may keep samples of what the tables hold
        assert words_in(server_files()) == EVERYTHING
        store.delete_event(event_id)
        assert store.is_tidy()
        assert words_in(server_files()) == set()


@pytest.mark.postgres
def test_a_transaction_from_before_keeps_the_old_rows(postgres_url, server_files, make):
    with open_store(postgres_url) as store:
        event_id = fill(store, make)
        with psycopg.connect(postgres_url) as other:
            other.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            other.execute("SELECT 1 FROM event")
            other.execute("SELECT 1")
            store.delete_event(event_id)
            assert not store.is_tidy()
            other.rollback()
        assert store.tidy()
        assert words_in(server_files()) == set()
