"""Matrix, statements and what was left out as one Excel workbook.

Text is always written as text: nothing that a participant typed becomes a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from analysis.charts.cells import EMPTY, Cell, drawn_cells
from analysis.charts.palette import COLOURS, LIGHT, label
from analysis.charts.words import describe
from analysis.export.csv import STATEMENT_HEAD, statement_cells
from analysis.export.rows import Row, line_of
from analysis.privacy.holding import Holding, held_part
from analysis.synthesis.matrix import Matrix
from analysis.types import LeftOut

_LONGEST = 32_767  # characters that Excel allows in a cell
_CUT = " … [ingekort: meer dan Excel in een cel toelaat]"
_HEAD_ROWS, _HEAD_COLUMNS = 2, 2
_STATEMENT_WIDTHS = (18, 28, 14, 26, 34, 90, 26, 14)
_LEFT_OUT_HEAD, _LEFT_OUT_WIDTHS = ("bron", "regel", "tekst", "reden"), (26, 14, 90, 40)


def workbook(
    matrix: Matrix,
    rows: Iterable[Row],
    left_out: Sequence[LeftOut] = (),
    *,
    holding: Holding | None = None,
) -> bytes:
    """An .xlsx file with the sheets Matrix (shaded counts), Uitspraken and Weggelaten.

    `holding` tells which left-out lines are held back; `rows` come with theirs held back already.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        _matrix_sheet(book, matrix)
        _table(book, "Uitspraken", STATEMENT_HEAD, _STATEMENT_WIDTHS, map(statement_cells, rows))
        lost = (_left_out_row(held_part(part, holding)) for part in left_out)
        _table(book, "Weggelaten", _LEFT_OUT_HEAD, _LEFT_OUT_WIDTHS, lost)
    return buffer.getvalue()


def _left_out_row(part: LeftOut) -> tuple[str, str, str, str]:
    return part.source, line_of(part.place), part.text, part.reason


def _table(
    book: Any,
    name: str,
    head: Sequence[str],
    widths: Sequence[int],
    lines: Iterable[Sequence[str]],
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1, "bg_color": LIGHT.cell})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (title, width) in enumerate(zip(head, widths, strict=True)):
        sheet.set_column(column, column, width, wrap)
        sheet.write_string(0, column, title, bold)
    last = 0
    for last, line in enumerate(lines, start=1):
        for column, text in enumerate(line):
            sheet.write_string(last, column, _fitting(text), wrap)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(head) - 1)


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT


def _matrix_sheet(book: Any, matrix: Matrix) -> None:
    sheet = book.add_worksheet("Matrix")
    bold = book.add_format({"bold": True, "valign": "vcenter", "text_wrap": True})
    plain = book.add_format({"align": "right", "valign": "vcenter"})
    sheet.set_column(0, 0, 34)
    sheet.set_column(_HEAD_COLUMNS, _HEAD_COLUMNS + len(matrix.themes) * len(matrix.kinds), 12)
    sheet.write_string(1, 0, "Hoek", bold)
    sheet.write_string(1, 1, "n", bold)
    _matrix_head(book, sheet, matrix)
    n = matrix.per_corner
    for row, corner in enumerate(matrix.corners, start=_HEAD_ROWS):
        sheet.write_string(row, 0, corner, bold)
        sheet.write_number(row, 1, int(n[corner]), plain)
    across = len(matrix.themes) * len(matrix.kinds)
    for place, cell in enumerate(drawn_cells(matrix, "count")):
        _matrix_cell(
            book, sheet, cell, _HEAD_ROWS + place // across, _HEAD_COLUMNS + place % across
        )
    sheet.freeze_panes(_HEAD_ROWS, _HEAD_COLUMNS)
    _legend(sheet, matrix, _HEAD_ROWS + len(matrix.corners) + 1)


def _matrix_head(book: Any, sheet: Any, matrix: Matrix) -> None:
    theme_style = book.add_format({"bold": True, "align": "center", "bottom": 1})
    kinds = len(matrix.kinds)
    for group, theme in enumerate(matrix.themes):
        first = _HEAD_COLUMNS + group * kinds
        if kinds > 1:
            sheet.merge_range(0, first, 0, first + kinds - 1, "", theme_style)
        if kinds:
            sheet.write_string(0, first, theme, theme_style)
        for offset, kind in enumerate(matrix.kinds):
            look = {"bold": True, "align": "center", "font_color": COLOURS[kind]}
            sheet.write_string(1, first + offset, label(kind), book.add_format(look))


def _matrix_cell(book: Any, sheet: Any, cell: Cell, row: int, column: int) -> None:
    look: dict[str, Any] = {"align": "center", "font_color": cell.ink, "bg_color": cell.fill}
    if cell.state == "not_asked":
        look |= {"pattern": 14, "fg_color": LIGHT.line, "bg_color": LIGHT.background}
    if cell.state == "not_coded":
        look |= {"border": 4, "border_color": LIGHT.muted}
    style = book.add_format(look)
    if cell.state in ("counted", "none"):
        sheet.write_number(row, column, cell.value, style)
    else:
        sheet.write_string(row, column, cell.text, style)


def _legend(sheet: Any, matrix: Matrix, row: int) -> None:
    signs = "; ".join(f"{sign} = {words}" for sign, words in EMPTY.values())
    sheet.write_string(row, 0, signs)
    sheet.write_string(row + 1, 0, describe(matrix))
    back = "De uitspraken achter een getal: filter het blad Uitspraken op hoek, soort en thema's."
    sheet.write_string(row + 2, 0, back)
