"""Plain text and Markdown: one block for each physical line, blank lines too."""

from __future__ import annotations

import re

from analysis.ingest.readers.decode import decode
from analysis.types import Block, BlockKind, Place

_LINE_END = re.compile(r"\r\n|\n|\r")
_BREAK_IN_LINE = re.compile("[\x0b\x0c\x85\u2028\u2029]")


def read(name: str, data: bytes) -> tuple[Block, ...]:  # noqa: ARG001 - every reader takes both
    """One LINE for each physical line (numbered from 1), indentation kept, blank lines as ""."""
    return tuple(
        Block(BlockKind.LINE, part, Place(number, number))
        for number, line in enumerate(physical_lines(decode(data)), start=1)
        for part in parts_of_line(line)
    )


def physical_lines(text: str) -> list[str]:
    """The lines as an editor numbers them, without their ends; no extra line after the last end."""
    lines = _LINE_END.split(text)
    if lines[-1] == "":
        lines.pop()
    return lines


def parts_of_line(line: str) -> list[str]:
    """A line cut at page breaks and the like, which editors do not number; blank becomes ""."""
    parts = [part.rstrip() for part in _BREAK_IN_LINE.split(line) if part.strip()]
    return parts or [""]
