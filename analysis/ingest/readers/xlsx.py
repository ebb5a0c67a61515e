"""Excel (.xlsx): every filled cell of every sheet, as openpyxl gives its last computed value."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import column_index_from_string

from analysis.errors import Unsafe
from analysis.ingest.readers.runs import Run, pieces_of_line
from analysis.types import Block, BlockKind, Place

_MOST_MERGED = 200_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_MERGED = re.compile(
    r'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)


def read(name: str, data: bytes) -> tuple[Block, ...]:
    """CELL blocks row by row, hidden sheets too; `line` is the row, counting from 1.

    A cell's lines stay one block. Struck parts of a cell become blocks of their own; cell
    comments become NOTE blocks.
    """
    _check_merged(name, data)
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, rich_text=True)
    try:
        return tuple(
            block for number, sheet in enumerate(book.worksheets) for block in _sheet(sheet, number)
        )
    finally:
        book.close()


def _check_merged(name: str, data: bytes) -> None:
    """Refuse a merge of a huge area: openpyxl makes an object for each of its cells."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [part for part in parts.namelist() if _SHEET.fullmatch(part)]
        area = sum(
            _cells(*found.groups())
            for sheet in sheets
            for found in _MERGED.finditer(parts.read(sheet).decode("utf-8", "replace"))
        )
    if area > _MOST_MERGED:
        raise Unsafe(
            "In dit Excel-bestand zijn reusachtig veel cellen samengevoegd.",
            remedy="Hef in Excel het samenvoegen op, sla het bestand opnieuw op en kies het weer.",
            place=name,
        )


def _cells(left: str, top: str, right: str, bottom: str) -> int:
    width: int = column_index_from_string(right) - column_index_from_string(left) + 1
    return width * (int(bottom) - int(top) + 1)


def _sheet(sheet: Any, number: int) -> Iterator[Block]:
    # The cells there are: walking the rectangle up to a stray cell XFD1048576 would never end.
    for _, cell in sorted(sheet._cells.items(), key=lambda item: item[0]):
        if cell.value is not None:
            yield from _cell(cell, sheet.title, number)
        if getattr(cell, "comment", None) is not None:
            yield Block(
                    BlockKind.NOTE, cell.comment.text.strip(), _place(cell, sheet.title),
                    group=sheet.title,
                )  # fmt: skip


def _place(cell: Any, title: str) -> Place:
    return Place(cell.row, cell.row, cell=f"{title}!{cell.coordinate}")


def _cell(cell: Any, title: str, number: int) -> Iterator[Block]:
    font = cell.font
    bold, struck = bool(font.b), bool(font.strike)
    if isinstance(cell.value, CellRichText):
        found = [
            (p.text, p.bold, p.struck)
            for p in pieces_of_line(_runs(cell.value, bold=bold, struck=struck))
        ]
    else:
        found = [(as_shown(cell.value, cell.number_format).strip(), bold, struck)]
    for text, is_bold, is_struck in found:
        if text:
            yield Block(
                BlockKind.CELL,
                text,
                _place(cell, title),
                group=title,
                table=number,
                row=cell.row - 1,
                column=cell.column - 1,
                struck=is_struck,
                bold=is_bold,
            )


def _runs(value: CellRichText, *, bold: bool, struck: bool) -> list[Run]:
    """The parts of a cell with their own look; a part without one looks like the cell."""
    return [
        Run(part.text, bool(part.font.b), bool(part.font.strike))
        if isinstance(part, TextBlock)
        else Run(part, bold, struck)
        for part in value
    ]


def as_shown(value: object, number_format: str = "General") -> str:
    """A value as a Dutch user sees it: 3.0 is "3", 2.5 "2,5", a date "7-12-2017"."""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, int | float):
        return _number(value, percent="%" in number_format)
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return f"{_date(value)} {value:%H:%M}"
    if isinstance(value, datetime.date):
        return _date(value)
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return str(value)


def _date(value: datetime.date) -> str:
    return f"{value.day}-{value.month}-{value.year}"


def _number(value: float, *, percent: bool) -> str:
    shown = value * 100 if percent else value
    return f"{shown:.15g}".replace(".", ",") + ("%" if percent else "")
