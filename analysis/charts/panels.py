"""Rows by panels: a panel a kind, in it for each row a bar from zero and its number, on one scale.

What the figures of one corner and of one theme share.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from analysis.charts.base import Box, bare_figure, click_traces, dotted, hatched, legend_traces
from analysis.charts.cells import TITLES, Cell, Measure, as_typed
from analysis.charts.palette import COLOURS, LESS, dutch, label, look, text_colour
from analysis.synthesis.incidence import NO_KIND

_GAP = 0.12  # between panels, of a panel's width
_LONGEST = 0.72  # the rest of the panel is for the number
_THICK = 0.62
_N_SIZE = 16  # px, of the n above a panel
_LETTER = 0.6  # of its size: how wide a letter is, with something to spare
_TITLE_CHARS = 60


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands before the bars, plotly's tick text; and all sizes, in px."""

    labels: Sequence[str]
    height: int  # of a row
    left: int  # room for the labels
    label_size: int
    number_size: int
    head_size: int
    panels: int  # the least width of all panels together


def wrapped(name: str, chars: int) -> list[str]:
    """The name in lines of so many characters, never cut; of an empty one a single empty line."""
    return textwrap.wrap(name, chars, break_long_words=True) or [""]


def without_empty_no_kind(kinds: Mapping[str, int]) -> dict[str, int]:
    """Kind -> statements; the panel "without kind" only where there are any, or nothing else."""
    return {kind: n for kind, n in kinds.items() if kind != NO_KIND or n} or dict(kinds)


def panel_figure(
    cells: Sequence[Cell],
    at: Sequence[int],
    rows: Rows,
    *,
    title: str,
    n: int,
    kinds: Mapping[str, int],
    measure: Measure,
    dark: bool,
) -> go.Figure:
    """The figure; `at` is each cell's row, `kinds` holds the panels and their n.

    A click hands back the cell's key.
    """
    longest = max(abs(cell.value) for cell in cells) or 1.0
    length = [_LONGEST * abs(cell.value) / longest for cell in cells]
    places = list(kinds)
    start = [places.index(cell.kind) * (1 + _GAP) for cell in cells]
    panel = _panel_width(rows, kinds)
    tiles = max(1, round(panel / (rows.height * _THICK)))  # nearly square
    figure = bare_figure(dark=dark)
    figure.add_trace(_bars(cells, start, length, at))
    silent = _boxes(cells, start, at, state="not_asked", tiles=tiles)
    waiting = _boxes(cells, start, at, state="not_coded", tiles=1)
    figure.add_traces([hatched(silent, dark=dark), dotted(waiting, dark=dark)])
    inked = [_on_page(cell, dark) for cell in cells]
    ends = [a + b + 0.03 for a, b in zip(start, length, strict=True)]
    figure.add_traces(
        click_traces(
            inked, ends, at, font=rows.number_size, box=14, dark=dark, anchor="middle right"
        )
    )
    figure.add_traces(legend_traces(places, measure, dark=dark))
    _axes(figure, rows, len(kinds))
    _heads(figure, rows, kinds, dark)
    _frame(figure, rows, title, n, measure)
    wide = rows.left + round(panel * _across(len(kinds))) + 24
    return figure.update_layout(width=max(900, wide))


def _across(panels: int) -> float:
    """How wide all panels are, of one panel's width."""
    return panels + _GAP * (panels - 1)


def _panel_width(rows: Rows, kinds: Mapping[str, int]) -> float:
    """In px: no less than what stands above it."""
    heads = (
        _LETTER * (rows.head_size * len(label(kind)) + _N_SIZE * len(f"  n = {dutch(n)}"))
        for kind, n in kinds.items()
    )
    return max(rows.panels / _across(len(kinds)), *heads)


def _on_page(cell: Cell, dark: bool) -> Cell:
    """The cell with ink for the page itself: its number stands beside the bar, not in it."""
    page = look(dark)
    quiet = cell.state in ("none", "not_coded") or cell.quiet
    return cell.with_ink(page.muted if quiet else page.ink)


def _bars(
    cells: Sequence[Cell], start: list[float], length: list[float], at: Sequence[int]
) -> go.Bar:
    return go.Bar(
        orientation="h",
        base=start,
        x=length,
        y=list(at),
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
    cells: Sequence[Cell], start: list[float], at: Sequence[int], *, state: str, tiles: int
) -> list[Box]:
    """Boxes as wide as the panel, cut into `tiles` beside each other."""
    half, wide = _THICK / 2, 1 / tiles
    return [
        (left + tile * wide, place - half, left + (tile + 1) * wide, place + half)
        for cell, left, place in zip(cells, start, at, strict=True)
        if cell.state == state
        for tile in range(tiles)
    ]


def _axes(figure: go.Figure, rows: Rows, panels: int) -> None:
    figure.update_yaxes(
        tickvals=list(range(len(rows.labels))),
        ticktext=[text.replace("<br>", "  <br>") + "  " for text in rows.labels],
        range=[len(rows.labels) - 0.5, -0.6],
        tickfont={"size": rows.label_size},
    )
    figure.update_xaxes(visible=False, range=[-0.01, _across(panels) + 0.01])


def _heads(figure: go.Figure, rows: Rows, kinds: Mapping[str, int], dark: bool) -> None:
    """Above each panel its kind and n, at its left the zero line."""
    page = look(dark)
    small = f"<span style='color:{page.muted};font-size:{_N_SIZE}px'>"
    for place, (kind, n) in enumerate(kinds.items()):
        left = place * (1 + _GAP)
        figure.add_annotation(
            x=left,
            y=1,
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            text=f"<b>{label(kind)}</b>{small}  n = {dutch(n)}</span>",
            showarrow=False,
            font={"size": rows.head_size, "color": text_colour(kind, dark=dark)},
        )
        ends = {"x0": left, "x1": left, "y0": -0.5, "y1": len(rows.labels) - 0.5}
        line = {"color": page.line, "width": 2}
        figure.add_shape(type="line", line=line, layer="below", **ends)


def _frame(figure: go.Figure, rows: Rows, title: str, n: int, measure: Measure) -> None:
    name = "<br>".join(as_typed(line) for line in wrapped(title, _TITLE_CHARS))
    note = f"n = {dutch(n)} {'uitspraak' if n == 1 else 'uitspraken'}"
    if measure != "count":
        note += f"; {TITLES[measure][0].lower()}{TITLES[measure][1:]}"
    top = 150 + 30 * name.count("<br>")
    figure.update_layout(
        title={"text": f"<b>{name}</b>", "font": {"size": 26}} | {"subtitle": {"text": note}},
        height=top + rows.height * len(rows.labels) + 80,
        margin={"l": rows.left, "r": 24, "t": top, "b": 80},
    )
