"""Copying a whole database: of one moment, without stopping writers, and nothing but live rows."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event as Flag

import pytest
import sqlalchemy as sa

from analysis.store import open_store
from analysis.store.copying import copy_rows, count_on, empty_tables, is_empty
from analysis.store.engine import database_url as find_url
from analysis.store.engine import make_engine, reading, writing
from analysis.types import Corner, Event

THREE = (Corner("A"), Corner("B"), Corner("C"))


def test_a_copy_is_of_one_moment_while_others_write(store, tmp_path):
    stop = Flag()

    def write() -> int:
        made = 0
        while not stop.is_set():
            store.create_event(Event("", f"Dag {made}", "bv@1", corners=THREE))
            made += 1
        return made

    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(write) for _ in range(2)]
        copied = []
        for number in range(8):
            path = tmp_path / f"kopie{number}.sqlite3"
            store.copy_to(path)
            with closing(sqlite3.connect(path)) as copy:
                counts = [
                    copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                    for table in ("event", "corner", "activity")
                ]
            assert counts[1] == 3 * counts[0] == 3 * counts[2]
            copied.append(counts[0])
        stop.set()
        made = sum(writer.result() for writer in writers)
    assert copied == sorted(copied)
    assert copied[0] < copied[-1] <= made == len(store.events())


def test_what_was_removed_does_not_go_along(store, tmp_path, make, monkeypatch):
    monkeypatch.setattr("analysis.store.clearing.clear", lambda _engine: False)
    event = store.create_event(Event("", "Dag", "bv@1")).id
    store.import_readings(event, [make.item(make.statement(1, "Quokkadans"))])
    store.delete_event(event)
    store.copy_to(tmp_path / "kopie.sqlite3")
    assert b"Quokkadans" not in (tmp_path / "kopie.sqlite3").read_bytes()


def test_only_this_user_may_read_a_copy_and_nothing_is_written_over(store, tmp_path):
    path = tmp_path / "kopie.sqlite3"
    store.copy_to(path)
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        store.copy_to(path)


@pytest.mark.postgres
def test_new_rows_are_numbered_after_copied_ones(store, event_id, make, tmp_path, postgres_url):
    item = make.item(make.statement(1, "tekst"))
    store.import_readings(event_id, [item], [make.coding("a.txt-1", code) for code in "abc"])
    store.copy_to(tmp_path / "kopie.sqlite3")
    file = make_engine(sa.URL.create("sqlite", database=str(tmp_path / "kopie.sqlite3")))
    with open_store(postgres_url) as server:
        engine = make_engine(find_url(postgres_url))
        with writing(engine) as target, reading(file) as source:
            empty_tables(target)
            assert is_empty(target)
            copy_rows(source, target)
            count_on(target)
            assert not is_empty(target)
        engine.dispose()
        server.add_codings(event_id, [make.coding("a.txt-1", "d")])
        assert len(server.history(event_id, "a.txt-1")) == 4
        assert len(server.activity()) == len(store.activity())
    file.dispose()
