"""A report as an infosheet: one A4 whatever the day, and nothing on it twice, untrue or lost."""

import io
import re

import page as checker
import pypdf
import pytest
from report_days import (
    BOTH,
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

from analysis.export.infosheet import infosheet_pdf
from analysis.export.infosheet_report import infosheet
from analysis.report import Choice
from analysis.types import Category, Corner

A4 = (595.28, 841.89)


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def words_of(pdf):
    found = read(pdf).pages[0].extract_text().replace("\u200b", "").replace("\xad", "-")
    return " ".join(found.split())


def texts(sheet):
    """Every text of a statement on the sheet."""
    points = [p.text for t in sheet.themes for kind in t.kinds.values() for p in kind.items]
    return points + [quote.text for t in sheet.themes for quote in t.quotes]


def numbers(sheet):
    return [(one.value, one.label) for one in sheet.numbers]


@pytest.fixture(scope="module")
def day():
    calls = [f"Wij bellen elkaar op dag {n} van de week." for n in "1234"]
    waits = [f"Het dossier kwam {n} weken te laat binnen." for n in "56"]
    said = [
        *(Said("Politie", W, OPEN, text=text) for text in calls),
        *(Said("School", B, OPEN, text=text) for text in waits),
        Said("School", C, BOTH, text="Maak één loket voor alle ouders in de wijk."),
        Said("Politie", None, WHOLE, text="Over het geheel valt nog veel te zeggen."),
    ]  # fmt: skip
    return day_of(said, corner_word="tafel")


@pytest.fixture(scope="module")
def odd():
    """Each odd day as report, sheet and PDF."""
    made = {}
    for name, make in ODD_DAYS.items():
        report = report_of(make())
        sheet = infosheet(report)
        made[name] = report, sheet, infosheet_pdf(sheet)
    return made


@pytest.mark.parametrize("name", ODD_DAYS)
def test_it_is_one_a4_that_can_be_read_aloud(odd, name):
    pdf = read(odd[name][2])
    (page,) = pdf.pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(A4, abs=0.01)
    root = pdf.root_object
    assert root["/Lang"] == "nl-NL"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert page["/Tabs"] == "/S"
    assert b"<pdfuaid:part>1<" in root["/Metadata"].get_data()


@pytest.mark.parametrize("name", ODD_DAYS)
def test_it_is_pdf_ua(odd, name):
    """The rules of PDF/UA-1 that a program can check (the Matterhorn protocol's)."""
    found = checker.validate_pdf_bytes(odd[name][2], profile="ua1")
    assert found.is_compliant, str(found)


@pytest.mark.parametrize("name", ODD_DAYS)
def test_what_is_not_shown_is_counted(odd, name):
    _, sheet, pdf = odd[name]
    shown = words_of(pdf)
    note = shown.partition("Om op één blad te passen:")[2]

    def told(what):
        found = re.search(rf"(\d+) {what}", note)
        return int(found[1]) if found else 0

    ids = [p.id for t in sheet.themes for kind in t.kinds.values() for p in kind.items]
    calls = [quote.id for t in sheet.themes for quote in t.quotes]
    themes = told("thema")
    lost = sum(one not in shown for one in ids + calls)
    assert (lost > 0) == (told("punt") + told("cita") + themes > 0)
    if not themes:
        assert lost == told("punt") + told("cita")
    assert ("[…]" in shown) == (told("tekst") > 0)
    assert odd[name][0].figure.trace in shown or not sheet.matrix.corners


@pytest.mark.parametrize("name", ODD_DAYS)
def test_every_quote_is_on_the_sheet_once_or_said_to_be_elsewhere(odd, name):
    report, sheet, _ = odd[name]
    assert [theme.name for theme in sheet.themes] == [one.label for one in report.themes]
    given = {q.text for one in report.themes for kind in one.quotes for q in kind.quotes}
    assert {" ".join(t.casefold().split()) for t in texts(sheet)} == {
        " ".join(t.casefold().split()) for t in given
    }
    called = [quote.text.casefold() for theme in sheet.themes for quote in theme.quotes]
    points = {
        p.text.casefold() for t in sheet.themes for kind in t.kinds.values() for p in kind.items
    }
    assert len(called) == len(set(called))
    assert not points & set(called)


def test_the_day_in_figures(day):
    assert numbers(infosheet(report_of(day))) == [
        ("8", "uitspraken"), ("2", "tafels"), ("4", "wat werkt"), ("2", "knelpunten"),
        ("1", "kans"), ("1", "zonder soort"),
    ]  # fmt: skip


def test_one_of_each_is_singular_and_what_was_not_asked_is_no_zero():
    corners = [Corner("Politie", frozenset({Category.WERKT, Category.KNELPUNT}))]
    report = report_of(day_of([Said("Politie", B, OPEN)], themes=OPEN, corners=corners))
    sheet = infosheet(report)
    assert numbers(sheet) == [
        ("1", "uitspraak"), ("1", "koffiehoek"), ("1", "thema"), ("0", "wat werkt"),
        ("1", "knelpunt"), ("–", "kansen, niet gevraagd"),
    ]  # fmt: skip
    kinds = sheet.themes[0].kinds
    assert [kinds[kind].empty for kind in ("werkt", "kans")] == ["Niets genoemd.", "Niet gevraagd."]
    assert kinds["knelpunt"].n == "n = 1"
    assert kinds["kans"].n == ""


def test_what_is_not_coded_yet_is_not_called_silent():
    sheet = infosheet(report_of(day_of([Said("Politie", W, None)])))
    theme = sheet.themes[0]
    assert theme.kinds["werkt"].empty == "Niets genoemd, maar nog niet alles is gecodeerd."
    assert theme.kinds["knelpunt"].empty == "Niets genoemd."
    assert theme.n is None


def test_the_best_quote_of_a_kind_with_several_is_the_call_out(day):
    report = report_of(day)
    openness = report.themes[0]
    theme = infosheet(report).themes[0]
    best = {kind.kind: kind.quotes[0] for kind in openness.quotes if kind.quotes}
    assert [(one.kind, one.id, one.source) for one in theme.quotes] == [
        ("werkt", best["werkt"].trace, "Politie"), ("knelpunt", best["knelpunt"].trace, "School"),
    ]  # fmt: skip
    assert [point.id for point in theme.kinds["kans"].items] == [best["kans"].trace]
    assert len(theme.kinds["werkt"].items) == 2
    assert theme.n == 7


def test_where_a_theme_has_nothing_of_its_own_a_text_returns_as_a_point(day):
    sheet = infosheet(report_of(day))
    again = sheet.themes[1].kinds["kans"].items
    assert [point.text for point in again] == ["Maak één loket voor alle ouders in de wijk."]
    assert again[0].id != sheet.themes[0].kinds["kans"].items[0].id


def test_a_call_out_does_not_return():
    said = [
        Said("Politie", W, BOTH, text="Wij bellen elkaar iedere dag van de week."),
        Said("Politie", W, OPEN, text="De school doet mee aan ons overleg."),
    ]
    report = report_of(day_of(said), choice=Choice().with_quotes("openheid", "werkt", ["s0", "s1"]))
    sheet = infosheet(report)
    assert [quote.text for quote in sheet.themes[0].quotes] == [said[0].text]
    assert sheet.themes[1].kinds["werkt"].items == ()
    assert sheet.themes[1].kinds["werkt"].empty == "1 uitspraak, elders op dit blad."


def test_what_is_too_long_for_the_sheet_is_not_said_to_be_elsewhere():
    said = [
        Said("Politie", B, BOTH, text="Wij bellen elkaar nooit op een dag in de week."),
        Said("Politie", B, OPEN, text="De school doet niet mee aan ons overleg."),
        Said("School", B, WHOLE, text="Het duurt ons te lang. " * 65),
    ]
    day = day_of(said)
    choice = Choice().with_quotes("openheid", "knelpunt", ["s0", "s1"])
    sheet = infosheet(report_of(day, choice=choice))
    points = sheet.themes[1].kinds["knelpunt"]
    assert points.items == ()
    assert points.n == "n = 2"
    assert points.empty == "2 uitspraken: 1 elders op dit blad, 1 te lang voor dit blad."


@pytest.mark.parametrize(("length", "quoted"), [(220, True), (221, False)])
def test_long_is_what_is_not_proposed_beside_a_shorter_one(length, quoted):
    long = ("Wij zoeken elkaar te laat op in de wijk " * 9)[: length - 1] + "x"
    said = [
        Said("Politie", B, BOTH, text="De school doet niet mee aan ons overleg."),
        Said("School", B, WHOLE, text=long),
    ]
    sheet = infosheet(report_of(day_of(said)))
    assert (long in texts(sheet)) == quoted


def test_quotes_that_the_author_chose_are_there_in_order(day):
    report = report_of(day, choice=Choice().with_quotes("openheid", "werkt", ["s3", "s1", "s0"]))
    theme = infosheet(report).themes[0]
    assert "dag 4" in theme.quotes[0].text
    assert [re.search(r"dag (\d)", one.text)[1] for one in theme.kinds["werkt"].items] == ["2", "1"]


def test_held_back_texts_show_nowhere():
    said = [*many("Henk", W, OPEN, 3, text="Henk belt mij elke dag."), Said("School", W, WHOLE)]
    sheet = infosheet(report_of(day_of(said, title="Dag van Henk", holding=names_held())))
    assert "Henk" not in repr(texts(sheet))
    assert "Henk" not in words_of(infosheet_pdf(sheet))
    assert sheet.themes[0].kinds["werkt"].empty == "3 uitspraken, hier niet getoond."
    assert sheet.themes[0].kinds["werkt"].n == "n = 3"


def test_the_review_that_is_not_finished_comes_first(day):
    report = report_of(day)
    assert words_of(infosheet_pdf(infosheet(report))).startswith(
        "Let op: de uitspraken van deze dag (8)"
    )
    done = report_of(day_of(many("Politie", W, OPEN, 2, person=True)))
    assert infosheet(done).notice == ""


def test_it_says_when_and_with_what_it_was_made_and_where_numbers_come_from(day):
    made = infosheet(report_of(day)).made
    start = "Gemaakt met Koffiehoek op 22 november 2026 · codeboek Proef, versie 1. "
    assert made.startswith(start)
    assert "Waar komt dit vandaan?" in made


def test_the_matrix_follows_the_report(day):
    report = report_of(day, choice=Choice(measure="share", corners=("Politie",)))
    sheet = infosheet(report)
    assert (sheet.measure, sheet.matrix_id) == ("share", report.figure.trace)
    text = words_of(infosheet_pdf(sheet))
    assert (
        f"Aandeel van de uitspraken van elke groep per tafel, thema en soort {sheet.matrix_id}"
        in text
    )
    assert "School" not in text
