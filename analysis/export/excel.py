"""Matrix, statements and what was left out as one Excel workbook; each sheet has one maker."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from analysis.charts.cells import EMPTY, Cell, drawn_cells
from analysis.charts.palette import LIGHT, label, text_colour
from analysis.charts.words import describe
from analysis.export.csv import STATEMENT_HEAD, statement_cells
from analysis.export.excel_book import Book, Heading, Kind, Value, put, set_height
from analysis.export.rows import Row, line_of
from analysis.privacy.holding import Holding, held_part
from analysis.report.choice import Shown
from analysis.report.wording import Number, word
from analysis.synthesis.matrix import Matrix
from analysis.types import LeftOut

_HEAD_ROWS, _HEAD_COLUMNS = 2, 2
_CORNER_WIDTH, _N_WIDTH, _CELL_WIDTH = 34, 8, 12
_LEGEND_ACROSS = 9  # cells
_THEMES_ACROSS = 6  # on a printed page
_FORMATS: dict[Shown, str] = {"count": "#,##0", "share": '[=0]0;[<0.005]"<1%";0%'}
_STATEMENT_WIDTHS = (14, 24, 13, 24, 30, 80, 22, 12, 11)
_THEME_WIDTH = 13
_REVIEWED = "nagekeken"
_LEFT_OUT_HEAD, _LEFT_OUT_WIDTHS = ("bron", "regel", "tekst", "reden"), (26, 14, 90, 40)


def workbook(
    matrix: Matrix,
    rows: Sequence[Row],
    left_out: Sequence[LeftOut] = (),
    *,
    holding: Holding | None = None,
) -> bytes:
    """An .xlsx file with the sheets Matrix (shaded counts), Uitspraken and Weggelaten.

    `holding` tells which left-out lines are held back; `rows` come with theirs held back already.
    """
    book = Book("Matrix en uitspraken")
    matrix_sheet(book, matrix)
    statements_sheet(book, rows, matrix.codebook)
    left_out_sheet(book, [held_part(part, holding) for part in left_out])
    return book.content()


def matrix_sheet(
    book: Book,
    matrix: Matrix,
    *,
    measure: Shown = "count",
    heading: Heading | None = None,
    totals: Sequence[Number] = (),
) -> None:
    """Matrix: corners by themes and kinds, shaded, and under it what the signs mean.

    `totals` are n and the numbers of the last line, in the order of the cells.
    """
    sheet = book.sheet("Matrix")
    top = _HEAD_ROWS
    if heading is not None:
        book.heading(sheet, heading)
        top += 2
    across = len(matrix.themes) * len(matrix.kinds)
    sheet.set_column(0, 0, _CORNER_WIDTH)
    sheet.set_column(1, 1, _N_WIDTH)
    sheet.set_column(_HEAD_COLUMNS, _HEAD_COLUMNS + across, _CELL_WIDTH)
    _matrix_head(book, sheet, matrix, top)
    bold = book.style(bold=True, valign="vcenter", text_wrap=True)
    n = matrix.per_corner
    for row, corner in enumerate(matrix.corners, start=top):
        put(sheet, row, 0, corner, bold)
        put(sheet, row, 1, int(n[corner]), book.style(align="right", valign="vcenter"))
    for place, cell in enumerate(drawn_cells(matrix, measure)):
        at = (top + place // across, _HEAD_COLUMNS + place % across)
        _matrix_cell(book, sheet, cell, at, _FORMATS[measure])
    below = top + len(matrix.corners)
    if totals:
        _totals(book, sheet, totals, below, _FORMATS[measure])
    _legend(book, sheet, matrix, below + 2)
    sheet.freeze_panes(top, _HEAD_COLUMNS)
    sheet.repeat_rows(top - _HEAD_ROWS, top - 1)
    sheet.repeat_columns(0, 1)
    sheet.fit_to_pages(math.ceil(max(1, len(matrix.themes)) / _THEMES_ACROSS), 0)


def _matrix_head(book: Book, sheet: Any, matrix: Matrix, top: int) -> None:
    put(sheet, top - 1, 0, "Hoek", book.style(bold=True))
    put(sheet, top - 1, 1, "n", book.style(bold=True, align="right"))
    theme_style = book.style(bold=True, align="center", bottom=1, text_wrap=True)
    kinds = len(matrix.kinds)
    for group, theme in enumerate(matrix.themes):
        first = _HEAD_COLUMNS + group * kinds
        if kinds > 1:
            sheet.merge_range(top - 2, first, top - 2, first + kinds - 1, "", theme_style)
        if kinds:
            put(sheet, top - 2, first, theme, theme_style)
        for offset, kind in enumerate(matrix.kinds):
            look = book.style(bold=True, align="center", font_color=text_colour(kind))
            put(sheet, top - 1, first + offset, label(kind), look)


def _matrix_cell(book: Book, sheet: Any, cell: Cell, at: tuple[int, int], numbers: str) -> None:
    look: dict[str, Any] = {"align": "center", "font_color": cell.ink, "bg_color": cell.fill}
    if cell.state == "not_asked":
        look |= {"pattern": 14, "fg_color": LIGHT.line, "bg_color": LIGHT.background}
    if cell.state == "not_coded":
        look |= {"border": 4, "border_color": LIGHT.muted}
    if cell.state in ("counted", "none"):
        put(sheet, *at, cell.value, book.style(num_format=numbers, **look))
    else:
        put(sheet, *at, cell.text, book.style(**look))


def _totals(book: Book, sheet: Any, totals: Sequence[Number], row: int, numbers: str) -> None:
    look: dict[str, Any] = {"bold": True, "top": 1}
    put(sheet, row, 0, word("words", "total"), book.style(**look))
    for column, number in enumerate(totals, start=1):
        style = book.style(
            align="center" if column > 1 else "right",
            num_format=numbers if column > 1 else _FORMATS["count"],
            **look,
        )
        value = number.value
        put(sheet, row, column, number.text if value is None else value, style)


def _legend(book: Book, sheet: Any, matrix: Matrix, row: int) -> None:
    """Under the matrix and no wider than a page, so that it prints as large as it can."""
    across = min(len(matrix.themes) * len(matrix.kinds), _LEGEND_ACROSS)
    last, width = _HEAD_COLUMNS - 1 + across, _CORNER_WIDTH + _N_WIDTH + across * _CELL_WIDTH
    style = book.style(text_wrap=True, valign="top")
    signs = "; ".join(f"{sign} = {words}" for sign, words in EMPTY.values())
    back = "De uitspraken achter een getal: filter het blad Uitspraken op hoek, soort en thema's."
    for line, text in enumerate((signs, describe(matrix), back), start=row):
        sheet.merge_range(line, 0, line, last, "", style)
        put(sheet, line, 0, text, style)
        set_height(sheet, line, [(text, width)])


def statements_sheet(book: Book, rows: Sequence[Row], themes: Sequence[str]) -> None:
    """Uitspraken: the columns of STATEMENT_HEAD, whether a person looked, and one a theme.

    Under a theme stands 1 where the statement carries it, 0 where not, ? where nobody decided.
    """
    sheet = book.table(
        "Uitspraken",
        (*STATEMENT_HEAD, _REVIEWED, *themes),
        (_statement(row, themes) for row in rows),
        widths=(*_STATEMENT_WIDTHS, *(_THEME_WIDTH for _ in themes)),
        about="Elke regel is een uitspraak, met haar soort, thema's, bewijs en vindplaats. Onder "
        "een thema: 1 is wel, 0 is niet, ? is nog niet gecodeerd.",
    )
    # On paper the themes stand in one column already.
    sheet.print_area(0, 0, max(1, len(rows)), len(_STATEMENT_WIDTHS) - 1)


def _statement(row: Row, themes: Sequence[str]) -> tuple[Value, ...]:
    identity, corner, kind, *rest = statement_cells(row)
    reviewed = "ja" if row.reviewed else "nee"
    codes = (1 if t in row.themes else "?" if t in row.undecided else 0 for t in themes)
    return (identity, corner, Kind(kind, row.kind), *rest, reviewed, *codes)


def left_out_sheet(book: Book, left_out: Iterable[LeftOut]) -> None:
    """Weggelaten: what became no statement, and why; what is held back is so already."""
    book.table(
        "Weggelaten",
        _LEFT_OUT_HEAD,
        ((part.source, line_of(part.place), part.text, part.reason) for part in left_out),
        widths=_LEFT_OUT_WIDTHS,
        about="Elke regel is tekst uit een bron die geen uitspraak werd, met de reden.",
    )
