"""What a model sees of a text: lemmas and word forms in sequence, and the letters within words.

A feature is a short string; its first character tells its sort: "c" characters within a word (two
to five in a row), "l" lemmas (one to three in a row), "w" word forms (one or two in a row), "t" a
code of which a search term stands in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from math import log
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from analysis.language import Token

Floats = npt.NDArray[Any]
"""Of float32."""

_LONGEST_PHRASE = 3
_CHARACTERS = range(2, 6)
_CACHED_WORDS = 100_000
_LEAST_TEXTS = 2
_CHARACTER = "c"


class Analysed(NamedTuple):
    """A text as the features see it: its tokens, and the codes whose search terms it holds."""

    tokens: Sequence[Token]
    codes: tuple[str, ...] = ()


class Space:
    """The features that a model knows, in alphabetical order, and how much each weighs.

    `idf` (features,) is the smoothed inverse document frequency: ln((1 + n) / (1 + df)) + 1.
    """

    def __init__(self, names: Sequence[str], idf: Floats) -> None:
        self.names = tuple(names)
        self.idf = idf
        self._ids = {name: at for at, name in enumerate(self.names)}
        self._characters = np.array([name[0] == _CHARACTER for name in self.names], dtype=bool)
        self.of_word = lru_cache(_CACHED_WORDS)(self._of_word)
        """The known features of one word (form, lemma) by itself, with repeats."""

    @classmethod
    def learn(cls, texts: Iterable[Analysed]) -> Space:
        """The space of the features that stand in at least two of the texts."""
        counts: Counter[str] = Counter()
        total = 0
        for total, text in enumerate(texts, 1):  # noqa: B007  # counted for after the loop
            counts.update(set(features(text)))
        known = sorted(name for name, count in counts.items() if count >= _LEAST_TEXTS)
        idf = [log((1 + total) / (1 + counts[name])) + 1 for name in known]
        return cls(known, np.array(idf, dtype=np.float32))

    def rows(self, texts: Sequence[Analysed]) -> csr_array:
        """One row a text, (texts, features): (1 + ln count) * idf.

        Characters and words are each brought to length 1, so that long words do not outweigh.
        """
        found = [self._found(text) for text in texts]
        row = np.repeat(np.arange(len(found)), [len(ids) for ids in found])
        ids = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=len(row))
        keys, counts = np.unique(row * len(self.names) + ids, return_counts=True)
        row, ids = np.divmod(keys, len(self.names))
        values = ((1 + np.log(counts)) * self.idf[ids]).astype(np.float32)
        for block in (self._characters[ids], ~self._characters[ids]):
            squares = np.bincount(row[block], weights=values[block] ** 2, minlength=len(found))
            values[block] /= np.sqrt(squares)[row[block]]
        pointers = np.searchsorted(row, np.arange(len(found) + 1))
        # scikit-learn takes no wider numbers
        ids, pointers = ids.astype(np.int32), pointers.astype(np.int32)
        return csr_array((values, ids, pointers), shape=(len(found), len(self.names)))

    def _of_word(self, form: str, lemma: str) -> tuple[int, ...]:
        names = _alone(form, lemma)
        return tuple(at for name in names if (at := self._ids.get(name)) is not None)

    def _found(self, text: Analysed) -> list[int]:
        forms, lemmas = _words(text.tokens)
        found = list(chain.from_iterable(map(self.of_word, forms, lemmas)))
        known = self._ids.get
        more = chain(_in_a_row(forms, lemmas), map(_term, text.codes))
        found += [at for name in more if (at := known(name)) is not None]
        return found


def features(text: Analysed) -> Iterator[str]:
    """Yield each feature of a text, with repeats."""
    forms, lemmas = _words(text.tokens)
    for form, lemma in zip(forms, lemmas, strict=True):
        yield from _alone(form, lemma)
    yield from _in_a_row(forms, lemmas)
    yield from map(_term, text.codes)


def _words(tokens: Sequence[Token]) -> tuple[list[str], list[str]]:
    forms = [token.text.lower() for token in tokens]
    return forms, [token.lemma if token.is_word else token.text for token in tokens]


def _alone(form: str, lemma: str) -> list[str]:
    padded = f" {form} "
    characters = [
        f"{_CHARACTER}{padded[start : start + size]}"
        for size in _CHARACTERS
        for start in range(max(1, len(padded) - size + 1))
    ]
    return [f"l{lemma}", f"w{form}", *characters]


def _in_a_row(forms: Sequence[str], lemmas: Sequence[str]) -> Iterator[str]:
    for first, second in pairwise(forms):
        yield f"w{first} {second}"
    framed = ["^", *lemmas, "$"]
    for size in range(2, _LONGEST_PHRASE + 1):
        for start in range(len(framed) - size + 1):
            yield "l" + " ".join(framed[start : start + size])


def _term(code: str) -> str:
    return f"t{code}"
