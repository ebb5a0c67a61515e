"""The second look: a name that was found somewhere is sought everywhere else on the same day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.pseudonyms import PARTICLES

_WORD = re.compile(r"[^\W_]+")
_ELSEWHERE = "elders op deze dag als naam gevonden"


class Sought:
    """Finds given names again as whole words, in the same case or with capitals.

    With `any_case` capitals say nothing.
    """

    def __init__(
        self,
        forms: Iterable[str],
        *,
        reason: str = _ELSEWHERE,
        any_case: bool = False,
    ) -> None:
        self._reason = reason
        self._any_case = any_case
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for form in dict.fromkeys(forms):
            words = tuple(_WORD.findall(form))
            if any(len(word) > 1 for word in words):
                self._by_first.setdefault(words[0].casefold(), []).append(words)
        for found in self._by_first.values():
            found.sort(key=len, reverse=True)

    def find(self, text: str) -> list[Finding]:
        """The names in a text, from left to right and without overlap, the longer ones first."""
        if not self._by_first:
            return []
        words = list(_WORD.finditer(text))
        out: list[Finding] = []
        at = 0
        while at < len(words):
            length = self._length(text, words, at)
            if length:
                start, end = words[at].start(), words[at + length - 1].end()
                out.append(Finding(start, end, FindingKind.PERSON, text[start:end], self._reason))
            at += length or 1
        return out

    def _length(self, text: str, words: list[re.Match[str]], at: int) -> int:
        """How many words of a sought name stand here; 0 where none does."""
        for form in self._by_first.get(words[at].group().casefold(), ()):
            here = words[at : at + len(form)]
            if len(here) == len(form) and _same(text, here, form, any_case=self._any_case):
                return len(form)
        return 0


def _same(text: str, here: list[re.Match[str]], form: tuple[str, ...], *, any_case: bool) -> bool:
    """Whether these words are the form's, beside each other, in its case or with capitals."""
    beside = all(
        len(text[one.end() : two.start()]) <= 2 and "\n" not in text[one.end() : two.start()]
        for one, two in pairwise(here)
    )
    return beside and all(
        _fits(one.group(), word, any_case=any_case) for one, word in zip(here, form, strict=True)
    )


def _fits(typed: str, word: str, *, any_case: bool) -> bool:
    if any_case or word.casefold() in PARTICLES:
        return typed.casefold() == word.casefold()
    return typed in {word, word[:1].upper() + word[1:], word.upper()}
