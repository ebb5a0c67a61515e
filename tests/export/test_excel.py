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
    assert tuple(cell.value for cell in lines[0]) == STATEMENT_HEAD
    assert [line[5].value for line in lines[1:]] == [row.text for row in day.rows]
    assert [line[0].value for line in lines[1:]] == [row.id for row in day.rows]
    assert {cell.data_type for line in lines[1:] for cell in line} <= {"s", "n"}
    assert not any(cell.hyperlink for line in lines for cell in line)


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


def test_an_empty_day():
    matrix = build_matrix(frames_from([], []), corners=(), themes=())
    book = openpyxl.load_workbook(io.BytesIO(workbook(matrix, [])))
    assert book["Matrix"]["A2"].value == "Hoek"
