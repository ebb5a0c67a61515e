"""One table as a grid: its cells by row and column, and what each column is for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from analysis.types import Block, Category

RoleName = Literal["kind", "corner", "kinds", "corners", "text", "other"]
"""`kind` and `corner`: the column IS that kind or corner; `kinds`, `corners`: it holds them."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a column is for."""

    name: RoleName
    kind: Category | None = None
    corner: str | None = None


OTHER = Role("other")


@dataclass(slots=True)
class Grid:
    """One table: its cells by (row, column), the header's row and the columns' roles."""

    cells: dict[tuple[int, int], tuple[Block, ...]]
    header: int | None = None
    roles: dict[int, Role] = field(default_factory=dict)
    rows: list[int] = field(init=False)
    columns: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = sorted({row for row, _ in self.cells})
        self.columns = sorted({column for _, column in self.cells})

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Grid:
        """The grid of a table's CELL blocks."""
        cells: dict[tuple[int, int], list[Block]] = {}
        for block in blocks:
            if block.text.strip():
                cells.setdefault((block.row or 0, block.column or 0), []).append(block)
        return cls({place: tuple(found) for place, found in cells.items()})

    def blocks(self, row: int, column: int) -> tuple[Block, ...]:
        """The blocks of a cell; none where it is empty."""
        return self.cells.get((row, column), ())

    def text(self, row: int, column: int) -> str:
        """The text of a cell, its lines joined; empty where the cell is."""
        return " ".join(block.text.strip() for block in self.blocks(row, column))

    def filled(self, row: int) -> list[int]:
        """The columns that a row fills."""
        return [column for column in self.columns if (row, column) in self.cells]

    @property
    def body(self) -> list[int]:
        """The rows under the header."""
        return [row for row in self.rows if self.header is None or row > self.header]

    def values(self, column: int, rows: Sequence[int] | None = None) -> list[str]:
        """The filled cells of a column, by default those under the header."""
        wanted = self.body if rows is None else rows
        return [self.text(row, column) for row in wanted if (row, column) in self.cells]

    def role(self, column: int) -> Role:
        """A column's role; `other` where none was found."""
        return self.roles.get(column, OTHER)
