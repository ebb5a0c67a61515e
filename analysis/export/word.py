"""Word files that everybody can read: Dutch, with real headings, header rows and a title.

What stands in the template as "[vul in: ...]" is marked, so that nobody overlooks it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from analysis.charts.palette import LIGHT
from analysis.export.word_parts import cell, element, head_cell, printable, row, sound, table

__all__ = ["OPEN", "WordFile", "printable"]

OPEN = re.compile(r"(\[vul in: [^\]]*\])")
"""What whoever reads the document has to fill in."""

_FONT = "Calibri"
_INK = RGBColor.from_string(LIGHT.ink.removeprefix("#"))
_HEADINGS = {"Title": 22, "Heading 1": 16, "Heading 2": 13}
_A4 = (Cm(21), Cm(29.7))
_MARGIN = Cm(2.2)


class WordFile:
    """A document that grows from top to bottom."""

    def __init__(self, title: str, *, made: date) -> None:
        self._document = Document()
        self._set_up(title, made)
        self._document.add_heading(printable(title), level=0)

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading; 1 is the highest level under the title."""
        self._document.add_heading(printable(text), level=level)

    def text(self, text: str) -> None:
        """Add a paragraph, with what is to be filled in marked."""
        _write(self._document.add_paragraph(), text)

    def points(self, texts: Iterable[str]) -> None:
        """Add a list with bullets."""
        for text in texts:
            _write(self._document.add_paragraph(style="List Bullet"), text)

    def table(
        self, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]
    ) -> None:
        """Add a table with a header row that returns on each page; `widths` are in cm."""
        header = row(
            *(head_cell(text, width=wide) for text, wide in zip(head, widths, strict=True)),
            head=True,
        )
        body = (
            row(*(self._cell(text, wide) for text, wide in zip(texts, widths, strict=True)))
            for texts in rows
        )
        made = table([header, *body], widths=widths, style="TableGrid")
        self._document.add_paragraph()._p.addprevious(made)

    def content(self) -> bytes:
        """The .docx file."""
        buffer = io.BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _cell(self, text: str, width: float) -> Any:
        made = self._document.add_paragraph()
        _write(made, text)
        return cell(made._p, width=width)

    def _set_up(self, title: str, made: date) -> None:
        """Language, properties, paper and styles; python-docx's own template is American."""
        document = self._document
        about = document.core_properties
        about.title, about.language = printable(title), "nl-NL"
        about.author = about.last_modified_by = "Koffiehoek"
        about.comments = ""
        about.created = about.modified = datetime(made.year, made.month, made.day)
        page = document.sections[0]
        page.page_width, page.page_height = _A4
        page.left_margin = page.right_margin = _MARGIN
        for language in document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "nl-NL")
        normal = document.styles["Normal"]
        normal.font.name, normal.font.size = _FONT, Pt(11)
        for name, size in _HEADINGS.items():
            style = document.styles[name]
            _in_house_font(style, size)
        _page_number(page.footer.paragraphs[0], title)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """(piece, still to be filled in)."""
    for piece in OPEN.split(text):
        if piece:
            yield piece, OPEN.fullmatch(piece) is not None


def _write(paragraph: Any, text: str) -> None:
    for piece, still_open in _pieces(sound(text)):
        run = paragraph.add_run(piece)
        if still_open:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _in_house_font(style: Any, size: int) -> None:
    """A heading in ink: blue would mean a kind."""
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
    for fonts in style.element.iter(qn("w:rFonts")):
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)


def _page_number(paragraph: Any, title: str) -> None:
    paragraph.add_run(f"{printable(title)}, bladzijde ")
    paragraph._p.append(element("fldSimple", instr="PAGE"))
