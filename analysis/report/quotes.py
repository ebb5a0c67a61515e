"""Proposes quotes: typical of their cell, different from each other, short, and free of names.

Typical is near the middle of the cell's statements, by the cosine of their lemmas' TF-IDF weights;
different by maximal marginal relevance: Carbonell and Goldstein (1998), "The use of MMR,
diversity-based reranking for reordering documents and producing summaries".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.language import tokenize
from analysis.privacy.pseudonyms import PSEUDONYM
from analysis.report.day import Day

if TYPE_CHECKING:
    from scipy.sparse import csr_array

QUOTES = 3
"""Quotes that are proposed for a theme and kind."""

_SHORTEST, _LONGEST = 20, 220  # characters
_TYPICAL = 0.7  # against difference from what was chosen before
_SAME = 0.9  # a cosine from here on says the same in other words
_FEATURES = 2**18

Floats = NDArray[np.float64]


class Quotes:
    """Proposes quotes from a day's statements; the same day gives the same quotes."""

    def __init__(self, day: Day) -> None:
        self._statements = day.statements
        self._may_quote = day.may_quote
        self._places = {statement.id: at for at, statement in enumerate(day.statements)}
        self._fits = np.array([_fits(one.text) for one in day.statements], dtype=bool)

    def propose(
        self,
        ids: Sequence[str],
        *,
        reviewed: Collection[str] = (),
        first: Sequence[str] = (),
        count: int = QUOTES,
    ) -> tuple[str, ...]:
        """At most `count` of `ids`, the best first; none where names may stand in all of them.

        What a person `reviewed` goes before what the machine proposed, then a corner that has no
        quote yet before one that has. `first` are quotes that the author chose elsewhere: those of
        `ids` come in front.
        """
        places = [self._places[one] for one in ids if one in self._places]
        if not places:
            return ()
        chosen = [at for one in first if (at := self._places.get(one)) in set(places)]
        chosen = [at for at in chosen if at is not None and self._shown(at)][:count]
        typical = self._typical(places)
        short = [at for at in places if self._fits[at]]
        seen = {self._places[one] for one in reviewed if one in self._places}
        self._choose(chosen, short, typical, seen, count)
        if not chosen:
            self._choose(chosen, [at for at in places if not self._fits[at]], typical, seen, 1)
        return tuple(self._statements[at].id for at in chosen)

    def shown(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Those of the chosen `ids` that are there and may be shown, in their order."""
        known = (one for one in ids if one in self._places)
        return tuple(one for one in known if self._shown(self._places[one]))

    @cached_property
    def _words(self) -> list[str]:
        """The texts without what differs by typist."""
        return [" ".join(one.text.casefold().split()) for one in self._statements]

    @cached_property
    def _rows(self) -> csr_array:
        """The texts' weights (statements, features), each row of length 1 or 0."""
        # Here, since they take long to load and a report that is there already goes without.
        from scipy.sparse import csr_array  # noqa: PLC0415
        from sklearn.feature_extraction.text import (  # noqa: PLC0415
            HashingVectorizer,
            TfidfTransformer,
        )

        count = HashingVectorizer(
            analyzer=_lemmas, n_features=_FEATURES, alternate_sign=False, norm=None
        )
        counts = count.transform([one.text for one in self._statements])
        rows = csr_array(TfidfTransformer(sublinear_tf=True).fit_transform(counts))
        used, columns = np.unique(rows.indices, return_inverse=True)
        # Without the features that no text has, so that a middle is short.
        return csr_array((rows.data, columns, rows.indptr), shape=(rows.shape[0], used.size))

    def _shown(self, at: int) -> bool:
        return self._may_quote(self._statements[at])

    def _typical(self, places: Sequence[int]) -> dict[int, float]:
        """How near each is to the middle of them all, 0..1."""
        rows = self._rows[places]
        middle = np.asarray(rows.sum(axis=0), dtype=np.float64).ravel()
        size = float(np.linalg.norm(middle))
        near = (rows @ middle) / size if size else np.zeros(len(places))
        return {at: float(value) for at, value in zip(places, near, strict=True)}

    def _choose(
        self,
        chosen: list[int],
        places: Sequence[int],
        typical: dict[int, float],
        reviewed: Collection[int],
        count: int,
    ) -> None:
        """Add to `chosen` the best of `places`, until there are `count`."""
        left = np.array([at for at in places if at not in chosen], dtype=np.intp)
        near = self._nearest(left, chosen)
        while len(chosen) < count and left.size:
            corners = {self._statements[at].corner for at in chosen}
            keys = [
                (
                    at in reviewed,
                    self._statements[at].corner not in corners,
                    round(_TYPICAL * typical[at] - (1 - _TYPICAL) * float(like), 9),
                    -at,
                )
                for at, like in zip(left.tolist(), near, strict=True)
            ]
            best = max(range(len(keys)), key=keys.__getitem__)
            at = int(left[best])
            if self._shown(at):
                chosen.append(at)
                near = np.maximum(near, self._nearest(left, [at]))
            words = self._words[at]
            stays = np.array([self._words[other] != words for other in left.tolist()]) & (
                near < _SAME
            )
            left, near = left[stays], near[stays]

    def _nearest(self, places: NDArray[np.intp], chosen: Sequence[int]) -> Floats:
        """The cosine of each with the nearest of the chosen; 0 where there is none."""
        if not chosen or not places.size:
            return np.zeros(places.size)
        cosines = (self._rows[places] @ self._rows[list(chosen)].T).toarray()
        nearest: Floats = cosines.max(axis=1)
        return nearest


def _lemmas(text: str) -> list[str]:
    # Here, since spaCy takes long to load.
    from spacy.lang.nl.stop_words import STOP_WORDS  # noqa: PLC0415

    words = (token.lemma for token in tokenize(text) if token.is_word)
    return [word for word in words if word not in STOP_WORDS]


def _fits(text: str) -> bool:
    """Whether it reads as a quote; where no other does, one that does not is proposed all the same.

    "[persoon 3]" is no name any more, and yet no words of anyone.
    """
    return _SHORTEST <= len(text.strip()) <= _LONGEST and not PSEUDONYM.search(text)
