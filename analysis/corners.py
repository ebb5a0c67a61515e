"""Renaming, joining, adding and removing the corners of a stored event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.errors import StoreError, UsageError
from analysis.store import Store
from analysis.types import Category, Corner, Event


@dataclass(frozen=True, slots=True)
class CornerRow:
    """A row of the corner table: the name it had (None: a new one), its name now, its kinds."""

    was: str | None
    name: str
    asked: frozenset[Category]


def save_corners(store: Store, event_id: str, rows: Sequence[CornerRow]) -> Event:
    """Make these rows the event's corners; two rows of one name become one corner.

    Raises:
        UsageError: a row without a name.
        StoreError: a corner with statements was removed.
    """
    if any(not row.name.strip() for row in rows):
        raise UsageError(
            "een hoek heeft geen naam.", remedy="Geef de hoek een naam of haal de rij weg."
        )
    frames = store.frames(event_id)
    # Before anything is moved: else half of the changes would stand.
    removed = set(frames.statements["corner"].unique()) - {row.was for row in rows}
    if removed:
        raise StoreError(
            f"bij “{min(removed)}” staan nog uitspraken.",
            remedy="Een hoek met uitspraken kan niet weg. Geef hem de naam van een andere hoek; "
            "dan gaan de uitspraken daarheen.",
        )
    for row in rows:
        name = row.name.strip()
        if row.was is not None and row.was != name:
            held = frames.statements.index[frames.statements["corner"] == row.was]
            store.move_statements(event_id, list(held), corner=name)
    renamed = {row.was: row.name.strip() for row in rows if row.was is not None}
    return store.set_corners(event_id, _joined(rows), renamed=renamed)


def _joined(rows: Sequence[CornerRow]) -> list[Corner]:
    corners: dict[str, frozenset[Category]] = {}
    for row in rows:
        name = row.name.strip()
        corners[name] = corners.get(name, frozenset()) | row.asked
    return [Corner(name, asked, at) for at, (name, asked) in enumerate(corners.items())]
