"""How well personal data is found, held against texts in which people marked it.

A marked piece is covered when a finding of its kind covers its longest word and no letter of it
lies outside all findings; it is touched when a finding of its kind overlaps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from analysis.coding.bootstrap import DRAWS, Estimate, drawn_sums, estimate, ratio
from analysis.privacy.findings import Finding, FindingKind

ALL = "all"
WRITING = LOWER, START, MIDDLE = "lower", "start", "middle"
_WORD = re.compile(r"\w+")
_BEGINS = re.compile(r"(?:^|[.!?:;•|\n]\s*)[\s\"'“”‘’(\[\-–*>]*$")


@dataclass(frozen=True, slots=True)
class Mark:
    """Code points [start, end) that people marked; `background` of a person's name, or ''."""

    start: int
    end: int
    kind: FindingKind
    background: str = ""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with all its personal data marked."""

    id: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Recall:
    """Of `n` marked pieces of one group: the shares (0..1) covered and touched."""

    group: str
    n: int
    covered: Estimate
    touched: Estimate


@dataclass(frozen=True, slots=True)
class Precision:
    """Of `n` findings of one kind: the shares that overlap a mark of that kind, and of any."""

    group: str
    n: int
    same_kind: Estimate
    any_kind: Estimate


Group = TypeVar("Group", Recall, Precision)


@dataclass(frozen=True, slots=True)
class NamesEvaluation:
    """All figures, with intervals over the texts; groups without anything in them are left out.

    `recall` and `precision` are by kind, ALL first; `backgrounds` and `writing` (LOWER: no
    capital; START and MIDDLE: of a sentence) of persons alone.
    """

    texts: int
    with_marks: int
    recall: tuple[Recall, ...]
    precision: tuple[Precision, ...]
    backgrounds: tuple[Recall, ...]
    writing: tuple[Recall, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """One mark or finding: in which text, of which groups, and whether it passes either test."""

    text: int
    groups: tuple[str, ...]
    passes: tuple[bool, bool]


def evaluate(
    gold: Sequence[MarkedText],
    found: Sequence[Sequence[Finding]],
    *,
    seed: int = 0,
    draws: int = DRAWS,
) -> NamesEvaluation:
    """Hold what was found in each text against what is marked in it, text by text in order.

    Intervals are by drawing whole texts; the same input and seed give the same figures.
    """
    pairs = list(zip(gold, found, strict=True))
    marks = [
        _Row(at, _groups(one.text, mark), _held(one.text, mark, here))
        for at, (one, here) in enumerate(pairs)
        for mark in one.marks
    ]
    told = [
        _Row(at, (ALL, finding.kind), _right(finding, one.marks))
        for at, (one, here) in enumerate(pairs)
        for finding in here
    ]
    recall = [Recall(*share) for share in _shares(marks, len(gold), seed, draws)]
    kinds = [ALL, *FindingKind]
    return NamesEvaluation(
        texts=len(gold),
        with_marks=sum(bool(one.marks) for one in gold),
        recall=_in_order(recall, kinds),
        precision=_in_order((Precision(*s) for s in _shares(told, len(gold), seed, draws)), kinds),
        backgrounds=_in_order(recall, sorted({m.background for one in gold for m in one.marks})),
        writing=_in_order(recall, WRITING),
    )


def _groups(text: str, mark: Mark) -> tuple[str, ...]:
    """Kind and ALL; for a person also the background that was given, and how it is written."""
    if mark.kind is not FindingKind.PERSON:
        return ALL, mark.kind
    background = (mark.background,) if mark.background else ()
    return ALL, mark.kind, *background, _writing(text, mark)


def _writing(text: str, mark: Mark) -> str:
    if text[mark.start : mark.end].islower():
        return LOWER
    return START if _BEGINS.search(text[max(0, mark.start - 20) : mark.start]) else MIDDLE


def _held(text: str, mark: Mark, found: Sequence[Finding]) -> tuple[bool, bool]:
    """Whether a mark is covered, and whether it is touched."""
    same = [one for one in found if one.kind is mark.kind and _overlap(one, mark)]
    words = list(_WORD.finditer(text, mark.start, mark.end))
    longest = max(words, key=lambda word: word.end() - word.start(), default=None)
    held = any(
        longest is None or (one.start <= longest.start() and longest.end() <= one.end)
        for one in same
    )
    letters = (at for word in words for at in range(word.start(), word.end()))
    return held and all(any(o.start <= at < o.end for o in found) for at in letters), bool(same)


def _right(finding: Finding, marks: Sequence[Mark]) -> tuple[bool, bool]:
    """Whether a finding overlaps a mark of its kind, and a mark of any kind."""
    touched = [mark for mark in marks if _overlap(finding, mark)]
    return any(mark.kind is finding.kind for mark in touched), bool(touched)


def _overlap(one: Finding, mark: Mark) -> bool:
    return one.start < mark.end and mark.start < one.end


def _shares(
    rows: Sequence[_Row], texts: int, seed: int, draws: int
) -> Iterator[tuple[str, int, Estimate, Estimate]]:
    """Of each group its name, how many rows it has, and the shares that pass either test."""
    names = list(dict.fromkeys(group for row in rows for group in row.groups))
    columns = np.zeros((texts, len(names), 3))
    for row in rows:
        for group in row.groups:
            columns[row.text, names.index(group)] += (1, *row.passes)
    sums = drawn_sums(columns.reshape(texts, 3 * len(names)), seed=seed, draws=draws)[:, 0]
    for at, name in enumerate(names):
        n, *passed = sums[:, 3 * at : 3 * at + 3].T
        first, second = (estimate(ratio(part, n)) for part in passed)
        yield name, int(n[0]), first, second


def _in_order(found: Iterable[Group], names: Iterable[str]) -> tuple[Group, ...]:
    """Those of these names that are there."""
    by_name = {one.group: one for one in found}
    return tuple(by_name[name] for name in names if name in by_name)
