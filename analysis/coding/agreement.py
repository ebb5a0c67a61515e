"""How far coders agree: Krippendorff's alpha, Cohen's kappa, percentages, and where they differ.

Alpha is the nominal one for any number of coders with missing values: Krippendorff (2011),
"Computing Krippendorff's Alpha-Reliability". Kappa is for two coders: Cohen (1960).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.coding.bootstrap import DRAWS, Estimate, Floats, drawn_alike, estimate, ratio
from analysis.types import Category

Answers = npt.NDArray[np.int64]
"""(statements, coders): the number of each answer; -1 where that coder gave none."""

NO_KIND = "geen"
"""The answer of a coder who says that a statement is of no kind."""

FEWEST_STATEMENTS = 30
FEWEST_USES = 5
RELIABLE, TENTATIVE = 0.800, 0.667
"""Krippendorff (2004), Content Analysis, p. 241: from the first on one may rely on a coding; from
the second on it bears tentative conclusions."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one coder said of one statement.

    `themes` holds yes or no for the themes that the coder decided on. `kind` is a Category's
    value, NO_KIND, or None where the coder did not say.
    """

    statement_id: str
    coder: str
    themes: Mapping[str, bool]
    kind: str | None = None


class Question(NamedTuple):
    """What coders are compared on: one theme, the set of themes, one kind, or the kind."""

    about: Literal["theme", "themes", "one_kind", "kind"]
    code: str = ""


THEMES, KIND = Question("themes"), Question("kind")


@dataclass(frozen=True, slots=True)
class Table:
    """All answers, by question; rows are `ids`, columns are `coders`."""

    ids: tuple[str, ...]
    coders: tuple[str, ...]
    answers: Mapping[Question, Answers]

    def of(self, question: Question, coders: Sequence[str]) -> Answers:
        """The columns of these coders."""
        return self.answers[question][:, [self.coders.index(coder) for coder in coders]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far these coders agree on one question.

    `n` counts the statements on which at least two of them answered; `used` those with the second
    most common answer (of a theme: the rarer of yes and no). `alpha` is None where there is too
    little to say or no difference to explain; `kappa` is there for two coders only. `percent` is
    the share of pairs of answers that are alike, 0..1; without any pair None.
    """

    question: Question
    coders: tuple[str, ...]
    n: int
    used: int
    percent: Estimate | None
    alpha: Estimate | None
    kappa: Estimate | None

    @property
    def enough(self) -> bool:
        """Whether there is enough to say anything: see `too_few`."""
        return not too_few(self.n, self.used)


def too_few(n: int, used: int) -> bool:
    """Whether alpha and kappa would say nothing.

    Under 30 statements the interval is as wide as the scale. And both rest on the answer that is
    given least: where that stands at fewer than 5 statements, one judgement moves them by 0.1.
    """
    return n < FEWEST_STATEMENTS or used < FEWEST_USES


def tabulate(judgements: Iterable[Judgement], themes: Sequence[str]) -> Table:
    """The answers to every question, statements and coders in order of appearance.

    Where a coder judged a statement twice the later judgement counts. The set of themes is an
    answer where the coder decided on all of `themes`.
    """
    said = {(one.statement_id, one.coder): one for one in judgements}
    ids = {identity: row for row, identity in enumerate(dict.fromkeys(i for i, _ in said))}
    coders = {coder: column for column, coder in enumerate(dict.fromkeys(c for _, c in said))}
    questions = [*(Question("theme", theme) for theme in themes), THEMES, KIND]
    questions += [Question("one_kind", kind.value) for kind in Category]
    answers = {q: np.full((len(ids), len(coders)), -1, dtype=np.int64) for q in questions}
    numbers: dict[object, int] = {}
    for (identity, coder), one in said.items():
        for question, answer in _answers(one, themes):
            number = numbers.setdefault(answer, len(numbers))
            answers[question][ids[identity], coders[coder]] = number
    return Table(tuple(ids), tuple(coders), answers)


def _answers(one: Judgement, themes: Sequence[str]) -> Iterable[tuple[Question, object]]:
    for theme in themes:
        if theme in one.themes:
            yield Question("theme", theme), one.themes[theme]
    if all(theme in one.themes for theme in themes):
        yield THEMES, tuple(theme for theme in themes if one.themes[theme])
    if one.kind is not None:
        yield KIND, one.kind
        for kind in Category:
            yield Question("one_kind", kind.value), one.kind == kind.value


def compare(
    table: Table, coders: Sequence[str], *, seed: int = 0, draws: int = DRAWS
) -> list[Agreement]:
    """The agreement of two or more coders on each question of the table."""
    return [
        _agreement(question, tuple(coders), table.of(question, coders), seed=seed, draws=draws)
        for question in table.answers
    ]


def pairs(table: Table) -> list[tuple[str, str]]:
    """Each two coders who answered any question on the same statement."""
    judged = np.zeros((len(table.ids), len(table.coders)), dtype=bool)
    for values in table.answers.values():
        judged |= values >= 0
    columns = dict(zip(table.coders, judged.T, strict=True))
    return [(a, b) for a, b in combinations(table.coders, 2) if (columns[a] & columns[b]).any()]


def _agreement(
    question: Question, coders: tuple[str, ...], values: Answers, *, seed: int, draws: int
) -> Agreement:
    values = values[(values >= 0).sum(axis=1) >= 2]
    n, used = len(values), _second_most(values)
    rows, drawn = drawn_alike(values, seed=seed, draws=draws)
    counts = _counts(rows)
    enough = not too_few(n, used)
    return Agreement(
        question,
        coders,
        n,
        used,
        estimate(percent_alike(counts, drawn)) if n else None,
        estimate(alpha(counts, drawn)) if enough else None,
        estimate(kappa(rows, drawn)) if enough and len(coders) == 2 else None,
    )


def _second_most(values: Answers) -> int:
    """The number of statements with the second most common answer."""
    given = sorted((_counts(values) > 0).sum(axis=0))
    return int(given[-2]) if len(given) > 1 else 0


def _counts(values: Answers) -> Floats:
    """How often each answer was given to each statement, (statements, answers)."""
    known = np.unique(values[values >= 0])
    counts: Floats = (values[:, :, None] == known).sum(axis=1).astype(np.float64)
    return counts


def _pairs_unlike(counts: Floats) -> Floats:
    """The ordered pairs of unlike answers to each statement."""
    unlike: Floats = counts.sum(axis=1) ** 2 - (counts**2).sum(axis=1)
    return unlike


def percent_alike(counts: Floats, drawn: Floats) -> Floats:
    """The share of pairs of answers to the same statement that are alike, one a row of `drawn`."""
    given = counts.sum(axis=1)
    every = given * (given - 1)
    found: Floats = 1 - ratio(drawn @ _pairs_unlike(counts), drawn @ every)
    return found


def alpha(counts: Floats, drawn: Floats) -> Floats:
    """Krippendorff's nominal alpha, one a row of `drawn`.

    `counts` (statements, answers): how often each answer was given, two or more a statement.
    NaN where all answers are the same: then there is nothing to explain.
    """
    given = counts.sum(axis=1)
    totals = drawn @ counts
    n = totals.sum(axis=1)
    observed = drawn @ (_pairs_unlike(counts) / (given - 1)) / n
    expected = _pairs_unlike(totals) / (n * (n - 1))
    found: Floats = 1 - ratio(observed, expected)
    return found


def kappa(values: Answers, drawn: Floats) -> Floats:
    """Cohen's kappa of two coders who both answered, one a row of `drawn`; NaN as for `alpha`."""
    known = np.unique(values)
    n = drawn.sum(axis=1)
    first, second = (drawn @ (values[:, [at]] == known) / n[:, None] for at in (0, 1))
    by_chance = (first * second).sum(axis=1)
    alike = drawn @ (values[:, 0] == values[:, 1]) / n
    return ratio(alike - by_chance, 1 - by_chance)


def reading(found: Estimate | None) -> str:
    """What an alpha allows to say, in Dutch.

    "(niet zeker)" where the interval reaches over the bound that the figure is judged by.
    """
    if found is None or math.isnan(found.value):
        return "te weinig om iets te zeggen"
    if found.value < TENTATIVE:
        return "te laag om op te bouwen" + _unsure(found.high >= TENTATIVE)
    if found.value < RELIABLE:
        return "genoeg voor voorzichtige conclusies" + _unsure(found.low < TENTATIVE)
    return "betrouwbaar" + _unsure(found.low < RELIABLE)


def _unsure(over: bool) -> str:
    """What to add where the interval reaches over the bound."""
    return " (niet zeker)" if over else ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A statement on which coders differ: on which themes, whether on the kind, and who said what.

    `said` holds each coder's judgement.
    """

    statement_id: str
    themes: tuple[str, ...]
    kind: bool
    said: Mapping[str, Judgement] = field(repr=False)


def disputes(judgements: Iterable[Judgement], themes: Sequence[str]) -> list[Dispute]:
    """The statements on which coders differ, those with most differences first."""
    by_statement: dict[str, dict[str, Judgement]] = {}
    for one in judgements:
        by_statement.setdefault(one.statement_id, {})[one.coder] = one
    found = [_dispute(identity, said, themes) for identity, said in by_statement.items()]
    real = [one for one in found if one.themes or one.kind]
    return sorted(real, key=lambda one: -(len(one.themes) + one.kind))


def _dispute(identity: str, said: Mapping[str, Judgement], themes: Sequence[str]) -> Dispute:
    differ = tuple(
        theme
        for theme in themes
        if len({one.themes[theme] for one in said.values() if theme in one.themes}) > 1
    )
    kinds = {one.kind for one in said.values() if one.kind is not None}
    return Dispute(identity, differ, len(kinds) > 1, said)
