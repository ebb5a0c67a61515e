"""A table of any CSV or Excel file as rows of texts, through the guarded readers of the intake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.errors import WrongType
from analysis.exchange.incoming import Skipped
from analysis.export.csv import guarded
from analysis.ingest.guard import DEFAULT_LIMIT
from analysis.ingest.readers import read_blocks
from analysis.types import BlockKind

_KINDS = ("csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in the file (from 1) and a text a column."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The largest table of a file; `head` is its first row. `skipped` tells of other sheets."""

    name: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...] = ()

    def column(self, *names: str) -> int | None:
        """The number of the first column with one of these names, whatever its capitals."""
        known = [head.strip().casefold() for head in self.head]
        return next((known.index(name) for name in names if name in known), None)

    def values(self, column: int) -> list[str]:
        """What stands in a column, blank cells apart."""
        return [row.cells[column] for row in self.rows if row.cells[column]]


def read_table(name: str, data: bytes, *, limit_bytes: int = DEFAULT_LIMIT) -> Table:
    """The table in a .csv or .xlsx file; raises SourceError."""
    if name.rpartition(".")[2].lower() not in _KINDS:
        raise WrongType(
            "Dit is geen tabel.",
            remedy="Kies een bestand dat eindigt op .csv of .xlsx.",
            place=name,
        )
    sheets: dict[int, dict[int, dict[int, str]]] = {}
    titles: dict[int, str] = {}
    for block in read_blocks(name, data, limit_bytes=limit_bytes):
        if block.kind is not BlockKind.CELL or block.struck:
            continue
        sheet, row, column = block.table or 0, block.row or 0, block.column or 0
        titles[sheet] = block.group or ""
        cells = sheets.setdefault(sheet, {}).setdefault(row, {})
        cells[column] = f"{cells[column]} {block.text}" if column in cells else block.text
    if not sheets:
        raise WrongType("In dit bestand staat geen tabel.", remedy="Kies een andere.", place=name)
    best = max(sheets, key=lambda sheet: sum(map(len, sheets[sheet].values())))
    others = tuple(
        Skipped("Blad", titles[sheet], "alleen het grootste blad is gelezen", len(sheets[sheet]))
        for sheet in sheets
        if sheet != best
    )
    return _table(name, sheets[best], others)


def _table(name: str, found: dict[int, dict[int, str]], others: tuple[Skipped, ...]) -> Table:
    columns = sorted({column for cells in found.values() for column in cells})
    rows = [
        Row(number + 1, tuple(_unguarded(cells.get(column, "")) for column in columns))
        for number, cells in sorted(found.items())
    ]
    return Table(name, rows[0].cells, tuple(rows[1:]), others)


def _unguarded(text: str) -> str:
    """A text without the apostrophe that keeps spreadsheets from calculating it."""
    bare = text.removeprefix("'")
    return bare if bare != text and guarded(bare) == text else text


def text_of(lines: Sequence[str]) -> str:
    """Lines as one text, a line each."""
    return "\n".join(" ".join(line.split()) for line in lines)
