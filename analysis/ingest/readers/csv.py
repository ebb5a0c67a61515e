"""Comma-separated values (.csv): the separator is found, and quoted cells may hold line ends."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator

from analysis.ingest.readers.decode import decode
from analysis.types import Block, BlockKind, Place

_SEPARATORS = ";,\t|"  # in order of preference: Dutch Excel writes semicolons
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_NAMED = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_SAMPLE_ROWS = 200

csv.field_size_limit(2**31 - 1)  # the guard has looked at the size


def read(name: str, data: bytes) -> tuple[Block, ...]:  # noqa: ARG001 - every reader takes both
    """CELL blocks of one table; `line_start` and `line_end` are the physical lines of the row.

    A first line "sep=;" names the separator and comes back as FURNITURE.
    """
    lines = _LINE.findall(decode(data))
    blocks: list[Block] = []
    named = _NAMED.fullmatch(lines[0]) if lines else None
    if named:
        blocks.append(Block(BlockKind.FURNITURE, lines[0].strip(), Place(1, 1)))
    skip = len(blocks)
    quoting = csv.QUOTE_MINIMAL if _quotes_close(lines[skip:]) else csv.QUOTE_NONE
    separator = named[1] if named else _separator(lines, quoting)
    return (*blocks, *_cells(lines, skip, separator, quoting))


def _quotes_close(lines: list[str]) -> bool:
    """An odd number of quotes: one is an inch or a slip, and would swallow the rest of the file."""
    return sum(line.count('"') for line in lines) % 2 == 0


def _separator(lines: list[str], quoting: int) -> str:
    """The one that gives the most rows the same number of columns, more than one."""

    def evenness(separator: str) -> int:
        rows = csv.reader(lines[:_SAMPLE_ROWS], delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(widths.values(), default=0)

    return max(_SEPARATORS, key=evenness)


def _cells(lines: list[str], skip: int, separator: str, quoting: int) -> Iterator[Block]:
    rows = csv.reader(lines[skip:], delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    end = skip
    for number, row in enumerate(rows):
        start, end = end + 1, skip + rows.line_num
        for column, value in enumerate(row):
            text = re.sub(r"\r\n?", "\n", value).strip()
            if text:
                place = Place(start, end)
                yield Block(BlockKind.CELL, text, place, table=0, row=number, column=column)
