"""How good proposals are, held against what people gave: F1, calibration, certainty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.coding.bootstrap import DRAWS, Estimate, Floats, drawn_sums, estimate, ratio
from analysis.types import Category, CodedStatement

Numbers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
"""(statements, codes): who has which."""

BINS = 10
SHARES = tuple(step / 10 for step in range(1, 11))


@dataclass(frozen=True, slots=True)
class Gold:
    """A statement as people coded it; `category` None where they gave no kind."""

    id: str
    text: str
    themes: frozenset[str]
    category: Category | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Of one code: how often people gave it and the machine proposed it, and how these fit.

    Figures are 0..1; NaN where nothing was proposed (precision), given (recall), or neither (F1).
    """

    code: str
    given: int
    proposed: int
    precision: Estimate
    recall: Estimate
    f1: Estimate


@dataclass(frozen=True, slots=True)
class Bin:
    """A tenth of all probabilities: their mean, how often the code was really given, how many."""

    probability: float
    observed: float
    n: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """Whether probabilities mean what they say.

    `ece`: expected calibration error (Naeini et al. 2015) with bins of equal mass; equal
    probabilities stay in one bin. `n` counts pairs of a statement and a theme.
    """

    ece: Estimate
    n: int
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class AtShare:
    """How good things are at a share of the statements; `n` is how many statements that is."""

    share: float
    n: int
    macro_f1: Estimate
    exact: Estimate  # share of the statements whose themes are all right


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures. `kind_n` counts the statements to which people gave a kind.

    `most_certain` is about the most certain share alone; `reviewed` about all statements, once a
    person has reviewed the least certain share.
    """

    n: int
    themes: tuple[Score, ...]
    macro_f1: Estimate
    exact: Estimate
    calibration: Calibration
    most_certain: tuple[AtShare, ...]
    reviewed: tuple[AtShare, ...]
    kind_n: int
    kinds: tuple[Score, ...]
    kind_macro_f1: Estimate


def evaluate(
    gold: Sequence[Gold],
    coded: Sequence[CodedStatement],
    themes: Sequence[str],
    *,
    seed: int = 0,
    draws: int = DRAWS,
) -> Evaluation:
    """Hold proposals against gold, statement by statement in the same order.

    Macro-F1 is the mean over the themes that people gave or the machine proposed; F1 is 0 where
    only one of them did. For kinds, proposals should have been made from the text alone.
    """
    order = np.argsort([-one.certainty for one in coded], kind="stable")
    given = _table([[t in one.themes for t in themes] for one in gold], len(themes))[order]
    chances, proposed = _proposals([coded[at] for at in order], themes)
    place, bins = _bins(chances, given)
    ends = [round(share * len(gold)) for share in SHARES]
    columns = np.hstack([_counted(given, proposed), _gaps(chances, given, place, len(bins))])
    parts = drawn_sums(columns, ends, seed=seed, draws=draws)
    counts, gaps = np.split(parts, [_width(themes)], axis=2)
    whole = counts.sum(axis=1)
    ece = np.abs(gaps.sum(axis=1)).sum(axis=1) / max(chances.size, 1)
    kinds = [(one.category, c.category.value) for one, c in zip(gold, coded, strict=True)]
    of_kind = _of_kind([pair for pair in kinds if pair[0]], seed=seed, draws=draws)
    return Evaluation(
        n=len(gold),
        themes=_scores(themes, whole),
        macro_f1=estimate(_macro_f1(whole)),
        exact=estimate(_exact(whole)),
        calibration=Calibration(estimate(ece), chances.size, bins),
        most_certain=_most_certain(counts, ends),
        reviewed=_reviewed(counts, ends),
        kind_n=int(of_kind[0, -1]),
        kinds=_scores([kind.value for kind in Category], of_kind),
        kind_macro_f1=estimate(_macro_f1(of_kind)),
    )


def _table(rows: Sequence[Sequence[bool]], width: int) -> Bools:
    return np.array(rows, dtype=bool).reshape(len(rows), width)


def _proposals(coded: Sequence[CodedStatement], themes: Sequence[str]) -> tuple[Floats, Bools]:
    """Probabilities and what is assigned, (statements, themes)."""
    chances = np.zeros((len(coded), len(themes)))
    assigned = np.zeros(chances.shape, dtype=bool)
    columns = {theme: column for column, theme in enumerate(themes)}
    for row, one in enumerate(coded):
        for proposal in one.themes:
            chances[row, columns[proposal.theme]] = proposal.probability
            assigned[row, columns[proposal.theme]] = proposal.assigned
    return chances, assigned


# Counts are arrays whose last axis holds, for each code: proposed and given, given, proposed; then
# one column with how many statements are all right and one with how many there are.


def _counted(given: Bools, proposed: Bools) -> Floats:
    right = (given == proposed).all(axis=1, keepdims=True)
    every = np.ones_like(right)
    found = np.hstack([given & proposed, given, proposed, right, every])
    return found.astype(np.float64)


def _width(codes: Sequence[str]) -> int:
    return 3 * len(codes) + 2


def _by_code(counts: Floats) -> tuple[Floats, Floats, Floats]:
    """Hits, given and proposed, (draws, codes) each."""
    hits, given, proposed = np.split(counts[:, :-2], 3, axis=1)
    return hits, given, proposed


def _f1(counts: Floats) -> Floats:
    """(draws, codes)."""
    hits, given, proposed = _by_code(counts)
    return ratio(2 * hits, given + proposed)


def _macro_f1(counts: Floats) -> Floats:
    """One a draw; codes that nobody gave or proposed are left out."""
    found = _f1(counts)
    known = np.isfinite(found)
    return ratio(np.where(known, found, 0).sum(axis=1), known.sum(axis=1).astype(np.float64))


def _exact(counts: Floats) -> Floats:
    return ratio(counts[:, -2], counts[:, -1])


def _scores(codes: Sequence[str], counts: Floats) -> tuple[Score, ...]:
    hits, given, proposed = _by_code(counts)
    precision, recall, f1 = ratio(hits, proposed), ratio(hits, given), _f1(counts)
    return tuple(
        Score(
            code,
            int(given[0, at]),
            int(proposed[0, at]),
            estimate(precision[:, at]),
            estimate(recall[:, at]),
            estimate(f1[:, at]),
        )
        for at, code in enumerate(codes)
    )


def _of_kind(
    pairs: Sequence[tuple[Category | None, Category | None]], *, seed: int, draws: int
) -> Floats:
    """Counts of kinds, from the kind given and the kind proposed for each statement."""
    given, proposed = (
        _table([[pair[side] is kind for kind in Category] for pair in pairs], len(Category))
        for side in (0, 1)
    )
    return drawn_sums(_counted(given, proposed), seed=seed, draws=draws)[:, 0]


def _bins(chances: Floats, given: Bools) -> tuple[Numbers, tuple[Bin, ...]]:
    """The bin of each probability, from 0, and the bins."""
    if not chances.size:
        return np.zeros(chances.shape, dtype=np.int64), ()
    inner = np.linspace(0, 1, BINS + 1)[1:-1]
    edges = np.unique(np.quantile(chances, inner, method="lower"))
    found = np.searchsorted(edges, chances, side="left")
    names, place = np.unique(found, return_inverse=True)
    bins = []
    for at in range(len(names)):
        inside = place == at
        mean, observed = float(chances[inside].mean()), float(given[inside].mean())
        bins.append(Bin(mean, observed, int(inside.sum())))
    return place, tuple(bins)


def _gaps(chances: Floats, given: Bools, place: Numbers, bins: int) -> Floats:
    """How much more was expected than given, (statements, bins)."""
    gap = chances - given
    columns = [np.where(place == at, gap, 0).sum(axis=1) for at in range(bins)]
    return np.stack(columns, axis=1) if columns else np.zeros((len(chances), 0))


def _most_certain(counts: Floats, ends: Sequence[int]) -> tuple[AtShare, ...]:
    """From counts by tenth of the statements, (draws, tenths, columns), the most certain first."""
    return tuple(
        _at_share(share, ends[at], counts[:, : at + 1].sum(axis=1))
        for at, share in enumerate(SHARES)
    )


def _reviewed(counts: Floats, ends: Sequence[int]) -> tuple[AtShare, ...]:
    _, given, _ = np.split(counts[:, :, :-2], 3, axis=2)
    every = counts[:, :, -1:]
    right = np.concatenate([given, given, given, every, every], axis=2)
    points = []
    for at, share in enumerate((0.0, *SHARES)):
        left = len(SHARES) - at  # tenths that nobody reviews
        after = counts[:, :left].sum(axis=1) + right[:, left:].sum(axis=1)
        n = ends[-1] - (ends[left - 1] if left else 0)
        points.append(_at_share(share, n, after))
    return tuple(points)


def _at_share(share: float, n: int, counts: Floats) -> AtShare:
    return AtShare(share, n, estimate(_macro_f1(counts)), estimate(_exact(counts)))
