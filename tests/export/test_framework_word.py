import io
import zipfile

import pytest
from defusedxml.ElementTree import fromstring
from docx import Document
from docx.oxml.ns import qn
from office import printed
from report_days import HOSTILE, ODD_DAYS, OPEN, B, C, Said, W, day_of, many, report_of

from analysis.charts.palette import MARKS, text_colour
from analysis.export.carrying import carried
from analysis.export.framework_word import framework_docx
from analysis.export.infosheet_text import clean
from analysis.report import Day
from analysis.report.framework import framework
from analysis.types import Corner


def file_of(day: Day, *, most: int | None = None) -> bytes:
    report = report_of(day)
    return framework_docx(framework(day, report, most=most), report)


def opened(content: bytes):
    return Document(io.BytesIO(content))


def rows_of(document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


@pytest.fixture(scope="module")
def odd() -> dict[str, tuple[Day, bytes]]:
    days = {name: make() for name, make in ODD_DAYS.items()}
    return {name: (day, file_of(day)) for name, day in days.items()}


@pytest.fixture(scope="module")
def small() -> Day:
    said = [*many("Politie", B, OPEN, 3), *many("Politie", W, OPEN, 1), *many("OM", C, None, 1)]
    return day_of(said, corners=[Corner("Politie"), Corner("OM", frozenset({B, C}))])


@pytest.mark.parametrize("name", ODD_DAYS)
def test_every_odd_day_has_all_that_was_said(odd, name):
    day, content = odd[name]
    text = "\n".join(cell for row in rows_of(opened(content)) for cell in row)
    for one in day.statements:
        assert f"{clean(one.text)}  {one.id}" in text
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.namelist():
            if part.endswith((".xml", ".rels")):
                fromstring(package.read(part), forbid_dtd=True)


def test_libreoffice_opens_them_all(odd, tmp_path):
    pages = printed({f"{name}.docx": content for name, (_, content) in odd.items()}, tmp_path)
    for name, reader in pages.items():
        sizes = [(page.mediabox.width, page.mediabox.height) for page in reader.pages]
        assert sizes[0][0] < sizes[0][1]
        assert any(width > height for width, height in sizes) == (name == "30 themes.docx")
        assert "Raamwerkmatrix" in reader.pages[0].extract_text()


def test_a_row_a_corner_and_kind(small):
    head, *rows = rows_of(opened(file_of(small)))
    assert head == ["Koffiehoek", "Openheid", "Integraliteit", "nog niet gecodeerd"]
    names = [row[0].split("\n") for row in rows]
    assert names[0] == ["Politie", "✓ werkt  n = 1"]
    assert [name[0] for name in names] == ["Politie"] * 3 + ["OM"] * 3
    said = [f"■ {small.by_id[one].text}  {one}" for one in ("s0", "s1", "s2")]
    assert rows[1][1].split("\n") == said
    assert rows[1][2:] == ["0 niet genoemd", "0"]
    assert rows[3][1] == "– niet gevraagd"
    assert rows[5][1] == "? nog niet gecodeerd"


def test_kinds_have_their_mark_and_colour_and_ids_their_style(small):
    (table,) = opened(file_of(small)).tables
    mark, _, identity = table.rows[2].cells[1].paragraphs[0].runs
    assert mark.text.strip() == MARKS["knelpunt"]
    assert str(mark.font.color.rgb) == text_colour("knelpunt")[1:]
    assert identity.style.name == "Herkomst"


def test_the_table_has_a_caption_an_alternative_and_a_head_on_each_page(small):
    report = report_of(small)
    made = framework(small, report)
    document = opened(framework_docx(made, report))
    captions = [p.text for p in document.paragraphs if p.style.name.lower() == "caption"]
    assert captions == [f"Tabel 1. {made.caption}  {made.trace}"]
    (table,) = document.tables
    look = table._tbl.tblPr
    assert look.find(qn("w:tblDescription")).get(qn("w:val")) == made.alt
    assert look.find(qn("w:tblCaption")).get(qn("w:val")) == made.caption
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [
        True, *(False for _ in table.rows[1:])
    ]  # fmt: skip


def test_the_first_page_warns_and_accounts(small):
    report = report_of(small)
    texts = [p.text for p in opened(file_of(small, most=2)).paragraphs]
    assert texts[:2] == ["Themadag", "Raamwerkmatrix · 5 maart 2026"]
    assert report.warning.text in texts
    assert {one.text for one in report.account} <= set(texts)
    assert any("Excel-bestand" in text for text in texts)


def test_what_does_not_fit_is_counted(small):
    rows = rows_of(opened(file_of(small, most=2)))
    cell = rows[2][1].split("\n")
    assert len(cell) == 2
    assert cell[-1] == "en nog 2, zie het Excel-bestand"


@pytest.mark.parametrize(
    ("themes", "columns"), [(1, [1]), (4, [4]), (5, [3, 2]), (9, [3, 3, 3]), (30, [4] * 7 + [2])]
)
def test_tables_have_as_many_themes_as_can_be_read(themes, columns):
    names = [f"thema{n}" for n in range(themes)]
    day = day_of([Said("A", B, tuple(names))], themes=names)
    document = opened(file_of(day))
    assert [len(table.columns) - 1 for table in document.tables] == columns
    captions = [p.text for p in document.paragraphs if p.style.name.lower() == "caption"]
    assert len(captions) == len(columns)
    if len(columns) > 1:
        assert f"Deel 2 van {len(columns)}: " in captions[1]


@pytest.mark.parametrize(("themes", "lying"), [(1, False), (2, False), (3, True), (5, True)])
def test_the_page_lies_only_where_the_themes_need_it(themes, lying):
    names = [f"thema{n}" for n in range(themes)]
    sections = opened(file_of(day_of([Said("A", B, tuple(names))], themes=names))).sections
    assert (sections[-1].page_width > sections[-1].page_height) == lying
    assert sections[0].page_width < sections[0].page_height


def test_only_a_row_that_is_higher_than_a_page_may_be_split():
    said = [Said("A", B, OPEN, text="woord " * 300), *many("B", B, OPEN, 2)]
    (table,) = opened(file_of(day_of(said))).tables
    whole = {
        row.cells[0].text.split("\n")[0]: row._tr.find(f".//{qn('w:cantSplit')}") is not None
        for row in table.rows[1:]
        if "knelpunt" in row.cells[0].text
    }
    assert whole == {"A": False, "B": True}


def test_hostile_text_stays_text(odd):
    _, content = odd["hostile"]
    document = opened(content)
    text = "\n".join(cell for row in rows_of(document) for cell in row)
    assert all(clean(one) in text for one in HOSTILE)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = package.read("word/document.xml")
    assert b"<b>" not in xml
    assert b"<script>" not in xml


def test_arabic_reads_from_the_right(odd):
    document = opened(odd["other scripts"][1])
    found = [p for p in document.tables[0].rows[1].cells[1].paragraphs if "نحن" in p.text]
    assert all(p._p.pPr.find(qn("w:bidi")) is not None for p in found)
    assert len(found) == 1


def test_its_traces_travel_in_it(small):
    report = report_of(small)
    found = carried("raamwerk.docx", file_of(small))
    assert found.traces.items == report.traces.items
    assert report.framework_trace in found.ids
