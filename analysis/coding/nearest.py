"""Finds the texts that are most like another one, by the letters within their words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer


class Nearest:
    """Texts, ready to be compared by the cosine of their TF-IDF weights.

    The features are runs of three to five characters within words, so that 'afgestemd' is near
    'afstemmen'.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._weigh = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, dtype=np.float32
        )
        self._known = any(text.strip() for text in texts)
        self._rows = self._weigh.fit_transform(texts) if self._known else None

    def most_similar(
        self, text: str, count: int = 2, *, leave_out: Collection[int] = ()
    ) -> list[tuple[int, float]]:
        """At most `count` texts that share anything with `text`, the most similar first.

        Each as (its place in the given texts, cosine 0..1); never those whose place is in
        `leave_out`.
        """
        if self._rows is None:
            return []
        likeness = (self._rows @ self._weigh.transform([text]).T).toarray().ravel()
        likeness[list(leave_out)] = 0
        best = np.argsort(-likeness, kind="stable")[:count]
        return [(int(place), float(likeness[place])) for place in best if likeness[place] > 0]
