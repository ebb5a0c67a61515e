"""What a model sees of a text: lemmas and word forms in sequence, and the letters within words.

Each feature is a short string; the first character tells its sort: "l" lemmas, "w" word forms,
"c" character n-grams within a word, "t" a code for which search terms matched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from analysis.language import Token, tokenize

_LONGEST_PHRASE = 3  # lemmas
_CHARACTERS = range(2, 6)
_CACHED_WORDS = 100_000


class Feature(NamedTuple):
    """One feature and the word it came from: its place among the text's tokens."""

    name: str
    token: int


@lru_cache(maxsize=_CACHED_WORDS)
def _of_word(form: str, lemma: str) -> tuple[str, ...]:
    """The features of a word alone, in small letters."""
    padded = f" {form} "
    characters = (
        f"c{padded[start : start + size]}"
        for size in _CHARACTERS
        for start in range(max(1, len(padded) - size + 1))
    )
    return (f"l{lemma}", f"w{form}", *characters)


def features(tokens: Sequence[Token]) -> Iterator[Feature]:
    """Yield the features of a tokenized text; a phrase belongs to its first word."""
    forms = [token.text.lower() for token in tokens]
    lemmas = [token.lemma if token.is_word else token.text for token in tokens]
    for place, (form, lemma) in enumerate(zip(forms, lemmas, strict=True)):
        for name in _of_word(form, lemma):
            yield Feature(name, place)
    for place, pair in enumerate(pairwise(forms)):
        yield Feature(f"w{pair[0]} {pair[1]}", place)
    framed = ["^", *lemmas, "$"]
    for size in range(2, _LONGEST_PHRASE + 1):
        for start in range(len(framed) - size + 1):
            place = min(max(start - 1, 0), len(tokens) - 1)
            if tokens:
                yield Feature("l" + " ".join(framed[start : start + size]), place)


def feature_names(text: str) -> list[str]:
    """The names of a text's features, with repeats."""
    return [feature.name for feature in features(tokenize(text))]
