"""One corner: a row a theme, a panel a kind, a bar and its number; made for the back of a room."""

from __future__ import annotations

import plotly.graph_objects as go

from analysis.charts.base import empty_figure
from analysis.charts.cells import Measure, as_typed, drawn_cells
from analysis.charts.panels import Rows, panel_figure, without_empty_no_kind, wrapped
from analysis.synthesis.matrix import Matrix

_HIGH = 1200  # px, for all rows together
_ROWS = (34, 62)  # px, the least and the most
_LINE = 26  # px a line of a row's label
_THEME_CHARS = 20


def corner_figure(
    matrix: Matrix, corner: str, measure: Measure = "count", *, dark: bool = False
) -> go.Figure:
    """Theme by kind for one corner, as bars from a shared zero and on one scale.

    Give the matrix of all corners: a residual compares this corner with the others. A click hands
    back customdata [corner, theme, kind].
    """
    if corner not in matrix.corners or not (matrix.themes and matrix.kinds):
        return empty_figure("Kies een hoek, een thema en een soort om te tonen.", dark=dark)
    totals = matrix.totals.T[corner]
    kinds = without_empty_no_kind({kind: int(totals[kind]) for kind in matrix.kinds})
    drawn = drawn_cells(matrix, measure, dark=dark)
    cells = [cell for cell in drawn if cell.corner == corner and cell.kind in kinds]
    return panel_figure(
        cells,
        [matrix.themes.index(cell.theme) for cell in cells],
        _rows(matrix.themes),
        title=corner,
        n=int(matrix.per_corner[corner]),
        kinds=kinds,
        measure=measure,
        dark=dark,
    )


def _rows(themes: tuple[str, ...]) -> Rows:
    fewest, most = _ROWS
    high = max(fewest, min(most, _HIGH // len(themes)))
    names = [wrapped(theme, _THEME_CHARS) for theme in themes]
    return Rows(
        labels=["<br>".join(as_typed(line) for line in lines) for lines in names],
        height=max(high, max(len(lines) for lines in names) * _LINE + 10),
        left=40 + 11 * max(len(line) for lines in names for line in lines),
        label_size=20,
        number_size=21,
        head_size=22,
        panels=780,
    )
