"""Word (.docx): paragraphs, lists and tables in document order, by python-docx and own walker."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import docx
from docx.oxml import parse_xml

from analysis.ingest.readers import docx_text
from analysis.ingest.readers.cells import CellAt
from analysis.ingest.readers.docx_styles import Look, Numbering, Styles, W, paragraph_look
from analysis.ingest.readers.docx_text import PARAGRAPH, TEXT_BOX, visible
from analysis.ingest.readers.runs import pieces
from analysis.types import Block, BlockKind, Place

_TABLE, _ROW, _CELL = W + "tbl", W + "tr", W + "tc"
_SIDE_PARTS = {  # by the last word of the relation's type, in the order in which they are read
    "header": BlockKind.FURNITURE,
    "footer": BlockKind.FURNITURE,
    "footnotes": BlockKind.NOTE,
    "endnotes": BlockKind.NOTE,
    "comments": BlockKind.NOTE,
}


def read(name: str, data: bytes) -> tuple[Block, ...]:  # noqa: ARG001 - every reader takes both
    """The blocks of a Word document; `line` counts its paragraphs (empty ones too) from 1.

    Page headers and footers (FURNITURE), footnotes and comments (NOTE) follow the text. A soft
    line break starts a new block of the same kind and line, without mark.
    """
    document = docx.Document(io.BytesIO(data))
    parts = list(_side_parts(document.part))
    styles = Styles(_related(document.part, "styles"))
    walker = _Walker(styles, Numbering(_related(document.part, "numbering")))
    blocks = list(walker.walk(document.element.body))
    for kind, root in parts:
        blocks += [replace(b, kind=kind, level=0) for b in walker.walk(root)]
    return tuple(blocks)


def _related(part: Any, kind: str) -> Any | None:
    """The root of the one part of this kind (styles, numbering), or None."""
    found = [rel for rel in part.rels.values() if rel.reltype.endswith("/" + kind)]
    return None if not found or found[0].is_external else _root(found[0].target_part)


def _root(part: Any) -> Any:
    element = getattr(part, "element", None)
    return parse_xml(part.blob) if element is None else element


def _side_parts(part: Any) -> Iterator[tuple[BlockKind, Any]]:
    """Headers, footers, notes and comments, in that order."""
    for word, kind in _SIDE_PARTS.items():
        for rel in part.rels.values():
            if rel.reltype.endswith("/" + word) and not rel.is_external:
                yield kind, _root(rel.target_part)


@dataclass(slots=True)
class _Walker:
    """Walks through one document, counting its paragraphs and tables."""

    styles: Styles
    numbering: Numbering
    paragraphs: int = 0
    tables: int = 0

    def walk(self, node: Any, cell: CellAt | None = None) -> Iterator[Block]:
        for child in visible(node):
            if child.tag == PARAGRAPH:
                yield from self._paragraph(child, cell)
            elif child.tag == _TABLE:
                yield from self._table(child)
            else:
                yield from self.walk(child, cell)

    def _paragraph(self, node: Any, cell: CellAt | None) -> Iterator[Block]:
        self.paragraphs += 1
        look = self._look(node)
        kind, level, mark = self._kind(look)
        model = Block(kind, "", Place(self.paragraphs, self.paragraphs), level=level)
        model = cell.hold(model) if cell else model
        found = list(pieces(docx_text.runs(node, self.styles, look)))
        if found and look.number not in (None, "0"):
            mark = self.numbering.mark(look.number or "", look.depth or 0)
        for piece in found:
            yield replace(
                model,
                text=piece.text,
                mark=mark if piece.first else None,
                struck=piece.struck,
                bold=piece.bold,
            )
        for box in docx_text.text_boxes(node):
            yield from self.walk(box, cell)

    def _look(self, node: Any) -> Look:
        properties = node.find(W + "pPr")
        if properties is None:
            return self.styles.look(None)
        style = properties.find(W + "pStyle")
        base = self.styles.look(None if style is None else style.get(W + "val"))
        return paragraph_look(properties).over(base)

    def _kind(self, look: Look) -> tuple[BlockKind, int, str | None]:
        listed = look.number not in (None, "0")
        if look.title:
            return BlockKind.TITLE, 0, None
        if look.heading:
            return BlockKind.HEADING, look.heading, None
        if listed:
            return BlockKind.BULLET, look.depth or 0, None
        if look.bullet_style and look.number is None:
            return BlockKind.BULLET, look.depth or 0, look.bullet_style
        return BlockKind.PARAGRAPH, 0, None

    def _table(self, node: Any) -> Iterator[Block]:
        table = self.tables
        self.tables += 1
        for row, row_node in enumerate(_descend(node, _ROW)):
            column = _grid(row_node, "trPr", "gridBefore", 0)
            for cell_node in _descend(row_node, _CELL):
                yield from self.walk(cell_node, CellAt(table, row, column))
                column += _grid(cell_node, "tcPr", "gridSpan", 1)


def _descend(node: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also inside content controls; no deleted rows."""
    for child in visible(node):
        if child.tag != tag:
            if child.tag not in (_TABLE, PARAGRAPH, TEXT_BOX):
                yield from _descend(child, tag)
        elif child.find(f"{W}trPr/{W}del") is None:
            yield child


def _grid(node: Any, properties: str, name: str, default: int) -> int:
    """How many columns of the grid a cell spans, or a row skips."""
    found = node.find(f"{W}{properties}/{W}{name}")
    value = "" if found is None else found.get(W + "val", "")
    return int(value) if value.isdigit() else default
