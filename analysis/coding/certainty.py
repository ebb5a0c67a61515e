"""How certain a whole proposal is: the order in which people review, and what they may skip."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.coding.features import Floats
from analysis.coding.model import shipped_model, sigmoid

_SURE = 1e-6


def all_right(chances: Floats) -> Floats:
    """Log-odds (texts,) that each of the themes is right, as if they were independent.

    `chances` (texts, themes) are probabilities, whether the theme is assigned or not.
    """
    product = np.maximum(chances, 1 - chances).prod(axis=1).clip(_SURE, 1 - _SURE)
    found: Floats = np.log(product / (1 - product)).astype(np.float32)
    return found


def certainties(chances: Floats, line: tuple[float, float]) -> Floats:
    """The probability (texts,) that all themes are right; `line` is the model's calibration."""
    slope, shift = line
    return sigmoid((all_right(chances) * slope + shift).astype(np.float32))


def certainty(probabilities: Sequence[float]) -> float:
    """The same for one statement, by the shipped model; without any theme nothing is certain: 0."""
    if not probabilities:
        return 0.0
    chances = np.array([probabilities], dtype=np.float32)
    return float(certainties(chances, shipped_model().certainty)[0])
