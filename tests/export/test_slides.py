"""The presentation: native, readable, calm; every number traced, and no text taken for more."""

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pdfplumber
import pytest
from office import printed
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
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

from analysis.charts.palette import COLOURS, contrast_ratio, label, text_colour
from analysis.export.carrying import carried
from analysis.export.infosheet_text import clean
from analysis.export.slides import slides_pptx
from analysis.export.slides_text import CUT
from analysis.report import Choice, read_id
from analysis.report.choice import Picked
from analysis.types import Corner

SMALL = [
    *many("Politie", B, OPEN, 3),
    *many("Politie", C, OPEN, 2, person=True),
    *many("Politie", W, BOTH, 1),
    *many("School", B, OPEN, 1, person=True),
    *many("School", W, (), 2),
    *many("School", C, None, 1),
    *many("OM", B, WHOLE, 2),
    *many("OM", None, OPEN, 1),
]
ASKED = [Corner("Politie"), Corner("School"), Corner("OM", frozenset({W, B}))]
WIDE, HIGH = 960, 540  # points
SMALLEST = 10  # points, the printed ids


def _seventeen():
    """More corners than one chart holds, with numbers of four figures."""
    said = [
        Said(f"Organisatie {n} met een lange naam in de keten", kind, BOTH)
        for n in range(17)
        for kind in (W, B, C)
        for _ in range(30)
    ]
    return day_of(said, title="Een dag met een titel die op één regel niet past, " * 4)


def _same_names():
    """A corner, and themes, of one name."""
    return day_of([Said("Openheid", B, OPEN)], themes=("openheid", "thema"), corner_word="thema")


DAYS = ODD_DAYS | {
    "small": lambda: day_of(SMALL, corners=ASKED),
    "nothing coded": lambda: day_of([*many("Politie", B, None, 3), *many("School", W, None, 2)]),
    "seventeen": _seventeen,
    "same names": _same_names,
}


@pytest.fixture(scope="module")
def reports():
    return {name: report_of(make()) for name, make in DAYS.items()} | {
        "shares": report_of(day_of(SMALL, corners=ASKED), choice=Choice(measure="share"))
    }


@pytest.fixture(scope="module")
def files(reports):
    return {name: slides_pptx(report) for name, report in reports.items()}


@pytest.fixture(scope="module")
def decks(files):
    return {name: Presentation(io.BytesIO(data)) for name, data in files.items()}


def texts(deck):
    """All that stands on the slides, paragraph by paragraph."""
    return [
        "".join(run.text or "" for run in paragraph.iter(qn("a:t")))
        for slide in deck.slides
        for paragraph in slide._element.iter(qn("a:p"))
    ]


def frames(deck):
    return [s for slide in deck.slides for s in slide.shapes if s.has_chart or s.has_table]


def charts(deck):
    return [frame for frame in frames(deck) if frame.has_chart]


def notes(deck):
    return "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides)


def title_of(slide):
    return slide.shapes.title.text_frame.text


def named(deck, title):
    return next(slide for slide in deck.slides if title_of(slide) == title)


def values(frame):
    """Kind -> its numbers, by the names of the rows."""
    plot = frame.chart.plots[0]
    rows = list(plot.categories)
    return {one.name: dict(zip(rows, one.values, strict=True)) for one in plot.series}


@pytest.mark.parametrize("name", [*DAYS, "shares"])
def test_every_slide_is_wide_titled_once_and_told(decks, name):
    deck = decks[name]
    assert (deck.slide_width / 12700, deck.slide_height / 12700) == (WIDE, HIGH)
    titles = [title_of(slide) for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert all(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert len(deck.slides) >= 3


@pytest.mark.parametrize("name", [*DAYS, "shares"])
def test_reading_goes_from_the_title_down_and_ends_at_the_number(decks, name):
    for slide in decks[name].slides:
        places = [shape for shape in slide.shapes if shape.is_placeholder]
        kinds = [shape._element.ph.get("type") for shape in places]
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id
        assert kinds[-2:] == ["ftr", "sldNum"]
        assert list(slide.shapes)[-1].is_placeholder
        numbers = [int(n) for n in slide._element.xpath("//p:cNvPr/@id")]
        assert len(set(numbers)) == len(numbers)
        assert not [s for s in slide.placeholders if s.has_text_frame and not s.text_frame.text]


@pytest.mark.parametrize("name", [*DAYS, "shares"])
def test_every_chart_and_table_says_what_it_shows_and_where_it_comes_from(decks, reports, name):
    shown = {frame.name for frame in frames(decks[name])}
    for frame in frames(decks[name]):
        about = frame._element.nvGraphicFramePr.cNvPr
        assert len(about.get("descr")) > 10
        word, *ids = frame.name.split()
        assert word == "herkomst"
        assert all(reports[name].traces.get(read_id(one)) for one in ids)
    if reports[name].rows:
        assert f"herkomst {reports[name].table.trace}" in shown


@pytest.mark.parametrize("name", [*DAYS, "shares"])
def test_every_id_stands_printed_and_is_read_back(files, decks, reports, name):
    report = reports[name]
    words = " ".join(texts(decks[name])).split()
    quotes = [q.trace for t in report.themes for g in t.quotes for q in g.quotes]
    first = [g.quotes[0].trace for c in report.corners for g in c.quotes if g.quotes]
    figures = [c.figure.trace for c in report.corners if c.n.value]
    figures += [t.figure.trace for t in report.themes if t.n.value]
    table = [report.table.trace] if report.rows else []
    wanted = {*quotes, *first, *figures, *table}
    assert wanted <= set(words)
    found = carried(f"{name}.pptx", files[name])
    assert wanted <= set(found.ids)
    assert found.traces is not None
    assert set(found.ids) <= {one.id for one in found.traces}


@pytest.mark.parametrize("name", [*DAYS, "shares"])
def test_text_is_large_enough_and_readable(decks, name):
    for slide in decks[name].slides:
        for shape in slide.placeholders:
            if shape._element.ph is None or not shape.has_text_frame:
                continue
            for run in (r for p in shape.text_frame.paragraphs for r in p.runs):
                looks = run._r.rPr
                assert looks.get("lang") == "nl-NL"
                assert int(looks.get("sz") or SMALLEST * 100) >= SMALLEST * 100
                colour = looks.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
                if colour is not None:
                    assert contrast_ratio(f"#{colour.get('val')}", "#FFFFFF") >= 4.5


def test_quotes_are_read_from_the_back_of_a_room(decks):
    for name in ("small", "2,000 characters", "hostile"):
        for slide in decks[name].slides:
            if "in citaten" in title_of(slide):
                said = [p for p in slide._element.iter(qn("a:p")) if _text(p)[:1] in "“‘"]
                assert said
                for paragraph in said:
                    sizes = [int(run.get("sz")) for run in paragraph.iter(qn("a:rPr"))]
                    assert min(sizes) >= 1800


def _text(paragraph):
    return "".join(run.text or "" for run in paragraph.iter(qn("a:t")))


def test_a_long_quote_is_cut_at_a_sentence_and_stands_whole_in_the_notes(decks, reports):
    deck = decks["2,000 characters"]
    long = next(q for g in reports["2,000 characters"].themes[0].quotes for q in g.quotes).text
    slide = named(deck, "Openheid in citaten")
    said = [one for one in map(_text, slide._element.iter(qn("a:p"))) if one.startswith("“Wij")]
    assert said
    assert all(one.endswith(f"maanden.{CUT}”") for one in said)
    assert long in slide.notes_slide.notes_text_frame.text


def test_more_than_three_quotes_go_on_on_a_next_slide():
    day = day_of(many("Politie", B, OPEN, 8))
    ids = tuple(f"s{n}" for n in range(7))
    report = report_of(day, choice=Choice(quotes=(Picked("openheid", "knelpunt", ids),)))
    deck = Presentation(io.BytesIO(slides_pptx(report)))
    found = [title_of(s) for s in deck.slides if "in citaten" in title_of(s)]
    assert found == [f"Openheid in citaten ({n} van 3)" for n in (1, 2, 3)]
    words = " ".join(texts(deck))
    assert all(q.trace in words for g in report.themes[0].quotes for q in g.quotes)


@pytest.mark.parametrize(
    "choice",
    [
        Choice(corners=("OM",), kinds=("",)),
        Choice(themes=("openheid",), kinds=("kans",), measure="share"),
        Choice(kinds=()),
        Choice(themes=(), corners=()),
    ],
)
def test_a_choice_of_little_still_gives_a_deck(choice):
    report = report_of(day_of(SMALL, corners=ASKED), choice=choice)
    deck = Presentation(io.BytesIO(slides_pptx(report)))
    assert [title_of(slide) for slide in deck.slides][-1] == "Waar komt dit vandaan?"


def test_the_first_slide_tells_the_day_its_size_and_that_it_is_unfinished(decks, reports):
    first = decks["small"].slides[0]
    words = [_text(p) for p in first._element.iter(qn("a:p"))]
    report = reports["small"]
    assert report.title in words
    assert "5 maart 2026" in words
    assert any(one.startswith("13 uitspraken van 3 koffiehoeken") for one in words)
    assert report.warning is not None
    assert report.warning.text in words
    done = replace(report, warning=None)
    last = Presentation(io.BytesIO(slides_pptx(done))).slides[0]
    assert not any("Let op" in _text(p) for p in last._element.iter(qn("a:p")))


def test_the_account_and_the_origin_of_numbers_are_told(decks, reports):
    deck, account = decks["small"], [one.text for one in reports["small"].account]
    told = named(deck, "Hoe is dit gemaakt?")
    assert told.notes_slide.notes_text_frame.text.split("\n") == account[:-1]
    last = list(deck.slides)[-1]
    assert title_of(last) == "Waar komt dit vandaan?"
    assert account[-1] in [_text(p) for p in last._element.iter(qn("a:p"))]


def test_the_matrix_is_a_table_with_merged_heads_marks_and_three_kinds_of_empty(decks, reports):
    slide = named(decks["small"], "Wat elke koffiehoek zei")
    table = next(shape for shape in slide.shapes if shape.has_table).table
    assert table.first_row
    heads = [cell for cell in table.rows[0].cells if cell.is_merge_origin and cell.span_width > 1]
    assert [cell.text_frame.text for cell in heads] == ["Openheid", "Integraliteit", "geen thema"]
    kinds = [cell.text_frame.text for cell in list(table.rows[1].cells)[2:6]]
    assert kinds == ["✓\nwerkt", "■\nknelpunt", "★\nkans", "○\nzonder soort"]
    lines = [[cell.text_frame.text for cell in row.cells] for row in table.rows][2:]
    expected = [
        [line.label, *(number.text for number in line.numbers)]
        for line in reports["small"].table.lines
    ]
    assert lines == expected
    assert {"0", "–", "?"} <= {text for line in lines for text in line}
    om = list(table.rows[4].cells)
    assert om[4].text_frame.text == "–"
    assert om[4]._tc.tcPr.find(qn("a:pattFill")) is not None
    caption = " ".join(_text(p) for p in slide._element.iter(qn("a:p")))
    assert "0 niet genoemd, – niet gevraagd, ? nog niet gecodeerd" in caption


def test_cells_are_shaded_with_their_kind_and_their_numbers_read(decks):
    slide = named(decks["small"], "Wat elke koffiehoek zei")
    table = next(shape for shape in slide.shapes if shape.has_table).table
    cell = table.cell(2, 3)  # Politie, openheid, knelpunt: the most
    assert cell.text_frame.text == "3"
    fill = cell._tc.tcPr.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}").get("val")
    assert f"#{fill}" == COLOURS["knelpunt"]
    ink = cell._tc.txBody.find(f".//{qn('a:srgbClr')}").get("val")
    assert contrast_ratio(f"#{ink}", f"#{fill}") >= 4.5


@pytest.mark.parametrize(("name", "slides"), [("40 corners", 3), ("30 themes", 8)])
def test_a_large_matrix_goes_on_on_more_slides(decks, reports, name, slides):
    found = [s for s in decks[name].slides if title_of(s).startswith("Wat elke koffiehoek zei")]
    assert [title_of(s).rpartition(" (")[2] for s in found] == [
        f"{number} van {slides})" for number in range(1, slides + 1)
    ]
    cells = set()
    for slide in found:
        table = next(shape for shape in slide.shapes if shape.has_table).table
        corners = [row.cells[0].text_frame.text for row in list(table.rows)[2:]]
        themes = [c.text_frame.text for c in table.rows[0].cells if c.text_frame.text][2:]
        cells |= {(corner, theme) for corner in corners for theme in themes}
    report = reports[name]
    assert cells == {
        (line.label, theme) for line in report.table.lines for theme in report.matrix.themes
    }


def test_charts_are_native_and_hold_the_reports_numbers(decks, reports):
    report = reports["small"]
    by_name = {frame.name: frame for frame in charts(decks["small"])}
    found = values(by_name[f"herkomst {report.figure.trace}"])
    bare = {k: {n.partition(" (")[0]: v for n, v in row.items()} for k, row in found.items()}
    assert bare == {
        label(kind): {
            theme: number.value
            for column, number in zip(
                report.table.columns, report.table.lines[-1].numbers, strict=True
            )
            for theme in [column.theme]
            if column.kind == kind
        }
        for kind in report.matrix.kinds
    }
    theme = report.themes[0]
    found = values(by_name[f"herkomst {theme.figure.trace}"])
    assert found["■ knelpunt"] == {"Politie": 3, "School (★ ?)": 1, "OM (★ –)": 0}
    assert found["★ kans"] == {"Politie": 2, "School (★ ?)": None, "OM (★ –)": None}
    corner = report.corners[0]
    found = values(by_name[f"herkomst {corner.figure.trace}"])
    assert found["✓ werkt"] == {"Openheid": 1, "Integraliteit": 1, "geen thema": 0}


def test_charts_are_in_the_colours_of_kinds_and_show_their_numbers(decks):
    for frame in charts(decks["small"]):
        assert not frame.chart.has_legend  # each program has its own order
        beside = frame._element.getnext()  # the kinds as text, over the chart
        runs = list(beside.iter(qn("a:r")))
        plotted = [series.name for series in frame.chart.plots[0].series]
        assert [run.find(qn("a:t")).text.strip() for run in runs] == plotted
        inks = [run.find(f".//{qn('a:srgbClr')}").get("val") for run in runs]
        assert [f"#{ink}" for ink in inks] == [text_colour(kind) for kind in COLOURS]
        for series, kind in zip(frame.chart.plots[0].series, COLOURS, strict=True):
            assert f"#{series.format.fill.fore_color.rgb}" == COLOURS[kind]
            assert series.name == label(kind)
            assert series.data_labels.show_value
        assert frame.chart.category_axis.reverse_order  # the first row on top


def test_shares_are_percentages(decks, reports):
    for frame in charts(decks["shares"]):
        series = frame.chart.plots[0].series[0]
        assert series.data_labels.number_format.endswith("0%")
    report = reports["shares"]
    top = values(next(f for f in charts(decks["shares"]) if report.figure.trace in f.name))
    assert 0 < top["■ knelpunt"]["Openheid"] < 1
    shares = [number.text for number in report.table.lines[0].numbers[1:]]
    assert any(one.endswith("%") and one != "0%" for one in shares)
    assert set(shares) <= set(texts(decks["shares"]))


def test_a_half_percent_is_the_same_in_charts_and_tables():
    """2 of 16 is 12.5%, which Excel and PowerPoint show as 13%."""
    day = day_of([*many("Politie", B, OPEN, 2), *many("Politie", W, WHOLE, 14)])
    report = report_of(day, choice=Choice(measure="share"))
    deck = Presentation(io.BytesIO(slides_pptx(report)))
    frame = next(f for f in charts(deck) if report.themes[0].figure.trace in f.name)
    assert values(frame)["■ knelpunt"] == {"Politie": 0.125}
    written = frame.chart.plots[0].series[1].data_labels.number_format
    assert written.endswith(";0%")
    slide = named(deck, "Wat elke koffiehoek zei")
    table = next(shape for shape in slide.shapes if shape.has_table).table
    assert "13%" in [cell.text_frame.text for cell in table.rows[2].cells]


def test_many_corners_are_charted_in_parts_and_very_many_together(decks, reports):
    parts = [f for f in charts(decks["seventeen"]) if _of_theme(f, reports["seventeen"])]
    assert [len(list(frame.chart.plots[0].categories)) for frame in parts] == [8, 9]
    assert {frame.chart.chart_type for frame in parts} == {XL_CHART_TYPE.BAR_STACKED}
    (whole,) = [f for f in charts(decks["40 corners"]) if _of_theme(f, reports["40 corners"])]
    assert list(whole.chart.plots[0].categories) == ["Totaal"]
    assert any("Hier alle koffiehoeken samen." in text for text in texts(decks["40 corners"]))


def _of_theme(frame, report):
    return report.themes[0].figure.trace in frame.name


def test_a_corner_shows_its_themes_named_most(decks, reports):
    corner = reports["30 themes"].corners[0]
    frame = next(f for f in charts(decks["30 themes"]) if corner.figure.trace in f.name)
    assert len(list(frame.chart.plots[0].categories)) == 14
    assert any("De 14 vaakst genoemde van de 31 thema’s." in t for t in texts(decks["30 themes"]))


def test_shared_bottlenecks_stand_beside_their_chances(decks, reports):
    (shared,) = reports["small"].shared
    slide = named(decks["small"], "Gedeelde knelpunten, en de kansen die daartegenover staan")
    table = next(shape for shape in slide.shapes if shape.has_table).table
    assert [cell.text_frame.text for cell in table.rows[1].cells] == [
        shared.label,
        f"{shared.bottlenecks.text}  {shared.bottlenecks.trace}\nin 2 van de 3 koffiehoeken",
        f"{shared.chances.text}  {shared.chances.trace}\nin 1 koffiehoek",
        "geen",
    ]
    assert "Gedeelde knelpunten" in [title_of(slide) for slide in decks["other scripts"].slides]


def test_chances_that_the_author_left_out_are_not_called_not_asked():
    report = report_of(day_of(SMALL, corners=ASKED), choice=Choice(kinds=("werkt", "knelpunt")))
    deck = Presentation(io.BytesIO(slides_pptx(report)))
    (shared,) = report.shared
    slide = named(deck, "Gedeelde knelpunten")
    table = next(shape for shape in slide.shapes if shape.has_table).table
    assert [[cell.text_frame.text for cell in row.cells] for row in table.rows] == [
        ["Thema", "■ knelpunt"],
        [
            shared.label,
            f"{shared.bottlenecks.text}  {shared.bottlenecks.trace}\nin 2 van de 3 koffiehoeken",
        ],
    ]
    assert not [text for text in texts(deck) if "kans" in text]


def test_nobody_lacks_chances_that_nobody_was_asked_for():
    asked = [Corner(one.name, frozenset({W, B})) for one in ASKED]
    said = [one for one in SMALL if one.kind is not C]
    deck = Presentation(io.BytesIO(slides_pptx(report_of(day_of(said, corners=asked)))))
    slide = named(deck, "Gedeelde knelpunten, en de kansen die daartegenover staan")
    table = next(shape for shape in slide.shapes if shape.has_table).table
    cells = [cell.text_frame.text for cell in table.rows[1].cells]
    assert cells[2:] == ["niet gevraagd", "niet gevraagd"]


def test_hostile_text_stays_text(files, decks):
    words = "\n".join([*texts(decks["hostile"]), notes(decks["hostile"])])
    for text in ("<script>alert(1)</script> & <b>vet</b>", "#set text(red)", "=HYPERLINK("):
        assert text in words
    assert clean(HOSTILE[0]) in words
    with zipfile.ZipFile(io.BytesIO(files["hostile"])) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                data = package.read(name)
                assert b"<script" not in data
                assert b"<b>vet" not in data
                assert b"hlinkClick" not in data
                assert b'TargetMode="External"' not in data


@pytest.mark.parametrize("name", DAYS)
def test_powerpoint_finds_nothing_wrong(files, tmp_path, name):
    path = tmp_path / "dag.pptx"
    path.write_bytes(files[name])
    found = OpenXmlValidator().validate(path)
    assert found.is_valid, [str(one) for one in found.errors]


def test_no_chart_has_a_formula_behind_it():
    named_so = [f"{sign}1+1" for sign in "=+-@"]
    day = day_of([Said(corner, B, OPEN) for corner in named_so])
    data = slides_pptx(report_of(day))
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        books = [name for name in package.namelist() if name.endswith(".xlsx")]
        for name in books:
            sheet = openpyxl.load_workbook(io.BytesIO(package.read(name))).active
            cells = [cell for row in sheet.iter_rows() for cell in row]
            assert not [cell.value for cell in cells if cell.data_type == "f"]
            found += [cell.value for cell in cells]
    assert set(named_so) <= set(found)
    # python-pptx alone would write one: the reason why the workbook is made anew.
    alone = CategoryChartData()
    alone.categories = named_so
    alone.add_series("x", [1, 2, 3, 4])
    sheet = openpyxl.load_workbook(io.BytesIO(alone._workbook_writer.xlsx_blob)).active
    assert sheet["A2"].data_type == "f"


def test_the_workbook_behind_a_chart_holds_what_the_chart_shows(decks):
    for frame in charts(decks["small"]):
        book = openpyxl.load_workbook(
            io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob), data_only=True
        )
        (_, *kinds), *lines = [list(row) for row in book["Sheet1"].iter_rows(values_only=True)]
        found = {kind: {name: row[at] for name, *row in lines} for at, kind in enumerate(kinds)}
        assert found == values(frame)


def test_no_held_name_is_shown():
    said = [
        *many("Politie", B, OPEN, 2),
        Said("Politie", B, OPEN, text="Henk belt nooit terug en dat kost tijd"),
        Said("Bij Henk", W, OPEN, text="Wij weten elkaar goed te vinden in de wijk"),
    ]
    day = day_of(said, title="De dag van Henk", holding=names_held())
    data = slides_pptx(report_of(day))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [name for name in package.namelist() if b"Henk" in package.read(name)]


def test_a_name_read_from_right_to_left_leaves_our_own_sentences_alone(decks):
    slide = named(decks["other scripts"], "Koffiehoek: الشرطة")
    for paragraph in slide._element.iter(qn("a:p")):
        if "uitspraken" in _text(paragraph):
            assert paragraph.find(qn("a:pPr")).get("rtl") is None
    said = day_of(many("Politie", B, OPEN, 1, text="نحن نعمل معا كل يوم في المدينة"))
    deck = Presentation(io.BytesIO(slides_pptx(report_of(said))))
    quotes = named(deck, "Openheid in citaten")
    (arabic,) = [p for p in quotes._element.iter(qn("a:p")) if "نحن" in _text(p)]
    assert arabic.find(qn("a:pPr")).get("rtl") == "1"


@pytest.fixture(scope="module")
def pdfs(files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dias")
    printed({f"{name}.pptx": data for name, data in files.items()}, folder)
    return folder / "uit"


@pytest.mark.parametrize("name", [*DAYS, "shares"])
def test_libreoffice_shows_every_slide_and_all_text_within_its_box(pdfs, decks, name):
    deck = decks[name]
    with pdfplumber.open(pdfs / f"{name}.pdf") as pdf:
        assert len(pdf.pages) == len(deck.slides)
        for page, slide in zip(pdf.pages, deck.slides, strict=True):
            boxes = [_box(shape) for shape in slide.shapes]
            for word in page.extract_words():
                at = (word["x0"], word["top"], word["x1"], word["bottom"])
                assert any(_within(at, box) for box in boxes), (title_of(slide), word["text"])


def _box(shape):
    points = [shape.left, shape.top, shape.left + shape.width, shape.top + shape.height]
    return [value / 12700 for value in points]


def _within(inner, outer):
    spare = 4
    left, top, right, bottom = inner
    return (
        left >= outer[0] - spare
        and top >= outer[1] - spare
        and right <= outer[2] + spare
        and bottom <= outer[3] + spare
    )


def test_the_template_is_wide_with_placeholders_of_its_own():
    deck = Presentation("analysis/export/templates/presentatie.pptx")
    assert re.fullmatch("12192000x6858000", f"{deck.slide_width}x{deck.slide_height}")
    names = [layout.name for layout in deck.slide_layouts]
    assert names == ["Titel", "Tekst", "Figuur", "Tabel", "Hoek",
                     "Citaten 1", "Citaten 2", "Citaten 3", "Citaten 4"]  # fmt: skip
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
    assert not list(deck.slides)
