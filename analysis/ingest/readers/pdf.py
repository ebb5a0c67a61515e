"""PDF: lines with their indentation, tables with ruled lines, and page furniture apart."""

from __future__ import annotations

import io
import itertools
import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median, quantiles
from typing import Any

import pdfplumber
import pypdf

from analysis.errors import Encrypted, NoText, Unsafe
from analysis.ingest.readers.cells import CellAt
from analysis.ingest.readers.pdf_layout import Segment, columns, line_text, lines, segments
from analysis.types import Block, BlockKind, Place

_MARGIN = 0.08  # of the page's height, at top and bottom: where page furniture stands
_NUMBER = re.compile(
    r"(?:pagina|page|blz\.?|p\.)?[\s\-–|]*\d{1,4}(?:\s*(?:van|of|/)\s*\d+)?[\s\-–|]*", re.I
)
_MAX_STREAM = 100 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_UNMAPPED = re.compile(r"\(cid:\d+\)")

for _name in ("pdfminer", "pypdf"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # they log every flaw that they mend


@dataclass(frozen=True, slots=True)
class _Table:
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a page; `margin` is the left of its column."""

    parts: list[Segment]
    margin: float
    page: int
    edge: bool  # in the top or bottom margin of the page

    @property
    def text(self) -> str:
        return line_text(self.parts, self.margin)


def read(name: str, data: bytes) -> tuple[Block, ...]:
    """LINE blocks as they are read, columns one after the other; CELL for ruled tables.

    Indentation is one space for each half font size from the left margin of the column. A blank
    LINE stands where the white between lines is clearly more than usual, and after each page.
    Raises Encrypted, NoText (a scan) and Unsafe.
    """
    _check_streams(name, data)
    _check_lock(name, data)
    pages: list[list[_Line]] = []
    tables: list[_Table] = []
    notes: list[Block] = []
    with pdfplumber.open(io.BytesIO(data), password="") as document:
        for number, page in enumerate(document.pages, start=1):
            pages.append(_page(page, number, tables))
            notes += _notes(page, number)
            page.close()
    if not any(pages):
        raise _scan(name)
    furniture = _furniture(pages)
    pitch = _usual_pitch(pages)
    blocks = [block for page in pages for block in _blocks(page, furniture, pitch, tables)]
    if _unreadable(blocks):
        raise _scan(name)
    return (*blocks, *notes)


def _scan(name: str) -> NoText:
    return NoText(
        "Deze PDF bevat geen leesbare letters; waarschijnlijk is het een scan of foto.",
        remedy="Typ de tekst over in een .txt- of .docx-bestand en kies dat.",
        place=name,
    )


def _unreadable(blocks: Sequence[Block]) -> bool:
    """Letters without a key to what they mean come out as (cid:12)."""
    text = "".join(block.text for block in blocks)
    return 2 * sum(map(len, _UNMAPPED.findall(text))) > len(text)


def _check_lock(name: str, data: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Encrypted(
            "Deze PDF is beveiligd met een wachtwoord.",
            remedy="Open hem met het wachtwoord en sla hem op zonder beveiliging.",
            place=name,
        )


def _check_streams(name: str, data: bytes) -> None:
    """No stream inflates without end, also not when inflated twice."""
    total = 0
    for found in _STREAM.finditer(data):
        content = memoryview(data)[found.end() :]
        for _ in range(3):
            if bytes(content[:1]) != b"\x78":
                break
            content = memoryview(_inflated(content))
            total += len(content)
        if len(content) > _MAX_STREAM or total > 4 * _MAX_STREAM:
            raise Unsafe(
                "Deze PDF wordt bij het openen onwaarschijnlijk groot.",
                remedy="Vertrouwt u de afzender? Kopieer dan de tekst naar een nieuw bestand.",
                place=name,
            )


def _inflated(content: memoryview) -> bytes:
    try:
        return zlib.decompressobj().decompress(content, _MAX_STREAM + 1)
    except zlib.error:
        return b""


def _page(page: Any, number: int, tables: list[_Table]) -> list[_Line]:
    """The lines of a page in reading order; its tables are added to `tables`."""
    chars = [char for char in page.chars if char["text"].strip()]
    parts: list[Segment] = []
    for table in _ruled(page):
        inside = [char for char in chars if _within(char, table.bbox)]
        rows, used = _table_rows(table, inside)
        if not used:
            continue
        chars = [char for char in chars if id(char) not in used]
        left, top, right, bottom = table.bbox
        parts.append(Segment(left, top, right, bottom, "", table=len(tables)))
        tables.append(_Table(rows))
    parts += segments(chars)
    height = float(page.height)
    found = [
        _Line(line, margin, number, edge=False)
        for margin, stretch in columns([part for part in parts if not _at_edge([part], height)])
        for line in lines(stretch)
    ]
    edges = lines(sorted((p for p in parts if _at_edge([p], height)), key=lambda p: p.top))
    sides = [_Line(line, line[0].left, number, edge=True) for line in edges]
    top = [line for line in sides if line.parts[0].top < height / 2]
    return [*top, *found, *(line for line in sides if line not in top)]


def _at_edge(line: Sequence[Segment], height: float) -> bool:
    middle = (line[0].top + line[0].bottom) / 2 / height
    return line[0].table is None and not _MARGIN < middle < 1 - _MARGIN


def _ruled(page: Any) -> list[Any]:
    """The tables with ruled lines; a frame of one cell around a text is no table."""
    if not page.edges:
        return []
    return [table for table in page.find_tables() if len(table.cells) > 1]


def _within(char: Any, box: tuple[float, float, float, float]) -> bool:
    """By the midpoint of the glyph: letters often stick out of their cell a little."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _table_rows(table: Any, chars: Sequence[Any]) -> tuple[list[list[str]], set[int]]:
    """The texts of the cells, row by row, and the ids of the characters that are in them."""
    rows: list[list[str]] = []
    used: set[int] = set()
    for row in table.rows:
        texts = []
        for cell in row.cells:
            inside = [] if cell is None else [c for c in chars if _within(c, cell)]
            used.update(id(char) for char in inside)
            parts = segments(inside)
            margin = min((part.left for part in parts), default=0.0)
            texts.append("\n".join(line_text(line, margin).strip() for line in lines(parts)))
        rows.append(texts)
    return rows, used


def _notes(page: Any, number: int) -> Iterator[Block]:
    for note in page.annots:
        text = (note.get("contents") or "").strip()
        if text:
            yield Block(BlockKind.NOTE, text, Place(1, 1, page=number))


def _furniture(pages: Sequence[Sequence[_Line]]) -> set[int]:
    """The ids of lines in the page margins: bare page numbers, and what most pages repeat."""
    edge = [line for page in pages for line in page if line.edge and line.parts[0].table is None]
    body = [part.size for page in pages for line in page for part in line.parts if part.size]
    usual = median(body) if body else 0.0
    keys = Counter(_furniture_key(line) for line in edge)
    enough = max(2, 0.4 * len(pages))
    return {
        id(line)
        for line in edge
        if _NUMBER.fullmatch(line.text.strip())
        or (keys[_furniture_key(line)] >= enough and line.parts[0].size <= usual)
    }


def _furniture_key(line: _Line) -> tuple[str, int]:
    """The text without the page number at its start or end, and its height on the page."""
    text = re.sub(
        rf"^{line.page}\b|\b{line.page}(?=\W*$|\s*(?:van|/)\s*\d+\W*$)", "#", line.text.strip()
    )
    return text, round(line.parts[0].top / 4)


def _usual_pitch(pages: Sequence[Sequence[_Line]]) -> float:
    """The line spacing within paragraphs, in font sizes: the lower third of what occurs."""
    found = [
        pitch
        for page in pages
        for above, line in itertools.pairwise(page)
        if 0.5 < (pitch := _pitch(above, line)) < 4
    ]
    return quantiles(found, n=3)[0] if len(found) > 1 else 1.3


def _pitch(above: _Line, line: _Line) -> float:
    """From the foot of one line to the foot of the next, in font sizes."""
    size = max(line.parts[0].size, 1.0)
    return (line.parts[0].bottom - above.parts[0].bottom) / size


def _blocks(
    page: Sequence[_Line], furniture: set[int], usual: float, tables: Sequence[_Table]
) -> Iterator[Block]:
    above: _Line | None = None
    for number, line in enumerate(page, start=1):
        place = Place(number, number, page=line.page)
        table = line.parts[0].table
        if table is not None:
            yield from _cells(tables[table], table, place)
        elif id(line) in furniture:
            yield replace(_line(line, place), kind=BlockKind.FURNITURE, text=line.text.strip())
            continue
        else:
            if above and (above.parts[0].table is not None or _apart(above, line, usual)):
                yield Block(BlockKind.LINE, "", Place(number - 1, number - 1, page=line.page))
            yield _line(line, place)
        above = line
    if page:
        yield Block(BlockKind.LINE, "", Place(len(page), len(page), page=page[0].page))


def _apart(above: _Line, line: _Line, usual: float) -> bool:
    """Clearly more white than usual; upwards is the top of the next column, where text goes on."""
    return _pitch(above, line) > 1.35 * usual


def _line(line: _Line, place: Place) -> Block:
    bold = all(part.bold for part in line.parts)
    size = max(part.size for part in line.parts)
    return Block(BlockKind.LINE, line.text, place, size=size, bold=bold)


def _cells(table: _Table, number: int, place: Place) -> Iterator[Block]:
    for row, texts in enumerate(table.rows):
        for column, text in enumerate(texts):
            if text:
                yield CellAt(number, row, column).hold(Block(BlockKind.CELL, text, place))
