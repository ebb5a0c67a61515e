"""How long a day is kept, removing it for good, and which files stand where."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

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
    "Reservekopieën van deze computer of van de server, en kopieën op een andere schijf.",
    "De uitgetypte flip-overs zelf: die stonden nooit in Koffiehoek, alleen wat eruit is gelezen.",
    "Een lijst van wie wie is, als u die heeft laten maken: die staat waar u haar bewaarde.",
)
"""What removing a day cannot reach, in Dutch."""
_SERVER_LOG = (
    "Het logboek van de PostgreSQL-server (pg_wal): daarin staan wijzigingen tot de server die "
    "stukken zelf overschrijft."
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

    Raises:
        StoreError: the day is gone, or a file cannot be removed; the rows are removed by then.
    """
    counts = store.counts(event_id)
    store.delete_event(event_id)
    key = forget_key(event_id)
    if key:
        store.log(ActivityKind.KEY_DELETED, event_id=event_id)
    files = _of_day(folder or data_folder(), event_id)
    for path in files:
        _remove(path)
    server = (_SERVER_LOG,) if store.on_server else ()
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
        path.write_bytes(bytes(path.stat().st_size))
        path.unlink()
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


def _what(path: Path) -> str:
    if path.suffix == ".sleutel":
        return "sleutel van een bijeenkomst: houdt nummers van personen gelijk"
    return "ander bestand"
