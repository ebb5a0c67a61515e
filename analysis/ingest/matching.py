"""Finding phrases from a list in a short line, forgiving case, accents and typing errors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA

Value = TypeVar("Value")

GAP = "~"
MAX_GAP = 4
_SHORT_FORMS = {
    "t": "het", "n": "een", "k": "ik", "m": "hem", "zn": "zijn", "mn": "mijn", "vd": "van"
}  # fmt: skip
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}|\b(?:[a-z]\.)+[a-z]\b")
_TOKEN = re.compile(r"[a-z0-9]+\.?")
_VARIANTS = str.maketrans(
    {"&": " en ", "’": " ", "'": " ", "‘": " ", "ß": "ss", "ø": "o", "æ": "ae"}
)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case, accents off, dotted abbreviations closed up ("O.M." -> "om")."""
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(char)
    )  # fmt: skip
    closed = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", bare)
    return closed.translate(_VARIANTS)


def tokens(text: str) -> tuple[str, ...]:
    """The folded words and numbers of `text`."""
    return tuple(word.rstrip(".") for word in _TOKEN.findall(fold(text)))


def dotted_tokens(text: str) -> tuple[str, ...]:
    """As `tokens`, with the point kept on words that have one: they may be cut short."""
    return tuple(_TOKEN.findall(fold(text)))


@lru_cache(maxsize=50_000)
def _is_word(word: str) -> bool:
    import simplemma  # noqa: PLC0415 - its dictionary is needed for typing errors only

    return bool(simplemma.is_known(word, lang="nl"))


@lru_cache(maxsize=50_000)
def resembles(typed: str, meant: str) -> bool:
    """Whether `typed` is `meant`, perhaps with a typing error.

    One error (a letter more, less, other, or two swapped) is forgiven in words of five letters
    and more, two from nine; a word that exists is taken for what it is.
    """
    if typed == meant:
        return True
    allowed = 2 if len(meant) >= 9 else 1 if len(meant) >= 5 else 0
    if not allowed or abs(len(typed) - len(meant)) > allowed or typed[0] != meant[0]:
        return False
    if OSA.distance(typed, meant, score_cutoff=allowed) > allowed:
        return False
    return not _is_word(typed)


def _cut_short(typed: str, meant: str) -> bool:
    stem = typed[:-1]
    return typed.endswith(".") and len(stem) >= 3 and meant.startswith(stem) and meant != stem


def _parse(phrase: str) -> tuple[str, ...]:
    words: list[str] = []
    for part in phrase.split(GAP):
        words.extend((GAP,) if words else ())
        words.extend(tokens(part))
    return tuple(words)


def phrase_key(phrase: str) -> str:
    """A phrase as `Found.phrase` gives it."""
    return " ".join(_parse(phrase))


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A phrase found at words [start, end); `used` are the words it takes, gaps included."""

    value: Value
    start: int
    end: int
    phrase: str


class PhraseBook(Generic[Value]):
    """A list of phrases with what they mean.

    `barred` words never stand in a phrase's gap; with `abbreviations` a word that ends in a
    point may be cut short ("recl." is "reclassering").
    """

    def __init__(
        self,
        phrases: Iterable[tuple[str, Value]],
        *,
        barred: frozenset[str] = frozenset(),
        abbreviations: bool = False,
    ) -> None:
        self._barred = barred
        self._abbreviations = abbreviations
        self._source = list(phrases)
        self._phrases = sorted(
            ((_parse(phrase), value) for phrase, value in self._source),
            key=lambda entry: (-sum(word != GAP for word in entry[0]), -len("".join(entry[0]))),
        )
        self._exact = frozenset(word for words, _ in self._phrases for word in words)
        self._by_first: dict[str, list[int]] = {}
        for index, (words, _) in enumerate(self._phrases):
            if words:
                self._by_first.setdefault(words[0], []).append(index)
        self._firsts: dict[str, list[str]] = {}  # by their letter: a typing error spares it
        for first in self._by_first:
            self._firsts.setdefault(first[:1], []).append(first)
        self._candidates: dict[str, list[int]] = {}

    @property
    def phrases(self) -> list[str]:
        """The phrases of the list, as they were given."""
        return [phrase for phrase, _ in self._source]

    def with_phrases(self, phrases: Sequence[tuple[str, Value]]) -> PhraseBook[Value]:
        """A new book with `phrases` added."""
        if not phrases:
            return self
        return PhraseBook(
            [*phrases, *self._source], barred=self._barred, abbreviations=self._abbreviations
        )

    def find(self, text: str) -> list[Found[Value]]:
        """All phrases in `text`, in the order of the text.

        Longer phrases go first and use up their words.
        """
        words = dotted_tokens(text)
        taken = [False] * len(words)
        found: list[Found[Value]] = []
        order = sorted((rank, at) for at, word in enumerate(words) for rank in self._starting(word))
        for rank, start in order:
            phrase, value = self._phrases[rank]
            end = self._match(phrase, words, start)
            if end is None or any(taken[start:end]):
                continue
            taken[start:end] = [True] * (end - start)
            found.append(Found(value, start, end, " ".join(phrase)))
        return sorted(found, key=lambda item: item.start)

    def whole(self, text: str) -> Value | None:
        """The value of the phrase that is all of `text`, if there is one."""
        words = dotted_tokens(text)
        for rank in self._starting(words[0]) if words else ():
            phrase, value = self._phrases[rank]
            if self._match(phrase, words, 0) == len(words):
                return value
        return None

    def _starting(self, typed: str) -> list[int]:
        """Ranks of the phrases whose first word `typed` may be; kept, since words come back."""
        known = self._candidates.get(typed)
        if known is None:
            meant = [w for w in self._firsts.get(typed[:1], ()) if self._same(typed, w)]
            meant.append(_SHORT_FORMS.get(typed, ""))
            known = sorted({rank for word in meant for rank in self._by_first.get(word, ())})
            if len(self._candidates) < 20_000:
                self._candidates[typed] = known
        return known

    def _match(self, phrase: tuple[str, ...], words: tuple[str, ...], start: int) -> int | None:
        at = start
        for index, wanted in enumerate(phrase):
            if wanted == GAP:
                rest = phrase[index + 1 :]
                for skip in self._gaps(words, at):
                    end = self._match(rest, words, skip)
                    if end is not None:
                        return end
                return None
            if at >= len(words) or not self._same(words[at], wanted):
                return None
            at += 1
        return at

    def _gaps(self, words: tuple[str, ...], at: int) -> Iterator[int]:
        for skip in range(at, min(at + MAX_GAP, len(words)) + 1):
            if skip > at and words[skip - 1].rstrip(".") in self._barred:
                return
            yield skip

    def _same(self, typed: str, wanted: str) -> bool:
        plain = typed.rstrip(".")
        if plain == wanted or _SHORT_FORMS.get(plain) == wanted:
            return True
        if self._abbreviations and _cut_short(typed, wanted):
            return True
        return plain not in self._exact and resembles(plain, wanted)
