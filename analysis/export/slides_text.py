"""Text on a slide: how much room it takes, at what size it fits, and where it is cut.

Widths are estimated from Arial's, a little wide: what fits here fits in PowerPoint, Keynote and
LibreOffice, whichever of Arial's look-alikes they have.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analysis.export.infosheet_text import clean

CUT = " […]"
"""Stands where a text goes on in the notes."""
MORE = "Meer staat in de notities."
"""Stands where sentences are left out."""

_BEFORE = 8  # points between paragraphs
_LINE = 1.2  # of the size, from line to line
_TALL_LINE = 1.5  # in scripts that Arial lacks
_SLACK = 1.04
_BOLD = 1.08
_WIDTHS = {  # of the size, as Arial has them; other small letters and digits are of one width
    0.23: "ijl'’‘|",
    0.28: " .,:;!/\\ftI[]",
    0.36: 'r()-“”"`{}*',
    0.50: "ckvsxyzJ",
    0.62: "FTZ",
    0.68: "ABEKPSVXY&",
    0.73: "CDHNRUw",
    0.78: "GOQ",
    0.84: "mM",
    1.00: "W%@—…✓■★○",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_NARROW, _CAPITAL, _WIDE = 0.56, 0.78, 1.3
_LATIN = 0x250
_ENDS = re.compile(r"[.!?…]['’”\"]?(?=\s)")
_LEAST_SENTENCE = 0.55  # of what fits: a sentence's end before it would take too much away


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look; without a size it takes that of its box. `colour` is RRGGBB."""

    text: str
    size: float | None = None  # points
    bold: bool = False
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs on lines of their own, `before` points under what stands above.

    `said` is what somebody said, whose language may be read from right to left.
    """

    runs: tuple[Run, ...]
    before: float = 0
    said: bool = False

    @property
    def text(self) -> str:
        """All of it, without its looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Box:
    """The room for text, in points."""

    width: float
    height: float


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a line of `size` is, in points."""
    return sum(map(_letter, text)) * size * _SLACK * (_BOLD if bold else 1)


def _letter(letter: str) -> float:
    if letter in _WIDTH:
        return _WIDTH[letter]
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn"):
        return 0
    if ord(letter) >= _LATIN:
        return _NARROW if 0x590 <= ord(letter) < 0x700 else _WIDE
    return _CAPITAL if letter.isupper() else _NARROW


def lines_of(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """The lines that it takes when it is broken between words, and within a word that is wider."""
    lines, used = 1, 0.0
    space = width_of(" ", size)
    for word in text.split():
        long = width_of(word, size, bold=bold)
        if used and used + space + long > width:
            lines, used = lines + 1, 0.0
        elif used:
            used += space
        if long > width:  # broken within the word
            more = math.ceil(long / (width * 0.95)) - 1
            lines, long = lines + more, long - more * width * 0.95
        used += long
    return lines


def height_of(paragraphs: Iterable[Paragraph], size: float, width: float) -> float:
    """How high paragraphs are in a column, in points; the first has nothing above it."""
    shown = list(paragraphs)
    above = shown[0].before if shown else 0
    return sum(_height(one, size, width) for one in shown) - above


def _height(one: Paragraph, size: float, width: float) -> float:
    sizes = [run.size or size for run in one.runs]
    largest = max(sizes, default=size)
    # As if all were of the largest size, each run as much wider as it is smaller.
    text = "".join(run.text for run in one.runs)
    small = sum(width_of(r.text, largest - s) for r, s in zip(one.runs, sizes, strict=True))
    bold = any(run.bold for run in one.runs)
    lines = lines_of(text, largest, width + small, bold=bold)
    foreign = any(ord(letter) >= _LATIN for letter in text if letter.isalpha())
    return one.before + lines * largest * (_TALL_LINE if foreign else _LINE)


def fits(paragraphs: Iterable[Paragraph], size: float, box: Box) -> bool:
    """Whether paragraphs of `size` stay within the box."""
    return height_of(paragraphs, size, box.width) <= box.height


def largest(columns: Sequence[Sequence[Paragraph]], sizes: Sequence[float], box: Box) -> float:
    """The first of `sizes` at which each column fits the box; the last where none does.

    At that size no word is broken that fits on a line at the last.
    """
    runs = [run for column in columns for one in column for run in one.runs]
    words = {(word, run.size, run.bold) for run in runs for word in run.text.split()}
    whole = [one for one in words if _on_a_line(*one, sizes[-1], box)]
    fitting = (
        size
        for size in sizes
        if all(_on_a_line(*one, size, box) for one in whole)
        and all(fits(column, size, box) for column in columns)
    )
    return next(fitting, sizes[-1])


def _on_a_line(word: str, own: float | None, bold: bool, size: float, box: Box) -> bool:
    return width_of(word, own or size, bold=bold) <= box.width


def cut(text: str, size: float, width: float, lines: int) -> str:
    """At most so many lines of it, ended at a sentence or a word; ` […]` says that there is more.

    A word that is wider than all of them is cut itself.
    """
    if lines_of(text, size, width) <= lines:
        return text
    low, high = 0, len(text)
    while low < high:  # the longest beginning that fits
        middle = (low + high + 1) // 2
        # A closing quotation mark may follow.
        if lines_of(f"{text[:middle]}{CUT}”", size, width) <= lines:
            low = middle
        else:
            high = middle - 1
    return _ended(text[: low + 1], low) + CUT


def _ended(text: str, most: int) -> str:
    ends = [found.end() for found in _ENDS.finditer(text) if found.end() <= most]
    if ends and ends[-1] >= most * _LEAST_SENTENCE:
        return text[: ends[-1]]
    words = text[:most] if text[most:].isspace() else text[:most].rpartition(" ")[0]
    return words.rstrip(" ,;:-–") or text[:most]


def on_one_line(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """A name on one line; where it is cut an ellipsis says so."""
    text = clean(text)
    if width_of(text, size, bold=bold) <= width:
        return text
    kept = len(text)
    while kept > 1 and width_of(text[:kept] + "…", size, bold=bold) > width:
        kept -= 1
    return text[:kept].rstrip() + "…"


def one_line_size(
    texts: Iterable[str], sizes: Sequence[float], width: float, *, bold: bool = False
) -> float:
    """The first of `sizes` at which each text fits on a line; the last where none does."""
    every = list(texts)
    fitting = (
        size for size in sizes if all(width_of(one, size, bold=bold) <= width for one in every)
    )
    return next(fitting, sizes[-1])


def sized(paragraphs: Iterable[Paragraph], size: float) -> tuple[Paragraph, ...]:
    """Paragraphs in which every run has its size."""
    return tuple(
        replace(one, runs=tuple(replace(run, size=run.size or size) for run in one.runs))
        for one in paragraphs
    )


def shown(texts: Sequence[str], sizes: Sequence[float], box: Box) -> tuple[Paragraph, ...]:
    """Texts as paragraphs at the largest size that fits; else as many as do, and then MORE.

    Where not even the first fits, it is cut.
    """
    whole = [Paragraph((Run(clean(text)),), before=_BEFORE) for text in texts]
    size = largest([whole], sizes, box)
    last = Paragraph((Run(MORE),), before=_BEFORE)
    for count in range(len(whole), 0, -1):
        kept = [*whole[:count], *([last] if count < len(whole) else [])]
        if fits(kept, size, box):
            return sized(kept, size)
    lines = max(1, int(box.height / size / _TALL_LINE))
    first = [Run(cut(clean(text), size, box.width, lines)) for text in texts[:1]]
    return sized([Paragraph((run,)) for run in first], size)
