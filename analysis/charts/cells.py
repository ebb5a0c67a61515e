"""What each cell of a matrix shows: its text, colours and hover text, whatever draws it."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from analysis.charts.palette import (
    COLOURS,
    LESS,
    Look,
    dutch,
    ink_on,
    label,
    look,
    mix,
    percent,
)
from analysis.synthesis.contrast import NOTABLE, contrast
from analysis.synthesis.matrix import Matrix

Measure = Literal["count", "share", "residual"]
TITLES: dict[Measure, str] = {
    "count": "Aantal uitspraken per hoek, thema en soort",
    "share": "Aandeel van de uitspraken van elke hoek",
    "residual": "Vaker of minder vaak dan je op grond van de omvang zou verwachten",
}
EMPTY = {"none": ("0", "niet genoemd"), "not_asked": ("–", "niet gevraagd")} | {
    "not_coded": ("?", "nog niet gecodeerd")
}
"""Sign and words of the three kinds of empty."""

_LOUDEST = 4.0  # a residual this far out gets the full hue
_MUTED = 0.35  # small numbers: still to be seen, never loud
_FAINTEST = 0.14  # one statement must not look like none


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it is shown; `value` is the measure itself, 0 where there is none."""

    corner: str
    theme: str
    kind: str
    state: str  # counted, none, not_asked, not_coded
    text: str
    value: float
    fill: str
    ink: str
    hover: str

    @property
    def quiet(self) -> bool:
        """Whether the number is put in brackets: too few statements to say anything."""
        return self.text.startswith("(")

    @property
    def key(self) -> list[str]:
        """What a click hands back: corner, theme, kind."""
        return [self.corner, self.theme, self.kind]

    def with_ink(self, ink: str) -> Cell:
        """The same cell, its text in another colour."""
        return replace(self, ink=ink)


def drawn_cells(matrix: Matrix, measure: Measure, *, dark: bool = False) -> list[Cell]:
    """All cells, in the matrix's order."""
    table = contrast(matrix)
    highest = {name: float(table[name].max()) if len(table) else 0.0 for name in ("count", "share")}
    top = highest.get(measure) or 1.0
    rows = table.to_dict("records")
    return [_cell({str(k): v for k, v in row.items()}, measure, top, look(dark)) for row in rows]


def cell_text(row: dict[str, Any], measure: Measure) -> str:
    """The cell's text: '7', '29%', '+2,4 ▲', '(+1,1)' where numbers are small, or 0, – and ?."""
    state = cell_state(row)
    if state in ("not_asked", "not_coded"):
        return EMPTY[state][0]
    if measure == "residual":
        return _residual_text(row)
    if measure == "share" and state != "none":
        return percent(row["share"])
    return dutch(row["count"])


def cell_state(row: dict[str, Any]) -> str:
    """The state, with a counted zero as 'none'."""
    return "none" if row["state"] == "counted" and row["count"] == 0 else str(row["state"])


def _residual_text(row: dict[str, Any]) -> str:
    value = row["residual"]
    if pd.isna(value):
        return "·"
    number = dutch(value, decimals=1, sign=True)
    if row["small"]:
        return f"({number})"
    mark = "▲" if value >= NOTABLE else "▼" if value <= -NOTABLE else ""
    return f"{number} {mark}".strip()


def _cell(row: dict[str, Any], measure: Measure, top: float, page: Look) -> Cell:
    state = cell_state(row)
    strength = _strength(row, measure, top)
    fill = _fill(row, state, strength, measure, page)
    muted = state == "not_coded" or fill == page.cell
    return Cell(
        corner=row["corner"],
        theme=row["theme"],
        kind=row["category"],
        state=state,
        text=cell_text(row, measure),
        value=0.0 if pd.isna(row[measure]) else float(row[measure]),
        fill=fill,
        ink=page.muted if muted else ink_on(fill),
        hover=hover_text(row),
    )


def _strength(row: dict[str, Any], measure: Measure, top: float) -> float:
    """Place on the ramp: 0..1, below 0 for under-represented."""
    value = row[measure]
    if pd.isna(value) or value == 0:
        return 0.0
    if measure == "residual":
        return max(-1.0, min(1.0, float(value) / _LOUDEST))
    return _FAINTEST + (1 - _FAINTEST) * float(value) / top


def _fill(row: dict[str, Any], state: str, strength: float, measure: Measure, page: Look) -> str:
    if state in ("not_asked", "not_coded"):
        return page.background
    if measure == "residual" and row["small"]:
        strength *= _MUTED
    return mix(page.cell, LESS if strength < 0 else COLOURS[row["category"]], abs(strength))


def as_typed(name: str) -> str:
    """A name for a figure, in which no sign is markup; quotation marks stay, as plotly wants."""
    return html.escape(name, quote=False)


def hover_text(row: dict[str, Any]) -> str:
    """Dutch sentences on one row of `contrast`: number, share, comparison, what waits."""
    head = f"<b>{as_typed(row['corner'])}</b><br>{as_typed(row['theme'])} · "
    lines = [head + label(row["category"]), *_facts(row)]
    return "<br>".join(lines)


def _facts(row: dict[str, Any]) -> list[str]:
    state = cell_state(row)
    if state == "not_asked":
        return ["niet gevraagd in deze hoek"]
    if state == "not_coded":
        return [f"nog niet gecodeerd: {_statements(row['uncoded'])}"]
    facts = ["niet genoemd" if state == "none" else _statements(row["count"])]
    if row["base"]:
        facts[0] += f" ({percent(row['share'])} van n = {dutch(row['base'])})"
    numbers = ""
    if not pd.isna(row["residual"]):
        residual = dutch(row["residual"], decimals=1, sign=True)
        numbers = f" (verwacht {dutch(row['expected'], decimals=1)}; residu {residual})"
    facts.append(row["sentence"] + numbers)
    if row["uncoded"]:
        facts.append(f"nog te coderen: {_statements(row['uncoded'])}")
    return facts


def _statements(count: int) -> str:
    return "1 uitspraak" if count == 1 else f"{dutch(count)} uitspraken"
