"""PDF: lines with indentation, columns, tables, white between paragraphs, page furniture."""

from __future__ import annotations

import io
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib import colors
from reportlab.pdfgen import canvas
from reportlab.platypus import Table

from analysis.ingest.readers import read_blocks
from analysis.types import Block, BlockKind


class Sheet:
    """A PDF under construction; y counts from the bottom, in points."""

    def __init__(self) -> None:
        self.out = io.BytesIO()
        self.canvas = canvas.Canvas(self.out)

    def write(self, *lines: tuple[float, float, str], font: str = "Helvetica") -> None:
        self.canvas.setFont(font, 12)
        for x, y, text in lines:
            self.canvas.drawString(x, y, text)

    def read(self) -> tuple[Block, ...]:
        self.canvas.save()
        return read_blocks("a.pdf", self.out.getvalue())


@given(
    st.lists(
        st.text("abcdefgé ,.", min_size=3, max_size=50).map(str.strip).filter(str),
        min_size=1,
        max_size=20,
    )
)
@settings(max_examples=25, deadline=None)
def test_every_line_comes_back(texts: list[str]) -> None:
    sheet = Sheet()
    sheet.write(*((72, 720 - 14 * at, text) for at, text in enumerate(texts)))
    found = " ".join(block.text for block in sheet.read())
    assert found.split() == unicodedata.normalize("NFC", " ".join(texts)).split()


def test_indentation_white_size_and_bold() -> None:
    sheet = Sheet()
    sheet.write((72, 720, "Koffiehoek OM"), font="Helvetica-Bold")
    lines = ["korte lijnen in de wijk en", "vertrouwen", "nog een regel", "en nog een"]
    sheet.write((72, 690, "Wat gaat goed?"), *((84, 676 - 14 * n, t) for n, t in enumerate(lines)))
    found = [(b.text, b.bold, b.size) for b in sheet.read()]
    assert found == [
        ("Koffiehoek OM", True, 12.0),
        ("", False, None),
        ("Wat gaat goed?", False, 12.0),
        *((f"  {line}", False, 12.0) for line in lines),
        ("", False, None),
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    sheet.write(
        (60, 750, "Een kop over de hele breedte van de bladzijde, over de goot heen en door")
    )
    left = [f"linker kolom, regel {n} met tekst" for n in range(8)]
    right = [f"rechter kolom, regel {n} met tekst" for n in range(8)]
    for n in range(8):
        sheet.write((60, 700 - 14 * n, left[n]), (320, 697 - 14 * n, right[n]))
    texts = [block.text for block in sheet.read() if block.text]
    assert texts[1:] == left + right


def test_columns_of_times_stay_on_their_line() -> None:
    sheet = Sheet()
    for n in range(6):
        sheet.write(
            (60, 700 - 14 * n, f"1{n}:00"), (140, 700 - 14 * n, f"onderdeel {n} van de dag")
        )
    texts = [block.text for block in sheet.read() if block.text]
    assert [text.split()[0] for text in texts] == [f"1{n}:00" for n in range(6)]


def test_ruled_table_and_the_line_after_it() -> None:
    sheet = Sheet()
    sheet.write((72, 740, "Voor de tabel"))
    table = Table(
        [["werkt", "knelpunt"], ["korte lijnen\ntweede regel", "privacy"]],
        style=[("GRID", (0, 0), (-1, -1), 1, colors.black)],
    )
    table.wrapOn(sheet.canvas, 400, 400)
    table.drawOn(sheet.canvas, 72, 660)
    sheet.write((72, 646, "Na de tabel"))
    found = [(b.text, b.row, b.column) for b in sheet.read() if b.text]
    assert found == [
        ("Voor de tabel", None, None),
        ("werkt", 0, 0),
        ("knelpunt", 0, 1),
        ("korte lijnen\ntweede regel", 1, 0),
        ("privacy", 1, 1),
        ("Na de tabel", None, None),
    ]


def test_repeated_headers_and_page_numbers_are_furniture() -> None:
    sheet = Sheet()
    for page in (1, 2, 3):
        sheet.write((72, 810, "Verslag themadag"), (290, 30, f"pagina {page} van 3"))
        sheet.write((72, 700, "Wat gaat goed?"), (72, 686, f"uitspraak {page}"))
        sheet.canvas.showPage()
    found = [(b.kind, b.text, b.place.page) for b in sheet.read() if b.text]
    line, side = BlockKind.LINE, BlockKind.FURNITURE
    assert found == [
        row
        for page in (1, 2, 3)
        for row in (
            (side, "Verslag themadag", page),
            (line, "Wat gaat goed?", page),
            (line, f"uitspraak {page}", page),
            (side, f"pagina {page} van 3", page),
        )
    ]
