"""E-mail (.eml): headers, the text of the message, and the names of what hangs on it."""

from __future__ import annotations

import email
import email.message
import email.policy
import itertools
import re
from collections.abc import Iterator
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import PurePath

from analysis.ingest.guard import FORMATS
from analysis.ingest.readers.decode import decode
from analysis.ingest.readers.text import parts_of_line, physical_lines
from analysis.types import Block, BlockKind, Place

_SHOWN = {"from": "Van", "to": "Aan", "cc": "Cc", "date": "Datum", "subject": "Onderwerp"}
_ENCODED = ("base64", "quoted-printable")
_BLOCK_TAGS = frozenset(
    {"p", "div", "br", "tr", "li", "ul", "ol", "table", "blockquote", "pre", "hr"}
)
_BLOCK_TAGS |= {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "section", "article"}
_HIDDEN_TAGS = frozenset({"script", "style", "head", "title"})  # what a browser does not show


def read(name: str, data: bytes) -> tuple[Block, ...]:  # noqa: ARG001 - every reader takes both
    """HEADER, then LINE blocks, then a NOTE for each attachment, which is not read.

    Lines count through the raw file where the body stands in it as typed; where it is encoded
    (base64, quoted-printable, HTML) they count in the decoded text, on from the header's lines.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    lines = physical_lines(decode(data))
    top = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    blocks = list(_headers(message, lines[:top]))
    body = message.get_body(("plain", "html"))
    for part in message.walk():
        if part is body or _is_text(part):
            blocks += _body(part, data, top + 1)
        elif not part.is_multipart():
            blocks += _attachment(part, len(lines))
    return tuple(blocks)


def _is_text(part: EmailMessage) -> bool:
    return part.get_content_type() == "text/plain" and not part.get_filename()


def _headers(message: EmailMessage, lines: list[str]) -> Iterator[Block]:
    """The headers that people read as HEADER, all others together as FURNITURE."""
    technical: list[tuple[int, str]] = []
    for first, last in _folded(lines):
        name = lines[first].partition(":")[0]
        shown = _SHOWN.get(name.strip().lower())
        if name not in message:
            continue  # no header after all: the parser has it in the body
        if shown is None:
            technical += [(at + 1, lines[at].strip()) for at in range(first, last)]
        else:
            value = " ".join(str(message[name]).split())
            yield Block(BlockKind.HEADER, f"{shown}: {value}", Place(first + 1, last))
    if technical:
        place = Place(technical[0][0], technical[-1][0])
        yield Block(BlockKind.FURNITURE, "\n".join(text for _, text in technical), place)


def _folded(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The headers as stretches of lines [first, last): a line that starts with a space goes on."""
    starts = [at for at, line in enumerate(lines) if not line.startswith((" ", "\t"))]
    yield from itertools.pairwise([*starts, len(lines)])


def _body(part: EmailMessage, data: bytes, after_headers: int) -> Iterator[Block]:
    """The lines of a text part, numbered in the file where they stand there as typed."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return
    text = _decoded(payload, part.get_content_charset())
    start = after_headers
    encoded = str(part.get("Content-Transfer-Encoding", "")).lower() in _ENCODED
    if part.get_content_type() == "text/html":
        text = html_text(text)
    elif not encoded and payload.strip():
        at = data.find(payload)
        start = len(physical_lines(data[: max(at, 0)].decode("latin-1"))) if at >= 0 else start
    for number, line in enumerate(physical_lines(text), start=start + 1):
        for piece in parts_of_line(line):
            yield Block(BlockKind.LINE, piece, Place(number, number))


def _decoded(payload: bytes, charset: str | None) -> str:
    """The text in the encoding that the mail names, if that fits; else the one that is found."""
    try:
        return payload.decode(charset or "")
    except (LookupError, UnicodeError, ValueError):
        return decode(payload)


def _attachment(part: EmailMessage, line: int) -> Iterator[Block]:
    name = part.get_filename() or ""
    if PurePath(name).suffix.lower().removeprefix(".") in FORMATS:
        yield Block(BlockKind.NOTE, f"bijlage niet gelezen: {name}", Place(line, line))


def html_text(source: str) -> str:
    """The text of an HTML message: block tags make lines, list items start with "- "."""
    parser = _Text()
    parser.feed(source)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


class _Text(HTMLParser):
    """Gathers the visible text of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _HIDDEN_TAGS:
            self._hidden += 1
        if tag in _BLOCK_TAGS:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN_TAGS:
            self._hidden = max(0, self._hidden - 1)
        if tag in _BLOCK_TAGS and tag != "br":
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data.replace("\n", " "))
