"""Where each statement stands in the plain text of its source, and what of that text is shown.

A source is its lines with a line end between them. A statement is sought in the lines of its
place, white space apart, since reading joins lines; one that is not there word for word gets its
lines whole, and one without lines gets a line of its own at the end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.exchange.refi import sound
from analysis.privacy.holding import HELD, Holding
from analysis.store.values import SourceText
from analysis.types import Place, Statement

_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Laid:
    """A source's text, and the code points [start, end) of each of its statements by id."""

    text: str
    spans: dict[str, tuple[int, int]]


def lay_out(
    lines: Sequence[SourceText], statements: Sequence[Statement], *, holding: Holding | None = None
) -> Laid:
    """The text of a source and where its statements stand in it.

    What `holding` holds back stands there as `HELD`: whole statements, and what of a line lies
    outside its statements.
    """
    pieces = [sound(line.text) for line in lines]
    starts = _starts(pieces)
    text = "\n".join(pieces)
    spans: dict[str, tuple[int, int]] = {}
    loose: list[Statement] = []
    taken: set[tuple[int, int]] = set()
    rows = _Rows(lines)
    for statement in statements:
        found = rows.of(statement.place)
        if not found:
            loose.append(statement)
            continue
        first, last = found[0], found[-1]
        window = (starts[first], starts[last] + len(pieces[last]))
        spans[statement.id] = _find(text, window, sound(statement.text), taken)
        taken.add(spans[statement.id])
    for statement in loose:
        own = sound(statement.text).strip("\n")
        at = len(text) + 1 if text else 0
        text = f"{text}\n{own}" if text else own
        spans[statement.id] = (at, at + len(own))
    laid = Laid(text, spans)
    if holding is None:
        return laid
    laid = _hidden(laid, [spans[s.id] for s in statements if holding.held(s.text)])
    return _hidden(laid, _held_around(laid, holding))


def _starts(pieces: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece) + 1
    return starts


class _Rows:
    """The lines of a source by page and number, to find those of a place."""

    def __init__(self, lines: Sequence[SourceText]) -> None:
        self._lines = lines
        self._by_row: dict[tuple[int | None, int], list[int]] = {}
        for number, line in enumerate(lines):
            for row in range(line.place.line_start, line.place.line_end + 1):
                self._by_row.setdefault((line.place.page, row), []).append(number)

    def of(self, place: Place) -> list[int]:
        """The numbers of the lines at a place, in order; of its own cell where there is one."""
        rows = range(place.line_start, place.line_end + 1)
        found = sorted({n for row in rows for n in self._by_row.get((place.page, row), ())})
        own = [n for n in found if place.cell and self._lines[n].place.cell == place.cell]
        return own or found


def _find(
    text: str, window: tuple[int, int], wanted: str, taken: set[tuple[int, int]]
) -> tuple[int, int]:
    """Where the words stand in the window, at the first place not taken yet; else all of it."""
    start, end = window
    words = wanted.split()
    if not words:
        return window
    within = re.compile(r"\s+".join(map(re.escape, words)))
    found = [one.span() for one in within.finditer(text, start, end)]
    return next((span for span in found if span not in taken), found[0] if found else window)


def _held_around(laid: Laid, holding: Holding) -> list[tuple[int, int]]:
    """What of the held lines lies outside statements; the statements may be shown."""
    stated = _merged(laid.spans.values())
    ends = [end for _, end in stated]
    out: list[tuple[int, int]] = []
    at = 0
    for line in laid.text.split("\n"):
        end = at + len(line)
        here, gaps = at, []
        for start, stop in stated[bisect_right(ends, at) :]:
            if start >= end:
                break
            gaps.append((here, start))
            here = stop
        gaps.append((here, end))
        said = [_stripped(laid.text, *gap) for gap in gaps if _WORD.search(laid.text, *gap)]
        if said and holding.held(line):
            out += said
        at = end + 1
    return out


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its ends."""
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif end > start:
            out.append((start, end))
    return out


def _hidden(laid: Laid, spans: Iterable[tuple[int, int]]) -> Laid:
    """The text with `HELD` for each of these spans; a statement that touches one holds it whole."""
    parts: list[str] = []
    moved: list[tuple[int, int, int]] = []  # start, end, and where `HELD` now starts
    here = at = 0
    for start, end in _merged(spans):
        parts += [laid.text[here:start], HELD]
        at += start - here
        moved.append((start, end, at))
        at, here = at + len(HELD), end
    parts.append(laid.text[here:])
    ends = [end for _, end, _ in moved]

    def shifted(offset: int, *, last: bool) -> int:
        index = bisect_right(ends, offset - last)
        if index < len(moved) and moved[index][0] < offset + (not last):
            return moved[index][2] + last * len(HELD)
        if index == 0:
            return offset
        _, end, new = moved[index - 1]
        return new + len(HELD) + offset - end

    spans_now = {
        name: (shifted(start, last=False), shifted(end, last=True))
        for name, (start, end) in laid.spans.items()
    }
    return Laid("".join(parts), spans_now)
