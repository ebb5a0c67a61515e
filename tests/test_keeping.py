"""Keeping a day: until when, removing it for good, and which files stand where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis.errors import StoreError
from analysis.keeping import (
    OUT_OF_REACH,
    default_keep_until,
    due,
    files_here,
    remove_day,
)
from analysis.keys import day_key, key_file
from analysis.store import ImportItem, SourceText, open_store
from analysis.types import ActivityKind, Event, Place, Reading, Statement

WORDS = ("Quokkadans", "Axolotltitel", "Kasuarisbestand")


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The data folder, with the database in it as without any setting."""
    found = tmp_path / "gegevens"
    for module in ("keys", "keeping"):
        monkeypatch.setattr(f"analysis.{module}.data_folder", lambda: found)
    monkeypatch.setattr("analysis.keeping.log_file", lambda: tmp_path / "log" / "koffiehoek.log")
    return found


@pytest.fixture
def store(folder):
    with open_store(f"sqlite:///{folder / 'koffiehoek.sqlite3'}") as opened:
        yield opened


def day(store) -> str:
    event = store.create_event(Event("", WORDS[1], "bv@1")).id
    said = Statement("u1", WORDS[0], "Politie", None, None, WORDS[2], Place(1, 1))
    line = SourceText(Place(1, 1), f"- {WORDS[0]}", "statement")
    item = ImportItem(Reading(WORDS[2], (said,), ()), "0" * 64, (line,))
    store.import_readings(event, [item], pseudonyms={"aa": 1})
    day_key(event)
    return event


@pytest.mark.parametrize(
    ("today", "until"),
    [
        (date(2026, 11, 22), "2028-11-22"),
        (date(2026, 12, 31), "2028-12-31"),
        (date(2024, 2, 29), "2026-02-28"),
        (date(2026, 1, 1), "2028-01-01"),
    ],
)
def test_a_day_is_kept_for_two_years(today, until):
    assert default_keep_until(today) == until


def test_reminders_come_in_the_last_month_and_after():
    dates = {"ver": "2026-12-23", "maand": "2026-12-22", "voorbij": "2026-11-01", "geen": None}
    events = [Event(name, name, "bv@1", keep_until=until) for name, until in dates.items()]
    found = due(events, date(2026, 11, 22))
    assert [(one.event.id, one.days_left) for one in found] == [("voorbij", -21), ("maand", 30)]


def test_a_removed_day_leaves_nothing_behind(store, folder):
    event, other = day(store), day(store)
    output = folder / "uitvoer" / event
    output.mkdir(parents=True)
    (output / "synthese.xlsx").write_text(WORDS[0])
    (folder / "uitvoer" / other).mkdir()
    kept = folder / "uitvoer" / other / "synthese.xlsx"
    kept.write_text("blijft")

    removed = remove_day(store, event)

    assert (removed.statements, removed.sources, removed.key, removed.cleared) == (1, 1, True, True)
    assert removed.files == (output / "synthese.xlsx",)
    assert removed.out_of_reach == OUT_OF_REACH
    assert not output.exists()
    assert not key_file(event).exists()
    assert kept.read_text() == "blijft"
    assert key_file(other).exists()
    log = [(a.what, a.event_id) for a in store.activity(limit=2)]
    assert log == [(ActivityKind.KEY_DELETED, event), (ActivityKind.DAY_DELETED, event)]
    remove_day(store, other)
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert not any(word.encode() in data for word in WORDS)


def test_a_day_that_is_gone_takes_nothing_with_it(store, folder):
    event = day(store)
    with pytest.raises(StoreError, match="bestaat niet meer"):
        remove_day(store, "weg")
    assert key_file(event).exists()
    assert any(WORDS[0].encode() in path.read_bytes() for path in folder.glob("koffiehoek*"))


def test_what_others_keep_busy_is_told(store, monkeypatch):
    event = day(store)
    monkeypatch.setattr("analysis.store.clearing._sqlite", lambda _: False)
    assert remove_day(store, event).cleared is False


@pytest.mark.postgres
def test_on_a_server_its_log_is_out_of_reach(postgres_url, folder):
    with open_store(postgres_url) as store:
        removed = remove_day(store, day(store))
        assert store.file is None
    assert any("pg_wal" in told for told in removed.out_of_reach)
    assert removed.cleared
    assert [path.name for path in folder.rglob("*")] == ["sleutels"]


def test_every_file_is_named(store, folder):
    event = day(store)
    (folder / "reservekopie.zip").write_bytes(b"123")
    found = {one.path.name: (one.what, one.bytes) for one in files_here(store.file)}
    assert set(found) == {
        "koffiehoek.sqlite3", "koffiehoek.sqlite3-wal", "koffiehoek.sqlite3-shm",
        f"{event}.sleutel", "reservekopie.zip",
    }  # fmt: skip
    assert found["reservekopie.zip"] == ("ander bestand", 3)
    assert found[f"{event}.sleutel"][0].startswith("sleutel")
    assert found["koffiehoek.sqlite3"][0].startswith("database")
    assert found["koffiehoek.sqlite3"][1] == store.file.stat().st_size


def test_the_log_is_among_the_files(tmp_path, folder, monkeypatch):
    log = tmp_path / "log" / "koffiehoek.log"
    log.parent.mkdir()
    log.write_text("x")
    log.with_name("koffiehoek.log.1").write_text("xx")
    monkeypatch.setattr("analysis.keeping.log_file", lambda: log)
    assert [(one.path.name, one.what) for one in files_here(None, folder=folder)] == [
        ("koffiehoek.log", "logboek van fouten"), ("koffiehoek.log.1", "logboek van fouten"),
    ]  # fmt: skip
