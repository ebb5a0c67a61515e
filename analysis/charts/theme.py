"""One theme: a row a corner, a panel a kind, a bar and its number; the mirror image of a corner."""

from __future__ import annotations

import plotly.graph_objects as go

from analysis.charts.base import empty_figure
from analysis.charts.cells import Measure, as_typed, drawn_cells
from analysis.charts.palette import dutch, look
from analysis.charts.panels import Rows, panel_figure, without_empty_no_kind, wrapped
from analysis.synthesis.matrix import Matrix

_HIGH = 1080  # px, for all rows together: the figure then fits a page
_ROWS = (28, 48)  # px, the least and the most
_ROOMY = 38  # px a row: from here on letters are larger, and names may be two lines
_LINE = 19  # px a line of a row's label


def theme_figure(
    matrix: Matrix, theme: str, measure: Measure = "count", *, dark: bool = False
) -> go.Figure:
    """Corner by kind for one theme, as bars from a shared zero and on one scale.

    Give the matrix of all themes: a share is of all that a corner said. A click hands back
    customdata [corner, theme, kind].
    """
    if theme not in matrix.themes or not (matrix.corners and matrix.kinds):
        return empty_figure("Kies een thema, een hoek en een soort om te tonen.", dark=dark)
    # A statement has one corner and one kind, so these add up to statements.
    found = matrix.cells[matrix.cells["theme"] == theme]
    said = found.groupby("category", sort=False)["count"].sum()
    kinds = without_empty_no_kind({kind: int(said[kind]) for kind in matrix.kinds})
    drawn = drawn_cells(matrix, measure, dark=dark)
    cells = [cell for cell in drawn if cell.theme == theme and cell.kind in kinds]
    return panel_figure(
        cells,
        [matrix.corners.index(cell.corner) for cell in cells],
        _rows(matrix, dark),
        title=theme,
        n=int(said.sum()),
        kinds=kinds,
        measure=measure,
        dark=dark,
    )


def _rows(matrix: Matrix, dark: bool) -> Rows:
    """The corners, each with its own n; the more there are the closer they stand."""
    fewest, most = _ROWS
    high = max(fewest, min(most, _HIGH // len(matrix.corners)))
    roomy = high >= _ROOMY
    n, muted = matrix.per_corner, look(dark).muted
    names = [wrapped(corner, 26 if roomy else 40) for corner in matrix.corners]
    counts = [f"n = {dutch(int(n[corner]))}" for corner in matrix.corners]
    labels = [
        "<br>".join(as_typed(line) for line in lines)
        + f"<span style='color:{muted};font-size:14px'>  {count}</span>"
        for lines, count in zip(names, counts, strict=True)
    ]
    widest = max(
        len(line)
        for lines, count in zip(names, counts, strict=True)
        for line in (*lines[:-1], f"{lines[-1]}  {count}")
    )
    return Rows(
        labels=labels,
        height=max(high, max(len(lines) for lines in names) * _LINE + 6),
        left=30 + 8 * widest,
        label_size=15 if roomy else 14,
        number_size=18 if roomy else 15,
        head_size=20,
        panels=580,
    )
