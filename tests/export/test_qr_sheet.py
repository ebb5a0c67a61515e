"""The printed sheet: one page a corner, readable aloud, and a code that leads where it says."""

from __future__ import annotations

import io

import pypdfium2
import pytest
import segno
import zxingcpp
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from analysis.errors import UsageError
from analysis.export.qr_sheet import Card, join_address, qr_svg, sheet_pdf

ADDRESS = "http://192.168.178.23:8501"
CARDS = [Card("Politie", "CDFHJK"), Card("Openbaar Ministerie", "LPLF3D")]
HOSTILE = [
    "#strong[x] $a$ \\u{202e} `x`",
    "صحة 😀 漢字",
    "W" * 300,
    "a\x00b\u202ec",
    "",
    "<b>&amp;",
]


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return sheet_pdf("Themadag Veiligheid", "koffiehoek", CARDS, address=ADDRESS)


def test_each_corner_has_a_page_that_says_all(sheet):
    first, second = pages(sheet)
    assert "Politie" in first
    assert "CDF HJK" in first
    assert "Openbaar Ministerie" in second
    assert "LPL F3D" in second
    for page in (first, second):
        assert "192.168.178.23:8501/meedoen" in page
        for part in (
            "Themadag Veiligheid · koffiehoek", "Werkt", "Wat gaat goed?", "Knelpunt",
            "Wat gaat niet goed?", "Kans", "Welke kans ligt er?", "Zo werkt het",
            "Schrijf geen namen van mensen op", "zonder uw naam",
        ):  # fmt: skip
            assert part in page


def test_the_pages_can_be_read_aloud(sheet):
    reader = PdfReader(io.BytesIO(sheet))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl-NL"
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode("utf-8")
    told = list(alternatives(root["/StructTreeRoot"]))
    assert told == [f"QR-code naar {ADDRESS}/meedoen/{card.code}" for card in CARDS]


def alternatives(element, seen=frozenset()):
    """Texts that stand for pictures, in reading order."""
    element = element.get_object()
    if isinstance(element, list):
        for part in element:
            yield from alternatives(part, seen)
    elif isinstance(element, DictionaryObject):
        if "/Alt" in element:
            yield element["/Alt"]
        if "/K" in element:
            yield from alternatives(element["/K"], seen)


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_corner_is_called_it_is_one_page(name):
    pdf = sheet_pdf(name, name, [Card(name, "CDFHJK")], address="https://" + "lang." * 12 + "nl")
    (page,) = pages(pdf)
    assert "CDF HJK" in page
    if name.startswith("#"):
        assert "#strong[x] $a$ \\u{202e}" in page


def test_no_corners_no_sheet():
    with pytest.raises(UsageError, match="geen koffiehoek"):
        sheet_pdf("Dag", "hoek", [], address=ADDRESS)


@pytest.mark.parametrize("code", ["", "CDFHJK"])
def test_addresses_are_made_in_one_way(code):
    assert join_address(ADDRESS + "/", code) == join_address(ADDRESS, code)
    assert join_address(ADDRESS, "CDFHJK") == f"{ADDRESS}/meedoen/CDFHJK"
    assert join_address(ADDRESS) == f"{ADDRESS}/meedoen"


def test_a_camera_reads_from_each_page_where_it_says_one_goes(sheet):
    """At some 100 dots an inch, as a phone sees it from a chair's distance."""
    pages = pypdfium2.PdfDocument(sheet)
    for page, card in zip(pages, CARDS, strict=True):
        (seen,) = zxingcpp.read_barcodes(page.render(scale=1.4).to_pil())
        assert seen.text == f"{ADDRESS}/meedoen/{card.code}"
        assert seen.ec_level == "Q"  # a quarter of it may be covered


def test_the_code_has_its_white_border_whatever_stands_around_it():
    svg = qr_svg(f"{ADDRESS}/meedoen/CDFHJK")
    modules = segno.make(f"{ADDRESS}/meedoen/CDFHJK", error="q").symbol_size(border=0)[0]
    assert f'width="{modules + 8}"' in svg
    assert "#fff" in svg.lower()
    assert "<script" not in svg
