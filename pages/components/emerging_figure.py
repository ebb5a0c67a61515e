"""The groups as bars: how many statements each has, by kind."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from analysis.charts import COLOURS, label
from analysis.charts.base import bare_figure
from analysis.charts.palette import MARKS, WORDS, ink_on, look, text_colour

_ROW = 48  # px
_NAME_CHARS = 30
_ROOM = 1.12  # of the longest bar, so that its total fits behind it

Counts = Mapping[str, int]
"""Kind -> number of statements."""


def size_figure(rows: Sequence[tuple[str, Counts]], *, dark: bool) -> go.Figure:
    """A bar a group, in the given order, stacked by kind; number and mark stand in each part."""
    page = look(dark)
    figure = bare_figure(dark=dark)
    names = [_wrapped(name) for name, _ in rows]
    for kind in [kind for kind in COLOURS if any(counts.get(kind) for _, counts in rows)]:
        figure.add_trace(_part(kind, names, [counts.get(kind, 0) for _, counts in rows], dark))
    totals = [sum(counts.values()) for _, counts in rows]
    figure.add_trace(
        go.Scatter(
            x=totals, y=list(range(len(rows))), mode="text", hoverinfo="skip", showlegend=False,
            text=[f"  {total}" for total in totals], textposition="middle right",
            textfont={"color": page.muted},
        )
    )  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, max(totals, default=1) * _ROOM])
    figure.update_yaxes(
        tickvals=list(range(len(rows))), ticktext=[f"{name}  " for name in names],
        range=[len(rows) - 0.5, -0.5], automargin=True,
    )  # fmt: skip
    return figure.update_layout(
        barmode="stack", bargap=0.3, height=116 + _ROW * len(rows),
        title={"text": "Waar gaan uitspraken zonder thema over?"},
        margin={"l": 24, "r": 24, "t": 60, "b": 56}, legend={"traceorder": "normal"},
    )  # fmt: skip


def describe_sizes(rows: Sequence[tuple[str, Counts]]) -> str:
    """The figure in one sentence, for who cannot see it."""
    return "; ".join(f"{name}: {in_words(counts)}" for name, counts in rows)


def in_words(counts: Counts) -> str:
    """'4 × knelpunt, 1 × kans'."""
    return ", ".join(f"{counts[kind]} × {WORDS[kind]}" for kind in COLOURS if counts.get(kind))


def _part(kind: str, names: Sequence[str], values: Sequence[int], dark: bool) -> go.Bar:
    colour = COLOURS[kind]
    return go.Bar(
        x=values, y=list(range(len(values))), orientation="h",
        name=f"<span style='color:{text_colour(kind, dark=dark)}'>{label(kind)}</span>",
        text=[f"{MARKS[kind]} {value}" if value else "" for value in values],
        textposition="inside", insidetextanchor="middle", textangle=0,
        textfont={"color": ink_on(colour)}, constraintext="none",
        marker={"color": colour, "line": {"width": 1, "color": look(dark).background}},
        hovertext=[f"{n}: {v} {WORDS[kind]}" for n, v in zip(names, values, strict=True)],
        hoverinfo="text",
    )  # fmt: skip


def _wrapped(name: str) -> str:
    return "<br>".join(html.escape(line) for line in textwrap.wrap(name, _NAME_CHARS))
