"""The bottlenecks that most corners share, beside the chances set against them, as a table.

Where the author left chances out, the bottlenecks stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.charts.cells import EMPTY
from analysis.charts.palette import LIGHT, label, text_colour
from analysis.export.slides_cells import fill, new_table
from analysis.export.slides_charts import evenly
from analysis.export.slides_deck import CAPTION, FIGURE, TEXT, Deck, numbered
from analysis.export.slides_quotes import id_run
from analysis.export.slides_text import Paragraph, Run, cut, on_one_line, one_line_size, shown
from analysis.report.parts import Report, Shared
from analysis.report.wording import Number, plural

_ALONE = "Gedeelde knelpunten"
_TITLE = f"{_ALONE}, en de kansen die daartegenover staan"
_MOST_ROWS = 5
_WIDTHS = (197.0, 214.0, 214.0, 248.0)
_WIDTHS_ALONE = (437.0, 436.0)
_LACKING = "Wel knelpunt, geen kans"
_HEAD, _ROW, _MARGIN = 36.0, 60.0, 8.0
_HEADS, _NUMBER, _BESIDE = 17, 22, 14  # sizes
_BESIDE_SIZES = (_BESIDE, 13, 12)


def add_shared(deck: Deck, report: Report) -> None:
    """One or more slides; none where no bottleneck was asked for or said."""
    if report.nothing_shared:
        slide = deck.slide("Tekst", _ALONE)
        slide.fill(TEXT, shown([report.nothing_shared.text], (24,), slide.box(TEXT)))
        slide.done([report.nothing_shared.text])
    parts = evenly(report.shared, _MOST_ROWS)
    beside = "kans" in report.matrix.kinds
    widths = _WIDTHS if beside else _WIDTHS_ALONE
    for title, part in numbered(_TITLE if beside else _ALONE, parts):
        slide = deck.slide("Tabel", title)
        said = [one.text for shared in part for one in shared.sentences]
        rows = new_table(
            slide,
            FIGURE,
            widths=widths,
            heights=[_HEAD, *[_ROW] * len(part)],
            name=" ".join(number.trace for one in part for number in _numbers(one)),
            alt=" ".join(["Tabel.", *said]),
        )
        _heads(rows[0], beside)
        for row, shared in zip(rows[1:], part, strict=True):
            _bottlenecks(row, shared, report.corner_word, widths)
            if beside:
                _chances(row, shared, report.corner_word)
        slide.fill(CAPTION, [Paragraph((Run(_caption(report), 12, colour=LIGHT.muted),))])
        slide.done([*said, *_sources(part)])


def _caption(report: Report) -> str:
    groups = plural(report.corner_word)
    return f"Thema’s die bij meer dan de helft van de {groups} een knelpunt zijn."


def _numbers(shared: Shared) -> list[Number]:
    return [shared.bottlenecks, *([shared.chances] if shared.chances else [])]


def _sources(part: Sequence[Shared]) -> list[str]:
    return [
        f"{shared.label}: {', '.join(f'{one.text} ({one.trace})' for one in _numbers(shared))}"
        for shared in part
    ]


def _heads(cells: Sequence[Any], beside: bool) -> None:
    """The heads; with those of the chances, `beside`."""
    _head(cells[0], Run("Thema", _HEADS, bold=True))
    for cell, kind in zip(cells[1:3], ("knelpunt", "kans"), strict=False):
        _head(cell, Run(label(kind), _HEADS, bold=True, colour=text_colour(kind)))
    if beside:
        _head(cells[3], Run(_LACKING, _HEADS, bold=True))


def _head(cell: Any, run: Run) -> None:
    fill(cell, [[run]], align="l", margin=_MARGIN)


def _bottlenecks(cells: Sequence[Any], shared: Shared, group: str, widths: Sequence[float]) -> None:
    name = on_one_line(shared.label, _NUMBER, widths[0] - 2 * _MARGIN, bold=True)
    _cell(cells[0], [Run(name, _NUMBER, bold=True)])
    among = f"in {shared.corners.text} van de {_counted(shared.asked, group)}"
    _amount(cells[1], shared.bottlenecks, among)


def _chances(cells: Sequence[Any], shared: Shared, group: str) -> None:
    if shared.chances is None or shared.chance_corners is None:
        for cell in cells[2:]:  # nobody could lack what nobody was asked for
            _cell(cell, [Run(EMPTY["not_asked"][1], _BESIDE, colour=LIGHT.muted)])
        return
    _amount(cells[2], shared.chances, f"in {_counted(shared.chance_corners, group)}")
    lacking = cut(", ".join(shared.lacking) or "geen", _BESIDE, _WIDTHS[3] - 2 * _MARGIN, 2)
    _cell(cells[3], [Run(lacking, _BESIDE)])


def _cell(cell: Any, *lines: Sequence[Run]) -> None:
    fill(cell, lines, align="l", colour=LIGHT.cell, margin=_MARGIN)


def _counted(number: Number, group: str) -> str:
    return f"{number.text} {group if number.value == 1 else plural(group)}"


def _amount(cell: Any, number: Number, among: str) -> None:
    """How often, with its id, and under it in how many groups."""
    room = _WIDTHS[1] - 2 * _MARGIN
    size = one_line_size([among], _BESIDE_SIZES, room)
    many = [Run(f"{number.text}  ", _NUMBER, bold=True), id_run(number.trace)]
    beside = [Run(on_one_line(among, size, room), size)]
    _cell(cell, many, beside)
