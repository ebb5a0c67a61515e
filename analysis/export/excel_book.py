"""An Excel workbook in the house's style: text stays text, sheets print, tables have a name.

Nothing that a participant typed becomes a formula, a link or markup.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from analysis.charts.palette import LIGHT, text_colour
from analysis.export.word_parts import printable, sound

LONGEST = 32_767
"""Characters that Excel allows in a cell, as UTF-16 counts them."""

PLAIN, SMALL = 11, 9
"""Sizes of text, in points."""

_LEADING = 1.4  # the height of a line, beside the size of its text
_LETTERS = 1.15  # of usual text, in the width of a digit, which Excel counts in
_HIGHEST = 409.0  # points that Excel allows a row
_CUT = " … [ingekort: meer dan Excel in een cel toelaat]"
_LONGEST_HEAD = 200
_FOOTER_TITLE = 100
_A4 = 9
_EMPTY_TABLE = "Er is niets om hier te tonen."


@dataclass(frozen=True, slots=True)
class Kind:
    """The text of a cell in the colour of its kind; the text says itself which kind it is."""

    text: str
    kind: str


Value = str | int | Kind


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a table: its caption and the id of its trace."""

    caption: str
    trace: str


class Book:
    """A workbook that grows sheet by sheet; `made` is in UTC, and now where it is None."""

    def __init__(self, title: str, *, made: datetime | None = None) -> None:
        self._buffer = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._buffer, options)
        self._title = printable(title)
        about: dict[str, Any] = {"title": self._title, "author": "Koffiehoek"}
        self._book.set_properties(about | ({"created": made} if made else {}))
        self._styles: dict[frozenset[tuple[str, Any]], Any] = {}

    def sheet(self, name: str) -> Any:
        """A new sheet that prints on A4, landscape, as wide as one page."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        # An ampersand gives orders there.
        title = self._title[:_FOOTER_TITLE].replace("&", "&&")
        sheet.set_footer(f"&L{name}: {title}&Rbladzijde &P van &N")
        return sheet

    def style(self, **look: Any) -> Any:
        """The format that looks like this, made once."""
        key = frozenset(look.items())
        if key not in self._styles:
            self._styles[key] = self._book.add_format(look)
        return self._styles[key]

    @property
    def strong(self) -> Any:
        """How a heading above a table looks."""
        return self.style(bold=True, font_size=13, font_color=LIGHT.ink)

    @property
    def small(self) -> Any:
        """How an id, and what explains a table, looks."""
        return self.style(font_size=SMALL, font_color=LIGHT.muted, valign="top", text_wrap=True)

    def heading(self, sheet: Any, heading: Heading) -> None:
        """The caption on the first line, the id on the second."""
        put(sheet, 0, 0, heading.caption, self.strong)
        put(sheet, 1, 0, heading.trace, self.small)

    def table(
        self,
        name: str,
        head: Sequence[str],
        lines: Iterable[Sequence[Value]],
        *,
        widths: Sequence[float],
        about: str,
        columns: int = 1,
        heading: Heading | None = None,
        size: int = PLAIN,
    ) -> Any:
        """A sheet with one table of that name, which has a filter and a header that stays in view.

        `widths` are in characters. `about` says for who cannot see it what the table is. The first
        `columns` stay in view too. `size` is that of the text.
        """
        sheet = self.sheet(name)
        top = 0
        if heading is not None:
            self.heading(sheet, heading)
            top = 2
        last = self._lines(sheet, lines, top + 1, widths, size)
        if last == top:
            last += 1
            put(sheet, last, 0, _EMPTY_TABLE, self.small)
        plain = self.style(text_wrap=True, valign="top", font_size=size)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, plain)
        bold = self.style(bold=True, bg_color=LIGHT.cell, text_wrap=True, valign="top")
        titles = [{"header": title, "header_format": bold} for title in _apart(head)]
        look = {"name": name, "columns": titles, "style": "Table Style Light 1"}
        sheet.add_table(top, 0, last, len(head) - 1, look | {"description": about})
        sheet.freeze_panes(top + 1, columns)
        sheet.repeat_rows(top)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        return sheet

    def content(self) -> bytes:
        """The .xlsx file."""
        self._book.close()
        return self._buffer.getvalue()

    def _lines(
        self, sheet: Any, lines: Iterable[Sequence[Value]], first: int,
        widths: Sequence[float], size: int,
    ) -> int:  # fmt: skip
        """Write the lines, each as high as its text; the row of the last."""
        row = first - 1
        plain = self.style(text_wrap=True, valign="top", font_size=size)
        number = self.style(align="center", valign="top", font_size=size)
        for row, line in enumerate(lines, start=first):
            texts = [one.text if isinstance(one, Kind) else str(one) for one in line]
            set_height(sheet, row, zip(texts, widths, strict=True), size=size)
            for column, value in enumerate(line):
                if isinstance(value, Kind):
                    put(sheet, row, column, value.text, self._coloured(value.kind, size))
                else:
                    put(sheet, row, column, value, number if isinstance(value, int) else plain)
        return row

    def _coloured(self, kind: str, size: int) -> Any:
        return self.style(
            bold=True, font_color=text_colour(kind), valign="top", text_wrap=True, font_size=size
        )


def put(sheet: Any, row: int, column: int, value: str | float, style: Any) -> None:
    """A number as a number, and any text as the text that it is."""
    if isinstance(value, str):
        sheet.write_string(row, column, fitting(value), style)
    else:
        sheet.write_number(row, column, value, style)


def lines_of(text: str, width: float, *, size: int = PLAIN) -> int:
    """About how many lines a text takes in a column of `width` characters of the usual size."""
    fit = max(1.0, _LETTERS * width * PLAIN / size - 2)  # a line ends at a word, so not full
    return sum(math.ceil(len(line) / fit) or 1 for line in text.split("\n"))


def set_height(
    sheet: Any, row: int, texts: Iterable[tuple[str, float]], *, size: int = PLAIN
) -> None:
    """Make the row as high as its texts, each with the width of its column.

    Programs differ in whether they do so themselves.
    """
    most = max((lines_of(text, width, size=size) for text, width in texts), default=1)
    sheet.set_row(row, min(_HIGHEST, most * size * _LEADING))


def fitting(text: str) -> str:
    """The text as a cell can hold it; where it is cut, it says so."""
    text = sound(text).replace("\r\n", "\n").replace("\r", "\n")
    if _length(text) > LONGEST:
        kept = text.encode("utf-16-le")[: 2 * (LONGEST - len(_CUT))]
        text = kept.decode("utf-16-le", "ignore") + _CUT
    # Xlsxwriter takes these for markup of its own, and writes them as they are.
    markup = text.startswith("<r>") and text.endswith("</r>")
    return f"{text} " if markup else text


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _apart(names: Sequence[str]) -> list[str]:
    """The names as heads of columns: Excel wants each of them once, whatever its capitals."""
    heads: list[str] = []
    taken: set[str] = set()
    for name in names:
        head = plain = printable(name)[:_LONGEST_HEAD] or "–"
        number = 1
        while head.casefold() in taken:
            number += 1
            head = f"{plain} ({number})"
        taken.add(head.casefold())
        heads.append(head)
    return heads
