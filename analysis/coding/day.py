"""What one day's people decided, learned on top of what the model already says.

For each theme a logistic regression with the model's own log-odds as its offset: with no decisions
nothing changes, and each decision pulls on the features of its statement. The penalty keeps the
pull small; it is chosen so that a day's decision outweighs the corpus (see the model card).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from analysis.coding.features import Floats
from analysis.coding.model import sigmoid

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


def learn_day(rows: csr_array, odds: Floats, truth: npt.NDArray[np.bool_]) -> DayModel:
    """Learn from decided statements.

    `rows` (statements, features); `odds` (statements, themes) are the log-odds without the day;
    `truth` (statements, themes) what people decided.
    """
    weights = np.zeros((rows.shape[1], odds.shape[1]), dtype=np.float32)
    bias = np.zeros(odds.shape[1], dtype=np.float32)
    used = np.unique(rows.indices)
    part = csr_array(rows[:, used], dtype=np.float64)
    for theme in range(odds.shape[1]):
        found = _fit(part, odds[:, theme].astype(np.float64), truth[:, theme])
        weights[used, theme] = found[:-1]
        bias[theme] = found[-1]
    return DayModel(weights, bias)


def _fit(
    rows: csr_array, odds: npt.NDArray[np.float64], holds: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Weights and, last, the bias that best explain the decisions, given the offset."""
    # Here, since it takes long to load and only review needs it.
    from scipy.optimize import minimize  # noqa: PLC0415

    sign = np.where(holds, 1.0, -1.0)

    def loss(found: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        weights, bias = found[:-1], found[-1]
        margin = sign * (odds + rows @ weights + bias)
        pull = -sign * sigmoid(-margin)
        penalty = _PENALTY * weights @ weights + _BIAS_PENALTY * bias * bias
        gradient = np.append(rows.T @ pull + _PENALTY * weights, pull.sum() + _BIAS_PENALTY * bias)
        return float(np.logaddexp(0, -margin).sum() + penalty / 2), gradient

    start = np.zeros(rows.shape[1] + 1)
    found: npt.NDArray[np.float64] = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return found
