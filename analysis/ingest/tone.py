"""The tone of a heading in words of the typist's own: praise, complaint or wish.

The second, weaker layer under the phrases of soorten.yaml. Only for lines that stand as headings,
column names, values of a kind column or questions of the host.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.ingest.matching import tokens
from analysis.types import Category


@dataclass(frozen=True, eq=False)
class WordSet:
    """Words, word starts and word ends."""

    words: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]

    @classmethod
    def of(cls, sources: Sequence[str]) -> WordSet:
        """Read entries such as "knel*", "*kansen" and "goed"."""
        folded = [("*" if s.startswith("*") else "", " ".join(tokens(s)), s[-1:]) for s in sources]
        return cls(
            frozenset(w for star, w, last in folded if not star and last != "*"),
            tuple(w for star, w, last in folded if not star and last == "*"),
            tuple(w for star, w, _ in folded if star),
        )

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (
            word in self.words or word.startswith(self.starts) or word.endswith(self.ends)
        )


@dataclass(frozen=True, eq=False)
class ToneWords:
    """The word sets of toon.yaml."""

    praise: WordSet
    leaning: WordSet
    complaint: WordSet
    wish: WordSet
    willing: WordSet
    denial: WordSet


@dataclass(frozen=True, slots=True)
class Tone:
    """The kinds that the words of a line lean to, and the words that tell nothing.

    `first` is the kind of the first telling word.
    """

    kinds: frozenset[Category]
    first: Category
    rest: tuple[str, ...]


def tone_of(text: str, words: ToneWords) -> Tone | None:
    """The tone of a line, or None where no word tells one."""
    found: list[tuple[Category, bool]] = []  # the kind, and whether the word is a strong one
    rest: list[str] = []
    denied = False
    for word in tokens(text):
        if word in words.denial:
            denied = True
            continue
        kind, strong = _word_kind(word, words)
        if kind is None:
            rest.append(word)
            continue
        if denied and kind is not Category.KANS:
            kind = Category.KNELPUNT if kind is Category.WERKT else Category.WERKT
            strong, denied = True, False
        found.append((kind, strong))
    if not found:
        return None
    strong_kinds = frozenset(kind for kind, strong in found if strong)
    kinds = strong_kinds or _weak_kinds([kind for kind, _ in found])
    return Tone(kinds, found[0][0], tuple(rest))


def _word_kind(word: str, words: ToneWords) -> tuple[Category | None, bool]:
    """The kind a word leans to; a complaint or wish goes before the praise it looks like."""
    if word in words.complaint.words:
        return Category.KNELPUNT, True
    if word in words.wish and not (word in words.praise.words and word not in words.wish.words):
        return Category.KANS, word not in words.willing
    if word in words.praise.words:
        return Category.WERKT, word not in words.leaning
    if word in words.complaint:
        return Category.KNELPUNT, True
    if word in words.praise:
        return Category.WERKT, word not in words.leaning
    return None, False


def _weak_kinds(kinds: Sequence[Category]) -> frozenset[Category]:
    """Of words that lean only, the wish tells: "wat kunnen we laten lopen"."""
    return frozenset({Category.KANS}) if Category.KANS in kinds else frozenset(kinds)
