"""Where reservekopieën stand, one maker at a time, and files that leave nothing behind."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from analysis.errors import StoreError
from analysis.settings import data_folder

AUTOMATIC = "koffiehoek-automatisch-"
BEFORE_RESTORING = "koffiehoek-voor-herstel-"
DAMAGED = ".beschadigd-"
UNFINISHED = ".koffiehoek-bezig-"
"""How the names of the program's own files begin, also of folders; DAMAGED stands after one."""
SLOT = "bezig.slot"
_WAIT_SECONDS = 60
_CHUNK = 1 << 20
_FULL = {errno.ENOSPC, errno.EDQUOT}


def folder() -> Path:
    """The folder for copies that nobody gave another place."""
    return data_folder() / "reservekopieen"


def stamp(moment: datetime, *, seconds: bool = True) -> str:
    """A moment as it stands in a file's name, in local time: '2026-11-22-211530'."""
    return moment.astimezone().strftime("%Y-%m-%d-%H%M%S" if seconds else "%Y-%m-%d-%H%M")


def free_name(path: Path) -> Path:
    """The path, or with a number added where something stands there already."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def automatic_copies() -> list[Path]:
    """The automatic copies, the oldest first."""
    found = folder().glob(f"{AUTOMATIC}*.zip")
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))


@contextmanager
def alone() -> Iterator[Path]:
    """A folder to work in; nobody else of this user makes or restores a copy meanwhile.

    What a process that was killed left behind goes first. Raises StoreError where another is
    busy for too long, or the folder cannot be written in.
    """
    with told_files(folder()):
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        # SQLite's lock on an empty file: it works on every system, and a killed process lets go.
        with closing(_slot()):
            sweep(folder(), f"{UNFINISHED}*")
            with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=folder()) as work:
                try:
                    yield Path(work)
                finally:
                    _wipe_within(Path(work))


def _slot() -> sqlite3.Connection:
    path = folder() / SLOT
    path.touch(mode=0o600)
    slot = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
    try:
        slot.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        slot.close()
        if "locked" not in str(error):
            raise OSError(errno.EACCES, str(error)) from error
        raise StoreError(
            "Er wordt al een reservekopie gemaakt of teruggezet.",
            remedy="Wacht tot dat klaar is, en probeer het opnieuw.",
        ) from error
    return slot


def sweep(place: Path, pattern: str) -> None:
    """Wipe what a process that was killed left in a folder; only within `alone`."""
    for path in place.glob(pattern):
        if path.is_dir():
            _wipe_within(path)
            path.rmdir()
        else:
            wipe(path)


def _wipe_within(work: Path) -> None:
    for path in work.iterdir():
        wipe(path)


def wipe(path: Path) -> None:
    """Overwrite a file with zeros and remove it; raises OSError."""
    left = path.stat().st_size
    with path.open("r+b") as file:
        while left > 0:
            left -= file.write(bytes(min(left, _CHUNK)))
    path.unlink()


def on_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, stand on the disk itself."""
    if path.is_dir() and os.name == "nt":  # Windows gives no handle on a folder
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def told_files(place: Path) -> Iterator[None]:
    """Turn the system's trouble with files into a StoreError in Dutch."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StoreError(
                "De schijf is vol.",
                remedy="Maak ruimte vrij en probeer het opnieuw.",
                place=str(place),
            ) from error
        raise StoreError(
            "Hier kan niet worden geschreven.",
            remedy="Vraag schrijfrechten voor deze map, of kies een andere plek.",
            place=str(error.filename or place),
        ) from error
