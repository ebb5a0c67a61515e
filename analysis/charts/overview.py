"""The overview: corners as rows, under each theme its kinds as columns, numbers in the cells."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import groupby

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
from analysis.charts.cells import TITLES, Cell, Measure, as_typed, drawn_cells
from analysis.charts.palette import MARKS, WORDS, dutch, look, text_colour
from analysis.synthesis.matrix import Matrix
from analysis.synthesis.order import Order, ordered

_THEME_GAP = 0.22  # of a cell's width
_INSET = 0.04  # white between cells
_NAME_CHARS = 23
_WORDS_FIT = 62  # a column this wide (px) has room for the kind's word
_LINE = 20  # px a line of a row's label


@dataclass(frozen=True, slots=True)
class _Grid:
    """Places of columns and rows, and sizes in px."""

    x: dict[tuple[str, str], float]  # (theme, kind) -> centre
    y: dict[str, int]  # corner -> centre, downwards
    cell: int
    row: int
    left: int
    top: int


def overview_figure(
    matrix: Matrix,
    measure: Measure = "count",
    *,
    order: Order = "given",
    dark: bool = False,
) -> go.Figure:
    """The matrix as a figure; a click hands back customdata [corner, theme, kind].

    `order` orders the corners. Width and height follow the number of columns and corners, so show
    it at its own width where there are many themes. In Streamlit pass `theme=None`.
    """
    if not (matrix.corners and matrix.themes and matrix.kinds):
        return empty_figure(_nothing(matrix), dark=dark)
    matrix = ordered(matrix, corners=order)
    cells = drawn_cells(matrix, measure, dark=dark)
    grid = _grid(matrix, cells)
    figure = bare_figure(dark=dark)
    figure.add_trace(_bars(cells, grid))
    figure.add_trace(hatched(_boxes(cells, grid, "not_asked"), dark=dark))
    figure.add_trace(dotted(_boxes(cells, grid, "not_coded"), dark=dark))
    x = [grid.x[cell.theme, cell.kind] for cell in cells]
    y = [float(grid.y[cell.corner]) for cell in cells]
    size = 19 if grid.cell >= _WORDS_FIT else 16
    box = min(grid.cell, grid.row) - 8
    figure.add_traces(click_traces(cells, x, y, font=size, box=box, dark=dark))
    figure.add_traces(legend_traces(matrix.kinds, measure, dark=dark))
    _axes(figure, matrix, grid, dark)
    _theme_names(figure, matrix, grid, dark)
    _frame(figure, matrix, grid, measure)
    return figure


def _nothing(matrix: Matrix) -> str:
    if not matrix.corners:
        return "Er zijn nog geen hoeken. Lees eerst flip-overs in."
    return "Er is niets gekozen om te tonen. Kies ten minste één thema en één soort."


def corner_label(name: str, n: int, *, muted: str) -> str:
    """The corner's name, wrapped and never cut, with its n; for plotly's tick text."""
    lines = textwrap.wrap(name, _NAME_CHARS, break_long_words=True) or [name]
    count = f"<span style='color:{muted};font-size:14px'>  n = {dutch(n)}</span>"
    return "<br>".join(as_typed(line) for line in lines) + count


def _grid(matrix: Matrix, cells: list[Cell]) -> _Grid:
    x, place = {}, 0.0
    for theme in matrix.themes:
        for kind in matrix.kinds:
            x[theme, kind] = place
            place += 1
        place += _THEME_GAP
    longest = max(len(cell.text) for cell in cells)
    few = 84 if len(x) <= 9 else _WORDS_FIT if len(x) <= 12 else 42
    names = [textwrap.wrap(name, _NAME_CHARS) or [""] for name in matrix.corners]
    widest = max(len(line) for lines in names for line in lines)
    cell = max(few, 9 * longest + 12)
    chars = max(6, cell * len(matrix.kinds) // 11)
    theme_lines = max(len(textwrap.wrap(theme, chars)) for theme in matrix.themes) + 1
    return _Grid(
        x=x,
        y={name: row for row, name in enumerate(matrix.corners)},
        cell=cell,
        row=max(42, max(len(lines) for lines in names) * _LINE + 4),
        left=widest * 8 + 68,
        top=92 + 22 * theme_lines + (46 if cell >= _WORDS_FIT else 28),
    )


def _bars(cells: list[Cell], grid: _Grid) -> go.Bar:
    """The coloured cells: those that count something, or nothing."""
    shown = [cell for cell in cells if cell.state in ("counted", "none")]
    return go.Bar(
        x=[grid.x[cell.theme, cell.kind] for cell in shown],
        y=[1 - 2 * _INSET] * len(shown),
        base=[grid.y[cell.corner] - 0.5 + _INSET for cell in shown],
        width=1 - 2 * _INSET,
        marker={
            "color": [cell.fill for cell in shown],
            "cornerradius": 4,
            "line": {"width": 0},
        },
        unselected={"marker": {"opacity": 1}},
        hoverinfo="skip",
        showlegend=False,
    )


def _boxes(cells: list[Cell], grid: _Grid, state: str) -> list[Box]:
    half = 0.5 - 1.6 * _INSET
    places = [(grid.x[c.theme, c.kind], grid.y[c.corner]) for c in cells if c.state == state]
    return [(x - half, y - half, x + half, y + half) for x, y in places]


def _axes(figure: go.Figure, matrix: Matrix, grid: _Grid, dark: bool) -> None:
    page = look(dark)
    wordy = grid.cell >= _WORDS_FIT
    heads = [
        f"<span style='color:{text_colour(kind, dark=dark)}'><b>{MARKS[kind]}</b>"
        + (f"<br>{WORDS[kind].split()[0]}</span>" if wordy else "</span>")
        for _, kind in grid.x
    ]
    last = max(grid.x.values())
    figure.update_xaxes(
        tickvals=list(grid.x.values()),
        ticktext=heads,
        side="top",
        range=[-0.5, last + 0.5],
        tickfont={"size": 18 if not wordy else 15 if grid.cell > _WORDS_FIT else 13},
        tickangle=0,
    )
    n = matrix.per_corner
    figure.update_yaxes(
        tickvals=list(grid.y.values()),
        ticktext=[corner_label(c, int(n[c]), muted=page.muted) for c in matrix.corners],
        range=[len(grid.y) - 0.5, -0.5],
        tickfont={"size": 15},
    )


def _theme_names(figure: go.Figure, matrix: Matrix, grid: _Grid, dark: bool) -> None:
    """Theme names above their kinds; n is exact, since a statement has one corner and one kind."""
    page = look(dark)
    n = matrix.cells.groupby("theme", sort=False)["count"].sum()
    chars = max(6, grid.cell * len(matrix.kinds) // 11)
    for theme, group in groupby(grid.x.items(), key=lambda item: item[0][0]):
        places = [x for _, x in group]
        lines = [as_typed(line) for line in textwrap.wrap(theme, chars)] or [""]
        count = f"<span style='color:{page.muted};font-size:14px'>n = {dutch(int(n[theme]))}</span>"
        figure.add_annotation(
            x=(places[0] + places[-1]) / 2,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=52 if grid.cell >= _WORDS_FIT else 32,
            text=f"<b>{'<br>'.join(lines)}</b><br>{count}",
            showarrow=False,
            font={"size": 17, "color": page.ink},
        )


def _frame(figure: go.Figure, matrix: Matrix, grid: _Grid, measure: Measure) -> None:
    width = grid.left + round((max(grid.x.values()) + 1) * grid.cell) + 12
    mentions = int(matrix.cells["count"].sum())
    note = f"n = {dutch(matrix.n)} uitspraken"
    if mentions > matrix.n:
        note += "; een uitspraak met twee thema’s telt bij beide mee"
    figure.update_layout(
        title={"text": TITLES[measure], "subtitle": {"text": note}},
        width=max(900, width),
        height=grid.top + grid.row * len(grid.y) + 84,
        margin={"l": grid.left, "r": 12, "t": grid.top, "b": 84},
    )
