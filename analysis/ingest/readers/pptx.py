"""PowerPoint (.pptx): slides in order, shapes as they are read, by python-pptx and own walker."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pptx
from docx.oxml import parse_xml
from pptx.enum.shapes import PP_PLACEHOLDER as HOLDER

from analysis.ingest.readers.cells import CellAt
from analysis.ingest.readers.clean import symbols
from analysis.ingest.readers.docx_styles import TYPED_MARKS, in_form
from analysis.ingest.readers.reading_order import Box, in_reading_order
from analysis.ingest.readers.runs import Run, pieces
from analysis.types import Block, BlockKind, Place

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TITLES = (HOLDER.TITLE, HOLDER.CENTER_TITLE, HOLDER.VERTICAL_TITLE)
_FURNITURE = (HOLDER.DATE, HOLDER.FOOTER, HOLDER.HEADER, HOLDER.SLIDE_NUMBER)
_LISTS = (HOLDER.BODY, HOLDER.OBJECT, HOLDER.VERTICAL_BODY, HOLDER.VERTICAL_OBJECT)
_HERE = Place(0, 0)  # filled in when the paragraph is counted
_BULLETS = (_A + "buChar", _A + "buAutoNum", _A + "buBlip")
_FORMS = {"alphaLc": "lowerLetter", "alphaUc": "upperLetter"}
_FORMS |= {"romanLc": "lowerRoman", "romanUc": "upperRoman"}


def read(name: str, data: bytes) -> tuple[Block, ...]:  # noqa: ARG001 - every reader takes both
    """The blocks of all slides, hidden ones too; `line` counts paragraphs with text from 1.

    `page` is the slide, `group` "dia 3". Speaker notes and comments (NOTE) end their slide.
    """
    deck = pptx.Presentation(io.BytesIO(data))
    walker = _Walker()
    return tuple(
        block
        for number, slide in enumerate(deck.slides, start=1)
        for block in walker.walk(slide, number)
    )


@dataclass(slots=True)
class _Walker:
    """Walks through one presentation, counting its paragraphs and tables."""

    slide: int = 0
    paragraphs: int = 0
    tables: int = 0

    def walk(self, slide: Any, number: int) -> Iterator[Block]:
        self.slide = number
        for shape in _ordered(slide.shapes):
            yield from self._shape(shape)
        if slide.has_notes_slide:
            for shape in slide.notes_slide.placeholders:
                if shape.placeholder_format.type == HOLDER.BODY:
                    yield from self._body(shape._element, kind=BlockKind.NOTE)
        for rel in slide.part.rels.values():
            if rel.reltype.endswith("/comments") and not rel.is_external:
                for node in parse_xml(rel.target_part.blob).iter(_P + "text", _A + "p"):
                    texts = [node.text or ""] if node.tag == _P + "text" else _texts(node)
                    yield from self._pieces([Run("".join(texts))], Block(BlockKind.NOTE, "", _HERE))

    def _shape(self, shape: Any) -> Iterator[Block]:
        element = shape._element
        if getattr(shape, "has_table", False) and shape.has_table:
            yield from self._table(shape.table)
        elif element.tag == _P + "graphicFrame":
            yield from self._diagram(shape)
        elif _holder(shape) in _TITLES:
            first = self.slide == 1 and _holder(shape) == HOLDER.CENTER_TITLE
            kind = BlockKind.TITLE if first else BlockKind.HEADING
            yield from self._body(element, kind=kind, level=0 if first else 1)
        elif _holder(shape) in _FURNITURE:
            yield from self._body(element, kind=BlockKind.FURNITURE)
        else:
            yield from self._body(element, listed=_holder(shape) in _LISTS)

    def _body(
        self, element: Any, *, kind: BlockKind | None = None, level: int = 0, listed: bool = False
    ) -> Iterator[Block]:
        """The paragraphs of a shape or cell; without a `kind` each is a bullet or paragraph."""
        numbers: dict[int, int] = {}
        for node in element.iter(_A + "p"):
            properties = node.find(_A + "pPr")
            mark = _mark(node, properties, listed=listed, numbers=numbers)
            depth = "0" if properties is None else properties.get("lvl", "0")
            if kind is None and mark:
                model = Block(BlockKind.BULLET, "", _HERE, level=int(depth), mark=mark)
            else:
                model = Block(kind or BlockKind.PARAGRAPH, "", _HERE, level=level)
            yield from self._pieces(_runs(node), model)

    def _pieces(self, runs: Iterable[Run], model: Block) -> Iterator[Block]:
        found = tuple(pieces(runs))
        self.paragraphs += bool(found)
        place = Place(self.paragraphs, self.paragraphs, page=self.slide)
        for piece in found:
            yield replace(
                model,
                text=piece.text,
                place=place,
                group=f"dia {self.slide}",
                mark=model.mark if piece.first else None,
                struck=piece.struck,
                bold=piece.bold,
            )

    def _table(self, table: Any) -> Iterator[Block]:
        number = self.tables
        self.tables += 1
        for row, cells in enumerate(table._tbl.iterchildren(_A + "tr")):
            for column, cell in enumerate(cells.iterchildren(_A + "tc")):
                at = CellAt(number, row, column)
                for block in self._body(cell):
                    yield at.hold(block)

    def _diagram(self, shape: Any) -> Iterator[Block]:
        """The texts of a SmartArt diagram, in the order in which it keeps them."""
        for link in shape._element.iter(_DGM + "relIds"):
            part = shape.part.related_part(link.get(_R + "dm"))
            for point in parse_xml(part.blob).iter(_DGM + "pt"):
                if point.get("type", "node") in ("node", "asst"):
                    yield from self._body(point, listed=True)


def _ordered(shapes: Any) -> list[Any]:
    """The shapes of a slide in reading order, titles first, groups opened."""
    boxes = [box for shape in shapes for box in _boxes(shape)]
    titles = [box.item for box in boxes if _holder(box.item) in _TITLES]
    return titles + in_reading_order(b for b in boxes if _holder(b.item) not in _TITLES)


def _boxes(shape: Any) -> Iterator[Box[Any]]:
    if shape._element.tag != _P + "grpSp":
        yield _box(shape, shape)
        return
    inner = in_reading_order(box for member in shape.shapes for box in _boxes(member))
    for member in inner:  # a group is read as one thing: all its members stand at its place
        yield _box(shape, member)


def _box(outer: Any, item: Any) -> Box[Any]:
    left, top = outer.left or 0, outer.top or 0
    return Box(left, top, left + (outer.width or 0), top + (outer.height or 0), item)


def _holder(shape: Any) -> Any:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _mark(
    node: Any, properties: Any | None, *, listed: bool, numbers: dict[int, int]
) -> str | None:
    """The bullet or number of a paragraph; None where it has none. Counts numbers along."""
    own = [] if properties is None else [n for n in properties if n.tag in _BULLETS]
    if not any(True for _ in _texts(node)):
        return None
    depth = 0 if properties is None else int(properties.get("lvl", "0"))
    if own and own[0].tag == _A + "buAutoNum":
        numbers[depth] = numbers.get(depth, int(own[0].get("startAt", "1")) - 1) + 1
        form = own[0].get("type", "arabicPeriod")
        text = in_form(numbers[depth], _FORMS.get(form[:7], "decimal"))
        return text + (")" if "Paren" in form else "." if "Period" in form else "")
    numbers.pop(depth, None)
    if own:
        glyph = symbols(own[0].get("char", "•"))
        return glyph if glyph in TYPED_MARKS else "•"
    none = properties is not None and properties.find(_A + "buNone") is not None
    return "•" if listed and not none else None


def _runs(node: Any) -> Iterator[Run]:
    for child in node.iter(_A + "r", _A + "fld", _A + "br"):
        if child.tag == _A + "br":
            yield Run("\n")
            continue
        look = child.find(_A + "rPr")
        bold = look is not None and look.get("b") in ("1", "true")
        struck = look is not None and look.get("strike", "noStrike") != "noStrike"
        yield Run("".join(_texts(child)), bold, struck)


def _texts(node: Any) -> Iterator[str]:
    for text in node.iter(_A + "t"):
        yield symbols(text.text or "").replace("\v", "\n")
