"""One corner: a row a theme, a panel a kind, a bar and its number; made for the back of a room."""

from __future__ import annotations

import textwrap
from dataclasses import replace

import plotly.graph_objects as go

from analysis.charts.base import (
    Box,
    bare_figure,
    click_traces,
    dotted,
    empty_figure,
    hatched,
    legend_traces,
)
from analysis.charts.cells import Cell, Measure, as_typed, drawn_cells
from analysis.charts.palette import COLOURS, LESS, dutch, label, look, text_colour
from analysis.synthesis.incidence import NO_KIND
from analysis.synthesis.matrix import Matrix

_GAP = 0.12  # between panels, of a panel's width
_LONGEST = 0.72  # the rest of the panel is for the number
_THICK = 0.62
_TILES = 8  # hatching in nearly square pieces
_ROW = 62  # px
_PANELS_WIDTH = 780  # px, for all panels together
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
    drawn = drawn_cells(matrix, measure, dark=dark)
    matrix = _without_empty_no_kind(matrix, corner)
    cells = [cell for cell in drawn if cell.corner == corner and cell.kind in matrix.kinds]
    longest = max(abs(cell.value) for cell in cells) or 1.0
    length = [_LONGEST * abs(cell.value) / longest for cell in cells]
    start = [matrix.kinds.index(cell.kind) * (1 + _GAP) for cell in cells]
    row = [matrix.themes.index(cell.theme) for cell in cells]
    figure = bare_figure(dark=dark)
    figure.add_trace(_bars(cells, start, length, row))
    silent = _boxes(cells, start, row, state="not_asked", tiles=_TILES)
    waiting = _boxes(cells, start, row, state="not_coded", tiles=1)
    figure.add_traces([hatched(silent, dark=dark), dotted(waiting, dark=dark)])
    inked = [_on_page(cell, dark) for cell in cells]
    ends = [a + b + 0.03 for a, b in zip(start, length, strict=True)]
    figure.add_traces(
        click_traces(inked, ends, row, font=21, box=14, dark=dark, anchor="middle right")
    )
    figure.add_traces(legend_traces(matrix.kinds, measure, dark=dark))
    _axes(figure, matrix, corner, dark)
    return figure


def _without_empty_no_kind(matrix: Matrix, corner: str) -> Matrix:
    """No panel for statements without a kind where this corner has none."""
    if NO_KIND not in matrix.kinds or matrix.totals.loc[corner, NO_KIND]:
        return matrix
    kinds = tuple(kind for kind in matrix.kinds if kind != NO_KIND)
    return replace(matrix, kinds=kinds, totals=matrix.totals[list(kinds)])


def _on_page(cell: Cell, dark: bool) -> Cell:
    """The cell with ink for the page itself: its number stands beside the bar, not in it."""
    page = look(dark)
    quiet = cell.state in ("none", "not_coded") or cell.quiet
    return cell.with_ink(page.muted if quiet else page.ink)


def _bars(cells: list[Cell], start: list[float], length: list[float], row: list[int]) -> go.Bar:
    return go.Bar(
        orientation="h",
        base=start,
        x=length,
        y=row,
        width=_THICK,
        marker={
            "color": [_bar_colour(cell) for cell in cells],
            "cornerradius": 4,
            "line": {"width": 0},
        },
        unselected={"marker": {"opacity": 1}},
        hoverinfo="skip",
        showlegend=False,
    )


def _bar_colour(cell: Cell) -> str:
    if cell.quiet:
        return cell.fill
    return LESS if cell.value < 0 else COLOURS[cell.kind]


def _boxes(
    cells: list[Cell], start: list[float], row: list[int], *, state: str, tiles: int
) -> list[Box]:
    """Boxes as wide as the panel, cut into `tiles` beside each other."""
    half, wide = _THICK / 2, 1 / tiles
    return [
        (left + tile * wide, place - half, left + (tile + 1) * wide, place + half)
        for cell, left, place in zip(cells, start, row, strict=True)
        if cell.state == state
        for tile in range(tiles)
    ]


def _axes(figure: go.Figure, matrix: Matrix, corner: str, dark: bool) -> None:
    themes = [textwrap.wrap(theme, _THEME_CHARS) or [""] for theme in matrix.themes]
    figure.update_yaxes(
        tickvals=list(range(len(themes))),
        ticktext=["<br>".join(as_typed(line) for line in theme) + "  " for theme in themes],
        range=[len(themes) - 0.5, -0.6],
        tickfont={"size": 20},
    )
    last = (len(matrix.kinds) - 1) * (1 + _GAP) + 1
    figure.update_xaxes(visible=False, range=[-0.01, last + 0.01])
    _panels(figure, matrix, corner, dark)
    name = "<br>".join(as_typed(line) for line in textwrap.wrap(corner, 60))
    n = dutch(int(matrix.per_corner[corner]))
    left = 40 + 11 * max(len(line) for theme in themes for line in theme)
    top = 150 + 30 * name.count("<br>")
    row = max(_ROW, max(len(theme) for theme in themes) * 26 + 10)
    figure.update_layout(
        title={"text": f"<b>{name}</b>", "font": {"size": 26}}
        | {"subtitle": {"text": f"n = {n} uitspraken"}},
        width=max(900, left + _PANELS_WIDTH + 24),
        height=top + row * len(themes) + 80,
        margin={"l": left, "r": 24, "t": top, "b": 80},
    )


def _panels(figure: go.Figure, matrix: Matrix, corner: str, dark: bool) -> None:
    """Above each panel its kind and n, at its left the zero line."""
    page = look(dark)
    totals = matrix.totals.T[corner]
    small = f"<span style='color:{page.muted};font-size:16px'>"
    for place, kind in enumerate(matrix.kinds):
        left = place * (1 + _GAP)
        figure.add_annotation(
            x=left,
            y=1,
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            text=f"<b>{label(kind)}</b>{small}  n = {dutch(int(totals[kind]))}</span>",
            showarrow=False,
            font={"size": 22, "color": text_colour(kind, dark=dark)},
        )
        ends = {"x0": left, "x1": left, "y0": -0.5, "y1": len(matrix.themes) - 0.5}
        line = {"color": page.line, "width": 2}
        figure.add_shape(type="line", line=line, layer="below", **ends)
