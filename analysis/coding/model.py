"""A trained model: what the features weigh for each code, and how a score becomes a probability.

Kept as plain arrays in one .npz file, read without pickle, so that a file from a stranger can do
no harm beyond wrong proposals.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from analysis.coding.features import Floats, Space

Scores = npt.NDArray[Any]

THEMES = "themes"
CATEGORY = "category"
"""Names of heads."""

_SHIPPED = ("analysis.coding", "shipped/beter_verbonden.npz")


@dataclass(frozen=True)
class Head:
    """The codes that are decided on together.

    `codes` name the columns. `exclusive`: one of them holds (softmax), else each by itself
    (sigmoid). A score s becomes the probability of slope * s + shift, measured on held-out batches.
    `thresholds` are the probabilities from which a code is assigned, one a code.
    """

    codes: tuple[str, ...]
    exclusive: bool
    slope: tuple[float, ...]
    shift: tuple[float, ...]
    thresholds: tuple[float, ...] = ()


@dataclass(frozen=True)
class Likely:
    """For a theme without examples: what its grounds weigh, last the bias, and the threshold."""

    weights: tuple[float, ...]
    threshold: float


@dataclass(frozen=True)
class Model:
    """Weights (features, codes) and bias (codes,) over the heads' codes, side by side.

    `heads` by name: "themes", "category", "dimension", "obstacles". `certainty` holds slope and
    shift of the log-odds that all themes are right; `likeness` what the grounds of a theme without
    examples weigh. `about` tells how and from what it was made.
    """

    space: Space
    weights: Floats
    bias: Floats
    heads: Mapping[str, Head]
    certainty: tuple[float, float]
    likeness: Likely
    about: Mapping[str, Any]

    def scores(self, rows: csr_array) -> Scores:
        """The scores (texts, codes) of every code for rows (texts, features) of the space."""
        found: Scores = rows @ self.weights + self.bias
        return found

    def columns(self, head: str) -> slice:
        """Where a head's codes stand among the columns."""
        start = 0
        for name, found in self.heads.items():
            if name == head:
                return slice(start, start + len(found.codes))
            start += len(found.codes)
        raise KeyError(head)

    def log_odds(self, head: str, scores: Scores) -> Floats:
        """The calibrated log-odds (or, where exclusive, log-weights) of a head's codes."""
        found = self.heads[head]
        part = scores[:, self.columns(head)]
        odds: Floats = part * np.array(found.slope) + np.array(found.shift)
        return odds.astype(np.float32)

    def probabilities(self, head: str, scores: Scores) -> Floats:
        """The probabilities of a head's codes, (texts, codes)."""
        odds = self.log_odds(head, scores)
        return softmax(odds) if self.heads[head].exclusive else sigmoid(odds)

    def likeness_odds(self, grounds: Floats) -> Floats:
        """The log-odds (texts, themes) of themes without examples; grounds (themes, texts, n)."""
        *weights, bias = self.likeness.weights
        found: Floats = (grounds @ np.array(weights, dtype=np.float32) + np.float32(bias)).T
        return found

    def to_bytes(self) -> bytes:
        """The model as the bytes of an .npz file; the same model gives the same bytes."""
        out = io.BytesIO()
        plain = {
            "heads": {name: asdict(head) for name, head in self.heads.items()},
            "certainty": self.certainty,
            "likeness": asdict(self.likeness),
            "about": self.about,
        }
        np.savez_compressed(
            out,
            names=_as_bytes("\n".join(self.space.names)),
            idf=self.space.idf.astype(np.float16),
            weights=self.weights.astype(np.float16),
            bias=self.bias,
            plain=_as_bytes(json.dumps(plain, ensure_ascii=False)),
        )
        return out.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Model:
        """Read what `to_bytes` wrote; raises ValueError for anything else."""
        with np.load(io.BytesIO(data), allow_pickle=False) as kept:
            plain = json.loads(kept["plain"].tobytes())
            heads = {name: _head(**kept_head) for name, kept_head in plain["heads"].items()}
            names = kept["names"].tobytes().decode("utf-8").split("\n")
            return cls(
                Space(names, kept["idf"].astype(np.float32)),
                kept["weights"].astype(np.float32),
                kept["bias"].astype(np.float32),
                heads,
                tuple(plain["certainty"]),
                Likely(tuple(plain["likeness"]["weights"]), plain["likeness"]["threshold"]),
                plain["about"],
            )


def _head(exclusive: bool, **lists: Any) -> Head:
    return Head(exclusive=exclusive, **{name: tuple(values) for name, values in lists.items()})


def _as_bytes(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)


def sigmoid(odds: Floats) -> Floats:
    """Log-odds as probabilities."""
    found: Floats = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return found.astype(np.float32)


def softmax(odds: Floats) -> Floats:
    """Log-weights as probabilities that add up to 1 in each row."""
    powers = np.exp(odds - odds.max(axis=1, keepdims=True))
    found: Floats = powers / powers.sum(axis=1, keepdims=True)
    return found.astype(np.float32)


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """The model that comes with Koffiehoek, trained for the themes of beter_verbonden."""
    package, name = _SHIPPED
    return Model.from_bytes(files(package).joinpath(name).read_bytes())
