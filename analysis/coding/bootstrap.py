"""How sure a figure is: intervals by drawing the statements again, with replacement.

Efron & Tibshirani (1993), percentile intervals of 95 %. Statements are drawn whole, since what
coders say about the themes of one statement hangs together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

Rows = TypeVar("Rows", bound=npt.NDArray[np.generic])

DRAWS = 1_000
_TAILS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval; NaN where there is none."""

    value: float
    low: float = math.nan
    high: float = math.nan


def drawn_sums(
    columns: Floats, ends: Sequence[int] = (), *, seed: int = 0, draws: int = DRAWS
) -> Floats:
    """The sums of `columns` (statements, columns) over the statements drawn.

    (1 + draws, groups, columns): first of all statements once, then of each draw. `ends` tells
    where each group of statements ends; without it they are one group. The same input and seed
    give the same draws.
    """
    n = len(columns)
    groups = list(pairwise((0, *(ends or (n,)))))
    rng = np.random.default_rng(seed)
    out = np.zeros((1 + draws, len(groups), columns.shape[1]))
    for row in range(len(out) if n else 0):
        drawn = np.bincount(rng.integers(n, size=n), minlength=n) if row else np.ones(n)
        for group, (start, end) in enumerate(groups):
            out[row, group] = drawn[start:end] @ columns[start:end]
    return out


def drawn_alike(rows: Rows, *, seed: int = 0, draws: int = DRAWS) -> tuple[Rows, Floats]:
    """The unlike ones of `rows` (a row a statement), and how often each was drawn.

    The weights (1 + draws, unlike rows) hold first how often each is there, then each draw.
    """
    if not len(rows):
        return rows, np.zeros((1 + draws, 0))
    unlike, counts = np.unique(rows, axis=0, return_counts=True)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(len(rows), counts / len(rows), size=draws)
    return unlike, np.vstack([counts, drawn]).astype(np.float64)


def estimate(values: Floats) -> Estimate:
    """From the figure itself (first) and the same figure of each draw."""
    drawn = values[1:][np.isfinite(values[1:])]
    if not math.isfinite(values[0]) or not drawn.size:
        return Estimate(float(values[0]))
    low, high = np.percentile(drawn, _TAILS)
    return Estimate(float(values[0]), float(low), float(high))


def ratio(part: Floats, whole: Floats) -> Floats:
    """`part` / `whole`, NaN where the whole is nought."""
    found: Floats = np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole != 0)
    return found
