"""What the values of a kind column mean: words, signs, letters, colours, ditto marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import OSA

from analysis.ingest.lexicon import Lexicon
from analysis.ingest.matching import fold, tokens
from analysis.ingest.signs import heading_sign, kind_sign
from analysis.types import Category

DITTO = re.compile(
    r"^\s*(?:[\"”“„〃]|''|,,|’’|[-–—]\s?[\"”]\s?[-–—]|idem(?:\s+dito)?|id\.?|dito|zelfde"
    r"|als boven|zie boven|\^|↑)\s*\.?\s*$",
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
    sign = heading_sign(text, lexicon)
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


def unknown_values(values: Sequence[str], lexicon: Lexicon) -> dict[str, Category]:
    """Kinds of a kind column's values that no list knows, where the known ones leave one only.

    Spellings of one value ("verbeteridee", "verbetridee") count as one. Where one kind is known
    and stands in the day's order, the order of first appearance gives the others.
    """
    order = [value for value in dict.fromkeys(_folded(v) for v in values) if value]
    known = {value: kind for value in order if (kind := kind_of_value(value, lexicon))}
    unknown: list[str] = []
    for value in order:
        sign = kind_sign(value, lexicon)
        combined = (sign and (len(sign.kinds) > 1 or sign.no_kind)) or value in lexicon.empty_values
        if value not in known and not combined and not any(_alike(value, u) for u in unknown):
            unknown.append(value)
    left = [kind for kind in Category if kind not in known.values()]
    row = [value for value in order if value in known or value in unknown]
    if len(unknown) == len(left) == 1:
        found = dict(zip(unknown, left, strict=True))
    elif known and len(row) == len(Category) and _fits_order(row, known):
        found = {v: k for v, k in zip(row, Category, strict=True) if v not in known}
    else:
        found = {}
    return found | {
        value: kind
        for value in order
        for meant, kind in (found | known).items()
        if value not in known and _alike(value, meant)
    }


def _fits_order(row: Sequence[str], known: Mapping[str, Category]) -> bool:
    return all(known.get(value, kind) is kind for value, kind in zip(row, Category, strict=True))


def _folded(value: str) -> str:
    return "" if DITTO.match(value) else " ".join(tokens(value)) or value.strip()


def _alike(value: str, other: str) -> bool:
    return value == other or (min(len(value), len(other)) > 4 and OSA.distance(value, other) <= 1)
