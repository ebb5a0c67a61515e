"""OpenDocument text (.odt): paragraphs, lists and tables in document order, by own walker."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from defusedxml.ElementTree import fromstring

from analysis.ingest.readers.cells import CellAt
from analysis.ingest.readers.clean import symbols
from analysis.ingest.readers.odt_styles import OFFICE, STYLE, TEXT, Styles
from analysis.ingest.readers.runs import Run, pieces
from analysis.types import Block, BlockKind, Place

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"

_NOT_TEXT = frozenset(
    {
        TEXT + "tracked-changes",  # what was deleted
        TEXT + "note-citation",
        TEXT + "sequence-decls",
        TEXT + "table-of-content-source",
        OFFICE + "forms",
        _DC + "creator",
        _DC + "date",
        _META + "creator-initials",
        _META + "date-string",
    }
)
_ASIDE = frozenset({TEXT + "note", OFFICE + "annotation"})
_BOX = frozenset({_DRAW + "frame", _DRAW + "custom-shape", _DRAW + "rect", _DRAW + "g"})
_FIXED = {TEXT + "tab": "\t", TEXT + "line-break": "\n"}
_MANY_SPACES = 100


def read(name: str, data: bytes) -> tuple[Block, ...]:  # noqa: ARG001 - every reader takes both
    """The blocks of an OpenDocument text; `line` counts its paragraphs (empty ones too) from 1.

    Page headers and footers (FURNITURE) follow the text; footnotes and comments (NOTE) follow
    their paragraph. A soft line break starts a new block of the same kind and line, no mark.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        roots = [
            fromstring(archive.read(part), forbid_dtd=True)
            for part in ("content.xml", "styles.xml")
            if part in archive.namelist()
        ]
    walker = _Walker(Styles(roots))
    blocks: list[Block] = []
    for body in roots[0].iter(OFFICE + "text"):
        blocks += walker.walk(body, _Context())
    for master in (page for root in roots for page in root.iter(STYLE + "master-page")):
        blocks += [
            replace(block, kind=BlockKind.FURNITURE, level=0, mark=None)
            for block in walker.walk(master, _Context())
        ]
    return tuple(blocks)


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a paragraph: a cell, a list, a note."""

    cell: CellAt | None = None
    depth: int = -1  # of the list; -1 is outside any list
    list_style: str = ""
    mark: str | None = None
    note: bool = False


@dataclass(slots=True)
class _Walker:
    """Walks through one document, counting its paragraphs and tables."""

    styles: Styles
    paragraphs: int = 0
    tables: int = 0
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def walk(self, node: Any, context: _Context) -> Iterator[Block]:
        for child in node:
            if child.tag in (TEXT + "p", TEXT + "h"):
                yield from self._paragraph(child, context)
                context = replace(context, mark=None)
            elif child.tag == TEXT + "list":
                yield from self._list(child, context)
            elif child.tag == _TABLE + "table":
                yield from self._table(child)
            elif child.tag in _ASIDE:
                yield from self.walk(child, _Context(cell=context.cell, note=True))
            elif child.tag not in _NOT_TEXT:
                yield from self.walk(child, context)

    def _paragraph(self, node: Any, context: _Context) -> Iterator[Block]:
        self.paragraphs += 1
        look = self.styles.look("paragraph", node.get(TEXT + "style-name"))
        aside: list[Any] = []
        runs = list(self._runs(node, bool(look.bold), bool(look.struck), aside))
        model = self._model(node, context)
        for piece in pieces(runs):
            yield replace(
                model,
                text=piece.text,
                mark=model.mark if piece.first else None,
                struck=piece.struck,
                bold=piece.bold,
            )
        for inner in aside:
            note = inner.tag in _ASIDE
            yield from self.walk(inner, _Context(cell=context.cell, note=note or context.note))

    def _model(self, node: Any, context: _Context) -> Block:
        """The block of a paragraph, still without text."""
        look = self.styles.look("paragraph", node.get(TEXT + "style-name"))
        outline = node.get(TEXT + "outline-level", "1") if node.tag == TEXT + "h" else ""
        heading = int(outline) if outline.isdigit() else look.heading
        place = Place(self.paragraphs, self.paragraphs)
        if context.note:
            return Block(BlockKind.NOTE, "", place)
        if look.title:
            block = Block(BlockKind.TITLE, "", place)
        elif heading:
            block = Block(BlockKind.HEADING, "", place, level=heading)
        elif context.depth >= 0:
            block = Block(BlockKind.BULLET, "", place, level=context.depth, mark=context.mark)
        else:
            block = Block(BlockKind.PARAGRAPH, "", place)
        return context.cell.hold(block) if context.cell else block

    def _runs(self, node: Any, bold: bool, struck: bool, aside: list[Any]) -> Iterator[Run]:
        """The runs of a paragraph; notes and boxes in it go to `aside`."""
        yield Run(symbols(_flat(node.text)), bold, struck)
        for child in node:
            if child.tag in _ASIDE or child.tag in _BOX:
                aside.append(child)
            elif child.tag in _FIXED:
                yield Run(_FIXED[child.tag], bold, struck)
            elif child.tag == TEXT + "s":
                count = child.get(TEXT + "c", "1")
                spaces = min(int(count), _MANY_SPACES) if count.isdigit() else 1
                yield Run(" " * spaces, bold, struck)
            elif child.tag not in _NOT_TEXT:
                look = self.styles.look("text", child.get(TEXT + "style-name"))
                own_bold = bold if look.bold is None else look.bold
                own_struck = struck if look.struck is None else look.struck
                yield from self._runs(child, own_bold, own_struck, aside)
            yield Run(symbols(_flat(child.tail)), bold, struck)

    def _list(self, node: Any, context: _Context) -> Iterator[Block]:
        depth = context.depth + 1
        style = node.get(TEXT + "style-name") or context.list_style
        key = style, depth
        if node.get(TEXT + "continue-numbering") != "true" and not node.get(TEXT + "continue-list"):
            self.counts[key] = self.styles.start(style, depth) - 1
        for item in node:
            mark = None
            if item.tag == TEXT + "list-item" and _has_text(item):
                self.counts[key] = self.counts.get(key, 0) + 1
                mark = self.styles.mark(style, depth, self.counts[key])
            yield from self.walk(item, replace(context, depth=depth, list_style=style, mark=mark))

    def _table(self, node: Any) -> Iterator[Block]:
        table = self.tables
        self.tables += 1
        row = 0
        for row_node in _descend(node, "table-row"):
            column = 0
            for cell_node in _descend(row_node, "table-cell", "covered-table-cell"):
                yield from self.walk(cell_node, _Context(CellAt(table, row, column)))
                column += _repeated(cell_node, "number-columns-repeated")
            row += _repeated(row_node, "number-rows-repeated")


def _flat(text: str | None) -> str:
    """Text of the file with its line ends and tabs as single spaces, as the format has it."""
    if not text:
        return ""
    return text if text.isprintable() else re.sub(r"[ \t\r\n]+", " ", text)


def _has_text(item: Any) -> bool:
    return any(child.tag in (TEXT + "p", TEXT + "h") for child in item)


def _descend(node: Any, *names: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also inside row groups, but not those of inner tables."""
    for child in node:
        if child.tag.removeprefix(_TABLE) in names:
            yield child
        elif child.tag.startswith(_TABLE + "table-") and "cell" not in child.tag:
            yield from _descend(child, *names)


def _repeated(node: Any, name: str) -> int:
    value = node.get(_TABLE + name, "1")
    return int(value) if value.isdigit() else 1
