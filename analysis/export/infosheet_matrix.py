"""The small matrix of the infosheet: as it is where it fits the page, else all corners together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from analysis.charts.cells import EMPTY, Cell, drawn_cells
from analysis.charts.palette import (
    COLOURS,
    LIGHT,
    MARKS,
    WORDS,
    dutch,
    ink_on,
    mix,
    percent,
    text_colour,
)
from analysis.export.infosheet_text import clipped
from analysis.report.choice import Shown
from analysis.report.wording import plural
from analysis.synthesis.contrast import contrast
from analysis.synthesis.matrix import Matrix

_CORNERS, _COLUMNS = 16, 15  # more does not fit on the sheet
_WORDY = 12  # this many columns have room for the kind's word
_THEMES = 12
_NAME = 44
_FAINTEST = 0.14  # as in the figures: one statement must not look like none
_LABEL_CM = 4.4
_TITLES: dict[Shown, str] = {
    "count": "Aantal uitspraken",
    "share": "Aandeel van de uitspraken van elke groep",
}


def drawn_matrix(
    matrix: Matrix | None,
    *,
    whole: bool = True,
    measure: Shown = "count",
    corner_word: str = "hoek",
) -> dict[str, Any] | None:
    """What the template needs; None where there is nothing to show.

    With `whole` False, or more corners or columns than fit, a row is a theme and counts all
    corners; then at most 12 themes, those said most.
    """
    if matrix is None or not (matrix.corners and matrix.themes and matrix.kinds):
        return None
    fits = len(matrix.corners) <= _CORNERS and len(_keys(matrix)) <= _COLUMNS
    if whole and fits:
        return _of_corners(matrix, measure, corner_word)
    return _of_themes(matrix, measure, corner_word)


def _keys(matrix: Matrix) -> list[tuple[str, str]]:
    return [(theme, kind) for theme in matrix.themes for kind in matrix.kinds]


def _of_corners(matrix: Matrix, measure: Shown, corner_word: str) -> dict[str, Any]:
    cells = drawn_cells(matrix, measure)
    wide, n = len(_keys(matrix)), matrix.per_corner
    rows = [
        {
            "name": clipped(corner, _NAME),
            "n": f"n = {dutch(int(n[corner]))}",
            "cells": [_cell(cell) for cell in cells[at * wide : (at + 1) * wide]],
        }
        for at, corner in enumerate(matrix.corners)
    ]
    return {
        "title": f"{_TITLES[measure]} per {corner_word}, thema en soort",
        "corner_word": _capital(corner_word),
        "label_cm": _LABEL_CM,
        "stretch": True,
        "groups": [
            {"name": clipped(theme, _NAME), "span": len(matrix.kinds)} for theme in matrix.themes
        ],
        "columns": [
            _column(kind, first=kind == matrix.kinds[0], words=wide <= _WORDY)
            for _, kind in _keys(matrix)
        ],
        "rows": rows,
        "legend": _legend((cell.state for cell in cells), matrix.kinds, marks=wide > _WORDY),
    }


def _of_themes(matrix: Matrix, measure: Shown, corner_word: str) -> dict[str, Any]:
    """All corners together; empty only where every corner is."""
    table = contrast(matrix).groupby(["theme", "category"], sort=False, observed=True)
    counts, bases, states = table["count"].sum(), table["base"].sum(), table["state"].agg(set)
    values = counts if measure == "count" else counts / bases.where(bases > 0)
    said = matrix.cells.groupby("theme", sort=False)["count"].sum()
    shown = said.sort_values(ascending=False, kind="stable").index[:_THEMES]
    top = float(values.max()) or 1.0
    rows = []
    found: list[str] = []
    for theme in (theme for theme in matrix.themes if theme in shown):
        cells = []
        for kind in matrix.kinds:
            state = _state(states[theme, kind])
            found.append("none" if state == "counted" and not counts[theme, kind] else state)
            cells.append(_sum(float(values[theme, kind]), found[-1], kind, top, measure))
        rows.append({"name": clipped(theme, _NAME), "n": "", "cells": cells})
    hidden = len(matrix.themes) - len(rows)
    rest = f"; de {dutch(hidden)} minst genoemde thema’s niet" if hidden else ""
    return {
        "title": f"{_TITLES[measure]} per thema en soort, alle {plural(corner_word)} samen{rest}",
        "corner_word": "Thema",
        "label_cm": 6.0,
        "stretch": False,
        "groups": [],
        "columns": [_column(kind, first=False, words=True) for kind in matrix.kinds],
        "rows": rows,
        "legend": _legend(found, matrix.kinds, marks=False),
    }


def _state(states: set[str]) -> str:
    if states == {"not_asked"}:
        return "not_asked"
    return "counted" if "counted" in states else "not_coded"


def _capital(word: str) -> str:
    return f"{word[:1].upper()}{word[1:]}"


def _sum(value: float, state: str, kind: str, top: float, measure: Shown) -> dict[str, Any]:
    if state != "counted":
        fill = LIGHT.cell if state == "none" else ""
        return {"text": EMPTY[state][0], "fill": fill, "ink": LIGHT.muted, "strong": False}
    fill = mix(LIGHT.cell, COLOURS[kind], _FAINTEST + (1 - _FAINTEST) * value / top)
    text = dutch(value) if measure == "count" else percent(value)
    return {"text": text, "fill": fill, "ink": ink_on(fill), "strong": True}


def _cell(cell: Cell) -> dict[str, Any]:
    plain = cell.state in ("not_asked", "not_coded")
    return {
        "text": cell.text,
        "fill": "" if plain else cell.fill,
        "ink": LIGHT.muted if plain else cell.ink,
        "strong": cell.state == "counted",
    }


def _column(kind: str, *, first: bool, words: bool) -> dict[str, Any]:
    word = WORDS[kind] if words else ""
    return {"mark": MARKS[kind], "word": word, "colour": text_colour(kind), "first": first}


def _legend(states: Iterable[str], kinds: Iterable[str], *, marks: bool) -> str:
    """What the signs mean, of those that occur."""
    found = set(states)
    signs = [f"{MARKS[kind]} {WORDS[kind]}" for kind in kinds] if marks else []
    signs += [" ".join(EMPTY[state]) for state in EMPTY if state in found]
    return " · ".join(signs)
