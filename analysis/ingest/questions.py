"""The host's question: which kind it asks for, from its words, its tone and the day's order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.ingest.lexicon import Lexicon
from analysis.ingest.matching import tokens
from analysis.ingest.signs import KindSign, asks, kind_sign
from analysis.ingest.tone import tone_of
from analysis.types import Category

_SENTENCE = re.compile(r"[^.?!]+[.?!]*")
_CLAUSE = re.compile(r"[,;:–—]\s*")
_LEAST_WORDS = 4  # of a question that only its tone tells
_LEADS = re.compile(r"^\W*(?:(?:en|nou|goed|dus|oke|oké|dan|nu|vertel|zeg)\b[\s,]*)+", re.I)


@dataclass(frozen=True, slots=True)
class Question:
    """What a host asks for: the one kind, and all kinds that its words name."""

    kind: Category | None
    named: frozenset[Category]


def question_of(text: str, lexicon: Lexicon, *, after: Category | None) -> Question | None:
    """The question of the day that a host's turn asks; None for follow-ups and small talk.

    `after` is the kind asked for before: a question that only its tone or its number tells
    counts where it asks for the next kind of the day's order.
    """
    sentences = [part.strip() for part in _SENTENCE.findall(text) if tokens(part)]
    for sentence in reversed(sentences):
        if sign := _by_phrase(sentence, lexicon):
            return _one_of(sign, sentence, lexicon)
    announced = any(pattern.search(text.lower()) for pattern in lexicon.rounds)
    following = _next(after)
    for sentence in reversed(sentences):
        kind = _by_tone(sentence, lexicon)
        if kind and (announced or kind is following):
            return Question(kind, frozenset({kind}))
    if announced and following and "?" in text and any(map(_opens, sentences)):
        return Question(following, frozenset({following}))
    return None


def _next(kind: Category | None) -> Category | None:
    order = list(Category)
    at = order.index(kind) + 1 if kind else 0
    return order[at] if at < len(order) else None


def _by_phrase(sentence: str, lexicon: Lexicon) -> KindSign | None:
    sign = kind_sign(sentence, lexicon)
    if sign is None or sign.no_kind or not sign.kinds:
        return None
    opens = _opens(sentence) or "?" in sentence
    return sign if (sign.words > 1 or sign.firm) and (opens or sign.whole) else None


def _opens(sentence: str) -> bool:
    """Whether a sentence, or a clause in it, opens as a question does."""
    return any(asks(_LEADS.sub("", clause)) for clause in _clauses(sentence))


def _clauses(sentence: str) -> Iterator[str]:
    return (clause for clause in _CLAUSE.split(sentence) if tokens(clause))


def _one_of(sign: KindSign, sentence: str, lexicon: Lexicon) -> Question:
    """Of a question that seems to name more kinds: what its first clause asks for."""
    if sign.single:
        return Question(sign.single, sign.kinds)
    clauses = list(_clauses(sentence))
    signs = [found for clause in clauses if (found := kind_sign(clause, lexicon)) and found.kinds]
    firsts = [found.single for found in signs if found.single and not found.ambiguous]
    if len(clauses) > 1 and len(signs) > 1 and signs[0].single and len(set(firsts)) == 1:
        return Question(firsts[0], frozenset({firsts[0]}))
    return Question(None, sign.kinds)


def _by_tone(sentence: str, lexicon: Lexicon) -> Category | None:
    if "?" not in sentence or not _opens(sentence) or len(tokens(sentence)) < _LEAST_WORDS:
        return None
    tone = tone_of(sentence, lexicon.tone)
    if tone is None:
        return None
    return next(iter(tone.kinds)) if len(tone.kinds) == 1 else tone.first
