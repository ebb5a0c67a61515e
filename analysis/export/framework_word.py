"""The framework matrix in Word: corners by themes, with the statements themselves in the cells."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from analysis.charts.palette import LIGHT, MARKS, dutch, label, text_colour
from analysis.export.carrying import carry
from analysis.export.infosheet_text import clean, runs_left
from analysis.export.report_word_document import ORIGIN, ReportDocument
from analysis.export.word_parts import cell, head_cell, paragraph, row, run, table
from analysis.report.framework import Entry, Framework, FrameworkRow, Group
from analysis.report.parts import Report

_TEXT, _HEAD, _STYLE = "Tabeltekst", "Tabelkop", "KoffiehoekLijst"
_CORNER = 3.3  # cm
_MOST_THEMES = 4  # in one table: with more the lines get too short to read
_UPRIGHT = 2  # themes on a page that stands: no narrower there than four on one that lies
_LETTERS = 6.5  # in a centimetre
_WHOLE = 26  # lines, of a row that stays on one page


def framework_docx(framework: Framework, report: Report) -> bytes:
    """The framework as .docx: how to read it and how it came about, then its tables.

    Each table has as many themes as can be read, and a row a corner and kind. The pages lie where
    the themes ask for it.
    """
    document = ReportDocument(report.title, made=report.traces.made)
    _opening(document, framework, report)
    document.turn(wide=len(framework.themes) > _UPRIGHT)
    if framework.rows:
        parts = _parts(len(framework.themes))
        for number, places in enumerate(parts, start=1):
            _part(document, framework, places, number, len(parts))
    return carry(document.content(), report.traces)


def _opening(document: ReportDocument, framework: Framework, report: Report) -> None:
    document.text(report.title, "Title")
    document.text(" · ".join(filter(None, ("Raamwerkmatrix", report.date))), "Subtitle")
    if report.warning is not None:
        document.text(report.warning, "Waarschuwing")
    document.text(report.overview[0], "Inleiding")
    document.text(framework.reading)
    document.heading("Verantwoording", 2)
    document.points(report.account)


def _parts(themes: int) -> list[range]:
    """The places of the themes in each table: as even as can be."""
    tables = math.ceil(themes / _MOST_THEMES) or 1
    each = math.ceil(themes / tables)
    return [range(start, min(start + each, themes)) for start in range(0, themes, each or 1)]


def _part(
    document: ReportDocument, framework: Framework, places: range, number: int, parts: int
) -> None:
    themes = framework.themes[places.start : places.stop]
    title = framework.caption
    if parts > 1:
        span = themes[0] if len(themes) == 1 else f"{themes[0]} t/m {themes[-1]}"
        document.heading(span, 2, new_page=number > 1)
        title = f"{title} Deel {number} van {parts}: {span}."
    document.caption("Tabel", title, framework.trace)
    widths = [_CORNER, *((document.width - _CORNER) / len(themes) for _ in themes)]
    heads = [
        head_cell(clean(name), width=width, style=_HEAD)
        for name, width in zip((framework.first, *themes), widths, strict=True)
    ]
    body = [
        _row(one, at, [groups[at] for groups in one.cells[places.start : places.stop]], widths)
        for one in framework.rows
        for at in range(len(framework.kinds))
    ]
    document.add(
        table(
            [row(*heads, head=True), *body],
            widths=widths, style=_STYLE, title=title, alt=framework.alt,
        )
    )  # fmt: skip


def _row(one: FrameworkRow, at: int, groups: Sequence[Group], widths: Sequence[float]) -> Any:
    """What a corner said of one kind. Its name stands in each row: a page may begin with any."""
    kind = groups[0].kind
    name = paragraph(run(clean(one.corner), bold=True), style=_TEXT, keep=True)
    words = run(label(kind), bold=True, ink=text_colour(kind))
    n = run(f"  n = {dutch(one.per_kind[at])}", ink=LIGHT.muted)
    filled = (
        cell(*_paragraphs(group), width=width)
        for group, width in zip(groups, widths[1:], strict=True)
    )
    return row(
        cell(name, paragraph(words, n, style=_TEXT), width=widths[0]),
        *filled,
        split=max(map(_height, groups, widths[1:])) > _WHOLE,
    )


def _height(group: Group, width: float) -> int:
    """About how many lines it takes."""
    letters = max(1.0, width * _LETTERS)
    return sum(math.ceil(len(one.text) / letters) + 1 for one in group.entries)


def _paragraphs(group: Group) -> Iterable[Any]:
    for entry in group.entries:
        yield _entry(entry, group.kind)
    for note in group.notes:
        yield paragraph(run(note, ink=LIGHT.muted), style=_TEXT)


def _entry(entry: Entry, kind: str) -> Any:
    text = clean(entry.text)
    leftward = runs_left(text)
    return paragraph(
        run(f"{MARKS[kind]} ", ink=text_colour(kind)),
        run(text, leftward=leftward),
        run(f"  {clean(entry.statement)}", style=ORIGIN),
        style=_TEXT,
        leftward=leftward,
    )
