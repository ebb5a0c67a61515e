"""Making copies: by hand, by itself at the end of a round, and anew when something was removed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.backup.contents import Contents
from analysis.backup.database import Known, known
from analysis.backup.package import DATABASE, KEY_BYTES, digest, key_part, pack
from analysis.backup.place import (
    AUTOMATIC,
    alone,
    automatic_copies,
    folder,
    free_name,
    stamp,
    told_files,
    wipe,
)
from analysis.errors import StoreError
from analysis.keys import key_file
from analysis.settings import version

if TYPE_CHECKING:
    from analysis.store import Store

KEPT = 10
"""As many automatic copies are kept."""


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that stands on the disk, and what is in it."""

    path: Path
    contents: Contents


def backup(store: Store, *, to: Path | None = None) -> Made:
    """Copy the whole database and the days' keys into one file; those who write go on meanwhile.

    `to` is a file (its name ends in .zip; what stands there is replaced) or a folder; without it
    the copy goes to the data folder. Raises StoreError; then there is no file, or still the
    earlier one.
    """
    with alone() as work:
        return _made(store, _target(to), work)


def automatic_copy(store: Store, event_id: str) -> Path:
    """Copy everything at the end of a round of this day; the last ten such copies are kept.

    Raises StoreError: the round can be closed all the same.
    """
    with alone() as work:
        made = _made(store, _automatic(f"-{event_id}"), work)
        for path in automatic_copies()[:-KEPT]:
            wipe(path)
        return made.path


def renew_copies(store: Store) -> None:
    """Let what was removed go from the automatic copies too: they make way for a fresh one.

    Nothing happens where there are none; copies made by hand stay. Raises StoreError where no
    fresh one can be made or an old one stays; what was removed from the database stays removed.
    """
    if not automatic_copies():
        return
    with alone() as work:
        older = automatic_copies()
        try:
            _made(store, _automatic(""), work)
        finally:
            for path in older:
                wipe(path)


def _automatic(day: str) -> Path:
    return free_name(folder() / f"{AUTOMATIC}{stamp(datetime.now(UTC))}{day}.zip")


def _target(to: Path | None) -> Path:
    if to is not None and to.suffix.lower() == ".zip" and not to.is_dir():
        return to
    name = f"koffiehoek-{stamp(datetime.now(UTC), seconds=False)}.zip"
    return free_name((to or folder()) / name)


def _made(store: Store, target: Path, work: Path) -> Made:
    database = work / DATABASE
    with told_files(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        store.copy_to(database)
        return packed(database, target)


def packed(database: Path, target: Path) -> Made:
    """Put a copied database in one file at `target`, with the keys of its days.

    Raises StoreError where the database is not whole; OSError.
    """
    try:
        found = known(database)
    except sqlite3.Error as error:
        raise StoreError(
            "De database is beschadigd; er is geen reservekopie van gemaakt.",
            remedy="Zet een eerdere reservekopie terug met: koffiehoek herstel BESTAND",
        ) from error
    keys = _keys(found)
    parts = {DATABASE: digest(database)}
    parts |= {name: sha256(key).hexdigest() for name, key in keys.items()}
    contents = Contents(
        version(), found.tables, datetime.now(UTC).replace(microsecond=0), len(found.days),
        found.statements, parts,
    )  # fmt: skip
    pack(target, database, keys, contents)
    return Made(target, contents)


def _keys(found: Known) -> dict[str, bytes]:
    """The keys as they are after the database was copied: no pseudonym in it is without its key."""
    files = ((day, key_file(day)) for day in found.days)
    keys = {key_part(day): path.read_bytes() for day, path in files if path.is_file()}
    return {part: key for part, key in keys.items() if len(key) == KEY_BYTES}
