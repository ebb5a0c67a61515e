"""Parts of a table that are read on their own: forms, rows below it, the lines of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.ingest.gathering import Gathering
from analysis.ingest.lexicon import Lexicon
from analysis.ingest.marks import split_mark
from analysis.ingest.signs import header_field
from analysis.ingest.table_grid import Grid
from analysis.types import Block, Place


def is_form(grid: Grid, lexicon: Lexicon) -> bool:
    """Whether a table is a form's head: names of fields left, their values right."""
    if len(grid.columns) != 2 or len(grid.rows) > 15:
        return False
    keys = [grid.text(row, grid.columns[0]) for row in grid.rows]
    known = sum(header_field(f"{key.strip(' :')}: x", lexicon) is not None for key in keys)
    return known >= 2 and known >= 0.5 * len(keys)


def read_form(grid: Grid, gathering: Gathering) -> None:
    """List a form's fields as header."""
    for row in grid.rows:
        key, value = (grid.text(row, column) for column in grid.columns)
        for column in grid.columns:
            for block in grid.cells.get((row, column), ()):
                gathering.leave(block, f"kopregel: {key.strip(' :')}" if value else "kopregel")


def remark_rows(grid: Grid) -> frozenset[int]:
    """Rows with one cell at the foot of a table, below an empty row: what the typist adds."""
    body = grid.body
    if len(grid.columns) < 2 or len(body) < 2:
        return frozenset()
    found: set[int] = set()
    for at in range(len(body) - 1, 0, -1):
        if len(grid.filled(body[at])) > 1:
            break
        if body[at] - body[at - 1] > 1:
            found.update(body[at:])
    full = sum(len(grid.filled(row)) > 1 for row in body)
    return frozenset(found) if full >= 0.5 * (len(body) - len(found)) else frozenset()


def cell_lines(blocks: Sequence[Block]) -> list[Block]:
    """The lines of a cell's blocks; a line that goes on with the one above it is joined."""
    out: list[Block] = []
    for block in blocks:
        parts = [part for part in block.text.splitlines() if part.strip()]
        marked = any(split_mark(part).mark for part in parts)
        for number, part in enumerate(parts):
            if number and marked and not split_mark(part).mark:
                out[-1] = replace(out[-1], text=f"{out[-1].text} {part.strip()}")
            else:
                mark = block.mark if number == 0 else None
                place = _line_of(block, number)
                out.append(replace(block, text=part.strip(), mark=mark, place=place))
    return out


def _line_of(block: Block, number: int) -> Place:
    """The physical line of a cell's line, where the cell's place tells one line from another."""
    place = block.place
    lines = block.text.count("\n")
    if not lines or place.line_end - place.line_start != lines:
        return place
    at = place.line_start + number
    return replace(place, line_start=at, line_end=at)
