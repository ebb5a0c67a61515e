"""Groups of statements around a shared word: how they are found, and which of them hold together.

A statement's words are a row of a sparse table; everything here is arithmetic on such rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.synthesis.emerging_words import Content

FEWEST_IN_GROUP = 4
"""Read by hand on ten days: of the groups of three about half were chance, of four few."""
SMALLEST_SHARE = 0.008
"""Of the statements without theme; a subject of a large day must be more than a handful."""
TYPICAL = 1.0
"""The least log-odds of a heart, in standard errors, against the statements that have a theme."""
ENOUGH_TO_COMPARE = 30
"""Statements with a theme; of fewer nobody can tell what words are rare in them."""
HOLDS = 0.12
"""The least mean silhouette: below it the statements share their heart and nothing else."""
STABLE = 0.75
"""The least mean overlap (Jaccard) with what samples give: "stable" in Hennig (2007)."""

_SAMPLES, _SAMPLE_SHARE, _SEED = 20, 0.8, 1408
_SAMPLE_LEAST = 0.5  # in a sample a group may be smaller, or only its size would be tested
_HALF = 0.6  # a half of a compound says less than a word
_RIDES = 0.5
_PRIOR = 50.0
_TINY = 1e-6  # a word that stands nowhere in a sample

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class WordTable:
    """The day's statements (rows) by their words and halves of words (columns, `units`).

    `rows` (statements, units) holds 1 for a word, less for a half. `free` (statements,) tells
    which statements have no theme.
    """

    rows: csr_array
    units: tuple[str, ...]
    free: Bools

    def part(self, chosen: Ints) -> WordTable:
        """The table of some statements."""
        return WordTable(self.rows[chosen], self.units, self.free[chosen])


def word_table(contents: Sequence[Content], free: Bools) -> WordTable:
    """The table of statements whose words are `contents`; units in alphabetical order."""
    weights = [dict.fromkeys(one.halves, _HALF) | dict.fromkeys(one.forms, 1.0) for one in contents]
    units = sorted({unit for row in weights for unit in row})
    column = {unit: at for at, unit in enumerate(units)}
    places = [(at, column[unit], w) for at, row in enumerate(weights) for unit, w in row.items()]
    rows, columns, values = np.array(places, dtype=float).reshape(-1, 3).T
    shape = (len(contents), len(units))
    table = csr_array((values, (rows.astype(np.intp), columns.astype(np.intp))), shape=shape)
    return WordTable(table, tuple(units), free)


def fewest(free: int) -> int:
    """The least number of statements in a group, where `free` statements have no theme."""
    return max(FEWEST_IN_GROUP, ceil(SMALLEST_SHARE * free))


def log_odds(inside: Floats, n_inside: float, outside: Floats, n_outside: float) -> Floats:
    """How much more often each word stands in one lot of statements than in another, as z.

    `inside` and `outside` count the statements that hold each word, of `n_inside` and `n_outside`.
    The prior is the word's share of both together, worth `_PRIOR` statements (Monroe, Colaresi &
    Quinn 2008, formulas 15, 16, 20 and 22, on statements in place of tokens).
    """
    prior = _PRIOR * (inside + outside) / (n_inside + n_outside)
    first, second = inside + prior + _TINY, outside + prior + _TINY
    odds = np.log(first / (n_inside + _PRIOR - first)) - np.log(
        second / (n_outside + _PRIOR - second)
    )
    z: Floats = odds / np.sqrt(1 / first + 1 / second)
    return z


def groups(table: WordTable, *, least: int) -> dict[int, Ints]:
    """Heart (a unit) -> at least `least` statements (rows) that share it.

    A statement is in one group at most.
    """
    free = np.flatnonzero(table.free)
    rows = table.rows[free]
    held = rows.astype(bool).astype(float)
    inside = held.sum(axis=0)
    outside = table.rows.astype(bool).sum(axis=0) - inside
    stands_out = np.ones(len(inside), dtype=bool)
    n_outside = len(table.free) - len(free)
    if n_outside >= ENOUGH_TO_COMPARE:
        stands_out = log_odds(inside, len(free), outside, n_outside) >= TYPICAL
    candidates = np.flatnonzero((inside >= least) & stands_out)
    hearts = _leaders(held[:, candidates], candidates)
    return {heart: free[members] for heart, members in _shared_out(rows, hearts, least).items()}


def _leaders(held: csr_array, units: Ints) -> list[int]:
    """The units that go by themselves; one that mostly stands beside a commoner one rides along."""
    together = (held.T @ held).toarray()
    counts = together.diagonal()
    leaders: list[int] = []
    for at in np.argsort(-counts, kind="stable"):
        if not any(together[at, leader] >= _RIDES * counts[at] for leader in leaders):
            leaders.append(int(at))
    return [int(units[at]) for at in leaders]


def _shared_out(rows: csr_array, hearts: list[int], least: int) -> dict[int, Ints]:
    """Each statement to the rarest heart that it holds; a group that gets too small falls apart."""
    while hearts:
        weights = rows[:, hearts].toarray()
        rarity = np.array([log((1 + rows.shape[0]) / (1 + n)) for n in (weights > 0).sum(axis=0)])
        scores = weights * rarity
        best = np.where(scores.any(axis=1), scores.argmax(axis=1), -1)
        sizes = np.bincount(best[best >= 0], minlength=len(hearts))
        if sizes.min() >= least:
            return {heart: np.flatnonzero(best == at) for at, heart in enumerate(hearts)}
        del hearts[int(sizes.argmin())]
    return {}


def weighed(table: WordTable) -> csr_array:
    """The rows of the statements without theme by TF-IDF, brought to length 1; others are empty."""
    held = table.rows.astype(bool).sum(axis=0)
    idf = np.log((1 + table.rows.shape[0]) / (1 + held)) + 1
    rows = table.rows.multiply(idf[None, :]).multiply(table.free[:, None]).tocsr()
    lengths = np.sqrt(rows.multiply(rows).sum(axis=1))
    return rows.multiply(1 / np.maximum(lengths, 1e-9)[:, None]).tocsr()


def likeness(rows: csr_array, members: Ints) -> Floats:
    """The mean cosine of each member with the other members, (members,)."""
    own = rows[members]
    found: Floats = (own @ own.sum(axis=0) - 1) / max(len(members) - 1, 1)
    return found


def cohesion(rows: csr_array, found: dict[int, Ints], free: Bools) -> dict[int, float]:
    """Heart -> the group's mean silhouette by cosine distance.

    The nearest other group may also be the loose statements (`free` and in no group).
    """
    grouped = np.concatenate([*found.values(), np.array([], dtype=np.intp)])
    loose = np.setdiff1d(np.flatnonzero(free), grouped)
    lots = [*found.values(), loose]
    centres = np.stack([rows[lot].sum(axis=0) / max(len(lot), 1) for lot in lots])
    out = {}
    for at, (heart, members) in enumerate(found.items()):
        others = np.delete(centres, at, axis=0)
        near = 1 - likeness(rows, members)
        far = 1 - (rows[members] @ others.T).max(axis=1)
        out[heart] = float(((far - near) / np.maximum(np.maximum(near, far), 1e-9)).mean())
    return out


def stability(table: WordTable, found: dict[int, Ints]) -> dict[int, float]:
    """Heart -> the mean overlap of its group with the likest group in samples of the day.

    Twenty samples of four fifths of the statements; always the same ones.
    """
    random = np.random.default_rng(_SEED)
    size = round(_SAMPLE_SHARE * len(table.free))
    least = max(2, round(_SAMPLE_LEAST * fewest(int(table.free.sum()))))
    overlaps: dict[int, list[float]] = {heart: [] for heart in found}
    for _ in range(_SAMPLES):
        chosen = np.sort(random.choice(len(table.free), size, replace=False))
        sample = groups(table.part(chosen), least=least)
        again = [set(chosen[group]) for group in sample.values()]
        for heart, members in found.items():
            there = set(np.intersect1d(members, chosen))
            best = (len(there & group) / len(there | group) for group in again)
            overlaps[heart].append(max(best, default=0.0))
    return {heart: float(np.mean(values)) for heart, values in overlaps.items()}
