"""Search terms: the short strings of a codebook, and the small parser that reads them.

    samenwerken             the word in every form: werkt samen, samengewerkt, samen te werken
    =OM                     exactly this word; without capitals (=avg) capitals do not matter
    korte lijnen            these words after one another, each in every form
    afstem*   *regie*       a word that starts with, ends on or holds this (parts of compounds)
    niemand ~3 verantwoordelijk   both, with at most 3 words in between, in either order
    delen !~2 wijk          delen, unless wijk stands near it with at most 2 words in between

Each part of a near or an exclusion may be a phrase, and each word of a phrase may be exact or
have a star. A term may have several exclusions. In YAML a term that starts with a star or an
exclamation mark stands between quotes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

MAX_DISTANCE = 20
MIN_LETTERS = 3
"""A part with a star needs this many letters, or it would match nearly everything."""


class TermError(ValueError):
    """A search term that cannot be read; the message is Dutch and says what is wrong."""


class PartKind(StrEnum):
    """How one word of a term is compared."""

    LEMMA = "lemma"
    EXACT = "exact"
    WILD = "wild"


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a term: how it is compared, and the word without its marks (a star stays)."""

    kind: PartKind
    word: str


Phrase = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A phrase that must, or must not, stand within `distance` words of another one."""

    phrase: Phrase
    distance: int


@dataclass(frozen=True, slots=True)
class Term:
    """A search term: what must stand there, what must stand near it, and what must not."""

    source: str
    phrase: Phrase
    near: Near | None = None
    unless: tuple[Near, ...] = ()


_OPERATOR = re.compile(r"(?<!\S)(!?~)(\d*)(?!\S)")


def parse_term(source: str) -> Term:
    """Read one search term. Raises TermError."""
    pieces = _OPERATOR.split(source)
    near: Near | None = None
    unless: list[Near] = []
    for sign, number, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        link = Near(_phrase(text, source), _distance(number, sign, source))
        if sign == "!~":
            unless.append(link)
        elif near or unless:
            raise TermError(f"de term '{source}' heeft meer dan één ~, of een ~ na een !~")
        else:
            near = link
    return Term(source, _phrase(pieces[0], source), near, tuple(unless))


def _distance(number: str, sign: str, source: str) -> int:
    if not number:
        raise TermError(f"in de term '{source}' hoort een getal achter {sign}, zoals {sign}3")
    if int(number) > MAX_DISTANCE:
        raise TermError(
            f"in de term '{source}' is {sign}{number} te ver; hoogstens {MAX_DISTANCE} woorden"
        )
    return int(number)


def _phrase(text: str, source: str) -> Phrase:
    words = text.split()
    if not words:
        raise TermError(
            f"de term '{source}' mist een woord voor of achter de ~"
            if source.strip()
            else "lege term"
        )
    return tuple(_part(word, source) for word in words)


def _part(word: str, source: str) -> Part:
    if "~" in word or "!" in word:
        raise TermError(f"in de term '{source}' moeten ~ en !~ los staan, zoals: delen !~2 wijk")
    if word.startswith("="):
        return Part(PartKind.EXACT, _with_letters(word[1:], source))
    if "*" in word:
        if len(word.replace("*", "")) < MIN_LETTERS:
            raise TermError(f"in de term '{source}' horen bij een * minstens {MIN_LETTERS} letters")
        return Part(PartKind.WILD, word.lower())
    return Part(PartKind.LEMMA, _with_letters(word, source).lower())


def _with_letters(word: str, source: str) -> str:
    if "*" in word or not any(character.isalnum() for character in word):
        raise TermError(f"in de term '{source}' is '{word}' geen woord")
    return word
