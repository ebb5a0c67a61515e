"""The words of a statement that can point to a subject, and the halves of compound words.

Short statements share few whole words, but wachtlijst and wachttijd share a half.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

import simplemma
from spacy.lang.nl.stop_words import STOP_WORDS

from analysis.language import Token, tokenize, wordlists
from analysis.language.tokens import lemma

_LISTS = wordlists.load("samenstellingen")
_ENDINGS = frozenset(_LISTS["achtervoegsel"])
_BETWEEN: tuple[str, ...] = tuple(_LISTS["tussenletters"])
_BROAD = frozenset(_LISTS["breed"])
_ORDINARY = wordlists.load("gewone_woorden")
_COMMON = STOP_WORDS.union(chain.from_iterable(_ORDINARY.values()))
_QUALITIES = frozenset(_ORDINARY["hoedanigheid"])
_SHORTEST_WORD, _SHORTEST_HALF = 3, 4


@dataclass(frozen=True, slots=True)
class Content:
    """What a statement may be about.

    `forms`: lemma -> the word as it stands there, without the capital of a first word. `halves`:
    half of a compound (a lemma) -> the compound's lemma. `pairs`: two lemmas side by side -> as
    they stand there; the first may be an ordinary quality (sociale kaart).
    """

    forms: dict[str, str]
    halves: dict[str, str]
    pairs: dict[tuple[str, str], str]


def content(text: str) -> Content:
    """The content words of a text, less those that occur in any conversation."""
    tokens = tokenize(text)
    words = [token for token in tokens if _is_content(token)]
    forms: dict[str, str] = {}
    for token in words:
        forms.setdefault(token.lemma, _as_written(token, text))
    return Content(
        forms,
        {half: word for word in forms for half in halves_of(word) if half not in forms},
        {
            (first.lemma, second.lemma): f"{_as_written(first, text)} {_as_written(second, text)}"
            for first, second in pairwise(tokens)
            if _is_content(second) and (_is_content(first) or first.lemma in _QUALITIES)
        },
    )


def _as_written(token: Token, text: str) -> str:
    """The word with its capitals, save those of a first word and of a text all in capitals."""
    if text.isupper() or (token.start == 0 and not token.text[1:2].isupper()):
        return token.text.lower()
    return token.text


def _is_content(token: Token) -> bool:
    form = token.text.lower()
    return (
        len(token.lemma) >= _SHORTEST_WORD
        and token.is_word
        and form.replace("-", "").replace("'", "").isalpha()
        and not {form, token.lemma} & _COMMON
    )


@lru_cache(maxsize=100_000)
def halves_of(word: str) -> tuple[str, ...]:
    """The lemmas of a compound's halves that can point to a subject.

    Both halves must be words; of several cuts the most even one counts. None for a word that is
    no compound, and for a half that very different words share.
    """
    cuts = [
        (min(len(first), len(second)), -len(between), first, second)
        for at in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1)
        for between in _BETWEEN
        if (first := _without(word[:at], between)) and _is_half(first)
        if (second := word[at:]) and _is_half(second) and second not in _ENDINGS
    ]
    if not cuts:
        return ()
    _, _, *halves = max(cuts)
    lemmas = (lemma(half) for half in halves)
    return tuple(half for half in lemmas if half not in _BROAD and half not in _COMMON)


def _without(start: str, between: str) -> str:
    return start.removesuffix(between) if start.endswith(between) else ""


def _is_half(part: str) -> bool:
    return len(part) >= _SHORTEST_HALF and _is_known(part)


@lru_cache(maxsize=100_000)
def _is_known(word: str) -> bool:
    return bool(simplemma.is_known(word, lang="nl"))
