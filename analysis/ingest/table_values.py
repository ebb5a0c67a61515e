"""What the values of a kind column mean: words, signs, letters, colours, ditto marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import OSA

from analysis.ingest.lexicon import Lexicon
from analysis.ingest.matching import fold, tokens
from analysis.ingest.signs import kind_sign
from analysis.types import Category

DITTO = re.compile(
    r"^\s*(?:[\"”“„〃]|''|,,|’’|[-–—]\s?[\"”]\s?[-–—]|idem(?:\s+dito)?|id\.?|dito|zelfde|als boven|zie boven|\^|↑)\s*\.?\s*$",
    re.IGNORECASE,
)
"""Marks that mean the same as above."""

_PAIR = re.compile(r"([^\W\d_]+|[^\w\s=:,;])\s*(?:=|:|\bis\b|\bzijn\b|->|→)\s*([^=:,;/|]+)")
_LETTERS: tuple[Mapping[str, Category], ...] = (
    {"w": Category.WERKT, "k": Category.KNELPUNT, "c": Category.KANS},
    {"w": Category.WERKT, "kn": Category.KNELPUNT, "ka": Category.KANS},
    {"w": Category.WERKT, "kp": Category.KNELPUNT, "ks": Category.KANS},
    {"p": Category.WERKT, "m": Category.KNELPUNT, "k": Category.KANS},
    {"g": Category.WERKT, "n": Category.KNELPUNT, "k": Category.KANS},
    {"s": Category.WERKT, "k": Category.KNELPUNT, "c": Category.KANS},
)


def kind_of_value(
    text: str, lexicon: Lexicon, *, shown: Mapping[str, Category] | None = None
) -> Category | None:
    """The kind that a cell's value stands for, or None.

    `shown` holds values that the file itself explains (post-it colours, letters).
    """
    folded = " ".join(tokens(text)) or text.strip()
    for value, kind in (shown or {}).items():
        if folded == value or (len(value) > 3 and OSA.distance(folded, value) == 1):
            return kind
    sign = kind_sign(text, lexicon)
    if sign is None or len(tokens(text)) > 8:
        return None
    return sign.single if sign.whole else None


def legend_of_values(texts: Iterable[str], lexicon: Lexicon) -> dict[str, Category]:
    """Values explained above a table: "groen = gaat goed, roze = knelt, geel = idee"."""
    meaning: dict[str, Category] = {}
    for text in texts:
        for value, words in _PAIR.findall(text):
            sign = kind_sign(words.strip(), lexicon)
            if sign and sign.single:
                meaning[" ".join(tokens(value)) or value] = sign.single
    return meaning if len(meaning) >= 2 else {}


def value_kinds(values: Sequence[str]) -> dict[str, Category]:
    """Kinds of one- and two-letter codes, where the letters used fit one known set."""
    used = {fold(value).strip(" .") for value in values if value.strip()}
    used = {value for value in used if not DITTO.match(value) and value != "?"}
    if not used or any(len(value) > 2 for value in used):
        return {}
    for letters in _LETTERS:
        if used <= set(letters) and len(used) >= 2:
            return dict(letters)
    return {}
