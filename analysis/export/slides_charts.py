"""Native charts: bars of each kind in its colour, with the numbers in them, to be edited later.

What is typed stands as text in the workbook behind a chart, never as a formula.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from analysis.charts.cells import EMPTY
from analysis.charts.palette import COLOURS, LIGHT, MARKS, ink_on, label, text_colour
from analysis.export.infosheet_text import clean
from analysis.export.slides_deck import FIGURE, Slide, child, named
from analysis.export.slides_text import Box, Paragraph, Run, on_one_line, one_line_size, width_of
from analysis.report.choice import Shown
from analysis.report.parts import Line, Table
from analysis.report.wording import Number

MOST_ROWS = 14
"""Rows that one chart can show and still be read."""

_MOST_SIDE_BY_SIDE = 15  # bars; more are put end to end
_LEGEND, _EDGE = 34.0, 6.0  # points above the bars, and beside them
_NAMES = 0.4  # of the width at most
_APART = " " * 5  # between the kinds
_SMALLEST, _LARGEST = 12.0, 16.0
_GAP = 0.5  # of a bar, between rows
_THICKEST = 38.0  # points of a bar
_FORMATS = {"count": "#,##0", "share": '[=0]0%;[<0.005]"<1%";0%'}
_STACKED = {"count": "#,##0", "share": "0%"}
_AXES = {"-2068027336": "2068027336", "-2113994440": "2113994440"}
"""The schema wants axes numbered without a sign; python-pptx's have one."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows of bars: a name, and a number of each kind."""

    kinds: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Number, ...]], ...]
    measure: Shown

    def parts(self, most: int) -> tuple[Bars, ...]:
        """The same in as few charts as have at most so many rows, about equally long."""
        return tuple(replace(self, rows=tuple(rows)) for rows in evenly(self.rows, most))

    @property
    def any(self) -> bool:
        """Whether there is a bar to see."""
        return any(_amount(number) for _, numbers in self.rows for number in numbers)

    def highest(self, most: int) -> Bars:
        """The rows with the highest numbers, in their own order."""
        sums = [sum(map(_amount, numbers)) for _, numbers in self.rows]
        best = sorted(range(len(sums)), key=lambda at: -sums[at])[:most]
        return replace(self, rows=tuple(self.rows[at] for at in sorted(best)))

    def words(self) -> Iterator[str]:
        """Each row as a line of text."""
        for name, numbers in self.rows:
            said = (f"{label(k)} {n.text}" for k, n in zip(self.kinds, numbers, strict=True))
            yield f"{name}: {', '.join(said)}"

    def empty(self) -> str:
        """What the signs of the empty mean that stand in it: '– niet gevraagd'."""
        states = {number.state for _, numbers in self.rows for number in numbers}
        return legend_of(states - {"none"})


def legend_of(states: set[str]) -> str:
    """What the signs of these kinds of empty mean."""
    return ", ".join(" ".join(EMPTY[state]) for state in EMPTY if state in states)


def bars_of(table: Table, lines: Sequence[Line], measure: Shown) -> Bars:
    """Rows that are lines of a table whose columns are kinds."""
    kinds = tuple(column.kind or "" for column in table.columns)
    return Bars(kinds, tuple((line.label, line.numbers) for line in lines), measure)


def bars_of_themes(table: Table, line: Line, measure: Shown) -> Bars:
    """Rows that are the themes of one line of the matrix."""
    rows: dict[str, list[Number]] = {}
    kinds: dict[str, None] = {}
    for column, number in zip(table.columns, line.numbers, strict=True):
        if column.theme is not None and column.kind is not None:
            rows.setdefault(column.theme, []).append(number)
            kinds[column.kind] = None
    return Bars(tuple(kinds), tuple((n, tuple(found)) for n, found in rows.items()), measure)


def evenly(items: Sequence[T], most: int) -> list[Sequence[T]]:
    """The items in as few parts of at most `most` as there can be, about equally large."""
    parts = math.ceil(len(items) / most)
    edges = [round(len(items) * part / parts) for part in range(parts + 1)] if parts else []
    return [items[a:b] for a, b in pairwise(edges)]


def add_chart(slide: Slide, bars: Bars, *, trace: str, alt: str) -> None:
    """Put bars, at least one, in the slide's placeholder for a figure."""
    place = slide.take(FIGURE)
    box = Box(Emu(place.width).pt, Emu(place.height).pt)
    beside = len(bars.rows) * len(bars.kinds) <= _MOST_SIDE_BY_SIDE
    size = _size(bars, box, beside)
    small, names = _names(bars, size, box)
    data = CategoryChartData(  # type: ignore[no-untyped-call]
        number_format=_STACKED[bars.measure]
    )
    data.categories = names
    values = list(zip(*([_value(n) for n in row] for _, row in bars.rows), strict=True))
    for kind, found in zip(bars.kinds, values, strict=True):
        data.add_series(label(kind), found)  # type: ignore[no-untyped-call]
    form = XL_CHART_TYPE.BAR_CLUSTERED if beside else XL_CHART_TYPE.BAR_STACKED
    frame = place.insert_chart(form, data)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(bars, names, values))
    left = max(width_of(name, small) for name in names) + 2 * _EDGE
    _look(chart, bars, size=size, beside=beside, room=box.width - left - _EDGE)
    slide.over(frame, _legend(bars, box), height=_LEGEND - _EDGE)
    chart.category_axis.tick_labels.font.size = Pt(small)
    chart.plots[0].gap_width = _gap(bars, box, beside)
    _place(chart, left / box.width, _LEGEND / box.height, (box.width - _EDGE) / box.width)
    named(frame, trace, alt)


def _size(bars: Bars, box: Box, beside: bool) -> float:
    """Of the letters, so that they are no higher than a bar."""
    across = len(bars.kinds) + _GAP if beside else 1
    return max(_SMALLEST, min(_LARGEST, math.floor(_step(bars, box) / across / 1.25)))


def _step(bars: Bars, box: Box) -> float:
    """The points from row to row."""
    return (box.height - _LEGEND) / len(bars.rows)


def _gap(bars: Bars, box: Box, beside: bool) -> int:
    """The room between rows in percent of a bar, so that none is too thick; 500 at most."""
    gap = _step(bars, box) / _THICKEST - (len(bars.kinds) if beside else 1)
    return round(100 * min(5, max(_GAP, gap)))


def _names(bars: Bars, size: float, box: Box) -> tuple[float, list[str]]:
    """The size of the rows' names, and the names with the signs of what is empty there.

    Names that fit on a line at no size are cut.
    """
    signs = [_signs(bars.kinds, numbers) for _, numbers in bars.rows]
    names = [clean(name) for name, _ in bars.rows]
    room = box.width * _NAMES
    whole = [name + sign for name, sign in zip(names, signs, strict=True)]
    small = one_line_size(whole, _sizes(size), room)
    return small, [
        on_one_line(name, small, room - width_of(sign, small)) + sign
        for name, sign in zip(names, signs, strict=True)
    ]


def _sizes(largest: float) -> list[float]:
    return [_SMALLEST + step for step in range(int(largest - _SMALLEST), -1, -1)]


def _signs(kinds: Sequence[str], numbers: Sequence[Number]) -> str:
    """' (★ –)': a kind that is empty for another reason than that nobody named it."""
    empty = {k: n.text for k, n in zip(kinds, numbers, strict=True) if n.value is None}
    if not empty:
        return ""
    if len(empty) == len(kinds) and len(set(empty.values())) == 1:
        return f" ({numbers[0].text})"
    return f" ({' '.join(f'{MARKS[kind]} {sign}' for kind, sign in empty.items())})"


def _value(number: Number) -> float | int | None:
    return number.value if isinstance(number.value, int | float) else None


def _amount(number: Number) -> float:
    return _value(number) or 0


def _workbook(
    bars: Bars, names: Sequence[str], values: Sequence[Sequence[float | int | None]]
) -> bytes:
    """The chart's numbers as python-pptx would lay them out, which writes '=1+1' as a formula."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        form = book.add_format({"num_format": _STACKED[bars.measure]})
        sheet.set_column(0, 0, 40)
        for row, name in enumerate(names, start=1):
            sheet.write_string(row, 0, name)
        for column, (kind, found) in enumerate(zip(bars.kinds, values, strict=True), start=1):
            sheet.write_string(0, column, label(kind))
            for row, value in enumerate(found, start=1):
                if value is not None:
                    sheet.write_number(row, column, value, form)
    return buffer.getvalue()


def _look(chart: Any, bars: Bars, *, size: float, beside: bool, room: float) -> None:
    chart.has_title = chart.has_legend = False
    chart.font.size, chart.font.color.rgb = Pt(size), _rgb(LIGHT.ink)
    top = _top(bars, beside) or 1
    _axes(chart, top / (1 - 4 * size / room) if beside else top)
    plot = chart.plots[0]
    plot.overlap = 0 if beside else 100
    form = _FORMATS[bars.measure] if beside else _hiding(bars.measure, top * 1.4 * size / room)
    for series, kind in zip(plot.series, bars.kinds, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(COLOURS[kind])
        labels = series.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, form, False
        where = XL_LABEL_POSITION.OUTSIDE_END if beside else XL_LABEL_POSITION.CENTER
        labels.position, labels.font.size = where, Pt(size)
        labels.font.color.rgb = _rgb(LIGHT.ink if beside else ink_on(COLOURS[kind]))


def _legend(bars: Bars, box: Box) -> Paragraph:
    """The kinds, on one line and in the order of the bars.

    As text of its own: a chart's legend is in another order in each program.
    """
    words = [label(kind) for kind in bars.kinds]
    room = box.width - 4 * _EDGE
    size = one_line_size([_APART.join(words)], _sizes(_LARGEST), room, bold=True)
    return Paragraph(
        tuple(
            Run(f"{_APART if at else ''}{word}", size, bold=True, colour=text_colour(kind))
            for at, (kind, word) in enumerate(zip(bars.kinds, words, strict=True))
        )
    )


def _top(bars: Bars, beside: bool) -> float:
    """The longest bar, or the longest row of them."""
    across = max if beside else sum
    return max((across(map(_amount, numbers)) for _, numbers in bars.rows), default=0)


def _hiding(measure: Shown, least: float) -> str:
    """A format without the numbers that are wider than their piece of a bar."""
    return f'[<{least:.4f}]"";{_STACKED[measure]}'


def _axes(chart: Any, top: float) -> None:
    values, names = chart.value_axis, chart.category_axis
    values.visible = values.has_major_gridlines = False
    values.minimum_scale, values.maximum_scale = 0, top
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = _rgb(LIGHT.line)


def _place(chart: Any, left: float, top: float, right: float) -> None:
    """Where the bars stand, as shares of the chart, so that every name has its room."""
    for axis in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set("val", _AXES.get(axis.get("val"), axis.get("val")))
    area = chart._chartSpace.find(f"{qn('c:chart')}/{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = child(area, "c:layout")
    area.insert(0, layout)
    inner = child(layout, "c:manualLayout")
    child(inner, "c:layoutTarget", val="inner")
    for name in ("xMode", "yMode"):
        child(inner, f"c:{name}", val="edge")
    for name, share in (("x", left), ("y", top), ("w", right - left), ("h", 0.99 - top)):
        child(inner, f"c:{name}", val=f"{share:.4f}")


def _rgb(colour: str) -> Any:
    return RGBColor.from_string(colour.removeprefix("#"))  # type: ignore[no-untyped-call]
