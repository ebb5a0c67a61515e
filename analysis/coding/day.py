"""What one day's people decided, learned on top of what the model already says.

For each theme a logistic regression with the model's own log-odds as its offset: with no decisions
nothing changes, and each decision pulls on the features of its statement. The penalty keeps that
pull in bounds; it was chosen on simulated reviews of held-out days (see data/training).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from analysis.coding.features import Floats
from analysis.coding.model import sigmoid

Doubles = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_PENALTY = 0.3
_BIAS_PENALTY = 3.0


@dataclass(frozen=True)
class DayModel:
    """What to add to the log-odds of each theme: rows @ weights (features, themes) + bias."""

    weights: Floats
    bias: Floats

    def shift(self, rows: csr_array) -> Floats:
        """What to add for these texts, (texts, themes)."""
        found: Floats = rows @ self.weights + self.bias
        return found


def learn_day(rows: csr_array, odds: Floats, truth: Flags, decided: Flags) -> DayModel:
    """Learn from what people decided.

    `rows` (statements, features); all others (statements, themes): `odds` are the log-odds without
    the day, `truth` whether the theme holds, `decided` whether a person said so.
    """
    weights = np.zeros((rows.shape[1], odds.shape[1]), dtype=np.float32)
    bias = np.zeros(odds.shape[1], dtype=np.float32)
    for theme in range(odds.shape[1]):
        known = np.flatnonzero(decided[:, theme])
        if not known.size:
            continue
        part = rows[known]
        used = np.unique(part.indices)
        narrow = csr_array(part[:, used], dtype=np.float64)
        found = _fit(narrow, odds[known, theme].astype(np.float64), truth[known, theme])
        weights[used, theme] = found[:-1]
        bias[theme] = found[-1]
    return DayModel(weights, bias)


def _fit(rows: csr_array, odds: Doubles, holds: Flags) -> Doubles:
    """Weights and, last, the bias that best explain the decisions, given the offset."""
    # Here, since it takes long to load and only review needs it.
    from scipy.optimize import minimize  # noqa: PLC0415

    sign = np.where(holds, 1.0, -1.0)

    def loss(found: Doubles) -> tuple[float, Doubles]:
        weights, bias = found[:-1], found[-1]
        margin = sign * (odds + rows @ weights + bias)
        pull = -sign * sigmoid(-margin)
        penalty = _PENALTY * weights @ weights + _BIAS_PENALTY * bias * bias
        gradient = np.append(rows.T @ pull + _PENALTY * weights, pull.sum() + _BIAS_PENALTY * bias)
        return float(np.logaddexp(0, -margin).sum() + penalty / 2), gradient

    start = np.zeros(rows.shape[1] + 1)
    found: Doubles = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return found
