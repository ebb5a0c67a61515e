"""The tables of a report in Word: shaded as the figures, whole rows, heads on each page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from analysis.charts.palette import LIGHT, MARKS, WORDS, label, text_colour
from analysis.export.infosheet_text import clean
from analysis.export.rows import Row
from analysis.export.shading import shading, signs
from analysis.export.word_parts import cell, element, head_cell, paragraph, row, run, table
from analysis.report.parts import Column, Line, Table
from analysis.report.wording import word

_TEXT, _HEAD = "Tabeltekst", "Tabelkop"
_MATRIX, _LIST = "KoffiehoekMatrix", "KoffiehoekLijst"
_NARROWEST_LABEL, _LABEL, _WIDEST_LABEL = 3.3, 4.8, 7.0  # cm
_PLAIN = 1.0  # a column of numbers without kind
_NARROWEST, _WIDEST = 1.35, 2.6  # a column of a kind: "knelpunt" stands above it
_ROOMY = 2.3  # has room for mark and word on one line
_ON_ONE_PAGE = 20  # rows; a longer table may go on on the next page
_ROWS_HEAD = ("Nummer", "", "Soort", "Thema’s", "Uitspraak", "Bron en regel")
_ROWS_SHARES = (0.1, 0.15, 0.09, 0.13, 0.39, 0.14)


@dataclass(frozen=True, slots=True)
class Part:
    """A table of Word with as many themes as fit; `themes` are the first and the last of them."""

    table: Any
    themes: tuple[str, str]
    signs: str


def fits(whole: Table, width: float) -> bool:
    """Whether the table can be in one piece."""
    return len(_pieces(whole, width)) == 1


def matrix_parts(whole: Table, *, width: float, top: float) -> list[Part]:
    """The table in as many pieces as the width asks for; `top` is the number of the full hue."""
    return [_part(whole, places, width, top) for places in _pieces(whole, width)]


def statements_table(rows: Sequence[Row], *, corner_word: str, width: float, alt: str) -> Any:
    """All statements, one a row."""
    widths = [width * share for share in _ROWS_SHARES]
    names = [name or corner_word for name in _ROWS_HEAD]
    head = [head_cell(name, width=one, style=_HEAD)
            for name, one in zip(names, widths, strict=True)]  # fmt: skip
    return table(
        [row(*head, head=True), *(_statement(one, widths) for one in rows)],
        widths=widths,
        style=_LIST,
        title="Alle uitspraken",
        alt=alt,
    )


def side_by_side(columns: Sequence[tuple[str, Sequence[Any]]], *, width: float, title: str) -> Any:
    """Kinds next to each other, each with its paragraphs.

    Without a style of tables: in one LibreOffice forgets the styles of letters.
    """
    one = width / len(columns)
    head = [cell(_kind_head(kind, width=one), width=one) for kind, _ in columns]
    body = [cell(*paragraphs, width=one) for _, paragraphs in columns]
    return table(
        [row(*head, head=True), row(*body, split=True)],
        widths=[one] * len(columns),
        title=title,
        alt=title,
    )


def _pieces(whole: Table, width: float) -> list[list[int]]:
    """The places of the columns in each piece: those without kind in all, a theme in one."""
    plain = [at for at, one in enumerate(whole.columns) if one.kind is None]
    groups: dict[str | None, list[int]] = {}
    for at, one in enumerate(whole.columns):
        if one.kind is not None:
            groups.setdefault(one.theme, []).append(at)
    if not groups:
        return [plain]
    widest = max(map(len, groups.values())) * _NARROWEST
    most = max(1, int((width - _NARROWEST_LABEL - _PLAIN * len(plain)) // widest))
    found, pieces = list(groups.values()), math.ceil(len(groups) / most)
    ends = [round(len(found) * piece / pieces) for piece in range(pieces + 1)]
    return [
        plain + [at for group in found[start:end] for at in group] for start, end in pairwise(ends)
    ]


def _part(whole: Table, places: Sequence[int], width: float, top: float) -> Part:
    columns = [whole.columns[at] for at in places]
    lines = [
        Line(one.label, tuple(one.numbers[at] for at in places), one.total) for one in whole.lines
    ]
    widths = _widths(columns, width)
    themes = [one.theme for one in columns if one.theme is not None]
    several = len({one.theme for one in whole.columns if one.kind is not None}) > 1
    heads = _heads(whole.first, columns, widths, several=several)
    note = signs(lines, columns)
    whole_page = len(lines) <= _ON_ONE_PAGE
    # What explains the signs stays with the last line, so neither stands alone on a page.
    body = [
        _line(one, columns, widths, top=top, keep=bool(note) if one is lines[-1] else whole_page)
        for one in lines
    ]
    made = table(
        [*heads, *body],
        widths=widths,
        style=_MATRIX,
        title=whole.caption,
        alt=whole.alt,
        totals=bool(lines) and lines[-1].total,
    )
    ends = (themes[0], themes[-1]) if themes else ("", "")
    return Part(made, ends, note)


def _widths(columns: Sequence[Column], width: float) -> list[float]:
    """Of the labels, which give way first, and of each column."""
    kinds = sum(one.kind is not None for one in columns)
    room = width - _PLAIN * (len(columns) - kinds)
    each = min(_WIDEST, max(_NARROWEST, (room - _LABEL) / kinds)) if kinds else 0.0
    sizes = [_PLAIN if one.kind is None else each for one in columns]
    return [min(room - each * kinds, _WIDEST_LABEL), *sizes]


def _heads(
    first: str, columns: Sequence[Column], widths: Sequence[float], *, several: bool
) -> list[Any]:
    """The header rows: themes over their kinds where there are several, else the kinds."""
    plain = [first, *(word("words", "n") for one in columns if one.kind is None)]
    kinds = [
        cell(_kind_head(one.kind, width=wide), width=wide)
        for one, wide in zip(columns, widths[1:], strict=True)
        if one.kind is not None
    ]
    if not several:
        return [row(*_plain_heads(plain, widths, ""), *kinds, head=True)]
    themes = [
        cell(_head(name, align="center"), width=wide, span=span, fill=LIGHT.cell)
        for name, span, wide in _spans(columns, widths[1:])
    ]
    above = [*_plain_heads(plain, widths, "restart"), *themes]
    below = [*_plain_heads(["" for _ in plain], widths, "continue"), *kinds]
    return [row(*above, head=True), row(*below, head=True)]


def _plain_heads(texts: Sequence[str], widths: Sequence[float], merge: Any) -> list[Any]:
    return [
        cell(
            _head(text, align="" if place == 0 else "center") if text else paragraph(style=_TEXT),
            width=widths[place],
            merge=merge,
            fill=LIGHT.cell,
        )
        for place, text in enumerate(texts)
    ]


def _spans(
    columns: Sequence[Column], widths: Sequence[float]
) -> Iterable[tuple[str, int, float]]:  # fmt: skip
    """Each theme with the number and the width of its columns."""
    for theme in dict.fromkeys(one.theme for one in columns if one.kind is not None):
        own = [wide for one, wide in zip(columns, widths, strict=True)
               if one.kind is not None and one.theme == theme]  # fmt: skip
        yield theme or "", len(own), sum(own)


def _head(text: str, *, align: Any = "") -> Any:
    return paragraph(run(clean(text)), style=_HEAD, align=align, keep=True)


def _kind_head(kind: str, *, width: float) -> Any:
    """Mark and word in the kind's colour, the word under the mark where the column is narrow."""
    ink = text_colour(kind)
    gap = element("r", element("br")) if width < _ROOMY else run(" ")
    words = [run(MARKS[kind], ink=ink), gap, run(WORDS[kind], ink=ink)]
    return paragraph(*words, style=_HEAD, align="center", keep=True)


def _line(
    line: Line, columns: Sequence[Column], widths: Sequence[float], *, top: float, keep: bool
) -> Any:
    name = paragraph(run(clean(line.label), bold=line.total), style=_TEXT, keep=keep)
    fill = LIGHT.cell if line.total else ""
    cells = [cell(name, width=widths[0], fill=fill, middle=True)]
    for number, column, wide in zip(line.numbers, columns, widths[1:], strict=True):
        ink = LIGHT.ink if line.total else LIGHT.muted
        if column.kind is not None and not line.total:
            look = shading(number, column.kind, top)
            fill, ink = look.fill, look.ink
        text = paragraph(
            run(number.text, bold=line.total, ink=ink), style=_TEXT, align="center", keep=keep
        )
        cells.append(cell(text, width=wide, fill=fill, middle=True))
    return row(*cells)


def _statement(one: Row, widths: Sequence[float]) -> Any:
    source = f"{one.source}, {one.line}" if one.line else one.source
    texts = (one.id, one.corner, None, one.theme_words, one.text, source)
    cells = []
    for text, width in zip(texts, widths, strict=True):
        if text is None:
            words = run(label(one.kind), ink=text_colour(one.kind))
        else:
            words = run(clean(text))
        cells.append(cell(paragraph(words, style=_TEXT), width=width))
    return row(*cells)
