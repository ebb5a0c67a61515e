"""What all sections of a report are made with: counting, words, tables and quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analysis.report.choice import Choice
from analysis.report.day import Day
from analysis.report.ledger import Ledger
from analysis.report.parts import Column, KindQuotes, Line, Quote, Table
from analysis.report.quotes import QUOTES, Quotes
from analysis.report.trace import Measure, Spec
from analysis.report.wording import Number, Sentence, Wording, listed, word
from analysis.synthesis.contrast import contrast
from analysis.synthesis.incidence import NO_THEME
from analysis.synthesis.matrix import Matrix

ALL_KINDS = "all"
"""What zinnen.yaml calls all kinds together."""

Cell = dict[str, Any]
"""A row of `contrast`."""


@dataclass(eq=False)
class Context:
    """One report under way. `matrix` has themes under their names; `choice` fits the day."""

    day: Day
    choice: Choice
    ledger: Ledger
    words: Wording
    matrix: Matrix
    _found: dict[tuple[str, str], KindQuotes] = field(default_factory=dict, init=False)
    held_back: bool = field(default=False, init=False)
    """Whether a quote that the author chose may not be shown, or no longer stands for its cell."""

    @cached_property
    def cells(self) -> list[Cell]:
        """The rows of `contrast`, in the matrix's order."""
        return _contrasted(self.matrix)

    @cached_property
    def compared(self) -> list[Cell]:
        """The same, and the rows of corners and themes with all kinds together (category None).

        In a day of usual size the kinds apart are too few to compare, and together they are not.
        """
        together = _contrasted(_kinds_together(self.matrix)) if len(self.matrix.kinds) > 1 else []
        return self.cells + [row | {"category": None} for row in together]

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """The names of the themes that are in the report."""
        return tuple(theme for theme in self.matrix.themes if theme != NO_THEME)

    @cached_property
    def proposals(self) -> Quotes:
        """What proposes quotes."""
        return Quotes(self.day)

    def spec(
        self, measure: Measure, corner: str | None = None, theme: str | None = None,
        kind: str | None = None, name: str | None = None,
    ) -> Spec:  # fmt: skip
        """What is counted, within the part of the day that the report is about."""
        return Spec(measure, corner, theme, kind, name, self.ledger.scope)

    def number(
        self, measure: Measure, corner: str | None = None, theme: str | None = None,
        kind: str | None = None,
    ) -> Number:  # fmt: skip
        """A number with its trace."""
        return self.ledger.number(self.spec(measure, corner, theme, kind))

    def per_kind(self, corner: str | None = None, theme: str | None = None) -> Sentence:
        """'werkt 12, knelpunt 8 en kans 4'; kinds that were not asked are left out."""
        numbers = ((kind, self.number("count", corner, theme, kind)) for kind in self.matrix.kinds)
        return listed(
            [
                self.words.say("amount", what=word("amounts", kind), n=number)
                for kind, number in numbers
                if number.state != "not_asked"
            ]
        )

    def table(
        self,
        spec: Spec,
        caption: str,
        summary: str,
        *,
        first: str,
        columns: Sequence[Column],
        lines: Sequence[Line],
    ) -> Table:
        """A table with its trace; `summary` stands in the text alternative after the caption."""
        alt = self.words.say("table_alt", caption=caption, summary=summary).text
        trace = self.ledger.whole("table", spec)
        return Table(trace, caption, alt, first, tuple(columns), tuple(lines))

    def line(
        self, label: str, cells: Sequence[tuple[str | None, str | None, str | None]],
        *, total: bool = False,
    ) -> Line:  # fmt: skip
        """A line of the chosen measure; each cell is a corner, theme and kind."""
        numbers = tuple(self._cell(*cell) for cell in cells)
        return Line(label, numbers, total)

    def _cell(self, corner: str | None, theme: str | None, kind: str | None) -> Number:
        """Of a theme the chosen measure; without a theme or kind always the number."""
        measure: Measure = "count" if theme is None or kind is None else self.choice.measure
        return self.number(measure, corner, theme, kind)

    def quotes(self, theme: str, *, kinds: Sequence[str] | None = None) -> tuple[KindQuotes, ...]:
        """The quotes on a theme, kind by kind: those that were chosen, else proposed."""
        return tuple(self._of_theme(theme, kind) for kind in kinds or self.matrix.kinds)

    def _of_theme(self, theme: str, kind: str) -> KindQuotes:
        if (theme, kind) not in self._found:
            self._found[theme, kind] = self._sought(theme, kind)
        return self._found[theme, kind]

    def _sought(self, theme: str, kind: str) -> KindQuotes:
        picked = self.choice.picked(theme, kind)
        here = self.spec("count", theme=theme, kind=kind)
        there = self.ledger.tally.ids(here)
        if picked is None:
            seen = self.ledger.tally.ids(self.spec("reviewed", theme=theme, kind=kind))
            ids = self.proposals.propose(there, reviewed=seen)
        else:
            ids = self.proposals.shown([one for one in picked if one in set(there)])
            self.held_back |= len(ids) < len(picked)
        return KindQuotes(kind, self.ledger.number(here), self._shown(ids, theme, kind))

    def quotes_of(self, corner: str) -> tuple[KindQuotes, ...]:
        """The quotes of a corner, kind by kind; what was chosen for a theme goes first."""
        found = []
        for kind in self.matrix.kinds:
            here = self.spec("count", corner=corner, kind=kind)
            ids = self.proposals.propose(
                self.ledger.tally.ids(here),
                reviewed=self.ledger.tally.ids(self.spec("reviewed", corner=corner, kind=kind)),
                first=[one for p in self.choice.quotes if p.kind == kind for one in p.ids],
                count=QUOTES,
            )
            found.append(KindQuotes(kind, self.ledger.number(here), self._shown(ids, None, kind)))
        return tuple(found)

    def _shown(self, ids: Sequence[str], theme: str | None, kind: str) -> tuple[Quote, ...]:
        seen = set(self.ledger.tally.ids(self.spec("reviewed", theme=theme)))
        statements = (self.day.by_id[one] for one in ids)
        return tuple(
            Quote(
                text=one.text.strip(),
                corner=one.corner,
                statement=one.id,
                trace=self.ledger.quote(one.id, theme, kind),
                reviewed=one.id in seen,
            )
            for one in statements
        )


def _contrasted(matrix: Matrix) -> list[Cell]:
    rows = contrast(matrix).to_dict("records")
    return [{str(key): value for key, value in row.items()} for row in rows]


def _kinds_together(matrix: Matrix) -> Matrix:
    """The matrix with one kind, all of them; corners that were not asked for each are left out."""
    cells = matrix.cells.assign(silent=matrix.cells["state"] == "not_asked")
    sums = cells.groupby(["corner", "theme"], sort=False, observed=True)[
        ["count", "uncoded", "silent"]
    ].sum()
    waiting = (sums["count"] == 0) & (sums["uncoded"] > 0)
    state = np.select([sums["silent"] > 0, waiting], ["not_asked", "not_coded"], "counted")
    together = sums.drop(columns="silent").assign(state=state, category=ALL_KINDS).reset_index()
    totals = pd.DataFrame({ALL_KINDS: matrix.per_corner})
    return replace(matrix, cells=together, totals=totals, kinds=(ALL_KINDS,))
