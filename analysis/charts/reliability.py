"""Figures on trust: how coders agree, what probabilities and certainty are worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from analysis.charts.base import bare_figure, empty_figure
from analysis.charts.palette import WORDS, Look, dutch, look, percent
from analysis.coding.agreement import (
    KIND,
    RELIABLE,
    TENTATIVE,
    THEMES,
    Agreement,
    Question,
    reading,
)
from analysis.coding.bootstrap import Estimate
from analysis.coding.evaluation import AtShare, Bin, Evaluation

_ROW = 44  # px
_MARGIN = {"l": 24, "r": 32, "t": 70, "b": 24}
_LEAST = -0.2  # lower is drawn here: no more agreement than by chance
_BOUNDS = (
    (TENTATIVE, "voorzichtig<br>vanaf 0,667", "right"),
    (RELIABLE, "betrouwbaar<br>vanaf 0,80", "left"),
)
TOO_FEW = "te weinig om iets te zeggen"


def question_names(themes: Mapping[str, str]) -> dict[Question, str]:
    """What the screen calls each question, from the themes' names and labels."""
    names = {Question("theme", name): label for name, label in themes.items()}
    kinds = {Question("one_kind", kind): f"Soort: {word}" for kind, word in WORDS.items() if kind}
    return names | {THEMES: "Alle thema’s samen", KIND: "Soort"} | kinds


def agreement_figure(
    found: Sequence[Agreement], names: Mapping[Question, str], *, title: str, dark: bool = False
) -> go.Figure:
    """A dot with its interval for each question, beside the lines at .667 and .80.

    Where there is too little to say the row says so.
    """
    if not found:
        return empty_figure("Er valt nog niets te vergelijken.", dark=dark)
    page = look(dark)
    figure = bare_figure(dark=dark)
    rows = [names[one.question] for one in found]
    shown = [(row, one) for row, one in zip(rows, found, strict=True) if _drawn(one.alpha)]
    figure.add_trace(_dots([row for row, _ in shown], [one for _, one in shown], page))
    for row, one in zip(rows, found, strict=True):
        if not _drawn(one.alpha):
            figure.add_annotation(
                x=0, y=row, text=f"{TOO_FEW} (n = {dutch(one.n)})", showarrow=False,
                xanchor="left", font={"color": page.muted, "size": 15},
            )  # fmt: skip
    for bound, word, anchor in _BOUNDS:
        figure.add_vline(x=bound, line={"color": page.muted, "width": 2, "dash": "dash"})
        figure.add_annotation(
            x=bound, y=1, yref="paper", yanchor="bottom", text=word, showarrow=False,
            xanchor=anchor, font={"color": page.muted, "size": 14},
        )  # fmt: skip
    figure.update_yaxes(
        categoryorder="array", categoryarray=rows[::-1], showgrid=True, gridcolor=page.line,
        automargin=True, range=[-0.6, len(rows) - 0.4],
    )  # fmt: skip
    negative = any(one.alpha.low < 0 for _, one in shown if one.alpha)
    figure.update_xaxes(
        range=[_LEAST if negative else -0.02, 1.02], dtick=0.2, tickformat=".1f", automargin=True,
        title={"text": "Krippendorffs alfa, met het interval van 95 %", "standoff": 12},
    )  # fmt: skip
    return figure.update_layout(
        title={"text": title}, height=170 + _ROW * len(rows), margin=_MARGIN | {"t": 100},
        showlegend=False,
    )  # fmt: skip


def _drawn(found: Estimate | None) -> bool:
    return found is not None and found.value == found.value


def _dots(rows: Sequence[str], found: Sequence[Agreement], page: Look) -> go.Scatter:
    values = [one.alpha for one in found if one.alpha is not None]
    return go.Scatter(
        x=[max(v.value, _LEAST) for v in values],
        y=rows,
        mode="markers",
        marker={"size": 14, "color": page.ink},
        error_x=_bars(values, page),
        hovertext=[
            f"{row}: alfa {interval(v)}<br>n = {dutch(one.n)}<br>{reading(v)}"
            for row, one, v in zip(rows, found, values, strict=True)
        ],
        hoverinfo="text",
    )


def _bars(values: Sequence[Estimate], page: Look) -> dict[str, Any]:
    return {
        "type": "data", "symmetric": False, "color": page.ink, "thickness": 2, "width": 6,
        "array": [v.high - v.value for v in values],
        "arrayminus": [v.value - max(v.low, _LEAST) for v in values],
    }  # fmt: skip


def interval(found: Estimate, *, decimals: int = 2) -> str:
    """'0,71 (0,60 tot 0,80)'; NaN is '–'."""
    text = dutch(found.value, decimals=decimals)
    if found.low != found.low:
        return text
    low, high = (dutch(v, decimals=decimals) for v in (found.low, found.high))
    return f"{text} ({low} tot {high})"


def reliability_figure(evaluation: Evaluation, *, dark: bool = False) -> go.Figure:
    """What the machine expected against what people gave, one dot a tenth of all probabilities."""
    page = look(dark)
    figure = bare_figure(dark=dark)
    figure.add_trace(
        go.Scatter(
            x=[0, 1],
            y=[0, 1],
            mode="lines",
            name="zo hoort het",
            hoverinfo="skip",
            line={"color": page.muted, "width": 2, "dash": "dash"},
        )
    )
    bins = evaluation.calibration.bins
    figure.add_trace(
        go.Scatter(
            x=[one.probability for one in bins],
            y=[one.observed for one in bins],
            mode="lines+markers",
            name="de voorstellen",
            line={"color": page.ink, "width": 2},
            marker={"size": 12, "color": page.ink},
            hovertext=[_bin_words(one) for one in bins],
            hoverinfo="text",
        )
    )
    ece = interval(evaluation.calibration.ece, decimals=3)
    _share_axes(figure, page, "Kans die het programma noemt", "Zo vaak gaven mensen het thema")
    return figure.update_layout(
        title={"text": "Betekenen de kansen wat ze zeggen?",
               "subtitle": {"text": f"Gemiddelde afwijking (ECE): {ece}; "
                                    f"n = {dutch(evaluation.calibration.n)} kansen"}},
        width=680, height=600, margin=_MARGIN | {"b": 90, "t": 90},
    )  # fmt: skip


def _bin_words(one: Bin) -> str:
    return (
        f"genoemd: {percent(one.probability)}<br>gegeven: {percent(one.observed)}"
        f"<br>n = {dutch(one.n)}"
    )


def certainty_figure(evaluation: Evaluation, *, dark: bool = False) -> go.Figure:
    """How good the most certain proposals are, and the whole day once the rest was reviewed."""
    page = look(dark)
    figure = bare_figure(dark=dark)
    curves = (
        ("F1 van het zekerste deel", "solid", "circle", evaluation.most_certain),
        ("F1 van alles, als mensen het minst zekere deel nakijken", "dot", "square",
         evaluation.reviewed),
    )  # fmt: skip
    for name, dash, symbol, points in curves:
        figure.add_trace(_curve(name, dash, symbol, points, page))
    _share_axes(figure, page, "Deel van de uitspraken", "F1, gemiddeld over de thema’s", of_y=".1f")
    return figure.update_layout(
        title={"text": "Hoe zekerder, hoe beter?",
               "subtitle": {"text": f"n = {dutch(evaluation.n)} uitspraken"}},
        width=680, height=600, margin=_MARGIN | {"b": 110, "t": 90},
    )  # fmt: skip


def _curve(name: str, dash: str, symbol: str, points: Sequence[AtShare], page: Look) -> go.Scatter:
    return go.Scatter(
        x=[one.share for one in points],
        y=[one.macro_f1.value for one in points],
        mode="lines+markers",
        name=name,
        line={"color": page.ink, "width": 2, "dash": dash},
        marker={"size": 10, "color": page.ink, "symbol": symbol},
        hovertext=[
            f"{percent(one.share)}: F1 {interval(one.macro_f1)}<br>n = {dutch(one.n)}"
            for one in points
        ],
        hoverinfo="text",
    )


def _share_axes(figure: go.Figure, page: Look, x: str, y: str, *, of_y: str = ".0%") -> None:
    share = {
        "range": [-0.02, 1.02], "tickformat": ".0%", "showgrid": True, "gridcolor": page.line,
        "automargin": True,
    }  # fmt: skip
    figure.update_xaxes(**share, title={"text": x})
    figure.update_yaxes(**share | {"tickformat": of_y}, title={"text": y})
