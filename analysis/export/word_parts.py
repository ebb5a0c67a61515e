"""Pieces of a Word file that python-docx has no words for, or makes too slowly.

Each function gives an element with its children in the order that the standard asks for
(ISO/IEC 29500-1, 17.3, 17.4 and 17.9); only text goes in as text. Sizes are in cm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from docx.oxml.ns import nsmap
from docx.oxml.parser import oxml_parser

from analysis.charts.palette import LIGHT

Align = Literal["", "center", "right"]
Merge = Literal["", "restart", "continue"]

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PREFIXES = {"w": nsmap["w"]}
_SPACE = f"{{{nsmap['w']}}}"
_TWIPS = 1440 / 2.54  # twentieths of a point in a centimetre


def sound(text: str) -> str:
    """The text without what XML does not allow."""
    return _UNPRINTABLE.sub("\ufffd", text)


def printable(text: str) -> str:
    """The text without what XML does not allow, its white space single."""
    return " ".join(sound(text).split())


def element(name: str, /, *children: Any, **values: str | int) -> Any:
    """`element("shd", fill="F6F7F9")` is <w:shd w:fill="F6F7F9"/>."""
    named = {f"{_SPACE}{key}": str(value) for key, value in values.items()}
    made = oxml_parser.makeelement(_SPACE + name, named, _PREFIXES)
    made.extend(child for child in children if child is not None)
    return made


def twips(centimetres: float) -> int:
    """A size as Word writes most of them."""
    return round(centimetres * _TWIPS)


def colour(hexadecimal: str) -> str:
    """A colour of the palette as Word writes it: without '#'."""
    return hexadecimal.removeprefix("#")


def shade(fill: str) -> Any:
    """The background of a cell or paragraph."""
    return element("shd", val="clear", color="auto", fill=colour(fill))


def run(
    text: str, *, style: str = "", bold: bool = False, ink: str = "", leftward: bool = False
) -> Any:
    """A piece of text; white space at its ends stays. `style` is the id of a character style."""
    written = element("t")
    written.text = sound(text)
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    look = [
        element("rStyle", val=style) if style else None,
        element("b") if bold else None,
        element("color", val=colour(ink)) if ink else None,
        element("rtl") if leftward else None,
    ]
    return element("r", element("rPr", *look) if any(one is not None for one in look) else None,
                   written)  # fmt: skip


def paragraph(
    *content: Any, style: str = "", keep: bool = False, new_page: bool = False, align: Align = "",
    leftward: bool = False,
) -> Any:  # fmt: skip
    """A paragraph; `keep` holds it on the page of the next one, `leftward` reads from the right."""
    look = [
        element("pStyle", val=style) if style else None,
        element("keepNext") if keep else None,
        element("pageBreakBefore") if new_page else None,
        element("bidi") if leftward else None,
        element("jc", val=align) if align else None,
    ]
    return element("p", element("pPr", *look) if any(one is not None for one in look) else None,
                   *content)  # fmt: skip


def field(instruction: str, *shown_runs: Any) -> tuple[Any, ...]:
    """The runs of a field that shows `shown_runs` until Word fills it in anew."""
    code = element("instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return (
        element("r", element("fldChar", fldCharType="begin")),
        element("r", code),
        element("r", element("fldChar", fldCharType="separate")),
        *shown_runs,
        element("r", element("fldChar", fldCharType="end")),
    )


def bookmark(name: str, number: int, *content: Any) -> tuple[Any, ...]:
    """The content between the two ends of a bookmark; `number` is one of a kind in the file."""
    return (
        element("bookmarkStart", id=number, name=name),
        *content,
        element("bookmarkEnd", id=number),
    )


def cell(
    *paragraphs: Any, width: float, span: int = 1, merge: Merge = "", fill: str = "",
    middle: bool = False,
) -> Any:  # fmt: skip
    """A cell of a table; `merge` makes it the first of, or goes on from, the cell above.

    With `middle` its text stands halfway up.
    """
    look = element(
        "tcPr",
        element("tcW", w=twips(width), type="dxa"),
        element("gridSpan", val=span) if span > 1 else None,
        element("vMerge", val=merge) if merge else None,
        shade(fill) if fill else None,
        element("vAlign", val="center") if middle else None,
    )
    return element("tc", look, *(paragraphs or (paragraph(),)))


def row(*cells: Any, head: bool = False, split: bool = False) -> Any:
    """A row of a table; a `head` returns on each page, and no row is split unless it may be."""
    look = element(
        "trPr", None if split else element("cantSplit"), element("tblHeader") if head else None
    )
    return element("tr", look if len(look) else None, *cells)


def table(
    rows: Iterable[Any],
    *,
    widths: Sequence[float],
    style: str = "",
    title: str = "",
    alt: str = "",
    totals: bool = False,
) -> Any:
    """A table of fixed widths, with a head of rows and of columns; `alt` says it in words."""
    look = element(
        "tblPr",
        element("tblStyle", val=style) if style else None,
        element("tblW", w=sum(map(twips, widths)), type="dxa"),
        element("tblLayout", type="fixed"),
        element(
            "tblLook", val="04E0" if totals else "04A0", firstRow=1, lastRow=int(totals),
            firstColumn=1, lastColumn=0, noHBand=0, noVBand=1,
        ),
        element("tblCaption", val=printable(title)) if title else None,
        element("tblDescription", val=printable(alt)) if alt else None,
    )  # fmt: skip
    grid = element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths))
    return element("tbl", look, grid, *rows)


def head_cell(text: str, *, width: float, style: str = "") -> Any:
    """A cell of a header row, shaded as everywhere."""
    return cell(
        paragraph(run(printable(text), bold=True), style=style), width=width, fill=LIGHT.cell
    )


def describe_picture(inline: Any, name: str, alt: str) -> None:
    """Give a picture its name and its text alternative."""
    about = inline.docPr
    about.set("name", printable(name))
    about.set("descr", printable(alt))
