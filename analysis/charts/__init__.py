"""From tables to figures, and the same in words: pure functions, a matrix in, a picture out."""

from analysis.charts.cells import Measure
from analysis.charts.corner import corner_figure
from analysis.charts.overview import overview_figure
from analysis.charts.palette import COLOURS, MARKS, WORDS, dutch, label, percent
from analysis.charts.theme import theme_figure
from analysis.charts.words import describe, to_table

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
