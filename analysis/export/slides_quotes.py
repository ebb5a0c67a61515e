"""Quotes as a room can read them: as large as fits, cut at a sentence, in full in the notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from analysis.charts.palette import LIGHT, WORDS, label, text_colour
from analysis.export.infosheet_text import clean
from analysis.export.slides_text import (
    Box,
    Paragraph,
    Run,
    cut,
    fits,
    largest,
    on_one_line,
    sized,
    width_of,
)
from analysis.report.parts import KindQuotes, Quote
from analysis.report.quotes import QUOTES

SIZES = (28, 26, 24, 22, 20, 18)
ID_SIZE = 10
_ONE_EACH = (22, 20, 18)
_KIND = 16
_CAPTION, _CAPTION_LINES = 12, 2
_SOURCE, _BEFORE, _BETWEEN = 14, 3, 14  # points
_MOST_LINES = 16
_MARKS = frozenset('"“”„')

Lines = Sequence[int | None]
"""The most lines of each quote; None: all of them."""


def id_run(trace: str) -> Run:
    """The small grey number that tells where something comes from."""
    return Run(trace, ID_SIZE, colour=LIGHT.muted)


def caption(text: str, signs: str, trace: str, box: Box) -> tuple[Paragraph, ...]:
    """What stands under a chart or table: what it shows, what its signs mean, and its id."""
    room = box.width - width_of(f"  {trace}", ID_SIZE)
    said = cut(f"{clean(text)} {signs}".strip(), _CAPTION, room, _CAPTION_LINES)
    return (Paragraph((Run(f"{said}  ", _CAPTION, colour=LIGHT.muted), id_run(trace))),)


def pages(groups: Sequence[KindQuotes]) -> list[list[KindQuotes]]:
    """All kinds with their first three quotes; then those that have more, with the next three."""
    most = max((len(one.quotes) for one in groups), default=0)
    return [
        [
            replace(one, quotes=one.quotes[first : first + QUOTES])
            for one in groups
            if not first or len(one.quotes) > first
        ]
        for first in range(0, most, QUOTES)
    ]


def columns(groups: Sequence[KindQuotes], box: Box) -> list[tuple[Paragraph, ...]]:
    """A column a kind, all of one size, each in a box of this size."""
    whole = [_column(one, box, SIZES[-1], [None] * len(one.quotes)) for one in groups]
    size = largest(whole, SIZES, box)
    return [_column_fitted(one, box, size) for one in groups]


def _column_fitted(group: KindQuotes, box: Box, size: float) -> tuple[Paragraph, ...]:
    return _fitted(lambda lines: _column(group, box, size, lines), len(group.quotes), size, box)


def _fitted(
    make: Callable[[Lines], Sequence[Paragraph]], quotes: int, size: float, box: Box
) -> tuple[Paragraph, ...]:
    """What `make` gives for as many lines a quote as fit in the box: first as many for each."""
    least = next(
        (n for n in (None, *range(_MOST_LINES, 1, -1)) if fits(make([n] * quotes), size, box)), 1
    )
    lines: list[int | None] = [least] * quotes
    for at in range(quotes if least else 0):
        more = [*lines[:at], (least or 0) + 1, *lines[at + 1 :]]
        if fits(make(more), size, box):
            lines = more
    return sized(make(lines), size)


def _column(group: KindQuotes, box: Box, size: float, lines: Lines) -> tuple[Paragraph, ...]:
    return (_head(group), *_body(group, box, size, lines))


def _head(group: KindQuotes) -> Paragraph:
    colour = text_colour(group.kind)
    count = Run(f"  {group.n.text}", 18, colour=LIGHT.muted)
    return Paragraph((Run(label(group.kind), 20, bold=True, colour=colour), count))


def _body(group: KindQuotes, box: Box, size: float, lines: Lines) -> Iterator[Paragraph]:
    if not group.quotes:
        yield Paragraph((Run(_without(group), colour=LIGHT.muted),), before=_BETWEEN)
    for quote, most in zip(group.quotes, lines, strict=True):
        yield Paragraph((Run(_said(quote, size, box, most)),), before=_BETWEEN, said=True)
        yield _source(quote, box)


def _said(quote: Quote, size: float, box: Box, lines: int | None) -> str:
    """The quote between marks: single ones where it has double ones, none where it has its own."""
    text = clean(quote.text)
    opens, closes = "‘’" if _MARKS & set(text) else "“”"
    if len(text) > 1 and text[0] in _MARKS and text[-1] in _MARKS:
        opens, closes = "", text[-1]
        text = text[:-1]
    whole = f"{opens}{text}"
    short = whole + closes if lines is None else cut(whole + closes, size, box.width, lines)
    return short if short == whole + closes else short + closes


def _without(group: KindQuotes) -> str:
    return "Geen citaat gekozen." if group.n.value else "Geen uitspraken."


def _source(quote: Quote, box: Box) -> Paragraph:
    room = box.width - width_of(f"  {quote.trace}", ID_SIZE)
    corner = on_one_line(quote.corner, _SOURCE, room)
    return Paragraph(
        (Run(f"{corner}  ", _SOURCE, colour=LIGHT.muted), id_run(quote.trace)), before=_BEFORE
    )


def one_each(groups: Sequence[KindQuotes], box: Box) -> tuple[Paragraph, ...]:
    """The first quote of each kind under each other, without the corner."""
    first = [(one.kind, one.quotes[0]) for one in groups if one.quotes]
    size = largest([_rows(first, box, SIZES[-1], [None] * len(first))], _ONE_EACH, box)
    return _fitted(lambda lines: _rows(first, box, size, lines), len(first), size, box)


def _rows(
    quotes: Sequence[tuple[str, Quote]], box: Box, size: float, lines: Lines
) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    for (kind, quote), most in zip(quotes, lines, strict=True):
        head = Run(f"{label(kind)}  ", _KIND, bold=True, colour=text_colour(kind))
        found.append(Paragraph((head, id_run(quote.trace)), before=12))
        text = _said(quote, size, box, most)
        found.append(Paragraph((Run(text),), before=2, said=True))
    return tuple(found)


def in_full(groups: Sequence[KindQuotes]) -> Iterator[str]:
    """All quotes as they were said, with kind, corner and id, for the notes."""
    for group in groups:
        for quote in group.quotes:
            kind = WORDS[group.kind].capitalize()
            yield f"{kind}: “{quote.text}” ({quote.corner}; {quote.trace})"
