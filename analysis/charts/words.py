"""The figures in words and as a table, for those who cannot see them and for what a reader asks."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.charts.cells import Measure, cell_state, cell_text
from analysis.charts.palette import PLURALS, WORDS, dutch
from analysis.synthesis.contrast import contrast
from analysis.synthesis.incidence import NO_KIND, NO_THEME
from analysis.synthesis.matrix import Matrix

_MOST = 3


def describe(matrix: Matrix, corner: str | None = None) -> str:
    """Dutch sentences: how many statements, what was said most and where, what is empty.

    With `corner` about that corner alone, beside the others.
    """
    if not matrix.n:
        return "Er zijn nog geen uitspraken in deze keuze."
    parts = _of_corner(matrix, corner) if corner is not None else _of_day(matrix)
    return " ".join(parts)


def to_table(matrix: Matrix, measure: Measure = "count") -> pd.DataFrame:
    """One row a corner: Hoek, n, and a column 'thema – soort' for each; texts as in the figure.

    Empty cells say in words which kind of empty they are.
    """
    rows = contrast(matrix).to_dict("records")
    texts: dict[str, dict[str, str]] = {}
    for row in rows:
        column = f"{row['theme']} – {WORDS[row['category']]}"
        words = {"not_asked": "niet gevraagd", "not_coded": "nog niet gecodeerd"}
        named = {str(key): value for key, value in row.items()}
        text = words.get(cell_state(named)) or cell_text(named, measure)
        texts.setdefault(row["corner"], {})[column] = text
    n = matrix.per_corner
    table = [{"Hoek": c, "n": dutch(int(n[c])), **texts.get(c, {})} for c in matrix.corners]
    return pd.DataFrame(table)


def _of_day(matrix: Matrix) -> list[str]:
    corners = len(matrix.corners)
    parts = [f"{_statements(matrix.n)} uit {_corners(corners)} ({_per_kind(matrix.totals.sum())})."]
    if int(matrix.cells["count"].sum()) > matrix.n:
        parts.append("Een uitspraak met twee thema’s telt bij beide mee.")
    for kind in matrix.kinds:
        if kind != NO_KIND:
            parts += _most_said(matrix, kind)
    return [*parts, *_differences(matrix, matrix.corners), *_empty(matrix, matrix.corners)]


def _most_said(matrix: Matrix, kind: str) -> list[str]:
    """The theme said most of one kind, in how many corners, and where most; or those equal."""
    cells = matrix.cells[(matrix.cells["category"] == kind) & (matrix.cells["theme"] != NO_THEME)]
    sums = cells.groupby("theme", sort=False)["count"].sum()
    if sums.empty or not sums.max():
        return []
    first = [str(theme) for theme in sums.index[sums == sums.max()]]
    if len(first) > _MOST:
        return []
    if len(first) > 1:
        each = _statements(int(sums.max()))
        return [f"Bij {PLURALS[kind]} zijn {_list(first)} het meest genoemd (elk {each})."]
    theme = first[0]
    rows = cells[cells["theme"] == theme].set_index("corner")["count"]
    where = f"in {(rows > 0).sum()} van de {_corners(len(rows))}"
    top = f"het meest bij {rows.idxmax()}: {dutch(int(rows.max()))}"
    said = _statements(int(sums.max()))
    return [f"Bij {PLURALS[kind]} is {theme} het meest genoemd ({said} {where}; {top})."]


def _of_corner(matrix: Matrix, corner: str) -> list[str]:
    if corner not in matrix.corners:
        return [f"{corner} staat niet in deze keuze."]
    totals = matrix.totals.T[corner]
    parts = [f"{corner}: {_statements(int(matrix.per_corner[corner]))} ({_per_kind(totals)})."]
    cells = matrix.cells[(matrix.cells["corner"] == corner) & (matrix.cells["count"] > 0)]
    cells = cells[cells["theme"] != NO_THEME]
    top = cells.sort_values("count", ascending=False, kind="stable").head(_MOST)
    if len(top):
        said = (f"{_cell(row)} ({dutch(row['count'])})" for row in top.to_dict("records"))
        parts.append(f"Het meest genoemd: {_list(said)}.")
    return [*parts, *_differences(matrix, [corner]), *_empty(matrix, [corner])]


def _differences(matrix: Matrix, corners: Iterable[str]) -> list[str]:
    """The strongest over-representations that numbers are large enough for."""
    cells = contrast(matrix)
    cells = cells[
        cells["corner"].isin(list(corners)) & cells["verdict"].isin(["more", "much_more"])
    ]
    top = cells.sort_values("residual", ascending=False, kind="stable").head(_MOST)
    if not len(top):
        return []
    named = (
        f"{_cell(row)} bij {row['corner']} ({dutch(row['count'])}, verwacht "
        f"{dutch(row['expected'], decimals=1)})"
        for row in top.to_dict("records")
    )
    return [f"Vaker dan je op grond van de omvang zou verwachten: {_list(named)}."]


def _empty(matrix: Matrix, corners: Iterable[str]) -> list[str]:
    cells = matrix.cells[matrix.cells["corner"].isin(list(corners))]
    parts = []
    silent = cells[cells["state"] == "not_asked"].drop_duplicates(["corner", "category"])
    if len(silent):
        named = (f"{PLURALS[r['category']]} bij {r['corner']}" for r in silent.to_dict("records"))
        parts.append(f"Niet gevraagd: {_list(named)}.")
    waiting = cells[cells["state"] == "not_coded"]["corner"].drop_duplicates()
    if len(waiting):
        parts.append(f"Nog niet (helemaal) gecodeerd: {_list(waiting)}.")
    zeros = int(((cells["state"] == "counted") & (cells["count"] == 0)).sum())
    if zeros:
        cells_named = "1 cel" if zeros == 1 else f"{dutch(zeros)} cellen"
        parts.append(f"Niet genoemd: {cells_named} van de {dutch(len(cells))}.")
    return parts


def _cell(row: dict[str, object] | dict[object, object]) -> str:
    kind = str(row["category"])
    return f"{row['theme']} {'zonder soort' if kind == NO_KIND else f'als {WORDS[kind]}'}"


def _per_kind(totals: pd.Series) -> str:
    return ", ".join(f"{WORDS[str(kind)]} {dutch(int(n))}" for kind, n in totals.items())


def _list(items: Iterable[object]) -> str:
    *most, last = [str(item) for item in items]
    return f"{', '.join(most)} en {last}" if most else last


def _statements(count: int) -> str:
    return "1 uitspraak" if count == 1 else f"{dutch(count)} uitspraken"


def _corners(count: int) -> str:
    return "1 hoek" if count == 1 else f"{dutch(count)} hoeken"
