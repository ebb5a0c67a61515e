"""How much of an infosheet is shown: from all of it in large letters to the least of it in small.

Nothing is cut without a trace: a text that was cut ends in […], and `Cut` counts what is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from analysis.language.sentences import sentences

MORE = "[…]"
"""Stands where a text was cut."""

SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5)
"""Sizes of the text in points, tried in this order; smaller is not read with ease on paper."""

_AIRY = ((13.0, 1.6), (12.0, 1.5), (11.0, 1.5), (11.0, 1.3), (11.0, 1.15))
"""Size, and how far things stand apart: tried first, for a sheet with little on it."""

_ALL = 10**9

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Room:
    """What is let in: size of the text (points), how far things stand apart
    (1 is close), characters a text, items a theme, themes."""

    size: float
    air: float = 1.0
    chars: int = _ALL
    points: int = _ALL
    quotes: int = _ALL
    themes: int = _ALL
    whole_matrix: bool = True


@dataclass(slots=True)
class Cut:
    """What was left out, counted."""

    texts: int = 0
    points: int = 0
    quotes: int = 0
    themes: int = 0

    def first(self, items: tuple[T, ...], most: int, what: str) -> tuple[T, ...]:
        """The first items, the others counted as `what`."""
        setattr(self, what, getattr(self, what) + max(0, len(items) - most))
        return items[:most]

    def text(self, text: str, most: int) -> str:
        """The text, or the sentences of it that fit."""
        text = " ".join(text.split())
        short = shortened(text, most)
        self.texts += short != text
        return short

    def note(self) -> str:
        """One Dutch sentence; '' where nothing was left out."""
        gone = [
            _several(self.themes, "thema", "thema’s"),
            _several(self.quotes, "citaat", "citaten"),
            _several(self.points, "punt", "punten"),
        ]
        left = _list(text for text in gone if text)
        cut = f"{_several(self.texts, 'tekst', 'teksten')} ingekort (bij {MORE})"
        parts = [cut] * bool(self.texts) + [f"{left} weggelaten"] * bool(left)
        return f"Om op één blad te passen: {', en '.join(parts)}." if parts else ""


def rooms(themes: int) -> list[Room]:
    """All there are for a sheet with so many themes, each with less than the one before."""
    smallest = SIZES[-1]
    sizes = [Room(*airy) for airy in _AIRY] + [Room(size) for size in SIZES]
    tighter = [
        Room(smallest, chars=400),
        Room(smallest, chars=300, points=8),
        Room(smallest, chars=240, points=6, quotes=3),
        Room(smallest, chars=200, points=5, quotes=2),
        Room(smallest, chars=170, points=4, quotes=2),
        Room(smallest, chars=150, points=4, quotes=1),
        Room(smallest, chars=150, points=3, quotes=1),
        Room(smallest, chars=150, points=3, quotes=1, whole_matrix=False),
        Room(smallest, chars=130, points=2, quotes=1, whole_matrix=False),
        Room(smallest, chars=110, points=1, quotes=1, whole_matrix=False),
        Room(smallest, chars=110, points=1, quotes=0, whole_matrix=False),
        Room(smallest, chars=80, points=1, quotes=0, whole_matrix=False),
    ]
    return sizes + tighter + [replace(tighter[-1], themes=n) for n in range(themes - 1, 0, -1)]


def enlarged(room: Room) -> list[Room]:
    """The same cuts in larger letters, each larger than the one before; none where nothing is cut.

    Where long texts were cut there is room again.
    """
    cut = replace(room, size=SIZES[0], air=1.0) != Room(SIZES[0])
    sizes = [*((size, 1.0) for size in reversed(SIZES)), *reversed(_AIRY)]
    larger = [replace(room, size=size, air=air) for size, air in sizes]
    return larger[larger.index(room) + 1 :] if cut else []


def shortened(text: str, most: int) -> str:
    """The first sentences that fit in `most` characters, then […]; of one long sentence, words."""
    if len(text) <= most:
        return text
    ends = [end for _, end in sentences(text) if end <= most]
    if not ends:
        words = text[: most + 1].rpartition(" ")[0]
        return f"{(words or text[:most]).rstrip(' ,;:–-')} {MORE}"
    return f"{text[: ends[-1]]} {MORE}"


def _several(count: int, one: str, more: str) -> str:
    return "" if not count else f"1 {one}" if count == 1 else f"{count} {more}"


def _list(items: Iterable[str]) -> str:
    *most, last = [*items] or [""]
    return f"{', '.join(most)} en {last}" if most else last
