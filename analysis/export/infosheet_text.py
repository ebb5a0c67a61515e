"""Text as the infosheet can hold it: printable, on one line, and breakable where it is long."""

from __future__ import annotations

import re
import unicodedata

from analysis.export.word_parts import printable

BREAK = "\u200b"
"""A place to break a line, with nothing to see."""

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNBROKEN = re.compile(r"\S{31,}|[^\sa-zà-ÿ]{13,}")  # other long words are hyphenated
_PIECE = re.compile(r".{1,12}")
_MARKS = frozenset('"“”„')


def clean(text: str) -> str:
    """The text without what cannot be printed, or turns round what follows it."""
    return printable(_TURNS.sub("", text))


def in_quotes(text: str) -> str:
    """A quote between marks: never doubled ones where it has its own, single ones around others."""
    inner = text[1:-1]
    if inner.strip() and {text[0], text[-1]} <= _MARKS and not _MARKS & set(inner):
        return f"“{inner}”"
    return f"‘{text}’" if _MARKS & set(text) else f"“{text}”"


def clipped(name: str, most: int) -> str:
    """A name of at most `most` characters; where it is cut an ellipsis says so."""
    name = clean(name)
    return breakable(name if len(name) <= most else f"{name[: most - 1].rstrip()}…")


def breakable(text: str) -> str:
    """The text, with places to break in what has none and may be wider than a column."""
    return _UNBROKEN.sub(lambda run: BREAK.join(_PIECE.findall(run[0])), text)


def number(value: str) -> str:
    """A number as large type can hold it: a long one may break anywhere."""
    value = clipped(value, 10)
    return value if len(value) <= 6 else BREAK.join(value)


def runs_left(text: str) -> bool:
    """Whether the text is read from right to left: what its first letter with a direction says."""
    ways = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"
