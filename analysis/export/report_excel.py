"""The whole synthesis as an Excel workbook: how it came about, numbers, statements, codebook."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from analysis.charts.palette import LIGHT, WORDS, label
from analysis.codebook import Codebook
from analysis.codebook.schema import Theme
from analysis.export.carrying import carry
from analysis.export.excel import left_out_sheet, matrix_sheet, statements_sheet
from analysis.export.excel_book import SMALL, Book, Heading, Kind, Value, lines_of, put, set_height
from analysis.report.framework import Framework, Group
from analysis.report.parts import Report
from analysis.report.wording import Sentence
from analysis.synthesis.incidence import NO_THEME
from analysis.types import LeftOut

_SHEETS = {
    "Matrix": "hoe vaak elk thema is genoemd",
    "Uitspraken": "alle uitspraken met hun codes, bewijs en vindplaats",
    "Raamwerk": "de uitspraken zelf, per hoek en thema",
    "Citaten": "de gekozen citaten per thema en soort",
    "Codeboek": "wat elk thema inhoudt",
    "Weggelaten": "tekst die geen uitspraak werd, met de reden",
}
"""The sheets after the first, and what stands in them."""

_QUOTE_HEAD = ("thema", "soort", "citaat", "hoek", "uitspraak", "nagekeken", "herkomst")
_QUOTE_WIDTHS = (24, 14, 80, 26, 14, 11, 11)
_CODE_HEAD = (
    *("groep", "code", "naam", "definitie", "wat erbij hoort", "wat er niet bij hoort"),
    *("zoektermen", "voorbeelden"),
)
_CODE_WIDTHS = (11, 15, 17, 30, 34, 34, 44, 40)
_SENTENCE, _IDS = 96, 50  # characters, the widths of a sentence and the ids beside it
_CELL = 60  # characters, the width of a cell with quotes
_THEMES_ACROSS = 3  # on a printed page
_MOST_LINES = 28  # of small text; Excel makes no row higher than 32


def report_xlsx(
    report: Report, framework: Framework, codebook: Codebook, left_out: Sequence[LeftOut]
) -> bytes:
    """An .xlsx file with the sheets Verantwoording and _SHEETS, and the report's traces.

    Of `left_out` what is held back is so already.
    """
    book = Book(report.title, made=report.traces.made)
    _account(book, report)
    matrix_sheet(
        book,
        report.matrix,
        measure=report.measure,
        heading=Heading(report.table.caption, report.table.trace),
        totals=[number for line in report.table.lines if line.total for number in line.numbers],
    )
    themes = [theme for theme in report.matrix.codebook if theme != NO_THEME]
    statements_sheet(book, report.rows, themes)
    _framework(book, framework)
    _quotes(book, report)
    _codebook(book, codebook)
    left_out_sheet(book, left_out)
    return carry(book.content(), report.traces)


def _account(book: Book, report: Report) -> None:
    sheet = book.sheet("Verantwoording")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _SENTENCE)
    sheet.set_column(1, 1, _IDS)
    text = book.style(text_wrap=True, valign="top")
    put(sheet, 0, 0, report.title, book.style(bold=True, font_size=18, text_wrap=True))
    facts = report.facts
    codebook = f"Codeboek {facts.codebook}, versie {facts.version}"
    put(sheet, 1, 0, " · ".join(filter(None, (report.date, codebook))), text)
    row = _warning(book, sheet, report.warning)
    row = _said(book, sheet, row, report.account)
    put(sheet, row, 0, "Wat staat waar", book.strong)
    for place, (name, about) in enumerate(_SHEETS.items(), start=row + 1):
        put(sheet, place, 0, f"{name}: {about}", text)


def _warning(book: Book, sheet: Any, warning: Sentence | None) -> int:
    """Where the review is unfinished it says so here, on the first sheet; the next free row."""
    if warning is None:
        return 3
    _sentence(book, sheet, 3, warning, {"bold": True, "border": 1, "bg_color": LIGHT.cell})
    return 5


def _said(book: Book, sheet: Any, row: int, sentences: Sequence[Sentence]) -> int:
    """How it came about, sentence by sentence; the next free row."""
    put(sheet, row, 0, "Hoe dit tot stand kwam", book.strong)
    put(sheet, row, 1, "herkomst van de getallen", book.small)
    for place, sentence in enumerate(sentences, start=row + 1):
        _sentence(book, sheet, place, sentence, {})
    return row + len(sentences) + 2


def _sentence(
    book: Book, sheet: Any, row: int, sentence: Sentence, look: Mapping[str, Any]
) -> None:
    """The sentence, and beside it each of its numbers with the id of its trace."""
    found = (f"{part.text}: {part.trace}" for part in sentence.parts if part.trace)
    ids = " · ".join(dict.fromkeys(found))
    put(sheet, row, 0, sentence.text, book.style(text_wrap=True, valign="top", **look))
    put(sheet, row, 1, ids, book.small)
    set_height(sheet, row, [(sentence.text, _SENTENCE), (ids, _IDS)])


def _framework(book: Book, framework: Framework) -> None:
    """A line a corner and kind, and more where its cells do not fit on one."""
    sheet = book.table(
        "Raamwerk",
        (framework.first, "soort", "n", *framework.themes),
        _framework_lines(framework),
        widths=(24, 13, 8, *(_CELL for _ in framework.themes)),
        about=framework.alt,
        columns=3,
        heading=Heading(framework.caption, framework.trace),
        size=SMALL,
    )
    sheet.repeat_columns(0, 2)
    sheet.fit_to_pages(math.ceil(len(framework.themes) / _THEMES_ACROSS) or 1, 0)


def _framework_lines(framework: Framework) -> Iterator[tuple[Value, ...]]:
    for row in framework.rows:
        for kind, n, *groups in zip(framework.kinds, row.per_kind, *row.cells, strict=True):
            cells = zip_longest(*map(_texts, groups), fillvalue="")
            for place, texts in enumerate(cells):
                number: Value = "vervolg" if place else n
                yield (row.corner, Kind(label(kind), kind), number, *texts)


def _texts(group: Group) -> list[str]:
    """What the group's cell says: one text, or more where it is longer than a row is high."""
    said = [f"• {one.text} [{one.statement}]" for one in group.entries] + list(group.notes)
    texts: list[list[str]] = [[]]
    height = 0
    for one in said:
        lines = lines_of(one, _CELL, size=SMALL)
        if texts[-1] and height + lines > _MOST_LINES:
            texts.append([])
            height = 0
        texts[-1].append(one)
        height += lines
    return ["\n".join(one) for one in texts]


def _quotes(book: Book, report: Report) -> None:
    book.table(
        "Citaten",
        _QUOTE_HEAD,
        (
            (section.label, Kind(WORDS[group.kind], group.kind), quote.text, quote.corner,
             quote.statement, "ja" if quote.reviewed else "nee", quote.trace)
            for section in report.themes
            for group in section.quotes
            for quote in group.quotes
        ),
        widths=_QUOTE_WIDTHS,
        about="Elke regel is een gekozen citaat, met de hoek en het nummer van de uitspraak.",
    )  # fmt: skip


def _codebook(book: Book, codebook: Codebook) -> None:
    book.table(
        "Codeboek",
        _CODE_HEAD,
        (_code(group, code) for group, codes in _codes(codebook) for code in codes),
        widths=_CODE_WIDTHS,
        about="Elke regel is een code: wat hij inhoudt, zoektermen en voorbeelden.",
        columns=3,
    )


def _codes(codebook: Codebook) -> Iterator[tuple[str, Sequence[Theme]]]:
    yield "thema", codebook.themes
    if codebook.dimension:
        yield codebook.dimension.title, codebook.dimension.codes
    yield "obstakel", codebook.obstacles


def _code(group: str, code: Theme) -> tuple[str, ...]:
    means = (code.definition, code.inclusion, code.exclusion)
    return (group, code.name, code.label, *means, "; ".join(code.terms), "\n".join(code.examples))
