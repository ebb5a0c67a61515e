"""Fair comparison of corners that differ in volume: share, and over- or under-representation."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.synthesis.matrix import Matrix

SMALL = 5.0
"""Below this expected count the residual is not close to normal (Cochran's rule; Agresti)."""
NOTABLE, STRONG = 2.0, 3.0
"""An adjusted residual beyond 2 is unusual, beyond 3 clearly so (Agresti)."""

SENTENCES = {
    "not_asked": "niet gevraagd in deze hoek",
    "not_coded": "nog niet gecodeerd",
    "alone": "niets om mee te vergelijken",
    "small": "te weinig om iets te zeggen",
    "much_more": "duidelijk vaker dan je op grond van de omvang zou verwachten",
    "more": "vaker dan je op grond van de omvang zou verwachten",
    "much_less": "duidelijk minder vaak dan je op grond van de omvang zou verwachten",
    "less": "minder vaak dan je op grond van de omvang zou verwachten",
    "same": "ongeveer zo vaak als je op grond van de omvang zou verwachten",
}


def contrast(matrix: Matrix) -> pd.DataFrame:
    """The cells of `matrix` with share, expected count, residual, warning and Dutch sentence.

    Added columns:
    - `base`: the corner's statements in the selection that have a decision on this theme. Those
      not yet coded are left out, so a corner that is half coded is not made to look silent.
    - `share`: count / base (0..1), NaN where base is 0 or the kind was not asked.
    - `expected`: what size alone would give: base x (the cell's statements in all corners) /
      (all corners' bases).
    - `residual`: adjusted standardized residual (Haberman 1973) of the 2 x 2 table of statements,
      (in this corner or not) x (has this theme and kind or not). Each statement stands in that
      table once, also when it carries two themes; a corner x theme table of mentions would count
      it twice. Corners where the kind was not asked are left out of the comparison: they could
      not have mentioned it. About 5 % of the cells pass 2 by chance alone.
    - `small`: expected < 5. - `verdict`: a key of SENTENCES. - `sentence`: Dutch.
    """
    if matrix not in _KNOWN:
        _KNOWN[matrix] = _contrast(matrix)
    return _KNOWN[matrix].copy()


_KNOWN: WeakKeyDictionary[Matrix, pd.DataFrame] = WeakKeyDictionary()
"""A figure, its table and its words all ask for the same."""


def _contrast(matrix: Matrix) -> pd.DataFrame:
    cells = matrix.cells.copy()
    heard = cells["state"] != "not_asked"
    cells["base"] = _base(matrix).where(heard, 0).astype(int)
    cells["share"] = (cells["count"] / cells["base"].where(cells["base"] > 0)).astype(float)
    across = cells[["theme", "category", "count", "base"]].groupby(
        ["theme", "category"], sort=False, observed=True
    )
    column = across["count"].transform("sum").astype(float)
    everything = across["base"].transform("sum").astype(float)
    row = cells["base"].astype(float)
    known = (row > 0) & (everything > 0)
    cells["expected"] = (row * column / everything.where(known)).astype(float)
    spread = cells["expected"] * (1 - row / everything) * (1 - column / everything)
    cells["residual"] = (cells["count"] - cells["expected"]) / np.sqrt(spread.where(spread > 1e-12))
    cells["small"] = known & (cells["expected"] < SMALL)
    cells["verdict"] = _verdicts(cells)
    cells["sentence"] = cells["verdict"].map(SENTENCES)
    return cells


def _base(matrix: Matrix) -> pd.Series:
    """Per cell: the corner's statements, less those without a decision on the cell's theme."""
    n = matrix.cells["corner"].map(matrix.per_corner).astype(int)
    waiting = matrix.cells.groupby(["corner", "theme"], sort=False)["uncoded"].transform("sum")
    return n - waiting


def _verdicts(cells: pd.DataFrame) -> NDArray[np.object_]:
    residual = cells["residual"]
    tests = {
        "not_asked": cells["state"] == "not_asked",
        "not_coded": (cells["state"] == "not_coded") | (cells["base"] == 0),
        "small": cells["small"],
        "alone": residual.isna(),
        "much_more": residual >= STRONG,
        "more": residual >= NOTABLE,
        "much_less": residual <= -STRONG,
        "less": residual <= -NOTABLE,
    }
    return np.select([test.to_numpy() for test in tests.values()], list(tests), default="same")
