"""From the characters of a PDF page to its lines, in reading order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from analysis.ingest.readers.clean import symbols

_WORD_GAP = 0.18  # of the font size: a wider gap between characters is a space
_COLUMN_GAP = 1.5  # of the font size: a wider gap may be a gutter
_GUTTER = 4.0  # points that must be free at both sides of the middle of a gutter
_SIDE_LINES = 3  # lines that each column must have at least
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xa0": " "}
)
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_LEADING_UNMAPPED = re.compile(r"^\(cid:\d+\)\s+")  # a bullet, whatever font it came from
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(frozen=True, slots=True)
class Segment:
    """Part of a line without a wide gap, or a table; places in points from the top left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    size: float = 0.0
    bold: bool = False
    table: int | None = None


def segments(chars: Sequence[Any]) -> list[Segment]:
    """The characters (pdfplumber's) as segments, top to bottom and left to right."""
    return [part for row in _rows(chars) for part in _split(row)]


def _rows(chars: Sequence[Any]) -> list[list[Any]]:
    """Characters whose middle lies within the height of the row so far belong to one line."""
    rows: list[list[Any]] = []
    top = bottom = 0.0
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"]) / 2):
        middle = (char["top"] + char["bottom"]) / 2
        if rows and top <= middle <= bottom:
            rows[-1].append(char)
            if char["text"].strip():
                bottom = max(bottom, min(char["bottom"], top + 1.2 * (bottom - top)))
        else:
            rows.append([char])
            top, bottom = char["top"], char["bottom"]
    return [sorted(row, key=lambda c: c["x0"]) for row in rows]


def _split(row: list[Any]) -> Iterator[Segment]:
    part: list[Any] = []
    for char in row:
        if char["text"].isspace():
            continue
        if part and char["x0"] - part[-1]["x1"] > _COLUMN_GAP * max(char["size"], 1):
            yield _segment(part)
            part = []
        part.append(char)
    if part:
        yield _segment(part)


def _segment(chars: list[Any]) -> Segment:
    text = chars[0]["text"]
    if len(chars) == 1 and _UNMAPPED.fullmatch(text):
        text = "•"  # a lone letter without meaning, with white after it: a bullet
    for before, char in itertools.pairwise(chars):
        if char["x0"] - before["x1"] > _WORD_GAP * min(before["size"], char["size"]):
            text += " "
        text += char["text"]
    text = _LEADING_UNMAPPED.sub("• ", text)
    bold = sum(any(word in c["fontname"].lower() for word in _BOLD) for c in chars)
    return Segment(
        left=chars[0]["x0"],
        top=min(c["top"] for c in chars),
        right=max(c["x1"] for c in chars),
        bottom=max(c["bottom"] for c in chars),
        text=symbols(text.translate(_LIGATURES)),
        size=round(2 * median(c["size"] for c in chars)) / 2,
        bold=bold > 0.9 * len(chars),
    )


def columns(parts: Sequence[Segment]) -> list[tuple[float, list[Segment]]]:
    """The segments in stretches that are read one after the other: bands and their columns.

    With each stretch goes the left margin of its column (x in points).
    """
    if not parts:
        return []
    ordered = sorted(parts, key=lambda part: (part.top, part.left))
    margin = min((p.left for p in ordered if p.table is None), default=ordered[0].left)
    gutter = _best_gutter(ordered)
    if gutter is None:
        return [(margin, ordered)]
    stretches: list[tuple[float, list[Segment]]] = []
    for band in _bands(ordered, gutter):
        left, right = _sides(band, gutter)
        if _two_columns(left, right):
            stretches += columns(left) + columns(right)
        else:
            stretches.append((margin, band))
    return stretches


def _best_gutter(parts: Sequence[Segment]) -> float | None:
    """The x in the middle half of the text that parts most segments into columns."""
    if len(parts) < 2 * _SIDE_LINES:
        return None
    low, high = min(part.left for part in parts), max(part.right for part in parts)
    width = high - low
    starts = sorted({round(part.left - _GUTTER - 0.5) for part in parts})
    best, most = None, 0
    for x in (x for x in starts if low + 0.25 * width <= x <= low + 0.75 * width):
        count = sum(len(band) for band in _bands(parts, x) if _two_columns(*_sides(band, x)))
        if count > most:
            best, most = float(x), count
    return best


def _bands(parts: Sequence[Segment], x: float) -> list[list[Segment]]:
    """Consecutive segments that all leave the gutter free, or all stand in its way."""
    bands: list[list[Segment]] = []
    last: bool | None = None
    for part in parts:
        crosses = part.left < x + _GUTTER and part.right > x - _GUTTER
        if crosses != last:
            bands.append([])
        bands[-1].append(part)
        last = crosses
    return bands


def _sides(band: Sequence[Segment], x: float) -> tuple[list[Segment], list[Segment]]:
    return [part for part in band if part.left < x], [part for part in band if part.left >= x]


def _two_columns(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Enough lines at both sides, beside each other, and most of them longer than a number."""
    if min(len(left), len(right)) < _SIDE_LINES:
        return False
    beside = min(left[-1].bottom, right[-1].bottom) - max(left[0].top, right[0].top)
    long_lines = all(median(len(part.text) for part in side) >= 8 for side in (left, right))
    return beside > 0 and long_lines


def lines(stretch: Sequence[Segment]) -> list[list[Segment]]:
    """The segments of one stretch as lines: those at one height together, left to right."""
    found: list[list[Segment]] = []
    for part in stretch:
        middle = (part.top + part.bottom) / 2
        same = found and found[-1][0].top <= middle <= found[-1][0].bottom
        if same and part.table is None and found[-1][0].table is None:
            found[-1].append(part)
        else:
            found.append([part])
    return [sorted(line, key=lambda part: part.left) for line in found]


def line_text(line: Sequence[Segment], margin: float) -> str:
    """The text with its indentation and wide gaps: one space for each half font size.

    Half a font size is about the width of a letter. After a bullet or number stands one space.
    """
    text, x = "", margin
    for part in line:
        spaces = max(0, round((part.left - x) / (0.5 * max(part.size, 4.0))))
        if text.strip():
            spaces = 1 if len(text.strip()) <= 3 else max(2, spaces)
        text += " " * min(spaces, 40) + part.text
        x = part.right
    return text
