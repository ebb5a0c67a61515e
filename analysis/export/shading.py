"""How a native table shows amounts: on the ramp of the figures, with the same signs for empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.charts.cells import EMPTY
from analysis.charts.palette import COLOURS, LIGHT, ink_on, mix
from analysis.report.parts import Column, Line, Table
from analysis.report.wording import Number

_FAINTEST = 0.14  # as in the figures: one statement must not look like none


@dataclass(frozen=True, slots=True)
class Shading:
    """The colours of a cell; `fill` is '' where it has none."""

    fill: str
    ink: str


def shading(number: Number, kind: str, top: float) -> Shading:
    """The colours of a number of one kind, where `top` gets the full hue."""
    if number.state in ("not_asked", "not_coded"):
        return Shading("", LIGHT.muted)
    value = amount(number)
    if not value:
        return Shading(LIGHT.cell, LIGHT.muted)
    fill = mix(LIGHT.cell, COLOURS[kind], _FAINTEST + (1 - _FAINTEST) * value / top)
    return Shading(fill, ink_on(fill))


def amount(number: Number) -> float:
    """What is counted; 0 where nothing is."""
    return float(number.value) if isinstance(number.value, int | float) else 0.0


def highest(table: Table) -> float:
    """The highest number that any single corner has for a kind, at least above 0."""
    numbers = (
        amount(number)
        for line in table.lines
        if not line.total
        for column, number in zip(table.columns, line.numbers, strict=True)
        if column.kind is not None
    )
    return max(numbers, default=0.0) or 1.0


def signs(lines: Iterable[Line], columns: Iterable[Column]) -> str:
    """What the signs for empty mean, of those that occur: '0 niet genoemd · – niet gevraagd'."""
    places = [place for place, column in enumerate(columns) if column.kind is not None]
    found = {line.numbers[place].state for line in lines for place in places}
    return " · ".join(" ".join(EMPTY[state]) for state in EMPTY if state in found)
