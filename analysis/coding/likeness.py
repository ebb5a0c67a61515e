"""Proposals for a theme without training examples: how like the codebook's own words a text is.

Three grounds: search terms, the nearest of the theme's examples, and its definition with what it
includes. How much each says was measured on themes of which the truth is known, each treated in
turn as if nothing had been learned about it (see `training`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array

from analysis.codebook import Theme
from analysis.coding.features import Analysed, Floats, Space
from analysis.language import tokenize
from analysis.types import Span

GROUNDS = 4
"""Per theme: one search term, two or more, likeness to the nearest example, to the definition."""

_SEVERAL = 2


class Likeness:
    """Compares texts with some themes' definitions, terms and examples."""

    def __init__(self, themes: Sequence[Theme], space: Space) -> None:
        self._themes = themes
        self._definitions = [_rows(space, [f"{t.definition} {t.inclusion}"]) for t in themes]
        self._examples = [_rows(space, theme.examples) for theme in themes]

    def grounds(self, rows: csr_array, spans: Sequence[Mapping[str, tuple[Span, ...]]]) -> Floats:
        """The grounds of each theme in each text, (themes, texts, GROUNDS).

        `rows` (texts, features) come from the same space; `spans` are, text by text, those of
        each theme's search terms.
        """
        found = np.zeros((len(self._themes), rows.shape[0], GROUNDS), dtype=np.float32)
        for at, theme in enumerate(self._themes):
            counts = np.array([len({s.term for s in span.get(theme.name, ())}) for span in spans])
            found[at, :, 0] = counts > 0
            found[at, :, 1] = counts >= _SEVERAL
            found[at, :, 2] = _nearest(rows, self._examples[at])
            found[at, :, 3] = _nearest(rows, self._definitions[at])
        return found


def _rows(space: Space, texts: Sequence[str]) -> csr_array:
    return space.rows([Analysed(tokenize(text)) for text in texts])


def _nearest(rows: csr_array, others: csr_array) -> Floats:
    """The cosine with the nearest of the others; rows have length sqrt(2): two blocks of 1."""
    if others.shape[0] == 0:
        return np.zeros(rows.shape[0], dtype=np.float32)
    cosines: Floats = (rows @ others.T).toarray() / 2
    nearest: Floats = cosines.max(axis=1)
    return nearest
