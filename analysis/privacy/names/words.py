"""A text as finding names sees it: words with their place, shape and what the lists say of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.privacy.names.lists import fold, shipped_lists

_WORD = re.compile(r"['’][ts](?=\s+[^\W\d_])|[^\W\d_]+(?:['’`][^\W\d_]+)*|\d+")
_OWNED = re.compile(r"['’`]s?$|['’`]s$")
_ENDS_SENTENCE = re.compile(r"[.!?:;•|]\s*[\"“‘'(\[]*$|\n|[\"“‘(\[]$|(?:^|\s)[-–—*>=→]\s$")

_LONG_INITIALS = frozenset({"Th", "Ch", "Chr", "Ph", "IJ", "Fr", "Joh", "Wm", "St", "Tj", "Sj"})

LOWER, CAPITAL, UPPER, MIXED, DIGITS = "x", "X", "XX", "xX", "9"


@dataclass(frozen=True, slots=True)
class Known:
    """What the lists say of one word; the same for each place where it stands."""

    folded: str
    flags: frozenset[str]
    key: str  # the flags that matter beside each other, as one feature


@dataclass(frozen=True, slots=True)
class Word:
    """One word at code points [start, end); `gap` is what stands between it and the one before."""

    start: int
    end: int
    text: str
    shape: str
    known: Known
    gap: str
    starts: bool  # whether a sentence, quotation, bracket or list item begins here
    initial: bool  # a letter with a full stop, or capitals with full stops between them


def words_of(text: str, look: Callable[[str], Known] | None = None) -> list[Word]:
    """The words of a text, in order; a possessive 's is left off. `look` stands in for `known`."""
    look = look or known
    out: list[Word] = []
    before = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        surface = found.group()
        owned = _OWNED.search(surface)
        if owned and owned.start() > 0:
            end = start + owned.start()
            surface = text[start:end]
        gap = text[before:start]
        starts = not out or (bool(_ENDS_SENTENCE.search(gap)) and not _after_initial(out, gap))
        initial = text[end : end + 1] == "." and (
            (len(surface) == 1 and surface.isalpha()) or surface in _LONG_INITIALS
        )
        out.append(
            Word(start, end, surface, shape_of(surface), look(surface), gap, starts, initial)
        )
        before = found.end()
    return out


def _after_initial(words: Sequence[Word], gap: str) -> bool:
    """Whether the full stop in `gap` belongs to an initial or a title, and ends no sentence."""
    last = words[-1]
    return gap.strip() in {".", ""} and (
        last.initial or "title" in last.known.flags or len(last.text) == 1
    )


def shape_of(word: str) -> str:
    """How a word is written: lower case, a capital first, capitals, mixed, digits."""
    if word.isdigit():
        return DIGITS
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else CAPITAL
    return CAPITAL if word[0].isupper() and word[1:].islower() else MIXED


@lru_cache(maxsize=65_536)
def known(word: str) -> Known:
    """What the lists say of a word, whatever its case."""
    lists = shipped_lists()
    folded = fold(word)
    groups = {
        "first": lists.first, "last": lists.last, "ambiguous": lists.ambiguous,
        "common": lists.common, "particle": lists.particles, "title": lists.titles,
        "role": lists.roles, "family": lists.family, "org": lists.organisation_words,
        "place": lists.places, "other": lists.other_capitals,
    }  # fmt: skip
    flags = {name for name, group in groups.items() if folded in group}
    if lists.is_word(folded):
        flags.add("word")
    elif not flags & {"first", "last"} and lists.is_compound(folded):
        flags.add("compound")
    if "particle" in flags and "common" in flags and folded not in _PARTICLES_FIRST:
        flags.remove("particle")
        flags.add("weak")
    if (
        not flags & {"first", "word", "last"}
        and folded.endswith("s")
        and len(folded) > 3
        and (folded[:-1] in lists.first)
    ):
        flags.add("owned")
    key = "".join(sorted(flag[0] + flag[1] for flag in flags & _TOLD))
    return Known(folded, frozenset(flags), key)


# Ordinary words that are part of names all the same; others ("in", "op") only before one of these.
_PARTICLES_FIRST = frozenset(
    {"van", "von", "de", "den", "der", "het", "'t", "ter", "ten", "vd", "la", "el"} | {"al", "ait"}
)
_TOLD = frozenset(
    {
        "first",
        "last",
        "ambiguous",
        "word",
        "common",
        "compound",
        "org",
        "place",
        "other",
        "role",
        "family",
        "owned",
    }
)
