"""Making a copy: what is in it, whole or not at all, the automatic ones, and what is removed."""

from __future__ import annotations

import errno
import io
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from analysis.backup import KEPT, automatic_copy, backup, making, package, place, renew_copies
from analysis.backup.package import opened
from analysis.errors import StoreError
from analysis.keeping import files_here, remove_day
from analysis.keys import key_file
from analysis.privacy.findings import Finding, FindingKind
from analysis.store import ImportItem, SourceText, open_store
from analysis.store.tables import metadata
from analysis.storing import settle_names
from analysis.types import Event, LeftOut, Place, Reading

ROOT = Path(__file__).resolve().parents[2]


def database_in(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("koffiehoek.sqlite3")


def test_every_table_is_in_the_copy(filled, tmp_path):
    """Also tables that are yet to come: what is filled and what is read goes by the tables."""
    with open_store(filled) as store:
        made = backup(store, to=tmp_path / "kopie.zip")
    (tmp_path / "uit.sqlite3").write_bytes(database_in(made.path))
    with closing(sqlite3.connect(tmp_path / "uit.sqlite3")) as copy:
        tables = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        counts = {
            name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in tables.fetchall()
        }
    assert counts == dict.fromkeys(metadata.tables, 2) | {"koffiehoek_version": 1, "untidy": 0}


def test_a_copy_says_what_is_in_it(filled, tmp_path):
    with open_store(filled) as store:
        made = backup(store, to=tmp_path / "kopie.zip")
    assert made.path.stat().st_mode & 0o077 == 0
    assert (made.contents.days, made.contents.statements, made.contents.keys) == (2, 2, 1)
    with opened(made.path) as copy:
        assert copy.contents == made.contents
        keys = copy.unpack(tmp_path / "uit.sqlite3")
    assert keys == {"event0": key_file("event0").read_bytes()}
    assert sorted(path.name for path in tmp_path.iterdir() if "bezig" in path.name) == []


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (None, r"gegevens/koffiehoek/reservekopieen/koffiehoek-\d{4}-\d\d-\d\d-\d{4}\.zip"),
        ("map", r"map/koffiehoek-\d{4}-\d\d-\d\d-\d{4}\.zip"),
        ("map/mijn kopie.zip", r"map/mijn kopie\.zip"),
    ],
)
def test_where_the_copy_comes(store, tmp_path, given, found):
    made = backup(store, to=tmp_path / given if given else None)
    assert made.path.is_file()
    assert re.fullmatch(found, made.path.relative_to(tmp_path).as_posix())


def test_two_in_one_minute_stand_side_by_side(store):
    assert backup(store).path != backup(store).path


def test_a_full_disk_leaves_the_earlier_copy(store, tmp_path, monkeypatch):
    path = backup(store, to=tmp_path / "kopie.zip").path
    before = path.read_bytes()

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "vol")

    monkeypatch.setattr(package, "_write", full)
    with pytest.raises(StoreError, match="schijf is vol"):
        backup(store, to=path)
    assert path.read_bytes() == before
    assert list(tmp_path.glob(".koffiehoek-*")) == []


def test_what_does_not_read_back_is_no_copy(store, tmp_path, monkeypatch):
    written = package._write

    def bad_disk(file: io.BytesIO, *given: object) -> None:
        written(file, *given)
        file.seek(file.tell() // 2)
        file.write(b"\xff" * 40)

    monkeypatch.setattr(package, "_write", bad_disk)
    with pytest.raises(StoreError, match="kwam niet goed op de schijf"):
        backup(store, to=tmp_path / "uit" / "kopie.zip")
    assert list((tmp_path / "uit").iterdir()) == []


def test_a_damaged_database_is_told_and_gives_no_copy(tmp_path, store):
    with closing(sqlite3.connect(store.file)) as raw:
        raw.execute("INSERT INTO codebook VALUES ('a', 'b', hex(randomblob(200000)), 'x')")
        raw.commit()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = store.file.read_bytes()
    store.close()
    store.file.write_bytes(content[: len(content) // 2])
    with pytest.raises(StoreError, match="beschadigd"):
        backup(store, to=tmp_path / "uit" / "kopie.zip")
    assert list((tmp_path / "uit").iterdir()) == []


def test_where_it_cannot_be_written_is_told(store, tmp_path):
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(StoreError, match="kan niet worden geschreven") as caught:
        backup(store, to=tmp_path / "bestand" / "kopie.zip")
    assert "bestand" in caught.value.place


MAKE_AND_HANG = """
import sys
from pathlib import Path
from analysis.backup import backup, package
from analysis.store import open_store

def hang(*_given):
    print("geschreven", flush=True)
    sys.stdin.read()

package._read_back = hang
with open_store(sys.argv[1]) as store:
    backup(store, to=Path(sys.argv[2]))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_a_kill_in_the_middle_leaves_no_half_file(store, tmp_path):
    target = tmp_path / "uit" / "kopie.zip"
    command = [sys.executable, "-c", MAKE_AND_HANG, f"sqlite:///{store.file}", str(target)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe) as process:
        assert process.stdout.readline() == b"geschreven\n"
        process.send_signal(signal.SIGKILL)
    assert not target.exists()
    (left,) = place.folder().rglob("koffiehoek.sqlite3")  # it is named, and goes with the next copy
    told = {one.path: one.what for one in files_here(store.file)}
    assert "niet is afgemaakt" in told[left]
    backup(store, to=target)
    assert [path.name for path in target.parent.iterdir()] == ["kopie.zip"]
    assert [path.name for path in place.folder().rglob("*")] == [place.SLOT]


def test_the_last_ten_automatic_copies_are_kept(store):
    by_hand = backup(store).path
    event = store.create_event(Event("", "Dag", "bv@1")).id
    made = [automatic_copy(store, event) for _ in range(KEPT + 2)]
    assert place.automatic_copies() == made[2:]
    assert event in made[0].name
    assert by_hand.is_file()


def test_never_two_at_once(store, monkeypatch):
    busy, most = [], []
    packed = making.packed

    def counted(*given: Path) -> making.Made:
        busy.append(1)
        most.append(len(busy))
        try:
            return packed(*given)
        finally:
            busy.pop()

    monkeypatch.setattr(making, "packed", counted)
    threads = [threading.Thread(target=automatic_copy, args=(store, "dag")) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (max(most), len(place.automatic_copies())) == (1, 4)


def test_who_waits_too_long_is_told(store, monkeypatch):
    monkeypatch.setattr(place, "_WAIT_SECONDS", 0)
    with place.alone(), pytest.raises(StoreError, match="al een reservekopie"):
        automatic_copy(store, "dag")


# What is removed goes from the automatic copies too


def day(store, word: str) -> Event:
    event = store.create_event(Event("", "Dag", "beter_verbonden@1"))
    left = LeftOut("a.txt", f"parkeren bij {word}", Place(1, 1), "Gaat over de dag zelf.")
    line = SourceText(Place(1, 1), f"- parkeren bij {word}", "left_out")
    store.import_readings(event.id, [ImportItem(Reading("a.txt", (), (left,)), "0" * 64, (line,))])
    return event


def test_a_removed_day_is_in_no_automatic_copy(store):
    goes, stays = day(store, "Quokkadans"), day(store, "Axolotl")
    automatic_copy(store, goes.id)
    automatic_copy(store, stays.id)
    by_hand = backup(store).path
    remove_day(store, goes.id)
    (fresh,) = place.automatic_copies()
    assert b"Quokkadans" not in database_in(fresh)
    assert b"Axolotl" in database_in(fresh)
    assert b"Quokkadans" in database_in(by_hand)


class Finds:
    def find(self, text: str) -> tuple[Finding, ...]:
        start = text.find("Quokkadans")
        if start < 0:
            return ()
        return (Finding(start, start + 10, FindingKind.PERSON, "Quokkadans", "een proef"),)


def test_a_name_that_is_taken_out_is_in_no_automatic_copy(store):
    event = day(store, "Quokkadans")
    automatic_copy(store, event.id)
    assert settle_names(store, event, finder=Finds()) == 0  # it stands in no statement
    (fresh,) = place.automatic_copies()
    assert b"Quokkadans" not in database_in(fresh)
    assert b"[persoon 1]" in database_in(fresh)


def test_where_nothing_is_found_the_copies_stay(store):
    event = day(store, "Axolotl")
    made = automatic_copy(store, event.id)
    settle_names(store, event, finder=Finds())
    assert place.automatic_copies() == [made]


def test_without_automatic_copies_none_is_made(store):
    renew_copies(store)
    assert not place.folder().exists()


def test_old_copies_go_also_when_no_fresh_one_can_be_made(store, monkeypatch):
    event = day(store, "Quokkadans")
    automatic_copy(store, event.id)

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "vol")

    monkeypatch.setattr(package, "_write", full)
    with pytest.raises(StoreError, match="schijf is vol"):
        remove_day(store, event.id)
    assert place.automatic_copies() == []
    assert store.events() == []


def test_copies_are_named_in_the_list_of_files(store, data):
    made = [backup(store).path, automatic_copy(store, "dag")]
    told = {one.path: one.what for one in files_here(store.file)}
    assert "door u gemaakt" in told[made[0]]
    assert "vanzelf gemaakt" in told[made[1]]
    assert "hulpbestand" in told[data / "reservekopieen" / place.SLOT]
