"""Finds the texts that are most like another one, by the letters within their words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

from analysis.privacy.pseudonyms import PSEUDONYM

_RUNS = 2**18


def _without_pseudonyms(text: str) -> str:
    return PSEUDONYM.sub(" ", text.lower())


class Nearest:
    """Texts, ready to be compared by the cosine of their TF-IDF weights.

    The features are runs of three to five characters within words, so that 'afgestemd' is near
    'afstemmen'.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        # Hashed: a list of all runs of letters would take more memory than the texts' weights.
        self._count = HashingVectorizer(
            analyzer="char_wb", ngram_range=(3, 5), n_features=_RUNS, alternate_sign=False,
            norm=None, dtype=np.float32, preprocessor=_without_pseudonyms,
        )  # fmt: skip
        self._weigh = TfidfTransformer(sublinear_tf=True)
        self._rows = self._weigh.fit_transform(self._count.transform(texts)) if texts else None

    def most_similar(
        self, text: str, count: int = 2, *, leave_out: Collection[int] = ()
    ) -> list[tuple[int, float]]:
        """At most `count` texts that share anything with `text`, the most similar first.

        Each as (its place in the given texts, cosine 0..1); never those whose place is in
        `leave_out`.
        """
        if self._rows is None:
            return []
        row = self._weigh.transform(self._count.transform([text]))
        likeness = (self._rows @ row.T).toarray().ravel()
        likeness[list(leave_out)] = 0
        best = np.argsort(-likeness, kind="stable")[:count]
        return [(int(place), float(likeness[place])) for place in best if likeness[place] > 0]
