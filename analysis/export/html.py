"""The matrix as one HTML file: every number is a link to its statements, without any script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.charts.cells import EMPTY, Cell, drawn_cells
from analysis.charts.palette import MARKS, WORDS, dutch, label, text_colour
from analysis.charts.words import describe
from analysis.export.rows import Row
from analysis.synthesis.frames import Frames
from analysis.synthesis.matrix import Key, Matrix, ids_by_cell, statement_ids
from analysis.types import Span

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A statement in a list; `pieces` are (text, matched or not)."""

    row: Row
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class _List:
    """The statements behind one cell, or those that no cell shows."""

    anchor: str
    title: str
    back: str
    items: tuple[_Listed, ...]


def matrix_html(matrix: Matrix, frames: Frames, rows: Iterable[Row], *, title: str) -> str:
    """A page that works without script, by keyboard and on paper; text is escaped.

    `rows` are the exported statements (`export_rows`), at least those in the matrix's selection.
    """
    by_id = {row.id: row for row in rows}
    behind = ids_by_cell(frames, matrix)
    cells = drawn_cells(matrix, "count")
    nights = drawn_cells(matrix, "count", dark=True)
    across = len(matrix.themes) * len(matrix.kinds)
    corners: list[dict[str, Any]] = []
    for place, name in enumerate(matrix.corners):
        mine = slice(place * across, (place + 1) * across)
        lists = _lists(matrix, frames, name, place, behind=behind, by_id=by_id)
        there = {item.anchor for item in lists}
        drawn = [
            _drawn(matrix, *pair, place, there)
            for pair in zip(cells[mine], nights[mine], strict=True)
        ]
        n = dutch(int(matrix.per_corner[name]))
        corners.append(
            {"name": name, "anchor": f"h{place}", "n": n, "cells": drawn, "lists": lists}
        )
    return _ENVIRONMENT.get_template("matrix.html").render(
        title=title,
        summary=describe(matrix),
        n=dutch(matrix.n),
        themes=matrix.themes,
        kinds=[_kind(kind) for kind in matrix.kinds],
        corners=corners,
        empty=EMPTY,
    )


def _kind(kind: str) -> dict[str, str]:
    colours = {"colour": text_colour(kind), "night": text_colour(kind, dark=True)}
    return {"mark": MARKS[kind], "word": WORDS[kind].split()[0], **colours}


def _anchor(matrix: Matrix, place: int, theme: str, kind: str) -> str:
    return f"h{place}-t{matrix.themes.index(theme)}-{kind or 'zonder'}"


def _drawn(matrix: Matrix, day: Cell, night: Cell, place: int, there: set[str]) -> dict[str, Any]:
    """What the template needs for one cell; the link goes to its list, or to those that wait."""
    anchor = _anchor(matrix, place, day.theme, day.kind)
    target = f"h{place}-wacht" if day.state == "not_coded" else anchor
    said = EMPTY[day.state][1] if day.state in EMPTY else f"{day.text} uitspraken"
    style = f"--f:{day.fill};--i:{day.ink};--nf:{night.fill};--ni:{night.ink}"
    return {
        "anchor": anchor,
        "target": target if target in there else None,
        "text": day.text,
        "state": day.state,
        "said": f"{day.corner}, {day.theme}, {WORDS[day.kind]}: {said}",
        "style": style,
    }


def _lists(
    matrix: Matrix,
    frames: Frames,
    corner: str,
    place: int,
    *,
    behind: Mapping[Key, tuple[str, ...]],
    by_id: Mapping[str, Row],
) -> list[_List]:
    """Per cell its statements; then those still to be coded, then those of hidden themes."""
    lists, shown = [], set[str]()
    for theme in matrix.themes:
        for kind in matrix.kinds:
            ids = behind.get((corner, theme, kind), ())
            shown.update(ids)
            anchor = _anchor(matrix, place, theme, kind)
            items = _listed(ids, by_id, [theme])
            lists.append(_List(anchor, f"{theme} · {label(kind)}", f"m-{anchor}", items))
    everything = statement_ids(frames, themes=matrix.codebook, corner=corner, select=matrix.select)
    waiting = statement_ids(
        frames, themes=matrix.codebook, corner=corner, select=matrix.select, uncoded=True
    )
    waits = set(waiting)
    rest = [one for one in everything if one not in shown and one not in waits]
    row = f"m-h{place}"
    wait = _List(
        f"h{place}-wacht", "nog niet (helemaal) gecodeerd", row, _listed(waiting, by_id, ())
    )
    other = _List(f"h{place}-rest", "andere thema’s", row, _listed(rest, by_id, matrix.codebook))
    return [item for item in (*lists, wait, other) if item.items]


def _listed(
    ids: Iterable[str], by_id: Mapping[str, Row], themes: Sequence[str]
) -> tuple[_Listed, ...]:
    rows = [by_id[one] for one in ids]
    spans = [[span for theme in themes for span in row.evidence.get(theme, ())] for row in rows]
    return tuple(
        _Listed(row, tuple(pieces(row.text, found))) for row, found in zip(rows, spans, strict=True)
    )


def pieces(text: str, spans: Iterable[Span]) -> list[tuple[str, bool]]:
    """The text cut where evidence begins and ends; overlapping spans are taken together."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = replace(merged[-1], end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    result, done = [], 0
    for span in merged:
        result += [(text[done : span.start], False), (text[span.start : span.end], True)]
        done = span.end
    return [(piece, hit) for piece, hit in [*result, (text[done:], False)] if piece]
