"""Bringing a copy back, into an SQLite file or into a PostgreSQL database.

An app that is running is noticed and refused, not survived: it keeps counts of the day in memory,
and it has told people that their statements are in, which would then be gone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.backup.contents import Contents
from analysis.backup.database import made_ready
from analysis.backup.into import into_file, into_server
from analysis.backup.package import DATABASE, day_of, opened
from analysis.backup.place import alone, folder, on_disk, told_files
from analysis.errors import SourceError
from analysis.keys import forget_key, key_file
from analysis.store import open_store
from analysis.store.engine import database_url, told


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and where what stood there is kept: a copy, or a damaged file."""

    contents: Contents
    kept: Path | None


def restore(path: Path, url: str | None = None, *, replace: bool = False) -> Restored:
    """Bring a copy back into the database at `url` (default: the app's own), all of it or nothing.

    What stands there is kept aside first; a server's database that is not empty is replaced only
    with `replace`. Raises SourceError for a file that is no sound copy, StoreError where the
    database is in use, another program's, not empty or not to be written.
    """
    address = database_url(url)
    with alone() as work:
        fresh = work / DATABASE
        contents, keys = _unpacked(path, fresh)
        with told(address), told_files(folder()):
            if address.drivername == "sqlite":
                kept = into_file(fresh, address, work=work)
            else:
                kept = into_server(fresh, address, work=work, replace=replace)
            _put_keys(keys, kept.parts if kept else ())
    with open_store(url) as store:
        store.access.end_sessions()  # who was logged in then need not be the one who may now
    return Restored(contents, kept.path if kept else None)


def _unpacked(path: Path, fresh: Path) -> tuple[Contents, dict[str, bytes]]:
    try:
        with opened(path) as copy:
            keys = copy.unpack(fresh)
    except OSError as error:
        raise SourceError(
            "Deze reservekopie kan niet worden geopend.",
            remedy="Kijk of het bestand er staat en of u het mag lezen.",
            place=str(path),
        ) from error
    made_ready(fresh, copy.contents, name=path.name)
    return copy.contents, keys


def _put_keys(keys: Mapping[str, bytes], kept: Iterable[str]) -> None:
    """Let the keys be those of the copy; the others are in what is kept aside."""
    for part in kept:
        day = day_of(part)
        if day and day not in keys:
            forget_key(day)
    for day, key in keys.items():
        path = key_file(day)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(key)
        on_disk(path)
