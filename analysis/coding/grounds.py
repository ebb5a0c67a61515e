"""The words that made a model propose a theme, as evidence beside the search terms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from analysis.coding.features import Analysed, Floats, Space
from analysis.language import Token
from analysis.types import Span

_CACHED_WORDS = 50_000
_MOST_WORDS = 3
_LEAST_SHARE = 0.5
"""Shown are words that pull at least this share of what the strongest word pulls."""
_SHORTEST_WORD = 3


class Pull:
    """How much each word by itself pulls towards each theme.

    `weights` (features, themes). Words in a row pull too, but a reader looks at words.
    """

    def __init__(self, space: Space, weights: Floats) -> None:
        # Here, since spaCy takes long to load and reading files goes without it.
        from spacy.lang.nl.stop_words import STOP_WORDS  # noqa: PLC0415

        self._small = STOP_WORDS
        self._space = space
        self._scaled = weights * space.idf[:, None]
        self._of_word = lru_cache(_CACHED_WORDS)(self._pull)

    def words(self, text: Analysed, theme: int, taken: Sequence[Span] = ()) -> tuple[Span, ...]:
        """The words that pull most towards a theme, by place; none that `taken` spans cover."""
        pulls = [
            (self._of_word(token.text.lower(), token.lemma)[theme], token)
            for token in text.tokens
            if token.is_word
            and len(token.text) >= _SHORTEST_WORD
            and token.text.lower() not in self._small
        ]
        least = max((pull for pull, _ in pulls), default=0.0) * _LEAST_SHARE
        strongest = sorted((p for p in pulls if p[0] > 0 and p[0] >= least), key=_strength)
        words = sorted(strongest[:_MOST_WORDS], key=lambda pair: pair[1].start)
        return tuple(
            Span(token.start, token.end, token.lemma)
            for _, token in words
            if not any(span.start < token.end and token.start < span.end for span in taken)
        )

    def _pull(self, form: str, lemma: str) -> list[float]:
        ids = np.array(self._space.of_word(form, lemma), dtype=np.int64)
        found: list[float] = (self._scaled[ids].sum(axis=0)).tolist()
        return found


def _strength(pair: tuple[float, Token]) -> float:
    return -pair[0]
