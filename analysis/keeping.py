"""How long a day is kept, removing it for good, and which files stand where."""

from __future__ import annotations

import calendar
import glob
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.backup import renew_copies
from analysis.backup.place import AUTOMATIC, BEFORE_RESTORING, DAMAGED, SLOT, UNFINISHED, wipe
from analysis.errors import StoreError
from analysis.keys import forget_key
from analysis.settings import data_folder, log_file
from analysis.types import ActivityKind, Event

if TYPE_CHECKING:
    from analysis.store import Store

_MONTHS_KEPT = 24
REMIND_DAYS = 30
"""A day is reminded of from this many days before its date on."""
OUT_OF_REACH = (
    "Bestanden die u of een ander al heeft opgehaald (Excel, Word, webpagina) of gemaild.",
    "Reservekopieën die u zelf maakte, wat bij het terugzetten ervan opzij is gezet, en die van "
    "deze computer of van de server. Wat Koffiehoek hier vanzelf kopieerde, gaat wel weg.",
    "De uitgetypte flip-overs zelf: die stonden nooit in Koffiehoek, alleen wat eruit is gelezen.",
    "Een lijst van wie wie is, als u die heeft laten maken: die staat waar u haar bewaarde.",
)
"""What removing a day cannot reach, in Dutch."""
_ON_SERVER = (
    "Het logboek van de PostgreSQL-server (pg_wal): daarin staan wijzigingen tot de server die "
    "stukken zelf overschrijft.",
    "Automatische reservekopieën op een andere computer die met dezelfde database werkt.",
)


def default_keep_until(today: date) -> str:
    """The date until which a new day is kept: 24 months from `today`, ISO 8601."""
    months = today.month - 1 + _MONTHS_KEPT
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1])).isoformat()


@dataclass(frozen=True, slots=True)
class Due:
    """A day whose date comes near or is past; `days_left` is below zero then."""

    event: Event
    days_left: int


def due(events: Iterable[Event], today: date) -> list[Due]:
    """The days to remind of: within 30 days of their date or past it, the most urgent first."""
    found = [
        Due(event, (date.fromisoformat(event.keep_until) - today).days)
        for event in events
        if event.keep_until
    ]
    urgent = (one for one in found if one.days_left <= REMIND_DAYS)
    return sorted(urgent, key=lambda one: one.days_left)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file on this computer, what it is (Dutch) and its size."""

    path: Path
    what: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Removed:
    """What went when a day was removed, and what cannot be reached from here.

    `cleared` is False where others kept the database busy: its files are cleared later.
    """

    statements: int
    sources: int
    key: bool
    files: tuple[Path, ...]
    cleared: bool
    out_of_reach: tuple[str, ...]


def remove_day(store: Store, event_id: str, *, folder: Path | None = None) -> Removed:
    """Remove a day: its rows, its key, and its files in the data folder (or in `folder`).

    The automatic copies that hold the day make way for one without it.

    Raises:
        StoreError: the day is gone, or a file cannot be removed; the rows are removed by then.
    """
    counts = store.counts(event_id)
    store.delete_event(event_id)
    key = forget_key(event_id)
    if key:
        store.log(ActivityKind.KEY_DELETED, event_id=event_id)
    try:
        renew_copies(store)
    finally:
        files = _of_day(folder or data_folder(), event_id)
        for path in files:
            _remove(path)
    server = _ON_SERVER if store.on_server else ()
    return Removed(
        counts.statements, counts.sources, key, tuple(files), store.is_tidy(),
        (*OUT_OF_REACH, *server),
    )  # fmt: skip


def _of_day(folder: Path, event_id: str) -> list[Path]:
    """Files that have the day's id in their name or in a folder's name."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and any(event_id in part for part in path.relative_to(folder).parts)
    )


def _remove(path: Path) -> None:
    """Overwrite a file with zeros and remove it, and its folder when that is empty then."""
    try:
        wipe(path)
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    except OSError as error:
        raise StoreError(
            f"{path} kan niet worden verwijderd.",
            remedy="Sluit het bestand als het ergens open staat, en verwijder het zelf.",
        ) from error


def files_here(database: Path | None, *, folder: Path | None = None) -> list[KeptFile]:
    """The files that Koffiehoek has on this computer: database, keys, log and all others.

    `database` is the SQLite file (`Store.file`), None where the data stand on a server.
    """
    folder = folder or data_folder()
    told: dict[Path, str] = {}
    if database is not None:
        told = {database.with_name(database.name + end): what for end, what in _DATABASE.items()}
        aside = database.parent.glob(f"{glob.escape(database.name)}{DAMAGED}*")
        told |= dict.fromkeys(sorted(aside), _DAMAGED)
    log = log_file()
    told |= dict.fromkeys(sorted(log.parent.glob(f"{log.name}*")), "logboek van fouten")
    every = [*told, *(path for path in sorted(folder.rglob("*")) if path.is_file())]
    return [
        KeptFile(path, told.get(path) or _what(path), path.stat().st_size)
        for path in dict.fromkeys(every)
        if path.is_file()
    ]


_DATABASE = {
    "": "database: alle bijeenkomsten",
    "-wal": "database: wat nog niet is bijgeschreven",
    "-shm": "database: hulpbestand zonder inhoud",
}


_DAMAGED = "beschadigde database, opzij gezet bij het terugzetten van een reservekopie"
_COPIES = {  # how the name begins
    UNFINISHED: "reservekopie die niet is afgemaakt: gaat weg bij de volgende",
    AUTOMATIC: "reservekopie, vanzelf gemaakt: database en sleutels",
    BEFORE_RESTORING: "reservekopie van wat er vóór het terugzetten stond",
    "koffiehoek-": "reservekopie, door u gemaakt: database en sleutels",
    SLOT: "leeg hulpbestand bij het maken van reservekopieën",
}


def _what(path: Path) -> str:
    if path.suffix == ".sleutel":
        return "sleutel van een bijeenkomst: houdt nummers van personen gelijk"
    if path.parent.name.startswith(UNFINISHED):
        return _COPIES[UNFINISHED]
    if path.parent.name == "reservekopieen":
        for start, what in _COPIES.items():
            if path.name.startswith(start):
                return what
    return "ander bestand"
