"""What somebody sends from a phone: made harmless, and judged before it is kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from analysis.types import Category

LONGEST = 500
"""Code points of one statement."""
CHANGE_FOR = timedelta(minutes=5)
"""How long the sender may change a statement or take it back."""

# Characters that nobody sees or that turn the order of others around; emoji need the joiner.
_UNSEEN = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\U000e0000-\U000e007f]"
)
_JOINER = re.compile("(?<![\u2190-\U0001faff\ufe0f])\u200d|\u200d(?![\u2190-\U0001faff])|\u200c")
_MOST_MARKS = re.compile(r"((?:[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]){3})"
                         r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")  # fmt: skip


class Refusal(StrEnum):
    """Why a statement was not kept."""

    UNKNOWN = "unknown"  # no corner has this code (any more)
    PAUSED = "paused"
    CLOSED = "closed"
    FORGED = "forged"  # the token is not ours, of another corner, or too old
    EMPTY = "empty"
    LONG = "long"
    NO_KIND = "no_kind"
    TOO_LATE = "too_late"  # to change or take back
    WITHDRAWN = "withdrawn"  # was taken back before


@dataclass(frozen=True, slots=True)
class Post:
    """A statement as it came in: cleaned, with the code of its corner and its form's token."""

    code: str
    category: Category
    text: str
    token: str
    received: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A statement that stands on disk; `fresh` is False where this token was kept before."""

    token: str
    statement_id: str
    category: Category
    text: str
    posted: datetime
    fresh: bool = True


def cleaned(text: str) -> str:
    """The text as one line: without control characters and what nobody sees, white space as one.

    Unicode's composed form (NFC), so that equal words are equal; at most three marks on a letter.
    """
    text = unicodedata.normalize("NFC", text)
    text = _JOINER.sub("", _UNSEEN.sub("", text))
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return " ".join(_MOST_MARKS.sub(r"\1", text).split())


def judged(text: str) -> Refusal | None:
    """Why a cleaned text cannot be kept; None where it can."""
    if not text or not any(character.isalnum() for character in text):
        return Refusal.EMPTY
    return Refusal.LONG if len(text) > LONGEST else None
