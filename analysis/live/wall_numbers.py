"""The numbers that the wall may show of a day.

Small numbers are hidden first, and everything is worked out from what is left: a sum over a hidden
number is only said to be "at least", from what everybody sees, so that no subtraction gives the
hidden number away. The sizes of corners are hidden in the same way. That sizes and cells are shown
both gives nothing away: a statement may carry no theme, or several.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analysis.charts.cells import EMPTY
from analysis.charts.palette import dutch
from analysis.synthesis.frames import Frames
from analysis.synthesis.matrix import Key, Matrix, build_matrix
from analysis.synthesis.progress import reviewed_ids
from analysis.types import Corner

State = Literal["counted", "few", "none", "not_asked", "not_coded"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the wall shows it.

    There are at least `low`, and just so many where `exact`; people have looked at `reviewed` of
    them. `few`: how many hidden numbers (0 < n < least) are in it. Each counts for 1 in `low`,
    whatever it is, and says nothing of who looked.
    """

    state: State
    text: str
    low: int = 0
    reviewed: int = 0
    few: int = 0

    @property
    def exact(self) -> bool:
        """Whether nothing in it is hidden."""
        return not self.few

    @property
    def proposed(self) -> int:
        """How many of `low` are the computer's proposals still."""
        return self.low - self.reviewed - self.few


ZERO = Number("none", EMPTY["none"][0])
NOT_ASKED = Number("not_asked", EMPTY["not_asked"][0])
NOT_CODED = Number("not_coded", EMPTY["not_coded"][0])
_EMPTY = {"counted": ZERO, "not_asked": NOT_ASKED, "not_coded": NOT_CODED}


def number(count: int, reviewed: int, *, least: int, state: str = "counted") -> Number:
    """A count as it is shown; a few become "<least". `state` is that of the matrix's cell."""
    if count == 0:
        return _EMPTY[state]
    if count < least:
        return Number("few", f"<{least}", low=1, few=1)
    return Number("counted", dutch(count), low=count, reviewed=reviewed)


def together(numbers: Iterable[Number]) -> Number:
    """A sum, told from the numbers as they are shown: '14+' is 14 or more."""
    parts = list(numbers)
    some = [part for part in parts if part.low]
    if len(some) == 1:
        return some[0]
    if not some:
        found = {part.state for part in parts}
        if "not_coded" in found:
            return NOT_CODED
        return NOT_ASKED if found == {"not_asked"} else ZERO
    low, few = sum(part.low for part in some), sum(part.few for part in some)
    reviewed = sum(part.reviewed for part in some)
    return Number("counted", dutch(low) + ("+" if few else ""), low, reviewed, few)


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of a day: `cells` by corner, theme and kind; `sizes` by corner and kind.

    `sizes` counts each statement once; one with two themes counts in two cells.
    """

    corners: tuple[str, ...]
    themes: tuple[str, ...]
    kinds: tuple[str, ...]
    cells: tuple[tuple[tuple[Number, ...], ...], ...]
    sizes: tuple[tuple[Number, ...], ...]
    size: int = 0  # how many statements there really are; shown by `total` alone
    least: int = 1

    def of_corner(self, corner: int) -> Number:
        """How many statements a corner has."""
        return together(self.sizes[corner])

    def of_kind(self, kind: int) -> Number:
        """How many statements of a kind there are in all corners."""
        return together(corner[kind] for corner in self.sizes)

    def of_theme(self, theme: int, kind: int) -> Number:
        """How many statements of a kind carry a theme, in all corners."""
        return together(corner[theme][kind] for corner in self.cells)

    @property
    def total(self) -> Number:
        """How many statements there are: just so many, unless that gives a hidden number away.

        It does not where several are hidden and each of them can still be anything under `least`.
        """
        sizes = [size for corner in self.sizes for size in corner]
        seen = together(sizes)
        hidden = self.size - sum(one.low for one in sizes if one.exact)
        most = self.least - 1
        free = (seen.few - 1) * 1 + most <= hidden <= (seen.few - 1) * most + 1
        if seen.few < 2 or not free:
            return seen
        return Number("counted", dutch(self.size), self.size, seen.reviewed)


def tally(
    frames: Frames,
    *,
    corners: Sequence[Corner],
    themes: Mapping[str, str],
    off: Collection[str],
    least: int,
) -> Tally:
    """Count what is on the wall; the statements of `off` (ids) count nowhere.

    `themes`: label in `frames` -> what the wall calls it, in the codebook's order.
    """
    seen = _only(frames, ~frames.statements.index.isin(list(off)))
    matrix = build_matrix(seen, corners=corners, themes=list(themes))
    ids = reviewed_ids(seen)
    people = None  # of a day that nobody reviewed yet there is nothing more to count
    if len(ids):
        looked_at = _only(seen, seen.statements.index.isin(ids))
        people = build_matrix(looked_at, corners=corners, themes=list(themes))
    cells = _cells(matrix, people, least)
    return Tally(
        corners=matrix.corners,
        themes=tuple(themes.values()),
        kinds=matrix.kinds,
        cells=tuple(
            tuple(tuple(cells[corner, theme, kind] for kind in matrix.kinds) for theme in themes)
            for corner in matrix.corners
        ),
        sizes=_sizes(matrix, people, least),
        size=int(matrix.totals.to_numpy().sum()),
        least=least,
    )


def _only(frames: Frames, keep: NDArray[np.bool_]) -> Frames:
    """The day as if only these statements were there."""
    return Frames(frames.statements[keep], frames.codings)


def _cells(matrix: Matrix, people: Matrix | None, least: int) -> dict[Key, Number]:
    """Each cell's number; `people` counts what people have looked at."""
    looked_at = dict(zip(_keys(people), people.cells["count"], strict=True)) if people else {}
    counted = zip(_keys(matrix), matrix.cells["count"], matrix.cells["state"], strict=True)
    return {
        key: number(int(count), int(looked_at.get(key, 0)), least=least, state=state)
        for key, count, state in counted
    }


def _keys(matrix: Matrix) -> Iterator[Key]:
    cells = matrix.cells
    return zip(cells["corner"], cells["theme"], cells["category"], strict=True)


def _sizes(matrix: Matrix, people: Matrix | None, least: int) -> tuple[tuple[Number, ...], ...]:
    looked_at = matrix.totals * 0
    if people:
        looked_at = people.totals.reindex_like(matrix.totals).fillna(0)
    return tuple(
        tuple(number(int(n), int(by), least=least) for n, by in zip(*row, strict=True))
        for row in zip(matrix.totals.to_numpy(), looked_at.to_numpy(), strict=True)
    )
