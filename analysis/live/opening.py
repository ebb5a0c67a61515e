"""Making a live day: an event with its corners, open for phones at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from analysis.errors import UsageError
from analysis.live.posting import cleaned
from analysis.storing import new_event
from analysis.types import Corner

if TYPE_CHECKING:
    from analysis.codebook import Codebook
    from analysis.live.days import LiveDay
    from analysis.store import Store

MOST_CORNERS = 100
_LONGEST_NAME = 80


def make_live_day(
    store: Store, *, title: str, corners: Sequence[str], codebook: Codebook, now: datetime
) -> LiveDay:
    """A new day with these corners, open for phones.

    Raises:
        UsageError: no title, no corner, a name twice or too long, or too many corners.
    """
    names = corner_names(corners)
    event = new_event(store, title=cleaned(title), date=now.date().isoformat(), codebook=codebook)
    store.set_corners(event.id, [Corner(name, position=at) for at, name in enumerate(names)])
    return store.live.open_day(event.id, now=now)


def corner_names(typed: Sequence[str]) -> list[str]:
    """The names of corners as they are kept; empty ones are passed over.

    Raises:
        UsageError: none is left, one stands there twice or is too long, or there are too many.
    """
    names = [name for name in map(cleaned, typed) if name]
    if not names:
        raise UsageError(
            "er is nog geen koffiehoek.", remedy="Noem er een of meer, elk met een eigen naam."
        )
    if len(names) > MOST_CORNERS:
        raise UsageError(
            f"er zijn {len(names)} koffiehoeken.", remedy=f"Het kunnen er {MOST_CORNERS} zijn."
        )
    if long := next((name for name in names if len(name) > _LONGEST_NAME), None):
        raise UsageError(
            f"de naam “{long[:30]}…” is te lang.", remedy=f"Houd het bij {_LONGEST_NAME} tekens."
        )
    folded = [name.casefold() for name in names]
    if double := next((n for n in names if folded.count(n.casefold()) > 1), None):
        raise UsageError(
            f"“{double}” staat er twee keer.", remedy="Geef elke koffiehoek een eigen naam."
        )
    return names
