"""Statements counted by corner, theme and kind; each number leads back to its statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analysis.synthesis.frames import Frames
from analysis.synthesis.incidence import (
    EVERYTHING,
    KINDS,
    NO_KIND,
    Bools,
    Incidence,
    Ints,
    Selection,
    in_selection,
    incidence,
)
from analysis.types import Category, Corner

State = Literal["counted", "not_asked", "not_coded"]
"""Counted with 0 means: asked, coded, and not mentioned."""

Key = tuple[str, str, str]
"""A cell: corner, theme, kind."""


@dataclass(frozen=True, eq=False)
class Matrix:
    """Counts of one day under one selection.

    `cells` is tidy, one row a cell in the order corner, theme, category: count (statements with
    that theme and kind), uncoded (statements of that corner and kind without a decision on that
    theme), state. A statement with two themes counts in both, so counts may add up to more than
    n. `totals` holds n, the statements per corner (index) and kind (columns). `themes` ends with
    NO_THEME where it is shown; `codebook` are all themes, shown or not.
    """

    cells: pd.DataFrame
    totals: pd.DataFrame
    corners: tuple[str, ...]
    themes: tuple[str, ...]
    kinds: tuple[str, ...]
    codebook: tuple[str, ...]
    select: Selection = EVERYTHING

    @property
    def n(self) -> int:
        """All statements in the selection, each once."""
        return int(self.totals.to_numpy().sum())

    @property
    def per_corner(self) -> pd.Series:
        """Statements per corner, each once."""
        return self.totals.sum(axis=1).astype(int)


def build_matrix(
    frames: Frames,
    *,
    corners: Sequence[Corner],
    themes: Sequence[str],
    select: Selection = EVERYTHING,
) -> Matrix:
    """Count all corners x (themes and NO_THEME) x kinds; without kind only where there are any.

    Corners that statements name and `corners` lacks come last, as asked for every kind.
    """
    found = incidence(frames, corners=[c.name for c in corners], themes=themes)
    silent = _not_asked(found, {corner.name: corner.asked for corner in corners})
    found = found.keep(in_selection(frames, found, select))
    totals = _totals(found)
    kinds = _chosen(KINDS, select.kinds)
    if not totals[NO_KIND].any():
        kinds = tuple(kind for kind in kinds if kind != NO_KIND)
    shown = (_chosen(found.corners, select.corners), _chosen(found.themes, select.themes), kinds)
    return Matrix(
        cells=_shown(_all_cells(found, silent), *shown),
        totals=totals.loc[list(shown[0]), list(kinds)],
        corners=shown[0],
        themes=shown[1],
        kinds=kinds,
        codebook=tuple(themes),
        select=select,
    )


def per_corner(matrix: Matrix, corner: str) -> pd.DataFrame:
    """Counts of one corner: a row a theme, a column a kind."""
    rows = matrix.cells[matrix.cells["corner"] == corner]
    table = rows.pivot(index="theme", columns="category", values="count")
    return table.reindex(index=list(matrix.themes), columns=list(matrix.kinds))


def statement_ids(
    frames: Frames,
    *,
    themes: Sequence[str],
    corner: str | None = None,
    theme: str | None = None,
    category: str | None = None,
    select: Selection = EVERYTHING,
    uncoded: bool = False,
) -> tuple[str, ...]:
    """The statements behind a cell or margin, in their order; None means: all of them.

    `themes` is the whole codebook, as for `build_matrix`. With `uncoded` the statements that have
    no decision on `theme` yet (without `theme`: on at least one theme).
    """
    found = incidence(frames, corners=(), themes=themes)
    mask = in_selection(frames, found, select)
    if corner is not None:
        mask &= found.corner == _place(found.corners, corner)
    if category is not None:
        mask &= found.kind == _place(KINDS, category)
    if theme is not None or uncoded:
        flags = ~found.decided if uncoded else found.assigned
        wanted = themes if theme is None else (theme,)
        mask &= flags[:, [name in wanted for name in found.themes]].any(axis=1)
    return tuple(found.ids[mask])


def ids_by_cell(frames: Frames, matrix: Matrix) -> dict[Key, tuple[str, ...]]:
    """The statements behind every cell that counts any."""
    found = incidence(frames, corners=(), themes=matrix.codebook)
    found = found.keep(in_selection(frames, found, matrix.select))
    cells: dict[Key, list[str]] = {}
    for row, column in zip(*np.nonzero(found.assigned), strict=True):
        corner, kind = found.corners[found.corner[row]], KINDS[found.kind[row]]
        cells.setdefault((corner, found.themes[column], kind), []).append(found.ids[row])
    shown = set(matrix.themes)
    return {key: tuple(ids) for key, ids in cells.items() if key[1] in shown}


def _place(names: Sequence[str], name: str) -> int:
    """Where `name` stands, or len(names): a place that no statement has."""
    return names.index(name) if name in names else len(names)


def _chosen(names: Sequence[str], keep: frozenset[str] | None) -> tuple[str, ...]:
    return tuple(name for name in names if keep is None or name in keep)


def _group(found: Incidence) -> Ints:
    group: Ints = found.corner * len(KINDS) + found.kind
    return group


def _totals(found: Incidence) -> pd.DataFrame:
    shape = (len(found.corners), len(KINDS))
    counts = np.bincount(_group(found), minlength=shape[0] * shape[1]).reshape(shape)
    return pd.DataFrame(counts, index=pd.Index(found.corners, name="corner"), columns=list(KINDS))


def _count(found: Incidence, flags: Bools) -> Ints:
    """How many statements have each flag: (corners, themes, kinds)."""
    corners, themes, kinds = len(found.corners), len(found.themes), len(KINDS)
    group = _group(found)
    counts = [
        np.bincount(group[flags[:, theme]], minlength=corners * kinds) for theme in range(themes)
    ]
    return np.stack(counts).reshape(themes, corners, kinds).swapaxes(0, 1)


def _not_asked(found: Incidence, asked: dict[str, frozenset[Category]]) -> Bools:
    """Corner x kind: not asked there, and nobody said anything of that kind all the same."""
    silent: Bools = _totals(found).to_numpy() == 0
    for row, corner in enumerate(found.corners):
        wanted = {str(kind) for kind in asked.get(corner, frozenset(Category))}
        silent[row] &= [kind != NO_KIND and kind not in wanted for kind in KINDS]
    return silent


def _all_cells(found: Incidence, silent: Bools) -> pd.DataFrame:
    count, uncoded = _count(found, found.assigned), _count(found, ~found.decided)
    state = np.where((count == 0) & (uncoded > 0), "not_coded", "counted")
    state = np.where(silent[:, None, :], "not_asked", state)
    index = pd.MultiIndex.from_product(
        [found.corners, found.themes, KINDS], names=["corner", "theme", "category"]
    )
    data = {"count": count.ravel(), "uncoded": uncoded.ravel(), "state": state.ravel()}
    return pd.DataFrame(data, index=index).reset_index()


def _shown(
    cells: pd.DataFrame, corners: Sequence[str], themes: Sequence[str], kinds: Sequence[str]
) -> pd.DataFrame:
    keep = cells["corner"].isin(corners) & cells["theme"].isin(themes)
    return cells[keep & cells["category"].isin(kinds)].reset_index(drop=True)
