"""The model that weighs the features of a word: a table of weights, read once."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class NameModel:
    """Weights by feature, and the probabilities from which a word is a name, alone or beside one.

    Logistic regression; made by analysis/privacy/names/training.py.
    """

    weights: Mapping[str, float]
    alone: float
    beside: float

    def probability(self, features: Iterable[str]) -> float:
        """The probability that a word with these features is part of a person's name."""
        get = self.weights.get
        score = sum([get(feature, 0.0) for feature in features])
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, score))))


@lru_cache(maxsize=1)
def shipped_name_model() -> NameModel:
    """The model that comes with the program."""
    text = (files("analysis.privacy") / "shipped" / "namen.json").read_text(encoding="utf-8")
    told = json.loads(text)
    return NameModel(told["weights"], told["alone"], told["beside"])
