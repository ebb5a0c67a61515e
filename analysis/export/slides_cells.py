"""Cells of native tables: text of one look, white lines round it, and a colour or hatching."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pptx.oxml.ns import qn
from pptx.util import Pt

from analysis.charts.palette import LIGHT
from analysis.export.slides_deck import Slide, child, named, write
from analysis.export.slides_text import Paragraph, Run

MARGIN = 2.0
"""Points round the text of a cell."""

Align = Literal["l", "ctr", "r"]

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own table style without lines or colours."""
_LINE = 1.5  # points of white between cells


def new_table(
    slide: Slide,
    idx: int,
    *,
    widths: Sequence[float],
    heights: Sequence[float],
    name: str,
    alt: str,
) -> list[list[Any]]:
    """A table in a placeholder, sizes in points; gives its cells, line by line.

    The first line is its head and the first column names the lines. `name` are the ids that the
    table shows.
    """
    frame = slide.take(idx).insert_table(rows=len(heights), cols=len(widths))
    table = frame.table
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(table.rows, heights, strict=True):
        row.height = Pt(height)
    frame.width, frame.height = Pt(sum(widths)), Pt(sum(heights))
    table.horz_banding, table.first_col = False, True
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN
    named(frame, name, alt)
    return [list(row.cells) for row in table.rows]


def fill(
    cell: Any,
    lines: Iterable[Sequence[Run]],
    *,
    align: Align = "ctr",
    anchor: Literal["t", "ctr", "b"] = "ctr",
    colour: str | None = None,
    margin: float = MARGIN,
) -> None:
    """Write lines of text into a cell; `colour` is that of the cell itself, `margin` in points."""
    body = cell._tc.get_or_add_txBody()
    write(body, [Paragraph(tuple(runs)) for runs in lines])
    for paragraph in body.iter(qn("a:pPr")):
        paragraph.set("algn", align)
    about = cell._tc.get_or_add_tcPr()
    for old in list(about):
        about.remove(old)
    for side, points in (("marL", margin), ("marR", margin), ("marT", MARGIN), ("marB", MARGIN)):
        about.set(side, str(int(Pt(points))))
    about.set("anchor", anchor)
    for name in ("lnL", "lnR", "lnT", "lnB"):
        line = child(about, f"a:{name}", w=str(int(Pt(_LINE))))
        _colour(child(line, "a:solidFill"), LIGHT.background)
    if colour:
        _colour(child(about, "a:solidFill"), colour)


def hatch(cell: Any) -> None:
    """Fill a cell, which has no colour, with thin slanting lines."""
    pattern = child(cell._tc.get_or_add_tcPr(), "a:pattFill", prst="ltUpDiag")
    _colour(child(pattern, "a:fgClr"), LIGHT.line)
    _colour(child(pattern, "a:bgClr"), LIGHT.background)


def _colour(parent: Any, colour: str) -> None:
    child(parent, "a:srgbClr", val=colour.removeprefix("#"))
