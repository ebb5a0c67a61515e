import io
from dataclasses import replace

import openpyxl
import pytest

from analysis.charts.palette import COLOURS
from analysis.export import workbook
from analysis.export.csv import STATEMENT_HEAD
from analysis.synthesis import build_matrix, frames_from
from analysis.types import LeftOut, Place

LOST = LeftOut("a.txt", "=parkeren", Place(9, 9), "huishoudelijk")


@pytest.fixture
def book(day):
    return openpyxl.load_workbook(io.BytesIO(workbook(day.matrix, day.rows, [LOST])))


def test_sheets(book):
    assert book.sheetnames == ["Matrix", "Uitspraken", "Weggelaten"]
    assert book["Matrix"].freeze_panes == "C3"
    assert book["Uitspraken"].freeze_panes == "B2"


def test_statements_are_text_whatever_they_hold(book, day):
    lines = list(book["Uitspraken"].iter_rows())
    head = tuple(cell.value for cell in lines[0])
    assert head == (*STATEMENT_HEAD, "nagekeken", "openheid", "integraliteit")
    assert [line[5].value for line in lines[1:]] == [row.text for row in day.rows]
    assert [line[0].value for line in lines[1:]] == [row.id for row in day.rows]
    assert {cell.data_type for line in lines[1:] for cell in line} <= {"s", "n"}
    assert not any(cell.hyperlink for line in lines for cell in line)


def test_a_column_a_theme_tells_yes_no_and_not_yet(book):
    lines = {line[0].value: line[8:] for line in book["Uitspraken"].iter_rows(min_row=2)}
    codes = {name: [cell.value for cell in line] for name, line in lines.items()}
    assert codes["b"] == ["nee", 1, 1]
    assert codes["c"] == ["nee", 1, 0]
    assert codes["e"] == ["nee", "?", "?"]


def test_sheets_are_tables_with_a_name(book):
    for name in ("Uitspraken", "Weggelaten"):
        (table,) = book[name].tables.values()
        assert (table.displayName, table.headerRowCount) == (name, 1)
        assert table.autoFilter is not None
    assert book["Uitspraken"].tables["Uitspraken"].ref == "A1:K6"


@pytest.mark.parametrize("sheet", ["Matrix", "Uitspraken", "Weggelaten"])
def test_every_sheet_prints_lying_with_its_head_on_each_page(book, sheet):
    page = book[sheet].page_setup
    assert (page.orientation, page.paperSize, page.fitToHeight) == ("landscape", 9, 0)
    assert book[sheet].print_title_rows is not None


def test_matrix_numbers_and_empties(book, day):
    sheet = book["Matrix"]
    names = [sheet.cell(row, 1).value for row in range(3, 6)]
    assert names == list(day.matrix.corners)
    assert [sheet.cell(row, 2).value for row in range(3, 6)] == [2, 2, 1]
    shown = [sheet.cell(3 + n // 12, 3 + n % 12) for n in range(36)]
    for cell, row in zip(shown, day.matrix.cells.itertuples(), strict=True):
        expected = {"counted": row.count, "not_asked": "–", "not_coded": "?"}[row.state]
        assert cell.value == expected
        assert cell.data_type == ("n" if row.state == "counted" else "s")


def test_the_largest_count_has_its_kinds_hue(book):
    fills = {cell.fill.bgColor.rgb for row in book["Matrix"].iter_rows() for cell in row}
    fills |= {cell.fill.fgColor.rgb for row in book["Matrix"].iter_rows() for cell in row}
    assert f"FF{COLOURS['knelpunt'][1:]}" in fills


def test_left_out(book):
    line = [cell.value for cell in book["Weggelaten"][2]]
    assert line == ["a.txt", "9", "=parkeren", "huishoudelijk"]


def test_text_that_excel_cannot_hold_is_cut_and_says_so(day):
    long = replace(day.rows[0], text="x" * 40_000)
    book = openpyxl.load_workbook(io.BytesIO(workbook(day.matrix, [long])))
    text = book["Uitspraken"].cell(2, 6).value
    assert len(text) <= 32_767
    assert text.endswith("[ingekort: meer dan Excel in een cel toelaat]")


def test_emoji_count_for_two_and_are_not_broken(day):
    long = replace(day.rows[0], text="😀" * 20_000)
    text = openpyxl.load_workbook(io.BytesIO(workbook(day.matrix, [long])))["Uitspraken"][
        "F2"
    ].value
    assert len(text.encode("utf-16-le")) // 2 <= 32_767
    assert set(text.partition(" … ")[0]) == {"😀"}


@pytest.mark.parametrize(
    "text",
    [
        "<r><t>vet</t></r>", "<r></nergens></r>", "_x0041_ blijft", "tab\tin de zin", "=1+1",
        "{=SOM(A1)}", "nieuwe\nregel", "mailto:a@b.nl", "internal:'Matrix'!A1", "12", "<b>&amp;",
    ],
)  # fmt: skip
def test_no_text_is_markup_formula_link_or_number(day, text):
    content = workbook(day.matrix, [replace(day.rows[0], text=text)])
    cell = openpyxl.load_workbook(io.BytesIO(content))["Uitspraken"]["F2"]
    assert (cell.value.strip(), cell.data_type, cell.hyperlink) == (text, "s", None)


def test_what_xml_forbids_is_replaced(day):
    content = workbook(day.matrix, [replace(day.rows[0], text="a\x00b\ud800c\ufffed")])
    assert openpyxl.load_workbook(io.BytesIO(content))["Uitspraken"]["F2"].value == "a�b�c�d"


def test_themes_that_are_called_alike_get_columns_of_their_own():
    frames = frames_from([], [])
    matrix = build_matrix(frames, corners=(), themes=("Bron", "BRON", "x" * 400, " "))
    head = openpyxl.load_workbook(io.BytesIO(workbook(matrix, [])))["Uitspraken"][1]
    names = [cell.value for cell in head][9:]
    assert names == ["Bron (2)", "BRON (3)", "x" * 200, "–"]


def test_a_row_is_as_high_as_its_text(day):
    rows = [replace(day.rows[0], text=text) for text in ("kort", "woord " * 100, "x" * 9000)]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(day.matrix, rows)))["Uitspraken"]
    short, long, longest = (sheet.row_dimensions[row].height for row in (2, 3, 4))
    assert short < long < longest <= 409


def test_an_empty_day():
    matrix = build_matrix(frames_from([], []), corners=(), themes=())
    book = openpyxl.load_workbook(io.BytesIO(workbook(matrix, [])))
    assert book["Matrix"]["A2"].value == "Hoek"
    assert book["Uitspraken"]["A2"].value == "Er is niets om hier te tonen."
