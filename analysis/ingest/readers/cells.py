"""A place in a table of a document."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.types import Block, BlockKind


@dataclass(frozen=True, slots=True)
class CellAt:
    """Table, row and column, counting from 0."""

    table: int
    row: int
    column: int

    def hold(self, block: Block) -> Block:
        """The block as a CELL here; its place names the cell as people count, from 1."""
        address = f"tabel {self.table + 1}, rij {self.row + 1}, kolom {self.column + 1}"
        return replace(
            block,
            kind=BlockKind.CELL,
            place=replace(block.place, cell=address),
            table=self.table,
            row=self.row,
            column=self.column,
        )
