"""Holding back: a text in which a name is found after all reaches no screen and no file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

from analysis.privacy.findings import Finds
from analysis.types import LeftOut, Place

HELD = "[achtergehouden: hier staat misschien een naam]"
"""What stands in the place of such a text."""
_REMEMBERED = 100_000


def held_part(part: LeftOut, holding: Holding | None) -> LeftOut:
    """What was left out, as it may be shown; without a `holding` as it is."""
    if holding is None:
        return part
    return replace(
        part,
        source=holding.shown_source(part.source),
        text=holding.shown(part.text),
        place=holding.shown_place(part.place),
        reason=holding.shown(part.reason),
    )


def apart(names: Iterable[str], show: Callable[[str], str]) -> dict[str, str]:
    """Each name -> how it is shown; names that are shown alike get a number."""
    shown: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        new = plain = show(name)
        number = 1
        while new in taken:
            number += 1
            new = f"{plain} ({number})"
        taken.add(new)
        shown[name] = new
    return shown


class Holding:
    """Looks once more at each text that is to be shown; remembers what it found.

    The finder knows what the day allows: make a new one when that changes.
    """

    def __init__(self, finder: Finds) -> None:
        self._has_names = lru_cache(maxsize=_REMEMBERED)(lambda text: bool(finder.find(text)))

    def held(self, text: str) -> bool:
        """Whether a name or other personal data may stand in the text."""
        return self._has_names(text)

    def shown(self, text: str) -> str:
        """The text, or `HELD`."""
        return HELD if self.held(text) else text

    def shown_place(self, place: Place) -> Place:
        """The place, with `HELD` for the name of its sheet where a name may stand in that."""
        return place.on_sheet(self.shown(place.sheet)) if place.sheet else place

    def shown_source(self, name: str) -> str:
        """A file's name, or `HELD` with its ending, which tells how places in it are counted."""
        stem, dot, ending = name.rpartition(".")
        held = self.held((stem if dot else name).replace("_", " "))
        return f"{HELD}{dot}{ending if dot else ''}" if held else name
