"""How long each day is kept, against today: a line a day, ending at the date it is kept until.

In ink alone, since hue means kind; what is past or near has its own mark and its own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go

from analysis.charts.base import bare_figure, empty_figure
from analysis.charts.cells import as_typed
from analysis.charts.palette import Look, dutch, look
from analysis.types import Event

MOST_ROWS = 12
_ROW = 52  # px
_NAME_CHARS = 34
_FURTHEST = timedelta(days=6 * 365)  # what lies further from today is drawn at the edge
_LEAST = timedelta(days=60)
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_SYMBOLS = {"past": "x", "soon": "diamond", "later": "circle-open"}
_WORDS = {"past": "verlopen", "soon": "binnen {soon} dagen", "later": "later"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A day with a date to keep it until."""

    title: str
    begin: date
    until: date
    state: str  # a key of _SYMBOLS


def keeping_figure(
    events: Sequence[Event], *, today: date, soon: int, dark: bool = False
) -> go.Figure:
    """The days that have a date, the first to go on top; at most MOST_ROWS of them.

    `soon` is the number of days within which a date counts as near.
    """
    rows = _rows(events, today, soon)[:MOST_ROWS]
    if not rows:
        return empty_figure("Er is nog geen dag met een bewaartermijn.", dark=dark)
    page = look(dark)
    figure = bare_figure(dark=dark)
    figure.add_trace(_lines(rows, page))
    for state in _SYMBOLS:
        shown = [(at, row) for at, row in enumerate(rows) if row.state == state]
        figure.add_trace(_ends(shown, state, today, soon, page))
    _axes(figure, rows, today, page)
    figure.add_vline(x=today, line={"color": page.ink, "width": 2, "dash": "dash"})
    figure.add_annotation(
        x=today, y=1, yref="paper", yanchor="bottom", text=f"vandaag, {today:%d-%m-%Y}",
        showarrow=False, font={"size": 15},
    )  # fmt: skip
    return figure.update_layout(
        title={"text": "Tot wanneer blijven de dagen staan?"}, height=150 + _ROW * len(rows),
        margin={"l": 24, "r": 32, "t": 84, "b": 66},
    )  # fmt: skip


def describe_keeping(events: Sequence[Event], *, today: date) -> str:
    """The figure in words: per day until when it is kept, and how long that is from today."""
    rows = _rows(events, today, 0)
    if not rows:
        return "Er is nog geen dag met een bewaartermijn."
    return "; ".join(f"{row.title}: {until_words(row.until, today)}" for row in rows)


def until_words(until: date, today: date) -> str:
    """'tot 01-12-2026, over 9 dagen', 'tot 01-12-2025, al 12 maanden voorbij'."""
    left = (until - today).days
    if left == 0:
        return f"tot {until:%d-%m-%Y}, dat is vandaag"
    if left < 0:
        return f"tot {until:%d-%m-%Y}, al {_span(-left)} voorbij"
    return f"tot {until:%d-%m-%Y}, over {_span(left)}"


def _span(days: int) -> str:
    if days < 60:
        return f"{days} dag" if days == 1 else f"{days} dagen"
    return f"{dutch(round(days / 30.44))} maanden"


def _rows(events: Sequence[Event], today: date, soon: int) -> list[_Row]:
    rows = []
    for event in events:
        if event.keep_until is None:
            continue
        until = date.fromisoformat(event.keep_until)
        begin = date.fromisoformat(event.date) if event.date else today
        rows.append(_Row(event.title, min(begin, until, today), until, _state(until, today, soon)))
    return sorted(rows, key=lambda row: row.until)


def _state(until: date, today: date, soon: int) -> str:
    if until < today:
        return "past"
    return "soon" if until <= today + timedelta(days=soon) else "later"


def _lines(rows: Sequence[_Row], page: Look) -> go.Scatter:
    x: list[date | None] = []
    y: list[int | None] = []
    for at, row in enumerate(rows):
        x += [row.begin, row.until, None]
        y += [at, at, None]
    return go.Scatter(
        x=x, y=y, mode="lines", line={"color": page.muted, "width": 4}, hoverinfo="skip",
        showlegend=False,
    )  # fmt: skip


def _ends(
    shown: Sequence[tuple[int, _Row]], state: str, today: date, soon: int, page: Look
) -> go.Scatter:
    line = {"width": 3 if state == "later" else 0, "color": page.ink}
    return go.Scatter(
        x=[_drawn(row.until, today) for _, row in shown],
        y=[at for at, _ in shown],
        mode="markers", name=_WORDS[state].format(soon=soon), cliponaxis=False,
        marker={"symbol": _SYMBOLS[state], "size": 16, "color": page.ink, "line": line},
        hovertext=[
            f"{as_typed(row.title)}<br>bewaren {until_words(row.until, today)}"
            for _, row in shown
        ],
        hoverinfo="text",
    )  # fmt: skip


def _drawn(day: date, today: date) -> date:
    return min(max(day, today - _FURTHEST), today + _FURTHEST)


def _axes(figure: go.Figure, rows: Sequence[_Row], today: date, page: Look) -> None:
    dates = [_drawn(day, today) for row in rows for day in (row.begin, row.until)]
    first, last = min([*dates, today - _LEAST]), max([*dates, today + _LEAST])
    room = (last - first) / 30
    ticks = list(_ticks(first, last))
    figure.update_xaxes(
        type="date", range=[first - room, last + room], showgrid=True, gridcolor=page.line,
        tickvals=[day for day, _ in ticks], ticktext=[word for _, word in ticks],
    )  # fmt: skip
    figure.update_yaxes(
        tickvals=list(range(len(rows))), ticktext=[_name(row, today, page) for row in rows],
        range=[len(rows) - 0.4, -0.6], automargin=True,
    )  # fmt: skip


def _name(row: _Row, today: date, page: Look) -> str:
    told = f"<span style='color:{page.muted};font-size:14px'>{until_words(row.until, today)}</span>"
    title = " ".join(row.title.split())
    if len(title) > _NAME_CHARS:
        title = title[: _NAME_CHARS - 2].rstrip() + " …"
    return f"{as_typed(title)}  <br>{told}  "


def _ticks(first: date, last: date) -> Iterator[tuple[date, str]]:
    """The first of each quarter, or over more than three years of each year."""
    yearly = (last - first).days > 3 * 365
    for year in range(first.year, last.year + 1):
        for month in (1,) if yearly else (1, 4, 7, 10):
            day = date(year, month, 1)
            if first <= day <= last:
                yield day, str(year) if yearly else f"{_MONTHS[month - 1]} {year}"
