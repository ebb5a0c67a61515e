"""The order in which corners and themes stand: as given, by size, or alike beside alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.synthesis.incidence import NO_THEME
from analysis.synthesis.matrix import Matrix

Order = Literal["given", "size", "likeness"]


def ordered(matrix: Matrix, *, corners: Order = "given", themes: Order = "given") -> Matrix:
    """The same matrix with its corners and themes in another order; NO_THEME stays last."""
    if corners == themes == "given":
        return matrix
    rows = _arranged(_profiles(matrix, "corner"), matrix.per_corner, corners)
    profiles = _profiles(matrix, "theme").drop(index=NO_THEME, errors="ignore")
    columns = _arranged(profiles, profiles.sum(axis=1), themes)
    columns += [theme for theme in matrix.themes if theme == NO_THEME]
    kinds = {kind: rank for rank, kind in enumerate(matrix.kinds)}
    ranks = matrix.cells.assign(
        r=matrix.cells["corner"].map({name: rank for rank, name in enumerate(rows)}),
        c=matrix.cells["theme"].map({name: rank for rank, name in enumerate(columns)}),
        k=matrix.cells["category"].map(kinds),
    )
    cells = ranks.sort_values(["r", "c", "k"]).drop(columns=["r", "c", "k"])
    return replace(
        matrix,
        cells=cells.reset_index(drop=True),
        totals=matrix.totals.loc[rows],
        corners=tuple(rows),
        themes=tuple(columns),
    )


def _profiles(matrix: Matrix, by: Literal["corner", "theme"]) -> pd.DataFrame:
    """Counts: a row for each corner (or theme), a column for each of the other two."""
    across = [name for name in ("corner", "theme", "category") if name != by]
    table = matrix.cells.pivot_table(
        index=by, columns=across, values="count", aggfunc="sum", sort=False
    )
    return table.reindex(list(matrix.corners if by == "corner" else matrix.themes), fill_value=0)


def _arranged(profiles: pd.DataFrame, size: pd.Series, order: Order) -> list[str]:
    names = [str(name) for name in profiles.index]
    if order == "size":
        return sorted(names, key=lambda name: -int(size[name]))  # stable: ties as given
    if order == "likeness":
        return _by_likeness(names, profiles.to_numpy(dtype=float))
    return names


def _by_likeness(names: Sequence[str], counts: NDArray[np.float64]) -> list[str]:
    """Average linkage on Hellinger distance between profiles, leaves in optimal order.

    Bar-Joseph, Gifford and Jaakkola (2001), "Fast optimal leaf ordering for hierarchical
    clustering". Rows are sorted by name first, so that the outcome does not hang on the order
    given; a chain may be read from both ends, and starts with the end that was given first.
    Rows without any statement have no profile and come last.
    """
    # scipy costs more to load than all the other work of a matrix.
    from scipy.cluster.hierarchy import leaves_list, linkage  # noqa: PLC0415

    filled = [place for place in range(len(names)) if counts[place].sum() > 0]
    empty = [name for place, name in enumerate(names) if place not in set(filled)]
    if len(filled) < 3:
        return [names[place] for place in filled] + empty
    filled.sort(key=lambda place: names[place])
    rows = counts[filled]
    profiles = np.sqrt(rows / rows.sum(axis=1, keepdims=True))
    tree = linkage(profiles, method="average", metric="euclidean", optimal_ordering=True)
    chain = [filled[leaf] for leaf in leaves_list(tree)]
    if chain[0] > chain[-1]:
        chain.reverse()
    return [names[place] for place in chain] + empty
