"""Tables: which column or row names the corner, the kind or holds the statements.

A table has kinds as columns (three columns side by side), or a row a statement with the kind and
corner in columns of their own, or kinds as row headings, or corners as columns. All are read the
same way: each column and the first cell of each row get a role, and a cell's corner and kind
follow from the roles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.ingest.gathering import Draft, Gathering
from analysis.ingest.lexicon import Lexicon
from analysis.ingest.marks import marks_in_use, split_mark
from analysis.ingest.naming import partners_of
from analysis.ingest.signs import (
    corner_sign,
    header_field,
    heading_sign,
    kind_sign,
    left_out_reason,
)
from analysis.ingest.table_grid import Grid, Role, RoleName
from analysis.ingest.table_parts import cell_lines, is_form, read_form, remark_rows
from analysis.ingest.table_roles import find_roles
from analysis.ingest.table_values import (
    DITTO,
    kind_of_value,
    legend_of_values,
    unknown_values,
    value_kinds,
)
from analysis.types import Block, Category, CategoryBasis


def read_table(
    blocks: Sequence[Block],
    gathering: Gathering,
    lexicon: Lexicon,
    *,
    corner: str | None,
    kind: Category | None = None,
    section: int = 0,
    shown: Mapping[str, Category] | None = None,
) -> None:
    """Gather the statements of one table's CELL blocks.

    `corner` and `kind` hold where the table itself names none. Ditto marks and merged cells
    mean the same as above.
    """
    grid = Grid.of(blocks)
    if is_form(grid, lexicon):
        read_form(grid, gathering)
        return
    settled = corner is not None and bool(partners_of(corner, lexicon))
    find_roles(grid, lexicon, settled=settled)
    walk = _Walk(grid, gathering, lexicon, corner, kind, section, dict(shown or {}))
    walk.run()


@dataclass(slots=True)
class _Walk:
    grid: Grid
    got: Gathering
    lexicon: Lexicon
    corner: str | None
    kind: Category | None
    section: int
    shown: dict[str, Category]
    corner_above: str | None = None
    kind_above: tuple[bool, Category | None] = (False, None)
    text_above: dict[int, str] = field(default_factory=dict)
    fill_kinds: bool = False
    marks: frozenset[str] = frozenset()

    def run(self) -> None:
        grid = self.grid
        self.marks = marks_in_use(b.text for blocks in grid.cells.values() for b in blocks)
        self.corner_above = self.corner
        self.shown |= self._legend()
        self.fill_kinds = self._sparse("kinds")
        remarks = remark_rows(grid)
        for row in grid.rows:
            if row in remarks:
                self._leave(row, "losse regel bij de tabel")
            elif grid.header is not None and row < grid.header:
                self._above(row)
            elif row == grid.header:
                self._header(row)
            elif not self._section_row(row):
                self._row(row)

    def _legend(self) -> dict[str, Category]:
        top = self.grid.header if self.grid.header is not None else 0
        texts = [self.grid.text(row, column) for row, column in self.grid.cells if row < top]
        values = [
            self.grid.text(row, column)
            for row, column in self.grid.cells
            if row > top and self.grid.roles.get(column, Role("other")).name == "kinds"
        ]
        return (
            legend_of_values(texts, self.lexicon)
            or value_kinds(values)
            or unknown_values(values, self.lexicon)
        )

    def _sparse(self, role: RoleName) -> bool:
        """Whether a column is filled once a group: an empty cell then means the same as above."""
        rows = [row for row in self.grid.rows if self.grid.header is None or row > self.grid.header]
        for column in self.grid.columns:
            if self.grid.roles[column].name == role and rows:
                filled = sum((row, column) in self.grid.cells for row in rows)
                return filled <= 0.6 * len(rows)
        return False

    def _above(self, row: int) -> None:
        for column in self.grid.columns:
            for block in self.grid.blocks(row, column):
                told = self._told_above(block.text)
                if told:
                    self.got.use(block, told)
                else:
                    self.got.leave(block, "staat boven de tabel")

    def _told_above(self, text: str) -> str | None:
        """What a cell above the header tells about the whole table, if anything."""
        field_, sign = header_field(text, self.lexicon), corner_sign(text, self.lexicon)
        named = field_[1] if field_ and field_[0] == "corner" else None
        if not named and sign and (sign.explicit or (sign.known and sign.whole)):
            named = sign.name
        if named:
            self.corner = self.corner_above = named
            return f"gaf de hoek: {named}"
        kind = heading_sign(text, self.lexicon)
        if kind and kind.whole and kind.single:
            self.kind = kind.single
            return f"gaf de soort: {kind.single}"
        return None

    def _header(self, row: int) -> None:
        for column in self.grid.columns:
            role = self.grid.roles[column]
            for block in self.grid.cells.get((row, column), ()):
                told = f"gaf de soort: {role.kind}" if role.kind else "kolomkop"
                self.got.use(block, told)
            if role.kind:
                self.got.ask(role.corner or self.corner, role.kind)

    def _leave(self, row: int, reason: str) -> None:
        for column in self.grid.columns:
            for block in self.grid.blocks(row, column):
                self.got.leave(block, reason)

    def _section_row(self, row: int) -> bool:
        """A row with one filled cell that names a kind or corner heads the rows below it."""
        filled = [column for column in self.grid.columns if (row, column) in self.grid.cells]
        if len(filled) != 1 or len(self.grid.columns) < 2:
            return self._single_column_heading(row, filled)
        role = self.grid.roles[filled[0]]
        text = self.grid.text(row, filled[0])
        if role.name in ("kind", "kinds", "corners"):
            return False
        return self._head(row, filled[0], text, strict=role.name == "text")

    def _single_column_heading(self, row: int, filled: Sequence[int]) -> bool:
        if len(self.grid.columns) > 1 or not filled:
            return False
        return self._head(row, filled[0], self.grid.text(row, filled[0]), strict=True)

    def _head(self, row: int, column: int, text: str, *, strict: bool) -> bool:
        sign = kind_sign(text, self.lexicon)
        blocks = self.grid.cells[(row, column)]
        if sign and sign.whole and (sign.firm or not strict or text.endswith(":")):
            self.kind = sign.single
            self.kind_above = (True, sign.single)
            told = f"gaf de soort: {sign.single}" if sign.single else "noemt meer soorten"
        else:
            corner = corner_sign(text, self.lexicon)
            if not corner or not corner.whole or not (corner.known or corner.explicit):
                return False
            self.corner = self.corner_above = corner.name
            told = f"gaf de hoek: {corner.name}"
        for block in blocks:
            self.got.use(block, told)
        return True

    def _row(self, row: int) -> None:
        corner = self._row_corner(row)
        has_kinds, kind = self._row_kind(row)
        stated = False
        for column in self.grid.columns:
            blocks = self.grid.cells.get((row, column), ())
            role = self.grid.roles[column]
            if role.name in ("text", "kind", "corner"):
                basis: CategoryBasis = "column" if role.kind or has_kinds else "heading"
                own_kind = role.kind or (kind if has_kinds else self.kind)
                stated |= self._cell(blocks, role.corner or corner, own_kind, basis, column)
        for column in self.grid.columns:
            self._unstated(row, column, stated=stated)

    def _unstated(self, row: int, column: int, *, stated: bool) -> None:
        """List the cells of a row that hold no statement."""
        role = self.grid.roles[column]
        told = {"corners": "gaf de hoek", "kinds": "gaf de soort"}.get(role.name)
        for block in self.grid.cells.get((row, column), ()):
            if told and stated:
                self.got.use(block, told)
            elif told:
                self.got.leave(block, "rij zonder uitspraak")
            elif role.name == "other":
                self.got.leave(block, "kolom zonder uitspraken")

    def _row_corner(self, row: int) -> str | None:
        for column in self.grid.columns:
            text = self.grid.text(row, column)
            if self.grid.roles[column].name == "corners" and text and not DITTO.match(text):
                sign = corner_sign(text, self.lexicon)
                self.corner_above = sign.name if sign else text
        return self.corner_above

    def _row_kind(self, row: int) -> tuple[bool, Category | None]:
        for column in self.grid.columns:
            if self.grid.roles[column].name != "kinds":
                continue
            text = self.grid.text(row, column)
            if DITTO.match(text) or (not text and self.fill_kinds):
                return self.kind_above
            value = kind_of_value(text, self.lexicon, shown=self.shown) if text else None
            if text or self._has_statement(row):
                self.kind_above = (True, value)
            return True, value
        return False, None

    def _has_statement(self, row: int) -> bool:
        roles = self.grid.roles
        return any(self.grid.text(row, c) for c in self.grid.columns if roles[c].name == "text")

    def _cell(
        self, blocks: Sequence[Block], corner: str | None, kind: Category | None,
        basis: CategoryBasis, column: int,
    ) -> bool:  # fmt: skip
        stated = False
        for block in cell_lines(blocks):
            text = split_mark(block.text, self.marks).body
            if DITTO.match(block.text) and column in self.text_above:
                text = self.text_above[column]
                self.got.use(block, "zelfde als erboven")
            reason = "doorgestreept" if block.struck else left_out_reason(text, self.lexicon)
            if reason:
                self.got.leave(block, reason)
                continue
            self.text_above[column] = text
            stated = True
            self.got.state(
                Draft(
                    text, corner, kind, basis if kind else None, block.place, section=self.section
                )
            )
        return stated
