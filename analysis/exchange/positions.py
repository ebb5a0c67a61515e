"""How another program counted the positions in a text, found from what its selections say.

The standard counts code points. Programs are known to count UTF-16 units, line ends as one or two,
or the byte order mark as a character; each shifts every selection after an emoji or a line. Where
selections bear (the start of) their own text as a name, that decides; otherwise whole words do. The
standard's way goes first where another is not clearly better.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, product

_LONGEST = 1_000_000  # code points; of a longer text the count is taken as the standard has it
_SAMPLE = 200
_NAMED, _OUTSIDE = 4, -6
_CLEARLY = 2
_LINE_END = re.compile("\r\n?|\n")
_DOTS = re.compile(r"\s*(?:…|\.\.\.)\s*$")

Position = Callable[[int], int | None]
"""From a position as the other program counted to a code point; None beyond the text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A selection as counted by the other program; `name` may be the start of its text."""

    start: int
    end: int
    name: str = ""


def counted(raw: str, marks: Sequence[Mark]) -> tuple[str, Position]:
    """The text without byte order mark and with "\\n" as line end, and how to find positions."""
    text = _LINE_END.sub("\n", raw.removeprefix("\ufeff"))
    first, *others = _possible(raw, text)
    best = _Way(raw, text, *first)
    most = best.fit(marks[:_SAMPLE])
    for other in others if marks else ():
        way = _Way(raw, text, *other)
        fit = way.fit(marks[:_SAMPLE])
        if fit >= most + _CLEARLY:
            best, most = way, fit
    return text, best.position


def _possible(raw: str, text: str) -> list[tuple[bool, int, bool]]:
    """(UTF-16 units?, size of a line end or 0 for as it is, mark counted?), the standard first."""
    if len(text) > _LONGEST:
        return [(False, 0, False)]
    wide = (False, True) if any(letter > "\uffff" for letter in text) else (False,)
    ends = (0, 1, 2) if "\n" in text else (0,)
    mark = (False, True) if raw.startswith("\ufeff") else (False,)
    return list(product(wide, ends, mark))


class _Way:
    """One way of counting."""

    def __init__(self, raw: str, text: str, wide: bool, line_end: int, mark: bool) -> None:
        self._text = text
        ends = iter(_LINE_END.findall(raw))
        sizes = (
            (line_end or len(next(ends))) if letter == "\n"
            else 1 + (wide and letter > "\uffff")
            for letter in text
        )  # fmt: skip
        self._places = list(accumulate(sizes, initial=int(mark)))

    def position(self, counted_at: int) -> int | None:
        """The code point at a position; inside a character the one that follows."""
        at = bisect_left(self._places, counted_at)
        return at if at < len(self._places) and counted_at >= 0 else None

    def fit(self, marks: Sequence[Mark]) -> int:
        """How well the selections fall where people select."""
        return sum(map(self._fit, marks))

    def _fit(self, mark: Mark) -> int:
        start, end = self.position(mark.start), self.position(mark.end)
        if start is None or end is None or start >= end:
            return _OUTSIDE
        said = self._text[start:end]
        name = " ".join(_DOTS.sub("", mark.name).split())
        named = len(name) > 2 and " ".join(said[: 4 * len(name)].split()).startswith(name)
        return _NAMED * named + self._edge(start, start) + self._edge(end, end - 1)

    def _edge(self, at: int, inside: int) -> bool:
        """Whether a selection ends here at a whole word; it does not begin with white space."""
        text = self._text
        if at == inside and text[at].isspace():
            return False
        return at in (0, len(text)) or not (text[at - 1].isalnum() and text[at].isalnum())
