"""Where a document's numbers come from: carried inside it, and read back after people edited it.

A Word, PowerPoint or Excel file can hold a part of XML of anybody's own ("custom XML"), which the
programs keep when they save. The ids that are printed survive everything else: editing the text
around them, copying into another document, printing to PDF.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO
from xml.etree.ElementTree import Element, ParseError, tostring  # reading is defusedxml's
from xml.sax.saxutils import quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from analysis.errors import EmptySource, NoText, TooLarge, Unsafe, UsageError, WrongType
from analysis.ingest import guard
from analysis.report.trace import Traces, read_id

NAMESPACE = "urn:koffiehoek:herkomst:1"
READS = ("docx", "pptx", "xlsx", "pdf")
"""The extensions of documents that ids are read from, without dot."""
_STORE_ID = "{6B6F6666-6965-4A0E-9A2B-4845524B4F4D}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PROPERTIES = f"{_OFFICE}/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}
_TYPES = "[Content_Types].xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_ID = re.compile(r"(?<![0-9A-Za-z])[A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{6}(?![0-9A-Za-z])", re.ASCII)
_OURS = re.compile(r"(?:/?customXml)/item\d+\.xml")
_FIRST = re.compile(r"word/document\d*\.xml|ppt/slides/|xl/sharedStrings\.xml|xl/worksheets/")
_TEXT_PARTS = re.compile(r"(?:word|ppt|xl)/(?!.*(?:theme|styles|settings|fontTable)).*\.xml")
_PARAGRAPHS = {"p", "si", "is"}
_BREAKS = {"tab", "br", "cr"}
_MOST_CARRIED = 8 * 1024 * 1024  # inflated bytes; 3,000 statements in 12 corners take 0.4 million
_MOST_TEXT = 60 * 1024 * 1024  # inflated bytes of all parts with text
_LARGEST = 1e15
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
           KeyError, ParseError, LookupError)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Carried:
    """What a document tells of its origin.

    `ids` are those printed in it, each once, in the document's order. `traces` is None where it
    carries none, or none that can be read.
    """

    ids: tuple[str, ...]
    traces: Traces | None


def carry(package: bytes, traces: Traces) -> bytes:
    """The .docx, .pptx or .xlsx with the traces in a part of its own; other parts stay as they are.

    Raises:
        ValueError: it is no such package.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        names = set(old.namelist())
        main = next((one for one in _MAIN.values() if one in names), None)
        if main is None:
            raise ValueError("no document, presentation or workbook in this package")
        folder, _, file = main.rpartition("/")
        links = f"{folder}/_rels/{file}.rels"
        number = next(n for n in range(1, len(names) + 2) if f"customXml/item{n}.xml" not in names)
        changed = {
            _TYPES: _with_type(old.read(_TYPES), number),
            links: _with_link(old.read(links), number),
        }
        return _packed(old, changed, _parts(traces, number))


def _with_type(xml: bytes, number: int) -> bytes:
    part = quoteattr(f"/customXml/itemProps{number}.xml")
    new = f'<Override PartName={part} ContentType="{_PROPERTIES_TYPE}"/>'
    if b'Extension="xml"' not in xml:
        new = f'<Default Extension="xml" ContentType="application/xml"/>{new}'
    return _before(b"</Types>", xml, new)


def _with_link(xml: bytes, number: int) -> bytes:
    link = (
        f'<Relationship Id="rIdHerkomst{number}" Type="{_OFFICE}/relationships/customXml" '
        f'Target="../customXml/item{number}.xml"/>'
    )
    return _before(b"</Relationships>", xml, link)


def _before(closing: bytes, xml: bytes, new: str) -> bytes:
    head, mark, tail = xml.rpartition(closing)
    if not mark:
        raise ValueError(f"no {closing!r} in this package")
    return head + new.encode("utf-8") + mark + tail


def _parts(traces: Traces, number: int) -> dict[str, bytes]:
    item = Element("herkomst", {"xmlns": NAMESPACE})
    item.text = traces.to_json()
    properties = (
        f'<ds:datastoreItem ds:itemID="{_STORE_ID}" xmlns:ds="{_PROPERTIES}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    links = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/relationships/customXmlProps" Target="itemProps{number}.xml"/>'
        "</Relationships>"
    )
    return {
        f"customXml/item{number}.xml": _HEAD.encode() + tostring(item, encoding="utf-8"),
        f"customXml/itemProps{number}.xml": (_HEAD + properties).encode(),
        f"customXml/_rels/item{number}.xml.rels": (_HEAD + links).encode(),
    }


def _packed(old: zipfile.ZipFile, changed: dict[str, bytes], added: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, changed.get(part.filename) or old.read(part))
        when = old.getinfo(_TYPES).date_time
        for name, content in added.items():
            part = zipfile.ZipInfo(name, when)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, content)
    return buffer.getvalue()


def carried(name: str, data: bytes, *, limit_bytes: int = guard.DEFAULT_LIMIT) -> Carried:
    """The ids that stand in a document, and the traces that it carries.

    Raises SourceError: EmptySource, TooLarge, WrongType, Encrypted, Corrupt or Unsafe.
    """
    kind = PurePath(name).suffix.lower().removeprefix(".")
    if data and kind not in (*READS, "doc", "xls", "ppt"):
        raise WrongType(
            "Uit dit soort bestand lezen wij geen nummers.",
            remedy="Neem het Word-, PowerPoint-, Excel- of PDF-bestand, of typ een nummer over.",
            place=name,
        )
    kind = guard.check(name, data, limit_bytes=limit_bytes)
    if kind == "pdf":
        return Carried(_ids(_pdf_lines(name, data, limit_bytes)), None)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = _text_parts(name, package)
            texts = (text for part in parts for text in _texts(package, part))
            return Carried(_ids(texts), _carried(package))
    except DefusedXmlException as trouble:
        raise Unsafe(
            "Dit bestand verwijst naar gegevens buiten zichzelf (DOCTYPE); dat is niet veilig.",
            remedy="Neem het bestand zoals Koffiehoek het maakte, of typ een nummer over.",
            place=name,
        ) from trouble
    except _BROKEN as trouble:
        raise guard.damaged(name, kind) from trouble


def _ids(texts: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in texts:
        found |= dict.fromkeys(one for one in _ID.findall(text) if _is_id(one))
    return tuple(found)


def _is_id(text: str) -> bool:
    try:
        return read_id(text) == text
    except UsageError:
        return False


def _text_parts(name: str, package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The parts in which text may stand: the document itself first, slides in their order."""
    parts = [part for part in package.infolist() if _TEXT_PARTS.fullmatch(part.filename)]
    if sum(part.file_size for part in parts) > _MOST_TEXT:
        raise TooLarge(
            "In dit bestand staat te veel tekst om te doorzoeken.",
            remedy="Typ een nummer over uit het bestand.",
            place=name,
        )
    return sorted(parts, key=lambda one: (not _FIRST.match(one.filename), _natural(one.filename)))


def _natural(name: str) -> list[tuple[str, int]]:
    pieces = re.findall(r"(\D*)(\d{0,9})", name)
    return [(letters, int(digits or 0)) for letters, digits in pieces]


def _texts(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[str]:
    """Each paragraph's or cell's text in one piece, and each attribute that may name something."""
    said: list[str] = []
    with package.open(part) as stream:
        for event, element in _walked(stream):
            tag = _local(element)
            if event == "start":
                yield from (value for value in element.attrib.values() if len(value) >= 7)
            elif tag == "t":
                said.append(element.text or "")
            elif tag in _BREAKS:
                said.append(" ")
            if tag in _PARAGRAPHS:
                yield "".join(said)
                said.clear()
    yield "".join(said)


def _walked(stream: IO[bytes]) -> Iterator[tuple[str, Element]]:
    """Each element as it begins and as it ends; then it is let go, so that memory stays small."""
    above: list[Element] = []
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        yield event, element
        if event == "start":
            above.append(element)
        else:
            above.pop()
            if above:
                above[-1].remove(element)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _carried(package: zipfile.ZipFile) -> Traces | None:
    """The first traces that can be read, from whichever part the program put them in."""
    for part in package.infolist():
        if _OURS.fullmatch(part.filename) and part.file_size <= _MOST_CARRIED:
            text = _item(package, part)
            if text is not None and (traces := _readable(text)) is not None:
                return traces
    return None


def _item(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> str | None:
    """The text of a part of ours; None where the part is somebody else's."""
    text = None
    try:
        with package.open(part) as stream:
            for event, element in _walked(stream):
                if event == "start" and element.tag != f"{{{NAMESPACE}}}herkomst":
                    return None
                text = element.text
    except (ParseError, ValueError, LookupError):
        return None
    return text


def _readable(text: str) -> Traces | None:
    try:
        traces = Traces.from_json(text)
    except UsageError:
        return None
    sound = all(_is_id(one.id) and _is_sound(one.value) for one in traces)
    return traces if sound and traces.made.tzinfo else None


def _is_sound(value: object) -> bool:
    """Whether a value is a number that could have been counted, or no number."""
    if not isinstance(value, int | float):
        return True
    return math.isfinite(value) and abs(value) < _LARGEST


def _pdf_lines(name: str, data: bytes, limit_bytes: int) -> list[str]:
    from analysis.ingest.readers import read_blocks  # noqa: PLC0415 - loads a reader a format

    try:
        return [block.text for block in read_blocks(name, data, limit_bytes=limit_bytes)]
    except (NoText, EmptySource):  # a scan or a picture: no number can be read from it
        return []
