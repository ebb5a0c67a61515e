"""The one file of a reservekopie: writing it whole or not at all, and reading it without trust."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from analysis.backup.contents import Contents, contents_from, no_copy
from analysis.backup.place import UNFINISHED, on_disk, sweep, wipe
from analysis.errors import Corrupt, EmptySource, SourceError, StoreError, TooLarge, Unsafe

DATABASE: Final = "koffiehoek.sqlite3"
CONTENTS: Final = "inhoud.json"
_KEY = re.compile(r"sleutels/([A-Za-z0-9_-]{1,64})\.sleutel")
KEY_BYTES = 32
_MAX_CONTENTS = 16 * 1024 * 1024
_MAX_PARTS = 100_000
_MAX_RATIO = 200  # a database of texts deflates 3 to 20 times
_RATIO_FROM = 1024 * 1024
_CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, KeyError,
           RuntimeError, struct.error)  # fmt: skip


def key_part(event_id: str) -> str:
    """The name of a day's key in the copy."""
    return f"sleutels/{event_id}.sleutel"


def day_of(part: str) -> str | None:
    """The day whose key this part is; None for other parts."""
    found = _KEY.fullmatch(part)
    return found[1] if found else None


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(target: Path, database: Path, keys: Mapping[str, bytes], contents: Contents) -> None:
    """Write a copy to `target`: whole, checked and on the disk, or nothing at all stands there.

    `keys` are by part. What stands at `target` is replaced. Raises StoreError where what was
    written does not read back, OSError for trouble with files.
    """
    sweep(target.parent, f"{UNFINISHED}*.zip")
    unfinished = target.with_name(f"{UNFINISHED}{target.name}")
    try:
        with _only_mine(unfinished) as file:
            _write(file, database, keys, contents)
        on_disk(unfinished)
        _read_back(unfinished, contents)
        unfinished.replace(target)
    except BaseException:
        if unfinished.exists():
            wipe(unfinished)
        raise
    on_disk(target.parent)


@contextmanager
def _only_mine(path: Path) -> Iterator[IO[bytes]]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "w+b") as file:
        yield file


def _write(file: IO[bytes], database: Path, keys: Mapping[str, bytes], contents: Contents) -> None:
    # The quickest level: a copy is made while a room is waiting.
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(CONTENTS, contents.to_json())
        for part, key in keys.items():
            archive.writestr(part, key)
        archive.write(database, DATABASE)


def _read_back(path: Path, contents: Contents) -> None:
    try:
        with opened(path) as copy:
            if copy.contents != contents:
                raise Corrupt("De inhoud is een andere.")
            copy.check()
    except SourceError as error:
        raise StoreError(
            "De reservekopie kwam niet goed op de schijf en is weer weggehaald.",
            remedy="Kijk of de schijf in orde is, of kies een andere plek.",
            place=str(path.parent),
        ) from error


class Copy:
    """A copy that is open for reading, with the names and sizes of its parts already judged."""

    def __init__(self, archive: zipfile.ZipFile, name: str, contents: Contents) -> None:
        self._archive, self._name = archive, name
        self.contents = contents

    def check(self) -> None:
        """Read every part; raises Corrupt where one is not what the copy says it is."""
        for part in self.contents.parts:
            self._stream(part, None)

    def unpack(self, target: Path) -> dict[str, bytes]:
        """Write the database to `target`, and give the keys: day -> key.

        Raises Corrupt for a damaged part, TooLarge where the disk has no room for the database.
        """
        size = self._archive.getinfo(DATABASE).file_size
        if size > shutil.disk_usage(target.parent).free:
            raise TooLarge(
                "Voor deze reservekopie is op de schijf geen ruimte.",
                remedy=f"Maak ruimte vrij in {target.parent}.",
                place=self._name,
            )
        with _only_mine(target) as file:
            self._stream(DATABASE, file)
        found = {}
        for part in self.contents.parts:
            if day := day_of(part):
                self._stream(part, None)
                found[day] = self._archive.read(part)
        return found

    def _stream(self, part: str, to: IO[bytes] | None) -> None:
        seen = hashlib.sha256()
        try:
            with self._archive.open(part) as source:  # gives no more than the size it tells
                while chunk := source.read(_CHUNK):
                    seen.update(chunk)
                    if to is not None:
                        to.write(chunk)
        except _BROKEN as error:
            raise damaged(self._name) from error
        if seen.hexdigest() != self.contents.parts[part]:
            raise damaged(self._name)


@contextmanager
def opened(path: Path) -> Iterator[Copy]:
    """A copy, once its names and sizes are found harmless; its bytes are judged as they are read.

    Raises SourceError: EmptySource, WrongType, Corrupt, Unsafe or TooLarge, with the file's name
    as place; OSError where the file cannot be read.
    """
    name = path.name
    if path.stat().st_size == 0:
        raise EmptySource("Dit bestand is leeg.", remedy="Kies een ander bestand.", place=name)
    with path.open("rb") as file:
        if not file.read(4).startswith(b"PK"):
            raise no_copy(name)
        try:
            archive = zipfile.ZipFile(file)
            contents = _judged(archive, name)
        except _BROKEN as error:
            raise damaged(name) from error
        with archive:
            yield Copy(archive, name, contents)


def _judged(archive: zipfile.ZipFile, name: str) -> Contents:
    parts = archive.infolist()
    names = [part.orig_filename for part in parts]
    if not {DATABASE, CONTENTS} <= set(names):
        raise no_copy(name)
    strange = [one for one in names if one not in {DATABASE, CONTENTS} and day_of(one) is None]
    if strange or len(set(names)) != len(names) or len(names) > _MAX_PARTS:
        raise Unsafe(
            "In dit bestand zitten onderdelen die niet in een reservekopie horen.",
            remedy="Zet het niet terug. Kies een reservekopie die u zelf heeft gemaakt.",
            place=name,
        )
    if any(map(_swollen, parts)):
        raise Unsafe(
            "Dit bestand zou bij het uitpakken onwaarschijnlijk groot worden.",
            remedy="Zet het niet terug. Kies een reservekopie die u zelf heeft gemaakt.",
            place=name,
        )
    contents = contents_from(archive.read(CONTENTS), name=name)
    if set(contents.parts) != set(names) - {CONTENTS}:
        raise damaged(name)
    return contents


def _swollen(part: zipfile.ZipInfo) -> bool:
    if day_of(part.orig_filename):
        return part.file_size != KEY_BYTES
    if part.orig_filename == CONTENTS and part.file_size > _MAX_CONTENTS:
        return True
    return part.file_size > max(_RATIO_FROM, _MAX_RATIO * part.compress_size)


def damaged(name: str) -> Corrupt:
    """The error for a copy of which a part is missing or changed."""
    return Corrupt(
        "Deze reservekopie is beschadigd of niet volledig.",
        remedy="Kies een andere reservekopie. Er is niets veranderd.",
        place=name,
    )
