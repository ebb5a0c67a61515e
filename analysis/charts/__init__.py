"""From tables to figures, and the same in words: pure functions, a matrix in, a picture out.

The palette comes at once; what draws or counts is loaded when it is first asked for, so that the
phones' form, and a server that starts, need not wait for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from analysis.charts.palette import COLOURS, MARKS, WORDS, dutch, label, percent

if TYPE_CHECKING:
    from analysis.charts.cells import Measure
    from analysis.charts.corner import corner_figure
    from analysis.charts.overview import overview_figure
    from analysis.charts.theme import theme_figure
    from analysis.charts.words import describe, to_table

_ON_DEMAND = {
    "Measure": "analysis.charts.cells",
    "corner_figure": "analysis.charts.corner",
    "describe": "analysis.charts.words",
    "overview_figure": "analysis.charts.overview",
    "theme_figure": "analysis.charts.theme",
    "to_table": "analysis.charts.words",
}

__all__ = [
    "COLOURS",
    "MARKS",
    "WORDS",
    "Measure",
    "corner_figure",
    "describe",
    "dutch",
    "label",
    "overview_figure",
    "percent",
    "theme_figure",
    "to_table",
]


def __getattr__(name: str) -> Any:
    if name not in _ON_DEMAND:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ON_DEMAND[name]), name)
