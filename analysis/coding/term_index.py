"""Finds search terms in text by an inverted index, so that more terms cost no more time.

Each term hangs on its longest word. A statement's words are looked up once; only the terms that
hang on one of them are compared in full.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis.codebook import Near, Part, PartKind, Phrase, Term, Theme, parse_term
from analysis.language import Token, lemma, tokenize
from analysis.types import Span

_Test = Callable[[Token], bool]
_CACHED_WORDS = 100_000


class _Link(NamedTuple):
    """A near or an exclusion, compiled."""

    tests: tuple[_Test, ...]
    distance: int


class _Entry(NamedTuple):
    """A term, compiled: the codes that hold it, a test a word, and the word it hangs on."""

    term: str
    codes: tuple[str, ...]
    tests: tuple[_Test, ...]
    hook: int
    near: _Link | None
    unless: tuple[_Link, ...]


class TermIndex:
    """The search terms of some codes, ready to be found in text."""

    def __init__(self, codes: Iterable[Theme]) -> None:
        holders: dict[str, list[str]] = defaultdict(list)
        for code in codes:
            for source in dict.fromkeys(code.terms):
                holders[source].append(code.name)
        terms = [parse_term(source) for source in holders]
        self._verbs = frozenset(_asked_verbs(terms))
        self._lemmas: dict[str, list[_Entry]] = defaultdict(list)
        self._exact: dict[str, list[_Entry]] = defaultdict(list)
        self._wild: list[tuple[str, _Entry]] = []
        for term in terms:
            self._add(_compile(term, tuple(holders[term.source])), term)
        self._hooked = lru_cache(_CACHED_WORDS)(self._look_up)

    def find(self, text: str) -> dict[str, tuple[Span, ...]]:
        """Return for each code with a hit its spans in `text`, by place and without overlap."""
        return self.find_in(self.tokens(text))

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text, with separable verbs as the terms have them."""
        return tokenize(text, verbs=self._verbs)

    def find_in(self, tokens: Iterable[Token]) -> dict[str, tuple[Span, ...]]:
        """The same as `find`, of a text that was cut already."""
        words = [token for token in tokens if token.is_word]
        found: dict[str, list[Span]] = defaultdict(list)
        for position, word in enumerate(words):
            for entry in self._hooked(word.text, word.lemma):
                spans = _match(entry, words, position - entry.hook)
                for code in entry.codes if spans else ():
                    found[code].extend(spans)
        return {code: _without_overlap(spans) for code, spans in found.items()}

    def _add(self, entry: _Entry, term: Term) -> None:
        part = term.phrase[entry.hook]
        if part.kind is PartKind.LEMMA:
            self._lemmas[lemma(part.word)].append(entry)
        elif part.kind is PartKind.EXACT:
            self._exact[part.word.lower()].append(entry)
        else:
            self._wild.append((max(part.word.split("*"), key=len), entry))

    def _look_up(self, form: str, form_lemma: str) -> tuple[_Entry, ...]:
        """Return the terms that hang on this word."""
        word = Token(form, 0, len(form), form_lemma, True)
        found = [entry for key in {form_lemma, lemma(form)} for entry in self._lemmas.get(key, ())]
        small = form.lower()
        found += self._exact.get(small, ())
        found += [
            entry
            for piece, entry in self._wild
            # Most words hold no piece of a wildcard, and that is quickly seen.
            if (piece in small or piece in form_lemma) and entry.tests[entry.hook](word)
        ]
        return tuple(found)


def _asked_verbs(terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        phrases = [term.phrase, *(link.phrase for link in term.unless)]
        if term.near:
            phrases.append(term.near.phrase)
        for part in (part for phrase in phrases for part in phrase):
            if part.kind is PartKind.LEMMA and part.word.endswith("n"):
                yield part.word


def _compile(term: Term, codes: tuple[str, ...]) -> _Entry:
    lengths = [len(part.word) for part in term.phrase]
    return _Entry(
        term=term.source,
        codes=codes,
        tests=_tests(term.phrase),
        hook=lengths.index(max(lengths)),
        near=_link(term.near) if term.near else None,
        unless=tuple(_link(link) for link in term.unless),
    )


def _link(near: Near) -> _Link:
    return _Link(_tests(near.phrase), near.distance)


def _tests(phrase: Phrase) -> tuple[_Test, ...]:
    return tuple(_test(part) for part in phrase)


def _test(part: Part) -> _Test:
    """Return the function that tells whether a token is this word of a term."""
    if part.kind is PartKind.LEMMA:
        wanted = lemma(part.word)
        return lambda token: token.lemma == wanted or lemma(token.text) == wanted
    if part.kind is PartKind.EXACT:
        if part.word.islower():
            return lambda token: token.text.lower() == part.word
        return lambda token: token.text == part.word
    pattern = re.compile(".*".join(re.escape(piece) for piece in part.word.split("*")))
    fits = pattern.fullmatch
    return lambda token: bool(fits(token.text.lower()) or fits(token.lemma))


def _match(entry: _Entry, words: Sequence[Token], start: int) -> list[Span]:
    """Return the spans of a term whose phrase would start at word `start`; empty without a hit."""
    if not _stands_at(entry.tests, words, start):
        return []
    end = start + len(entry.tests)
    if any(_nearest(link, words, start, end) is not None for link in entry.unless):
        return []
    spans = [_span(words, start, end, entry.term)]
    if entry.near:
        other = _nearest(entry.near, words, start, end)
        if other is None:
            return []
        spans.append(_span(words, other, other + len(entry.near.tests), entry.term))
    return spans


def _stands_at(tests: Sequence[_Test], words: Sequence[Token], start: int) -> bool:
    if start < 0 or start + len(tests) > len(words):
        return False
    return all(test(words[start + offset]) for offset, test in enumerate(tests))


def _nearest(link: _Link, words: Sequence[Token], start: int, end: int) -> int | None:
    """Return where the linked phrase stands before or after words [start, end), if it does."""
    size = len(link.tests)
    after = range(end, end + link.distance + 1)
    before = range(start - size, start - size - link.distance - 1, -1)
    return next((at for at in (*after, *before) if _stands_at(link.tests, words, at)), None)


def _span(words: Sequence[Token], start: int, end: int, term: str) -> Span:
    return Span(words[start].start, words[end - 1].end, term)


def _without_overlap(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Keep the first of spans that overlap, and the longest of those that start together."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end, span.term)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
