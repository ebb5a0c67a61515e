"""What all figures share: fonts and bare axes, cells that can be clicked, the legend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from analysis.charts.cells import EMPTY, Cell, Measure
from analysis.charts.palette import COLOURS, FONT, LESS, label, look, text_colour
from analysis.synthesis.contrast import SENTENCES

Box = tuple[float, float, float, float]
"""left, top, right, bottom in axis units."""


def bare_figure(*, dark: bool) -> go.Figure:
    """A figure with the house's font and colours, and axes that show labels only."""
    page = look(dark)
    figure = go.Figure()
    figure.update_layout(
        paper_bgcolor=page.background,
        plot_bgcolor=page.background,
        font={"family": FONT, "size": 16, "color": page.ink},
        title={
            "x": 0,
            "xref": "container",
            "pad": {"l": 16, "t": 14},
            "y": 1,
            "yanchor": "top",
            "font": {"size": 21},
            "subtitle": {"font": {"size": 15, "color": page.muted}},
        },
        legend={
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "font": {"size": 15},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        hoverlabel={"font": {"size": 15, "family": FONT}, "align": "left"},
        hovermode="closest",
        hoverdistance=60,
        clickmode="event+select",
        dragmode=False,
        barmode="overlay",
        bargap=0,
        separators=",.",
    )
    bare = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
    }
    figure.update_xaxes(**bare)
    figure.update_yaxes(**bare)
    return figure


def empty_figure(message: str, *, dark: bool) -> go.Figure:
    """A calm figure that says, in Dutch, why there is nothing to see."""
    figure = bare_figure(dark=dark)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    figure.add_annotation(
        text=message, x=0.5, y=0.5, xref="paper", yref="paper", showarrow=False, font={"size": 20}
    )
    return figure.update_layout(width=760, height=260, margin={"l": 24, "r": 24, "t": 24, "b": 24})


def click_traces(
    cells: Sequence[Cell],
    x: Sequence[float],
    y: Sequence[float],
    *,
    font: int,
    box: int,
    dark: bool,
    anchor: str = "middle center",
) -> list[go.Scatter]:
    """The cells' numbers on invisible squares of `box` px; the chosen one gets an outline.

    Streamlit reports clicks on scatter points, not on heatmaps. One trace a text colour: with the
    selected colour set to the same, choosing one cell does not fade the others.
    """
    inks = sorted({cell.ink for cell in cells})
    return [
        _click_trace(
            [(cell, a, b) for cell, a, b in zip(cells, x, y, strict=True) if cell.ink == ink],
            {"size": font, "color": ink},
            {"size": box, "symbol": "square", "color": "rgba(0,0,0,0)", "opacity": 0}
            | {"line": {"width": 3, "color": look(dark).ink}},
            anchor,
        )
        for ink in inks
    ]


def _click_trace(
    points: list[tuple[Cell, float, float]],
    font: dict[str, object],
    marker: dict[str, object],
    anchor: str,
) -> go.Scatter:
    return go.Scatter(
        x=[x for _, x, _ in points],
        y=[y for _, _, y in points],
        mode="markers+text",
        text=[f"<b>{c.text}</b>" if c.state == "not_asked" else c.text for c, _, _ in points],
        textposition=anchor,
        textfont=font,
        marker=marker,
        selected={"marker": {"opacity": 1}, "textfont": {"color": font["color"]}},
        unselected={"marker": {"opacity": 0}},
        customdata=[cell.key for cell, _, _ in points],
        hovertext=[cell.hover for cell, _, _ in points],
        hoverinfo="text",
        showlegend=False,
        cliponaxis=False,
    )


def dotted(boxes: Sequence[Box], *, dark: bool) -> go.Scatter:
    """Dotted outlines, all in one trace."""
    strokes = [
        [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        for left, top, right, bottom in boxes
    ]
    return _strokes(strokes, {"dash": "dot", "width": 2, "color": look(dark).muted})


def hatched(boxes: Sequence[Box], *, dark: bool) -> go.Scatter:
    """Diagonal hatching, all in one trace: pattern fills get lost where a chart can be clicked."""
    strokes = []
    for left, top, right, bottom in boxes:
        wide, high = right - left, bottom - top
        for step in range(1, 8):
            near, far = max(0.0, step / 4 - 1), min(1.0, step / 4)
            strokes.append(
                [(left + near * wide, top + far * high), (left + far * wide, top + near * high)]
            )
    return _strokes(strokes, {"width": 1.5, "color": look(dark).line})


def _strokes(strokes: Sequence[Sequence[tuple[float, float]]], line: dict[str, Any]) -> go.Scatter:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for stroke in strokes:
        xs += [*(x for x, _ in stroke), None]
        ys += [*(y for _, y in stroke), None]
    return go.Scatter(x=xs, y=ys, mode="lines", line=line, hoverinfo="skip", showlegend=False)


def legend_traces(kinds: Sequence[str], measure: Measure, *, dark: bool) -> list[Any]:
    """Entries without data: the kinds, the kinds of empty, and how a residual looks."""
    page = look(dark)
    entries = [
        _swatch(f"<span style='color:{text_colour(kind, dark=dark)}'>{label(kind)}</span>", colour)
        for kind, colour in COLOURS.items()
        if kind in kinds
    ]
    if measure == "residual":
        entries.append(_swatch("▼ minder vaak", LESS))
        entries.append(_swatch("(…) te weinig om iets te zeggen", page.cell, page.line))
        entries.append(_swatch(f"· {SENTENCES['alone']}", page.cell, page.line))
    else:
        entries.append(_swatch(" ".join(EMPTY["none"]), page.cell, page.line))
    hatch = {"shape": "/", "fgcolor": page.muted, "size": 5, "solidity": 0.25}
    entries.append(_swatch(" ".join(EMPTY["not_asked"]), page.background, page.line, hatch))
    outline = go.Scatter(
        x=[None],
        y=[None],
        mode="lines",
        line={"dash": "dot", "width": 2, "color": page.muted},
        name=" ".join(EMPTY["not_coded"]),
    )
    return [*entries, outline]


def _swatch(
    name: str, colour: str, line: str | None = None, pattern: dict[str, object] | None = None
) -> go.Bar:
    edge = {"width": 1 if line else 0, "color": line or colour}
    marker = {"color": colour, "line": edge, "pattern": pattern or {}}
    return go.Bar(x=[None], y=[None], name=name, marker=marker, showlegend=True)
