"""The report in Word: all of it, valid, readable by everybody, and every number leads back."""

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn
from office import printed
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader
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

from analysis.charts.cells import drawn_cells
from analysis.charts.palette import LIGHT, MARKS, WORDS, contrast_ratio
from analysis.export.carrying import carried
from analysis.export.figures import Drawn
from analysis.export.infosheet_text import clean, in_quotes
from analysis.export.pictures import Picture
from analysis.export.report_word import report_docx
from analysis.report import Choice, Report
from analysis.synthesis.incidence import NO_THEME
from analysis.types import Corner

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
MISSING = "Er is geen browser gevonden die figuren kan tekenen."
ALL_CHARTS = Choice(charts=("theme", "corner"))
FIELDS = re.compile(r"PAGE|NUMPAGES|TOC \\o \"1-2\" \\h \\z|"
                    r"SEQ (Tabel|Figuur) \\\* ARABIC")  # fmt: skip


def figures_of(report: Report):
    yield report.figure
    yield from (one.figure for one in report.themes if "theme" in report.charts)
    yield from (one.figure for one in report.corners if "corner" in report.charts)


def tables_of(report: Report):
    sections = [report, *report.themes, *report.corners]
    return [one.table for one in sections if one.table.lines]


def quotes_of(report: Report):
    for section in [*report.themes, *report.corners, *report.shared]:
        for of in section.quotes:
            yield from of.quotes


def drawn_for(report: Report) -> Drawn:
    return Drawn({one.trace: Picture(DOT, "png", one.alt, 16.0, 9.0) for one in figures_of(report)})


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {name: report_of(make(), choice=ALL_CHARTS) for name, make in ODD_DAYS.items()}


@pytest.fixture(scope="module")
def bare(reports) -> dict[str, bytes]:
    """Of each odd day, without pictures."""
    return {name: report_docx(one, Drawn(missing=MISSING)) for name, one in reports.items()}


@pytest.fixture(scope="module")
def full(reports) -> dict[str, bytes]:
    """Of each odd day, with pictures."""
    return {name: report_docx(one, drawn_for(one)) for name, one in reports.items()}


@pytest.fixture(scope="module")
def validator() -> OpenXmlValidator:
    return OpenXmlValidator()


@pytest.fixture(scope="module")
def usual() -> Report:
    """Three corners of which OM was not asked for chances; a part was reviewed."""
    said = [
        *many("Politie", B, OPEN, 3),
        *many("Politie", C, OPEN, 2, person=True),
        *many("School", B, BOTH, 2, person=True),
        *many("School", W, WHOLE, 4),
        *many("School", C, None, 1),
        *many("OM", B, OPEN, 2),
    ]
    corners = [Corner("Politie"), Corner("School"), Corner("OM", frozenset({W, B}))]
    return report_of(day_of(said, corners=corners))


def opened(content: bytes):
    return Document(io.BytesIO(content))


def body(content: bytes):
    return opened(content).element.body


def words(element) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def style(paragraph) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else found.get(qn("w:val"))


def styled(content: bytes, name: str) -> list[str]:
    return [words(one) for one in body(content).iter(qn("w:p")) if style(one) == name]


def ids_in(content: bytes) -> list[str]:
    marked = body(content).iter(qn("w:rStyle"))
    runs = [one.getparent().getparent() for one in marked if one.get(qn("w:val")) == "Herkomst"]
    return [words(run) for run in runs]


def grid(table) -> list[list[str]]:
    return [[words(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]


@pytest.mark.parametrize("name", ODD_DAYS)
def test_word_reads_it_as_the_standard_says(bare, full, validator, name, tmp_path):
    for content in (bare[name], full[name]):
        path = tmp_path / "rapport.docx"
        path.write_bytes(content)
        assert [str(one) for one in validator.validate(path).errors] == []
        assert opened(content).core_properties.author == "Koffiehoek"


@pytest.mark.parametrize("name", ODD_DAYS)
def test_each_figure_table_and_quote_has_its_id(reports, bare, full, name):
    report = reports[name]
    shown = {one.trace for one in (*tables_of(report), *quotes_of(report))}
    assert set(ids_in(bare[name])) == shown
    assert set(ids_in(full[name])) == shown | {one.trace for one in figures_of(report)}


@pytest.mark.parametrize("name", ODD_DAYS)
def test_the_ids_are_bookmarks_too_and_the_traces_travel_along(reports, full, name):
    marks = list(body(full[name]).iter(qn("w:bookmarkStart")))
    names = [one.get(qn("w:name")) for one in marks]
    assert len(set(names)) == len(names)
    assert len({one.get(qn("w:id")) for one in marks}) == len(marks)
    assert {f"herkomst_{one}" for one in ids_in(full[name])} <= set(names)
    found = carried("rapport.docx", full[name])
    assert set(ids_in(full[name])) <= set(found.ids)
    assert found.traces.to_json() == reports[name].traces.to_json()


@pytest.mark.parametrize("name", ODD_DAYS)
def test_all_statements_stand_in_the_appendix(reports, bare, name):
    rows = [clean(row.text) for row in reports[name].rows]
    if not rows:
        assert "Bijlage: alle uitspraken" not in styled(bare[name], "Heading1")
        return
    [*_, appendix] = body(bare[name]).iter(qn("w:tbl"))
    assert [row[4] for row in grid(appendix)[1:]] == rows
    assert [row[0] for row in grid(appendix)[1:]] == [row.id for row in reports[name].rows]


@pytest.mark.parametrize("name", ODD_DAYS)
def test_captions_are_numbered_fields_and_everything_is_said_in_words(full, name):
    document = body(full[name])
    for label in ("Tabel", "Figuur"):
        captions = [one for one in styled(full[name], "Caption") if one.startswith(label)]
        numbers = [int(re.match(rf"{label} (\d+)\. ", one)[1]) for one in captions]
        assert numbers == list(range(1, len(numbers) + 1))
        codes = [one.text for one in document.iter(qn("w:instrText"))]
        assert codes.count(f" SEQ {label} \\* ARABIC ") == len(numbers)
    for table in document.iter(qn("w:tbl")):
        look = table.find(qn("w:tblPr"))
        assert look.find(qn("w:tblCaption")).get(qn("w:val"))
        assert look.find(qn("w:tblDescription")).get(qn("w:val"))
        assert style(table.getprevious()) == "Caption"
    alts = [one.get("descr") for one in document.iter(qn("wp:docPr"))]
    assert all(alts)


def test_a_figure_says_what_its_section_says(usual):
    content = report_docx(usual, drawn_for(usual))
    alts = [one.get("descr") for one in body(content).iter(qn("wp:docPr"))]
    assert alts == [clean(one.alt) for one in figures_of(usual)]


@pytest.mark.parametrize("name", ODD_DAYS)
def test_headings_skip_no_level_and_stand_in_the_contents(bare, name):
    document = body(bare[name])
    headings = [(int(style(one)[-1]), words(one)) for one in document.iter(qn("w:p"))
                if style(one).startswith("Heading")]  # fmt: skip
    assert headings[0] == (1, "Verantwoording")
    assert all(later - earlier <= 1 for (earlier, _), (later, _) in pairwise(headings))
    listed = [(int(style(one)[-1]), words(one)) for one in document.iter(qn("w:p"))
              if style(one).startswith("TOC") and style(one) != "TOCHeading"]  # fmt: skip
    assert listed == [one for one in headings if one[0] < 3]
    targets = {one.get(qn("w:name")) for one in document.iter(qn("w:bookmarkStart"))}
    links = [one for one in document.iter(qn("w:hyperlink")) if one.get(qn("w:anchor")) in targets]
    assert [words(one) for one in links] == [text for _, text in listed]
    assert not any(list(one.iter(qn("w:tab"))) for one in links)  # no place for a number that lacks


@pytest.mark.parametrize("name", ODD_DAYS)
def test_no_field_but_ours_and_nothing_that_asks_or_refers_outside(full, name):
    with zipfile.ZipFile(io.BytesIO(full[name])) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    codes = [one.text.strip() for one in body(full[name]).iter(qn("w:instrText"))]
    assert all(FIELDS.fullmatch(code) for code in codes)
    assert not any(b'TargetMode="External"' in data for data in parts.values())
    assert b"updateFields" not in parts["word/settings.xml"]
    assert b"w:dirty" not in parts["word/document.xml"]


def test_text_that_means_harm_stays_text(reports, bare):
    """Each statement as it is, but for signs that XML forbids or that turn text round."""
    text = "\n".join(styled(bare["hostile"], "Tabeltekst"))
    for one in HOSTILE:
        assert clean(one) in text
    assert "\u202e" not in text
    assert styled(bare["hostile"], "Title") == ['=Dag <1> & "twee" /..\\']
    quoted = " ".join(" ".join(styled(bare["hostile"], f"Citaat{kind}"))
                      for kind in ("Werkt", "Knelpunt", "Kans"))  # fmt: skip
    assert all(in_quotes(clean(one.text)) in quoted for one in quotes_of(reports["hostile"]))


@pytest.mark.parametrize("name", ODD_DAYS)
def test_an_unfinished_review_stands_before_the_first_chapter(reports, bare, name):
    order = [(style(one), words(one)) for one in body(bare[name]).iter(qn("w:p"))]
    cover = order[: next(at for at, (kind, _) in enumerate(order) if kind == "TOCHeading")]
    warnings = [text for kind, text in cover if kind == "Waarschuwing"]
    warning = reports[name].warning
    assert warnings == ([warning.text] if warning else [])
    assert [kind for kind, _ in cover[:2]] == ["Title", "Subtitle"]


@pytest.mark.parametrize("name", ODD_DAYS)
def test_that_pictures_are_missing_is_said_once(bare, full, name):
    notes = [one for one in styled(bare[name], "Toelichting") if one == MISSING]
    assert len(notes) == 1
    assert MISSING not in words(body(full[name]))


def test_a_name_that_is_held_back_stands_nowhere():
    said = [
        Said("Tafel van Henk", W, OPEN, text="Henk belt altijd terug"),
        *many("School", W, OPEN, 2),
        *many("School", B, OPEN, 2),
    ]
    report = report_of(day_of(said, title="De dag van Henk", holding=names_held()))
    content = report_docx(report, drawn_for(report))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not any(b"Henk" in package.read(one) for one in package.namelist())


def test_the_cells_have_the_colours_of_the_figure(usual):
    cells = drawn_cells(usual.matrix, "count")
    expected = [(one.text, one.fill, one.ink) for one in cells]
    [table, *_] = body(report_docx(usual, Drawn())).iter(qn("w:tbl"))
    found = []
    for row in list(table.iter(qn("w:tr")))[2:-1]:
        for cell in list(row.iter(qn("w:tc")))[2:]:
            shade = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
            fill = LIGHT.background if shade is None else f"#{shade.get(qn('w:fill'))}"
            [ink] = cell.iter(qn("w:color"))
            found.append((words(cell), fill, f"#{ink.get(qn('w:val'))}"))
            assert contrast_ratio(fill, found[-1][2]) >= 4.5
    readable = [(text, fill, ink if text not in "–?" else LIGHT.muted)
                for text, fill, ink in expected]  # fmt: skip
    assert found == readable
    assert {"0", "–", "?"} <= {text for text, _, _ in found}


def test_the_signs_for_empty_are_explained(usual):
    notes = styled(report_docx(usual, Drawn()), "Toelichting")
    assert "0 niet genoemd · – niet gevraagd · ? nog niet gecodeerd" in notes


@pytest.mark.parametrize("corners", [3, 30])
def test_what_explains_the_signs_stays_with_its_table(corners):
    """Of a long table with its last line, so that it may go on on the next page."""
    said = [one for n in range(corners) for one in many(f"Hoek {n:02}", W, OPEN)]
    [table, *_] = body(report_docx(report_of(day_of(said)), Drawn())).iter(qn("w:tbl"))
    assert "niet genoemd" in words(table.getnext())
    kept = [
        all(
            one.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for one in row.iter(qn("w:p"))
        )
        for row in list(table.iter(qn("w:tr")))[2:]
    ]
    assert kept == [*(corners < 20 for _ in kept[1:]), True]


def test_a_table_without_signs_holds_nothing_to_what_follows():
    said = [one for kind in (W, B, C) for one in many("Politie", kind, BOTH)]
    report = report_of(day_of(said), choice=Choice(themes=("openheid",)))
    [table, *_] = body(report_docx(report, Drawn())).iter(qn("w:tbl"))
    *_, last = table.iter(qn("w:tr"))
    assert last.find(f".//{qn('w:keepNext')}") is None


def test_numbers_stand_as_the_report_has_them(usual):
    tables = [grid(one) for one in body(report_docx(usual, Drawn())).iter(qn("w:tbl"))]
    for table in tables_of(usual):
        lines = [[clean(line.label), *(one.text for one in line.numbers)] for line in table.lines]
        assert any(found[-len(lines) :] == lines for found in tables)


@pytest.mark.parametrize("name", ["30 themes", "40 corners"])
def test_a_wide_table_goes_on_in_another_with_whole_themes(reports, bare, name):
    """Each theme with its kinds stands in one of them, and none is wider than its page."""
    table, seen = reports[name].table, []
    overview = [one for one in body(bare[name]).iter(qn("w:tbl"))
                if words(one.getprevious()).rstrip().endswith(table.trace)]  # fmt: skip
    for one in overview:
        heads = grid(one)[0][2:]
        kinds = list(dict.fromkeys(column.kind for column in table.columns if column.kind))
        assert grid(one)[1][2:] == [f"{MARKS[k]}{WORDS[k]}" for _ in heads for k in kinds]
        assert len(one.findall(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}")) == 2
        seen += heads
        sizes = [int(column.get(qn("w:w"))) for column in one.iter(qn("w:gridCol"))]
        assert sum(sizes) <= (29.7 - 4.4) / 2.54 * 1440 + len(sizes)  # rounded
    assert seen == list(dict.fromkeys(one.theme for one in table.columns if one.theme))
    assert NO_THEME in seen


@pytest.mark.parametrize("name", ODD_DAYS)
def test_heads_come_back_on_each_page_and_rows_stay_whole(full, name):
    for table in body(full[name]).iter(qn("w:tbl")):
        first, *rest = [row.find(qn("w:trPr")) for row in table.iter(qn("w:tr"))]
        assert first.find(qn("w:tblHeader")) is not None
        quotes = "Knelpunten bij" in words(table.getprevious())
        assert quotes or all(one.find(qn("w:cantSplit")) is not None for one in rest)


def test_chances_stand_beside_the_bottlenecks(usual):
    [one, *_] = usual.shared
    tables = [grid(table) for table in body(report_docx(usual, Drawn())).iter(qn("w:tbl"))]
    [found] = [table for table in tables if table[0] == ["■ knelpunt", "★ kans"]]
    for cell, of in zip(found[1], one.quotes, strict=True):
        assert all(quote.trace in cell for quote in of.quotes)


@pytest.mark.parametrize("kinds", [(W, B), (W, B, C)])
def test_chances_are_promised_only_where_the_author_chose_them(kinds):
    said = [one for corner in ("A", "B") for kind in (B, C) for one in many(corner, kind, OPEN)]
    report = report_of(day_of(said), choice=Choice(kinds=tuple(map(str, kinds))))
    content = report_docx(report, Drawn())
    [heading] = [one for one in styled(content, "Heading1") if "Gedeelde" in one]
    [caption] = [one for one in styled(content, "Caption") if "Knelpunten bij" in one]
    assert ("kansen" in heading, "kansen" in caption) == (C in kinds, C in kinds)
    assert C in kinds or "Knelpunten bij Openheid." in caption


def test_a_quote_with_marks_of_its_own_gets_no_second_pair():
    said = [*many("A", W, OPEN, text='"Die samenwerking hebben we al jaren"'), *many("B", W, OPEN)]
    quotes = styled(report_docx(report_of(day_of(said)), Drawn()), "CitaatWerkt")
    assert any(one.startswith("“Die samenwerking hebben we al jaren”") for one in quotes)


def test_quotes_that_nobody_saw_are_marked_where_people_reviewed_a_part(usual):
    seen = {quote.trace: quote.reviewed for quote in quotes_of(usual)}
    assert set(seen.values()) == {True, False}
    paragraphs = [one for kind in ("Werkt", "Knelpunt", "Kans")
                  for one in styled(report_docx(usual, Drawn()), f"Citaat{kind}")]  # fmt: skip
    for text in paragraphs:
        assert ("nog niet nagekeken" in text) != seen[text[-7:]]


def test_where_nobody_reviewed_the_first_page_says_so_and_no_quote_does(reports, bare):
    assert reports["one"].warning is not None
    assert "nog niet nagekeken" not in "".join(styled(bare["one"], "CitaatKans"))


def test_what_reads_from_the_right_is_set_so(bare):
    for paragraph in body(bare["other scripts"]).iter(qn("w:p")):
        if style(paragraph).startswith("Citaat"):
            right = paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
            assert right == bool(re.match("“[\u0590-\u06ff]", words(paragraph)))


def test_everybody_can_read_it(usual):
    document = opened(report_docx(usual, Drawn()))
    about = document.core_properties
    assert (about.title, about.language) == (usual.title, "nl-NL")
    assert f"{about.created:%d-%m-%Y}" == "22-11-2026"
    [language] = document.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "nl-NL"
    origin = document.styles["Herkomst"].font
    assert contrast_ratio(f"#{origin.color.rgb}", LIGHT.background) >= 4.5
    header = document.sections[0].header.paragraphs[0].text
    assert header == usual.title


def test_a_long_title_is_cut_in_the_header_only(usual):
    title = "Wat wij van de dag leerden " * 20
    content = report_docx(replace(usual, title=title), Drawn())
    header = opened(content).sections[0].header.paragraphs[0].text
    assert len(header) <= 90 < len(title)
    assert header.endswith("…")
    assert styled(content, "Title") == [title.strip()]


def test_shares_are_written_as_percentages():
    said = [*many("Politie", W, OPEN, 3), *many("School", W, WHOLE, 1)]
    report = report_of(day_of(said), choice=Choice(measure="share"))
    text = " ".join(styled(report_docx(report, Drawn()), "Tabeltekst"))
    assert "100%" in text
    assert "Aandeel van de uitspraken" in report.table.caption


def test_libreoffice_opens_it_with_the_warning_on_the_first_page(reports, bare, usual, tmp_path):
    given = {f"{name}.docx": content for name, content in bare.items()}
    given["met figuren.docx"] = report_docx(usual, drawn_for(usual))
    found = printed(given, tmp_path)
    for name, report in [*reports.items(), ("met figuren", usual)]:
        first = " ".join(found[f"{name}.docx"].pages[0].extract_text().split())
        assert ("Let op:" in first) == (report.warning is not None)
    page = found["met figuren.docx"].pages[1].extract_text()
    assert f"Bladzijde 2 van {count(found['met figuren.docx'])}" in " ".join(page.split())


def count(pages: PdfReader) -> int:
    return len(pages.pages)


@pytest.mark.parametrize(
    ("themes", "lying"), [(("openheid", "integraliteit"), 1), (tuple("abcd"), 2)]
)
def test_the_page_lies_only_where_the_table_needs_it(themes, lying):
    """The appendix always lies; each page stands again after the overview."""
    said = [one for kind in (W, B, C) for one in many("Politie", kind, themes)]
    document = opened(report_docx(report_of(day_of(said, themes=themes)), Drawn()))
    wide = [one.page_width > one.page_height for one in document.sections]
    assert wide.count(True) == lying
    assert not wide[0]
    assert wide[-1]
    assert [one.different_first_page_header_footer for one in document.sections] == [
        True,
        *(False for _ in wide[1:]),
    ]
