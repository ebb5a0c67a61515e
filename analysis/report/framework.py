"""The framework matrix: corners by themes, with the statements themselves in the cells.

After Ritchie and Spencer (1994), "Qualitative data analysis for applied policy research": a row a
case, a column a theme, so that both a case and a theme can be read as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from analysis.charts.cells import EMPTY
from analysis.charts.palette import dutch
from analysis.report.day import Day
from analysis.report.parts import Report
from analysis.report.quotes import Quotes
from analysis.report.tally import Tally
from analysis.report.trace import Spec
from analysis.report.wording import Wording, word
from analysis.synthesis.incidence import KINDS, NO_THEME, in_selection, incidence
from analysis.synthesis.matrix import Matrix, ids_by_cell

Choose = Callable[[Sequence[str], int], Sequence[str]]
"""Of these statements so many, in the order in which they stand in the cell."""

Column = Mapping[tuple[str, str], Sequence[str]]
"""Corner and kind -> the statements there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement in a cell."""

    text: str
    statement: str


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one kind ('' is: without) in a cell.

    `n` counts them all. `notes` say which are not among the `entries`, or why there are none:
    not mentioned, not asked or not yet coded.
    """

    kind: str
    n: int
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """A corner: `per_kind` counts its statements, each once; `cells` go by the themes."""

    corner: str
    per_kind: tuple[int, ...]
    cells: tuple[tuple[Group, ...], ...]


@dataclass(frozen=True, eq=False)
class Framework:
    """The table and the id of its trace; `first` is the head of the column with the corners.

    `reading` says how it is to be read. `themes` are labels; statements without a theme, and those
    that wait for one, have a column at the end where there are any. Each cell has a group a kind,
    in the order of `kinds`.
    """

    trace: str
    caption: str
    reading: str
    alt: str
    first: str
    themes: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[FrameworkRow, ...]


def framework(day: Day, report: Report, *, most: int | None = None) -> Framework:
    """The framework of what the report is about.

    All statements in the day's order; with `most` so many in a cell, shared out over the kinds, the
    most typical of each first. What may hold a name is left out and counted.
    """
    cells = _Cells(day, report, most)
    keys = ["framework_caption", "framework_reading", "framework_short"]
    caption, reading, short = (
        cells.words.say(key, corner_word=report.corner_word).text for key in keys
    )
    return Framework(
        trace=report.framework_trace,
        caption=caption,
        reading=reading if most is None else f"{reading} {short}",
        alt=cells.words.say("table_alt", caption=caption, summary=reading).text,
        first=report.table.first,
        themes=tuple(cells.columns),
        kinds=report.matrix.kinds,
        rows=tuple(map(cells.row, report.matrix.corners)),
    )


class _Cells:
    """Fills the cells of one framework."""

    def __init__(self, day: Day, report: Report, most: int | None) -> None:
        self.words = Wording(report.corner_word)
        self.columns = _columns(day, report.matrix)
        self._day, self._matrix, self._most = day, report.matrix, most
        self._states = _states(report.matrix)
        self._choose = _first if most is None else _typical(day)

    def row(self, corner: str) -> FrameworkRow:
        totals = self._matrix.totals.loc[corner].to_dict()
        return FrameworkRow(
            corner=corner,
            per_kind=tuple(int(totals[kind]) for kind in self._matrix.kinds),
            cells=tuple(self._cell(theme, corner) for theme in self.columns),
        )

    def _cell(self, theme: str, corner: str) -> tuple[Group, ...]:
        kinds = self._matrix.kinds
        found = [self.columns[theme].get((corner, kind), ()) for kind in kinds]
        shown = [[one for one in ids if self._may_quote(one)] for ids in found]
        shares = shared_out([len(ids) for ids in shown], self._most)
        empty = [_empty(theme, self._states.get((corner, theme, kind))) for kind in kinds]
        return tuple(map(self._group, kinds, found, shown, shares, empty))

    def _may_quote(self, identity: str) -> bool:
        return self._day.may_quote(self._day.by_id[identity])

    def _group(
        self, kind: str, ids: Sequence[str], shown: Sequence[str], share: int, empty: str
    ) -> Group:
        texts = ((one, self._day.by_id[one].text.strip()) for one in self._choose(shown, share))
        missing = {"framework_more": len(shown) - share, "framework_held": len(ids) - len(shown)}
        told = (self.words.say(key, n=dutch(n)).text for key, n in missing.items() if n)
        return Group(
            kind=kind,
            n=len(ids),
            entries=tuple(Entry(text, one) for one, text in texts),
            notes=tuple(told) if ids else (empty,),
        )


def _columns(day: Day, matrix: Matrix) -> dict[str, Column]:
    found: dict[str, dict[tuple[str, str], Sequence[str]]] = {one: {} for one in matrix.themes}
    for (corner, theme, kind), ids in ids_by_cell(day.labelled, matrix).items():
        found[theme][corner, kind] = ids
    waiting = _waiting(day, matrix)
    if NO_THEME in found and not found[NO_THEME]:
        del found[NO_THEME]
    return found | ({word("words", "waiting"): waiting} if waiting else {})


def _waiting(day: Day, matrix: Matrix) -> Column:
    """The statements that have no theme and lack a decision; none where themes were chosen."""
    if NO_THEME not in matrix.themes:
        return {}
    found = incidence(day.labelled, corners=(), themes=matrix.codebook)
    found = found.keep(in_selection(day.labelled, found, matrix.select))
    waiting = found.keep(~found.decided[:, -1])
    cells: dict[tuple[str, str], list[str]] = {}
    for identity, corner, kind in zip(waiting.ids, waiting.corner, waiting.kind, strict=True):
        cells.setdefault((waiting.corners[corner], KINDS[kind]), []).append(identity)
    return cells


def _states(matrix: Matrix) -> dict[tuple[str, str, str], str]:
    cells = matrix.cells
    places = zip(cells["corner"], cells["theme"], cells["category"], strict=True)
    return dict(zip(places, cells["state"], strict=True))


def _empty(theme: str, state: str | None) -> str:
    """Which of the three kinds of empty a cell is; beside the themes a nought says enough."""
    sign, words = EMPTY.get(state or "none", EMPTY["none"])
    return f"{sign} {words}" if theme != NO_THEME and state else sign


def shared_out(counts: Sequence[int], most: int | None) -> list[int]:
    """How many of each there is room for: as even as can be, `most` in all; None is: all."""
    if most is None:
        return list(counts)
    shares = [0] * len(counts)
    while sum(shares) < min(most, sum(counts)):
        behind = [at for at, count in enumerate(counts) if shares[at] < count]
        shares[min(behind, key=shares.__getitem__)] += 1
    return shares


def _first(ids: Sequence[str], count: int) -> Sequence[str]:
    return ids[:count]


def _typical(day: Day) -> Choose:
    """Where there are more: the ones that would be quoted, then the first."""
    quotes, reviewed = Quotes(day), Tally(day).ids(Spec("reviewed"))

    def choose(ids: Sequence[str], count: int) -> Sequence[str]:
        if len(ids) <= count:
            return ids
        best = quotes.propose(ids, reviewed=reviewed, count=count)
        return tuple(dict.fromkeys((*best, *ids)))[:count]

    return choose
