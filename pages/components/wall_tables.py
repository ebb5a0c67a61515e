"""The wall's scenes of numbers: the matrix, one corner, one theme, the counters."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence

from analysis.live.wall import Wall
from analysis.live.wall_numbers import Number, Tally
from analysis.live.wall_scenes import Scene
from pages.components.wall_parts import (
    Part,
    bar,
    figure,
    kind_class,
    kind_mark,
    kind_word,
    legend,
    letters,
    name_of,
    statements,
    top_of,
    widest,
)


def matrix(wall: Wall, scene: Scene) -> Part:
    """All corners by all themes, each cell with its kinds."""
    tally = wall.tally
    shown = [
        number for row in scene.rows for column in scene.columns
        for number in tally.cells[row][column]
    ]  # fmt: skip
    kinds = tally.kinds
    heads = "".join(
        f'<th scope="colgroup" colspan="{len(kinds)}"><span class="naam">'
        f"{html.escape(tally.themes[theme])}</span></th>"
        for theme in scene.columns
    )
    marks = "".join(
        f'<th scope="col" class="{_first(at)}">{kind_mark(kind)}</th>'
        for _ in scene.columns
        for at, kind in enumerate(kinds)
    )
    top = top_of(_all_cells(tally))
    rows = "".join(
        _row(
            tally.corners[row],
            "".join(_cells(tally, tally.cells[row][theme], top) for theme in scene.columns),
        )
        for row in scene.rows
    )
    style = {
        "rijen": len(scene.rows), "kolommen": len(scene.columns) * len(kinds),
        "cijfers": widest(shown), "themas": len(scene.columns),
        "letters": letters(tally.corners[row] for row in scene.rows),
        "lang": letters(tally.themes[theme] for theme in scene.columns),
    }  # fmt: skip
    body = (
        f'<table style="{_style(style)}"><thead><tr><td rowspan="2"></td>{heads}</tr>'
        f"<tr>{marks}</tr></thead><tbody>{rows}</tbody></table>"
    )
    signs = legend([*shown, tally.total], wall.choice.least)
    return Part(body, signs, f"{_kinds(kinds)}<p>{statements(tally.total)}</p>")


def corner(wall: Wall, scene: Scene) -> Part:
    """One corner: its themes by kind."""
    tally = wall.tally
    rows = [(tally.themes[row], tally.cells[scene.subject][row]) for row in scene.rows]
    total = tally.of_corner(scene.subject)
    return _bars(wall, rows, tally.sizes[scene.subject], total)


def theme(wall: Wall, scene: Scene) -> Part:
    """One theme: the corners by kind."""
    tally = wall.tally
    rows = [(tally.corners[row], tally.cells[row][scene.subject]) for row in scene.rows]
    sums = [tally.of_theme(scene.subject, kind) for kind in range(len(tally.kinds))]
    return _bars(wall, rows, sums, None)


def _bars(
    wall: Wall, rows: Sequence[tuple[str, Sequence[Number]]], sums: Sequence[Number],
    total: Number | None,
) -> Part:  # fmt: skip
    """Rows with a bar for each kind; `sums` stand above the columns."""
    tally = wall.tally
    shown = [number for _, numbers in rows for number in numbers]
    top = top_of(shown)
    heads = "".join(
        f'<th scope="col">{kind_word(kind)} <span class="som">{figure(number)}</span></th>'
        for kind, number in zip(tally.kinds, sums, strict=True)
    )
    body = "".join(_row(name, _cells(tally, numbers, top)) for name, numbers in rows)
    style = {
        "rijen": len(rows), "cijfers": widest(shown), "letters": letters(name for name, _ in rows)
    }  # fmt: skip
    table = (
        f'<table style="{_style(style)}"><thead><tr><td></td>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )
    signs = legend([*shown, *sums, *([total] if total else [])], wall.choice.least)
    return Part(table, signs, f"<p>{statements(total)}</p>" if total else "")


def counters(wall: Wall, scene: Scene) -> Part:
    """How many statements there are: in all, of each kind, of each corner."""
    tally = wall.tally
    sizes = [tally.of_corner(place) for place in range(len(tally.corners))]
    kinds = [tally.of_kind(place) for place in range(len(tally.kinds))]
    top, shown = top_of(sizes), [sizes[row] for row in scene.rows]
    each = "".join(
        f"<li>{figure(number)} {kind_word(kind)}</li>"
        for kind, number in zip(tally.kinds, kinds, strict=True)
    )
    rows = "".join(
        _row(tally.corners[row], f'<td class="eerste">{_cell(sizes[row], top)}</td>')
        for row in scene.rows
    )
    style = {
        "rijen": len(scene.rows), "cijfers": widest(shown),
        "letters": letters(tally.corners[row] for row in scene.rows),
    }  # fmt: skip
    body = (
        f'<div class="samen"><p class="groot">{statements(tally.total)}</p><ul>{each}</ul></div>'
        f'<table style="{_style(style)}"><tbody>{rows}</tbody></table>'
    )
    return Part(body, legend([*shown, *kinds, tally.total], wall.choice.least))


def _row(name: str, cells: str) -> str:
    return f'<tr><th scope="row">{name_of(name)}</th>{cells}</tr>'


def _cells(tally: Tally, numbers: Sequence[Number], top: int) -> str:
    return "".join(
        f'<td class="{kind_class(kind)} {_first(at)}">{_cell(number, top)}</td>'
        for at, (kind, number) in enumerate(zip(tally.kinds, numbers, strict=True))
    )


def _cell(number: Number, top: int) -> str:
    return f'<span class="cel">{figure(number)}{bar(number, top)}</span>'


def _first(at: int) -> str:
    """The class of the first kind of a theme: space stands before it."""
    return "" if at else "eerste"


def _kinds(kinds: Iterable[str]) -> str:
    return "<p>" + " ".join(kind_word(kind) for kind in kinds) + "</p>"


def _all_cells(tally: Tally) -> Iterable[Number]:
    return (number for corner in tally.cells for theme in corner for number in theme)


def _style(values: Mapping[str, float]) -> str:
    return ";".join(f"--{name}:{value:g}" for name, value in values.items())
