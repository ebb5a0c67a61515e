"""What a report consists of, before any format: sections of sentences, tables, figures, quotes."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.export.rows import Row
from analysis.report.choice import Chart, Shown
from analysis.report.facts import Facts
from analysis.report.trace import Traces
from analysis.report.wording import Number, Sentence
from analysis.synthesis.matrix import Matrix


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement in full, with its source and the id of its trace."""

    text: str
    corner: str
    statement: str
    trace: str
    reviewed: bool  # a person decided on the theme that it stands for


@dataclass(frozen=True, slots=True)
class KindQuotes:
    """The quotes of one kind ('' is: without kind), and how many statements there are."""

    kind: str
    n: Number
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: under a theme's label a kind. Without a kind it counts all of them."""

    theme: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table; `total` where it is over all corners."""

    label: str
    numbers: tuple[Number, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A native table; `first` is the head of the column with the labels."""

    trace: str
    caption: str
    alt: str
    first: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture to be drawn of the report's matrix: of one corner, one theme (by label), or all."""

    trace: str
    caption: str
    alt: str
    corner: str | None = None
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class ThemeSection:
    """What was said on one theme."""

    name: str
    label: str
    definition: str
    n: Number
    sentences: tuple[Sentence, ...]
    stands_out: tuple[Sentence, ...]
    table: Table
    figure: Figure
    quotes: tuple[KindQuotes, ...]


@dataclass(frozen=True, slots=True)
class CornerSection:
    """What one corner said."""

    name: str
    n: Number
    sentences: tuple[Sentence, ...]
    stands_out: tuple[Sentence, ...]
    table: Table
    figure: Figure
    quotes: tuple[KindQuotes, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A theme that is a bottleneck in most corners, and the chances set against it.

    `asked` counts the corners that could have named a bottleneck; `chances` and `chance_corners`
    are None where nobody was asked for chances. `lacking` are corners with a bottleneck and no
    chance, though asked.
    """

    theme: str
    label: str
    bottlenecks: Number
    corners: Number
    asked: Number
    chances: Number | None
    chance_corners: Number | None
    lacking: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[KindQuotes, ...]


@dataclass(frozen=True, eq=False)
class Report:
    """All that a report says. Every number, quote, table and figure carries the id of its trace.

    `matrix` has themes under their labels, for figures. `date` is Dutch, '' where none is known.
    `warning` belongs on the first page; `notes` are for the author. `rows` is the appendix.
    `charts` tells which sections show their figure. `framework_trace` is the id of the framework
    matrix, see report.framework.
    """

    title: str
    date: str
    corner_word: str
    measure: Shown
    charts: tuple[Chart, ...]
    warning: Sentence | None
    facts: Facts
    account: tuple[Sentence, ...]
    overview: tuple[Sentence, ...]
    stands_out: tuple[Sentence, ...]
    table: Table
    figure: Figure
    framework_trace: str
    themes: tuple[ThemeSection, ...]
    corners: tuple[CornerSection, ...]
    shared: tuple[Shared, ...]
    nothing_shared: Sentence | None
    notes: tuple[Sentence, ...]
    matrix: Matrix
    rows: tuple[Row, ...]
    traces: Traces
