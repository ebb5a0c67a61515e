"""Hostile, damaged and foreign files: each is told, and nothing changes."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from analysis.backup import backup, place, restore
from analysis.errors import Corrupt, EmptySource, KoffiehoekError, StoreError, Unsafe, WrongType
from analysis.store import open_store
from analysis.types import Event

DATABASE, CONTENTS = "koffiehoek.sqlite3", "inhoud.json"
Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    """A sound copy with one day."""
    folder = tmp_path_factory.mktemp("goed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder))
        with open_store(f"sqlite:///{folder / 'k.sqlite3'}") as store:
            store.create_event(Event("", "Dag", "bv@1"))
            return backup(store, to=folder / "goed.zip").path


@pytest.fixture
def there(tmp_path) -> str:
    """The URL of a database that must stay as it is."""
    url = f"sqlite:///{tmp_path / 'staat.sqlite3'}"
    with open_store(url) as store:
        store.create_event(Event("", "Blijft", "bv@1"))
    return url


def parts_of(path: Path) -> Parts:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(path: Path, parts: Parts) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def rehashed(parts: Parts) -> Parts:
    """With hashes that fit: who makes such a file can do that too."""
    contents = json.loads(parts[CONTENTS])
    contents["sha256"] = {
        name: hashlib.sha256(data).hexdigest() for name, data in parts.items() if name != CONTENTS
    }
    return parts | {CONTENTS: json.dumps(contents).encode()}


def with_sql(parts: Parts, path: Path, *sql: str) -> Parts:
    path.write_bytes(parts[DATABASE])
    with closing(sqlite3.connect(path)) as raw:
        for line in sql:
            raw.execute(line)
        raw.commit()
    return rehashed(parts | {DATABASE: path.read_bytes()})


def said(parts: Parts, **changed: object) -> Parts:
    return parts | {CONTENTS: json.dumps(json.loads(parts[CONTENTS]) | changed).encode()}


def untouched(there: str) -> bool:
    with open_store(there) as store:
        return [event.title for event in store.events()] == ["Blijft"]


DATABASES = [
    ("CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END", Unsafe, "niet van Kof"),
    ("CREATE VIEW v AS SELECT 1", Unsafe, "niet van Koffiehoek"),
    ("CREATE TABLE rekening (x)", Unsafe, "niet van Koffiehoek"),
    ("CREATE VIRTUAL TABLE code2 USING fts5(x)", Unsafe, "niet van Koffiehoek"),
    ("DROP TABLE koffiehoek_version", Corrupt, "beschadigd"),
    ("DELETE FROM koffiehoek_version", Corrupt, "beschadigd"),
    ("UPDATE koffiehoek_version SET version_num = '9999'", StoreError, "nieuwere versie"),
    ("UPDATE koffiehoek_version SET version_num = '0001'", Corrupt, "beschadigd"),
    ("DROP TABLE coding", Corrupt, "beschadigd"),
    ("ALTER TABLE event DROP COLUMN title", Corrupt, "beschadigd"),
]


@pytest.mark.parametrize(
    ("sql", "error", "told"), DATABASES, ids=[sql[:24] for sql, *_ in DATABASES]
)
def test_a_strange_database_in_a_copy_is_refused(tmp_path, sound, there, sql, error, told):
    parts = with_sql(parts_of(sound), tmp_path / "d.sqlite3", sql)
    refused(zipped(tmp_path / "kopie.zip", parts), there, error, told)


FILES: dict[str, tuple[Callable[[Parts], Parts], type[KoffiehoekError], str]] = {
    "no database": (lambda p: {CONTENTS: p[CONTENTS]}, WrongType, "geen reservekopie"),
    "no contents": (lambda p: {DATABASE: p[DATABASE]}, WrongType, "geen reservekopie"),
    "another program": (lambda p: said(p, programma="x"), WrongType, "geen reservekopie"),
    "another form": (lambda p: said(p, vorm=2), WrongType, "geen reservekopie"),
    "no moment": (lambda p: said(p, gemaakt="gisteren"), WrongType, "geen reservekopie"),
    "no hashes": (lambda p: said(p, sha256=[]), WrongType, "geen reservekopie"),
    "odd hash": (lambda p: said(p, sha256={DATABASE: 3}), WrongType, "geen reservekopie"),
    "no JSON": (lambda p: p | {CONTENTS: b"\xff{"}, WrongType, "geen reservekopie"),
    "deep JSON": (lambda p: p | {CONTENTS: b"[" * 100_000}, WrongType, "geen reservekopie"),
    "another hash": (lambda p: said(p, sha256={DATABASE: "0" * 64}), Corrupt, "beschadigd"),
    "a key missing": (
        lambda p: said(p, sha256={DATABASE: "0" * 64, "sleutels/a.sleutel": "0" * 64}),
        Corrupt, "beschadigd",
    ),
    "changed": (lambda p: p | {DATABASE: p[DATABASE] + b"\0" * 4096}, Corrupt, "beschadigd"),
    "no SQLite": (lambda p: rehashed(p | {DATABASE: b"tekst" * 999}), Corrupt, "beschadigd"),
    "empty": (lambda p: rehashed(p | {DATABASE: b""}), Corrupt, "beschadigd"),
    "upwards": (lambda p: p | {"sleutels/../../x.sleutel": b"0" * 32}, Unsafe, "onderdelen"),
    "absolute": (lambda p: p | {"/etc/x": b""}, Unsafe, "onderdelen"),
    "a program": (lambda p: p | {"start.bat": b"del *"}, Unsafe, "onderdelen"),
    "a long key": (
        lambda p: rehashed(p | {"sleutels/a.sleutel": b"0" * 33}), Unsafe, "onwaarschijnlijk"
    ),
    "a bomb": (
        lambda p: rehashed(p | {DATABASE: bytes(60_000_000)}), Unsafe, "onwaarschijnlijk groot"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_strange_file_is_refused(tmp_path, sound, there, name):
    change, error, told = FILES[name]
    refused(zipped(tmp_path / "kopie.zip", change(parts_of(sound))), there, error, told)


def refused(path: Path, there: str, error: type[KoffiehoekError], told: str | None) -> None:
    with pytest.raises(error, match=told) as caught:
        restore(path, there)
    assert type(caught.value) is error
    assert caught.value.place == path.name
    assert caught.value.remedy
    assert untouched(there)
    assert [left.name for left in place.folder().iterdir()] == [place.SLOT]


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", EmptySource), (b"tekst", WrongType), (b"PK\x03\x04", Corrupt), (b"PK" * 9999, Corrupt)],
)
def test_what_is_no_zip_is_refused(tmp_path, there, content, error):
    (tmp_path / "kopie.zip").write_bytes(content)
    refused(tmp_path / "kopie.zip", there, error, None)


def test_a_part_that_is_there_twice_is_refused(tmp_path, sound, there):
    path = zipped(tmp_path / "kopie.zip", parts_of(sound))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(DATABASE, b"x")
    refused(path, there, Unsafe, "onderdelen")


def test_a_locked_zip_is_refused(tmp_path, sound, there):
    data = bytearray(sound.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := data.find(sign, start + 1)) >= 0:
            data[start + offset] |= 1
    (tmp_path / "kopie.zip").write_bytes(data)
    refused(tmp_path / "kopie.zip", there, Corrupt, "beschadigd")


def test_a_disk_without_room_is_told(sound, there, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
    with pytest.raises(KoffiehoekError, match="geen ruimte"):
        restore(sound, there)
    assert untouched(there)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cut=some.floats(0, 0.999), flip=some.none() | some.floats(0, 0.999))
def test_however_it_is_damaged_nothing_falls_over(tmp_path, sound, cut, flip):
    """Cut off somewhere, or whole with one byte changed."""
    data = bytearray(sound.read_bytes())
    if flip is None:
        del data[int(cut * len(data)) :]
    else:
        data[int(flip * len(data))] ^= 0x55
    path = tmp_path / "kopie.zip"
    path.write_bytes(data)
    target = tmp_path / "doel.sqlite3"
    told = None
    try:
        restore(path, f"sqlite:///{target}")
    except KoffiehoekError as error:
        told = error
    if told is None:  # a byte that means nothing, such as a part's time
        with open_store(f"sqlite:///{target}") as store:
            assert [event.title for event in store.events()] == ["Dag"]
        target.unlink()
    else:
        assert told.remedy
        assert not target.exists()
