"""Bullets, numbers and check boxes at the start of a line."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass

_BOX = r"\[[ xX✓]?\]"
_ALWAYS = re.compile(
    rf"(?P<mark>(?:[-–—−*•●▪■□◦○·‣⁃➢➤►▶→✓✔☐☑☒★☆◆◇❖+>]|->|=>|\+/-|\+{{2,3}}|-{{2}}|\(\+\)|\(-\)|\(!\)"
    rf"|\d{{1,3}}[.)]|\d{{1,2}}\.\d{{1,2}}\.?|\(\d{{1,2}}\)|{_BOX})(?:\s+{_BOX})?)\s+(?=\S)"
)
_LETTER = re.compile(r"(?P<mark>[A-Za-z][.)]|\([a-z]\))\s+(?=\S)")
_SHARED = re.compile(r"(?P<mark>[!?o~=#x]|!!|\?!|>>)\s+(?=\S)")
_FONT_MARK = re.compile(r"(?P<mark>[1-9lnqvuüØ§¾àw¨Ÿ])\s+(?=\S)")
"""Bullets of a symbol font (Wingdings, ZapfDingbats), read as the letter that shares their code."""
_LEAST_FONT_MARKS = 3
_TIGHT = re.compile(r"(?P<mark>[-+>*–—•●▪!])(?=[^\W\d_]|[\"'“‘„(@€0-9])")
_NUMBERED = re.compile(r"\d|[A-Za-z][.)]")
_TAB = 4


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line taken apart: indentation in columns, the mark before the text, the text.

    `start` is the column where the text begins.
    """

    indent: int
    mark: str | None
    body: str
    start: int


def indent_of(text: str) -> int:
    """The indentation in columns, a tab counting to the next multiple of four."""
    columns = 0
    for char in text:
        if char == "\t":
            columns += _TAB - columns % _TAB
        elif char.isspace():
            columns += 1
        else:
            break
    return columns


def _symbol(text: str) -> str | None:
    """A pictogram at the start, used as a bullet (with its variation selector)."""
    if text and unicodedata.category(text[0]) in {"So", "Sk"}:
        end = 1
        while end < len(text) and unicodedata.category(text[end]) in {"Mn", "Cf", "Sk"}:
            end += 1
        return text[:end]
    return None


def _kind_of_mark(mark: str) -> str:
    if _NUMBERED.match(mark):
        return "number" if mark[0].isdigit() else "letter"
    return mark


def marks_in_use(texts: Iterable[str]) -> frozenset[str]:
    """The uncertain marks that this text does use as bullets.

    A letter ("o ", "! "), a pictogram or a mark typed against its word counts as a bullet only
    where two lines at least begin so.
    """
    seen: Counter[str] = Counter()
    texts = list(texts)
    for text in texts:
        stripped = text.strip()
        shared = _SHARED.match(stripped)
        tight = _TIGHT.match(stripped)
        letter = _LETTER.match(stripped)
        symbol = _symbol(stripped)
        always = _ALWAYS.match(stripped)
        if always:
            seen["tight" + always.group("mark")] += 1
        if shared:
            seen[shared.group("mark")] += 1
        if tight:
            seen["tight" + tight.group("mark")] += 1
        if letter:
            seen["letter"] += 1
            seen["first letter"] += letter.group("mark").strip("(.)").lower() == "a"
        if symbol:
            seen[symbol] += 1
    used = _font_marks(texts)
    used |= {mark for mark, count in seen.items() if count >= 2}
    if not seen["first letter"]:
        used.discard("letter")
    return frozenset(used)


def _font_marks(texts: Iterable[str]) -> set[str]:
    """A letter or digit that opens three lines, where no other digit does so."""
    seen = Counter(found["mark"] for text in texts if (found := _FONT_MARK.match(text.strip())))
    digits = [mark for mark in seen if mark.isdigit()]
    return {
        "font" + mark for mark, count in seen.items()
        if count >= _LEAST_FONT_MARKS and (not mark.isdigit() or len(digits) == 1)
    }  # fmt: skip


def split_mark(text: str, used: Set[str] = frozenset()) -> MarkedLine:
    """Take the bullet, number or check box off a line; `used` comes from `marks_in_use`."""
    indent = indent_of(text)
    rest = text.strip()
    for pattern in (_ALWAYS, _LETTER, _SHARED, _TIGHT, _FONT_MARK):
        found = pattern.match(rest)
        if not found:
            continue
        mark = found.group("mark")
        if pattern is _TIGHT and rest.endswith(mark):  # emphasis, not a bullet
            continue
        sure = pattern is _ALWAYS
        sure = sure or (pattern is _LETTER and "letter" in used)
        sure = sure or (pattern is _SHARED and mark in used)
        sure = sure or (pattern is _TIGHT and "tight" + mark in used)
        sure = sure or (pattern is _FONT_MARK and "font" + mark in used)
        if sure:
            body = rest[found.end() :].strip()
            return MarkedLine(indent, mark, body, indent + len(rest) - len(rest[found.end() :]))
    symbol = _symbol(rest)
    if symbol and symbol in used and rest[len(symbol) :].strip():
        body = rest[len(symbol) :].strip()
        return MarkedLine(indent, symbol, body, indent + len(symbol) + 1)
    return MarkedLine(indent, None, rest, indent)


def is_number(mark: str | None) -> bool:
    """Whether a mark is a number or letter rather than a bullet."""
    return mark is not None and _kind_of_mark(mark) in {"number", "letter"}
