import io
import re
import zipfile
from collections import Counter

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from office import printed
from openxml_audit import OpenXmlValidator
from report_days import (
    BOTH,
    HOSTILE,
    ODD_DAYS,
    OPEN,
    WHOLE,
    B,
    C,
    Said,
    W,
    day_of,
    many,
    names_held,
    report_of,
)

from analysis.charts.palette import text_colour
from analysis.codebook import Codebook, Theme
from analysis.codebook.schema import Dimension
from analysis.export.carrying import carried
from analysis.export.csv import STATEMENT_HEAD
from analysis.export.excel_book import fitting
from analysis.export.report_excel import report_xlsx
from analysis.report import Choice, Day
from analysis.report.framework import framework
from analysis.types import Corner, LeftOut, Place

SHEETS = ["Verantwoording", "Matrix", "Uitspraken", "Raamwerk", "Citaten", "Codeboek", "Weggelaten"]
TABLES = SHEETS[2:]
LOST = (LeftOut("a.txt", "=parkeren", Place(9, 9), "huishoudelijk"),)


def file_of(day: Day, *, choice: Choice | None = None) -> bytes:
    report = report_of(day, choice=choice)
    return report_xlsx(report, framework(day, report), day.codebook, LOST)


def opened(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def lines(sheet, first: int = 2) -> list[list[object]]:
    return [[cell.value for cell in line] for line in sheet.iter_rows(min_row=first)]


@pytest.fixture(scope="module")
def odd() -> dict[str, tuple[Day, bytes]]:
    days = {name: make() for name, make in ODD_DAYS.items()}
    return {name: (day, file_of(day)) for name, day in days.items()}


@pytest.fixture(scope="module")
def small() -> Day:
    said = [
        *many("Politie", B, OPEN, 3),
        *many("Politie", C, BOTH, 2, person=True),
        *many("School", W, (), 1),
        *many("School", C, None, 1),
        *many("OM", B, WHOLE, 2),
    ]
    corners = [Corner("Politie"), Corner("School"), Corner("OM", frozenset({W, B}))]
    return day_of(said, corners=corners)


@pytest.fixture(scope="module")
def book(small):
    return opened(file_of(small))


@pytest.mark.parametrize("name", ODD_DAYS)
def test_every_odd_day_opens_with_all_that_was_said(odd, name):
    day, content = odd[name]
    book = opened(content)
    assert book.sheetnames == SHEETS
    ids = [one.id for one in day.statements]
    if ids:
        assert [line[0] for line in lines(book["Uitspraken"])] == ids
    shown = "\n".join(str(line) for line in lines(book["Raamwerk"], 4))
    assert all(f"[{one}]" in shown for one in ids)


@pytest.mark.parametrize("name", ODD_DAYS)
def test_nothing_becomes_a_formula_and_all_text_is_text(odd, name):
    _, content = odd[name]
    for sheet in opened(content):
        types = {cell.data_type for line in sheet.iter_rows() for cell in line}
        assert types <= {"s", "n"}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.namelist():
            xml = package.read(part)
            assert not re.search(rb"<f[ >/]", xml)
            assert b"externalLink" not in xml
            fromstring(xml, forbid_dtd=True)


@pytest.mark.parametrize("name", ODD_DAYS)
def test_excel_finds_nothing_wrong(odd, tmp_path, name):
    path = tmp_path / "dag.xlsx"
    path.write_bytes(odd[name][1])
    found = OpenXmlValidator().validate(path)
    assert found.is_valid, [str(one) for one in found.errors]


def test_hostile_text_stands_there_unchanged(odd):
    day, content = odd["hostile"]
    book = opened(content)
    texts = {line[5] for line in lines(book["Uitspraken"])}
    assert texts == {fitting(text) for text in HOSTILE}
    assert {'=HYPERLINK("http://kwaad.nl";"klik")', "\t=1+1"} <= texts
    corners = {one.corner for one in day.statements}
    assert {line[0] for line in lines(book["Raamwerk"], 4)} == corners
    assert not [c for sheet in book for line in sheet.iter_rows() for c in line if c.hyperlink]
    assert book.properties.title == '=Dag <1> & "twee" /..\\'


def test_libreoffice_opens_them_all(odd, tmp_path):
    pages = printed({f"{name}.xlsx": content for name, (_, content) in odd.items()}, tmp_path)
    for reader in pages.values():
        text = "\n".join(page.extract_text() for page in reader.pages)
        assert "Hoe dit tot stand kwam" in text
        assert "Weggelaten" in text
    first = pages["hostile.xlsx"].pages[0].extract_text()
    assert "nog niet door mensen nagekeken" in first


def test_the_first_sheet_says_first_that_the_review_is_unfinished(book, small):
    report = report_of(small)
    sheet = book.worksheets[0]
    texts = [line[0] for line in lines(sheet, 1)]
    assert texts[:2] == ["Themadag", "5 maart 2026 · Codeboek Proef, versie 1"]
    assert texts[3] == report.warning.text
    assert texts[6 : 6 + len(report.account)] == [one.text for one in report.account]
    beside = " ".join(line[1] or "" for line in lines(sheet, 1))
    for sentence in report.account:
        assert all(f"{p.text}: {p.trace}" in beside for p in sentence.parts if p.trace)


def test_a_finished_review_has_no_warning():
    day = day_of(many("A", B, OPEN, 2, person=True))
    texts = [line[0] for line in lines(opened(file_of(day)).worksheets[0], 1)]
    assert texts[3] == "Hoe dit tot stand kwam"
    assert not [text for text in texts if text and text.startswith("Let op")]


def test_matrix_with_its_id_and_totals(book, small):
    table = report_of(small).table
    sheet = book["Matrix"]
    assert (sheet["A1"].value, sheet["A2"].value) == (table.caption, table.trace)
    assert sheet.freeze_panes == "C5"
    found = {line[0]: line[1:] for line in lines(sheet, 5)}
    for line in table.lines:
        values = [one.text if one.value is None else one.value for one in line.numbers]
        assert found[line.label] == values
    assert "0 = niet genoemd; – = niet gevraagd; ? = nog niet gecodeerd" in found


def test_shares_are_numbers_that_look_like_shares(small):
    book = opened(file_of(small, choice=Choice(measure="share")))
    cell = book["Matrix"]["D5"]  # Politie, openness as a bottleneck
    assert cell.value == pytest.approx(0.6)
    assert "%" in cell.number_format
    assert book["Matrix"]["B8"].number_format == "#,##0"


def test_statements_tell_what_they_carry(book):
    sheet = book["Uitspraken"]
    head, *rows = lines(sheet, 1)
    assert head == [*STATEMENT_HEAD, "nagekeken", "Openheid", "Integraliteit"]
    by_id = {row[0]: row[8:] for row in rows}
    assert by_id["s0"] == ["nee", 1, 0]
    assert by_id["s3"] == ["ja", 1, 1]
    assert by_id["s5"] == ["nee", 0, 0]
    assert by_id["s6"] == ["nee", "?", "?"]


def test_a_colour_is_never_the_only_sign(book):
    cell = book["Uitspraken"]["C2"]
    assert (cell.value, cell.font.color.rgb) == ("knelpunt", f"FF{text_colour('knelpunt')[1:]}")
    assert book["Raamwerk"]["B4"].value == "✓ werkt"


def test_framework_by_corner_and_kind(book, small):
    report = report_of(small)
    sheet = book["Raamwerk"]
    assert sheet["A2"].value == report.framework_trace
    head, *rows = lines(sheet, 3)
    assert head == [
        "Koffiehoek", "soort", "n", "Openheid", "Integraliteit", "geen thema", "nog niet gecodeerd"
    ]  # fmt: skip
    found = {(row[0], row[1]): row[2:] for row in rows}
    assert len(found) == 9
    n, openness, whole, *_ = found["Politie", "■ knelpunt"]
    assert n == 3
    assert openness.split("\n") == [
        f"• {small.by_id[one].text} [{one}]" for one in ("s0", "s1", "s2")
    ]
    assert whole == "0 niet genoemd"
    assert found["OM", "★ kans"][1] == "– niet gevraagd"
    assert found["School", "★ kans"][1] == "? nog niet gecodeerd"


def test_a_full_cell_goes_on_in_the_next_row():
    said = [Said("A", B, OPEN, text=f"{n} {'woord ' * 30}") for n in range(80)]
    sheet = opened(file_of(day_of(said)))["Raamwerk"]
    rows = [row for row in lines(sheet, 4) if row[1] == "■ knelpunt"]
    assert len(rows) > 1
    assert [row[2] for row in rows] == [80, *("vervolg" for _ in rows[1:])]
    shown = Counter(one for row in rows for one in re.findall(r"\[(s\d+)\]", row[3]))
    assert shown == Counter(f"s{n}" for n in range(80))
    heights = [sheet.row_dimensions[4 + at].height for at in range(len(rows) + 2)]
    assert max(heights) < 409


def test_quotes_carry_the_ids_of_statement_and_trace(book, small):
    report = report_of(small)
    quotes = [q for s in report.themes for group in s.quotes for q in group.quotes]
    rows = lines(book["Citaten"])
    assert [row[2:] for row in rows] == [
        [q.text, q.corner, q.statement, "ja" if q.reviewed else "nee", q.trace] for q in quotes
    ]
    assert rows[0][:2] == ["Openheid", "knelpunt"]


def test_the_whole_codebook(small):
    code = Theme(
        name="straat", label="=Straat", definition="Op straat.", inclusion="Wel dit.",
        exclusion="Niet dat.", terms=("buurt*", "in de wijk"), examples=("-een", "twee"),
    )  # fmt: skip
    codebook = Codebook(
        name="proef", version=2, title="Proef", themes=small.codebook.themes,
        dimension=Dimension(title="Niveau", codes=(code,)),
        obstacles=(Theme(name="geld", label="Geld", definition="Te weinig."),),
    )  # fmt: skip
    report = report_of(small)
    sheet = opened(report_xlsx(report, framework(small, report), codebook, ()))["Codeboek"]
    rows = lines(sheet)
    assert [row[:2] for row in rows] == [
        ["thema", "openheid"], ["thema", "integraliteit"], ["Niveau", "straat"],
        ["obstakel", "geld"],
    ]  # fmt: skip
    assert rows[2][2:] == [
        "=Straat", "Op straat.", "Wel dit.", "Niet dat.", "buurt*; in de wijk", "-een\ntwee"
    ]  # fmt: skip


def test_left_out_and_nothing_left_out(book, small):
    assert lines(book["Weggelaten"]) == [["a.txt", "9", "=parkeren", "huishoudelijk"]]
    report = report_of(small)
    empty = opened(report_xlsx(report, framework(small, report), small.codebook, ()))
    assert empty["Weggelaten"]["A2"].value == "Er is niets om hier te tonen."


@pytest.mark.parametrize("name", TABLES)
def test_tables_have_a_name_a_head_that_stays_and_an_alternative(book, small, name):
    (table,) = book[name].tables.values()
    top = 3 if name == "Raamwerk" else 1
    assert table.displayName == name
    assert table.ref.startswith(f"A{top}:")
    assert book[name].freeze_panes.endswith(str(top + 1))
    assert book[name].print_title_rows == f"${top}:${top}"
    with zipfile.ZipFile(io.BytesIO(file_of(small))) as package:
        tables = [package.read(part) for part in package.namelist() if "/tables/" in part]
    assert all(b"altTextSummary=" in xml for xml in tables)


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_prints_lying_on_a4(book, name):
    page = book[name].page_setup
    assert (page.orientation, page.paperSize, page.fitToHeight) == ("landscape", 9, 0)
    assert book[name].oddFooter.right.text == "bladzijde &P van &N"


def test_its_traces_travel_in_it(small):
    report = report_of(small)
    found = carried("synthese.xlsx", file_of(small))
    assert found.traces.items == report.traces.items
    assert {report.table.trace, report.framework_trace} <= set(found.ids)
    quotes = {q.trace for s in report.themes for group in s.quotes for q in group.quotes}
    assert quotes <= set(found.ids)


def test_a_title_gives_no_orders_to_the_printer():
    with zipfile.ZipFile(io.BytesIO(file_of(day_of([], title="&F van &D")))) as package:
        assert b"&amp;&amp;F van &amp;&amp;D" in package.read("xl/worksheets/sheet1.xml")


def test_no_held_name_is_in_any_part():
    said = [Said("Tafel van Henk", B, OPEN, text="Henk zei het"), *many("B", C, OPEN, 2)]
    content = file_of(day_of(said, title="Dag van Henk", holding=names_held()))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [part for part in package.namelist() if b"Henk" in package.read(part)]
