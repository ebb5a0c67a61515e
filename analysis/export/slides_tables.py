"""The matrix as native tables, shaded as the figure; what does not fit goes on on a next slide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from analysis.charts.cells import Cell, drawn_cells
from analysis.charts.palette import MARKS, WORDS, text_colour
from analysis.export.infosheet_text import clean
from analysis.export.slides_cells import MARGIN, fill, hatch, new_table
from analysis.export.slides_charts import evenly, legend_of
from analysis.export.slides_deck import CAPTION, FIGURE, Deck, numbered
from analysis.export.slides_quotes import caption
from analysis.export.slides_text import Box, Run, on_one_line, one_line_size
from analysis.report.parts import Column, Line, Report, Table
from analysis.report.wording import Number, word

_MOST_LINES = 14
_NAMES, _N, _LEAST, _MOST = 225.0, 42.0, 49.0, 84.0  # widths in points
_THEMES, _KINDS, _LINE = 26.0, 34.0, 36.0  # heights in points
_NAME, _KIND, _THEME = 12, 10.5, 14  # sizes in points
_LARGEST = 20  # size of numbers
_ROOMY = 1.45  # a line's height, of the size of what stands in it

Cells = Mapping[tuple[str, str, str], Cell]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one slide shows: some lines, and of each the places of some columns; the first is n."""

    table: Table
    lines: Sequence[Line]
    places: Sequence[int]

    @property
    def columns(self) -> list[Column]:
        return [self.table.columns[at] for at in self.places]

    def numbers(self, line: Line) -> list[Number]:
        return [line.numbers[at] for at in self.places]

    def words(self) -> Iterator[str]:
        """The lines in words, with the names in full."""
        for line in self.lines:
            pairs = zip(self.columns, self.numbers(line), strict=True)
            said = "; ".join(f"{_in_words(column)} {number.text}" for column, number in pairs)
            yield f"{line.label}: {said}"


def add_matrix(deck: Deck, report: Report) -> None:
    """The slides of the matrix; none where it has no lines or columns."""
    table = report.table
    cells = {(c.corner, c.theme, c.kind): c for c in drawn_cells(report.matrix, report.measure)}
    parts = _parts(table, deck.box("Tabel", FIGURE))
    across = max((len(part.places) for part in parts), default=0) - 1
    for title, part in numbered(f"Wat elke {report.corner_word} zei", parts):
        slide = deck.slide("Tabel", title)
        box = slide.box(FIGURE)
        widths, heights = _widths(part, across, box), _heights(part, box)
        rows = new_table(
            slide, FIGURE, widths=widths, heights=heights, name=table.trace, alt=table.alt
        )
        _heads(rows, table.first, part.columns)
        look = _look(part, widths, heights)
        for line, row in zip(part.lines, rows[2:], strict=True):
            _row(row, line, part, cells, look)
        under = caption(table.caption, _signs(part), table.trace, slide.box(CAPTION))
        slide.fill(CAPTION, under)
        slide.done([f"Tabel {table.trace}. {table.caption}", table.alt, *part.words()])


def _parts(table: Table, box: Box) -> list[_Part]:
    """Few enough lines and whole themes for a slide each; all corners of some themes first."""
    themes = [
        [at for at, _ in found]
        for theme, found in groupby(enumerate(table.columns), key=lambda one: one[1].theme)
        if theme is not None
    ]
    fitting = int((box.width - _NAMES - _N) / _LEAST)
    most = max(1, fitting // max(map(len, themes), default=1))
    return [
        _Part(table, lines, [0, *(at for theme in some for at in theme)])
        for some in evenly(themes, most)
        for lines in evenly(table.lines, _MOST_LINES)
    ]


def _in_words(column: Column) -> str:
    if column.theme is None:
        return word("words", "n")
    return f"{column.theme}, {WORDS[column.kind or '']}"


def _signs(part: _Part) -> str:
    """What the signs for empty cells mean that stand here."""
    numbers = (number for line in part.lines if not line.total for number in part.numbers(line))
    return legend_of({number.state for number in numbers})


def _widths(part: _Part, across: int, box: Box) -> list[float]:
    """Of the columns, in points; cells as wide as on the slide that has most, `across`."""
    wide = min(_MOST, (box.width - _NAMES - _N) / max(across, 1))
    return [_NAMES, _N, *[wide] * (len(part.places) - 1)]


def _heights(part: _Part, box: Box) -> list[float]:
    lines = len(part.lines)
    high = min(_LINE, (box.height - _THEMES - _KINDS) / lines)
    return [_THEMES, _KINDS, *[high] * lines]


def _heads(rows: Sequence[Sequence[Any]], first: str, columns: Sequence[Column]) -> None:
    for at, text in enumerate((first, word("words", "n"))):
        rows[0][at].merge(rows[1][at])
        for row in rows[:2]:
            runs = [Run(text, _NAME, bold=True)] if row is rows[0] else []
            fill(row[at], [runs], align="r" if at else "l", anchor="b")
    places = range(2, len(columns) + 1)
    for theme, found in groupby(places, key=lambda at: columns[at - 1].theme):
        _theme([rows[0][at] for at in found], theme or "")
    for at in places:
        _kind(rows[1][at], columns[at - 1].kind or "")


def _theme(cells: Sequence[Any], theme: str) -> None:
    """A theme's head over those of its kinds."""
    name = on_one_line(theme, _THEME, _LEAST * len(cells) - 2 * MARGIN, bold=True)
    for cell in cells:
        fill(cell, [[Run(name, _THEME, bold=True)] if cell is cells[0] else []])
    if len(cells) > 1:
        cells[0].merge(cells[-1])


def _kind(cell: Any, kind: str) -> None:
    colour = text_colour(kind)
    lines = (MARKS[kind], WORDS[kind])
    fill(cell, [[Run(text, _KIND, bold=True, colour=colour)] for text in lines], anchor="b")


def _look(part: _Part, widths: Sequence[float], heights: Sequence[float]) -> tuple[int, int]:
    """The sizes of names and numbers at which each stays on its line."""
    high = max(_NAME, min(_LARGEST, int(heights[-1] / _ROOMY)))
    names = (clean(line.label) for line in part.lines)
    columns = zip(widths[1:], zip(*map(part.numbers, part.lines), strict=True), strict=True)
    numbers = min(
        int(one_line_size([n.text for n in found], range(high, 7, -1), _inner(width), bold=True))
        for width, found in columns
    )
    small = one_line_size(names, range(min(high, _LARGEST - 4), _NAME - 1, -1), _inner(_NAMES))
    return int(small), numbers


def _inner(width: float) -> float:
    return width - 2 * MARGIN


def _row(row: Sequence[Any], line: Line, part: _Part, cells: Cells, look: tuple[int, int]) -> None:
    """A line of the matrix; `look` are the sizes of its name and its numbers."""
    small, size = look
    name = on_one_line(line.label, small, _inner(_NAMES), bold=line.total)
    fill(row[0], [[Run(name, small, bold=line.total)]], align="l")
    for cell, column, number in zip(row[1:], part.columns, part.numbers(line), strict=True):
        drawn = cells.get((line.label, column.theme or "", column.kind or ""))
        if line.total or drawn is None:
            runs = [Run(number.text, size, bold=line.total)]
            fill(cell, [runs], align="ctr" if column.theme else "r")
        elif number.state == "not_asked":
            fill(cell, [[Run(number.text, size, colour=drawn.ink)]])
            hatch(cell)
        else:
            fill(cell, [[Run(number.text, size, colour=drawn.ink)]], colour=drawn.fill)
