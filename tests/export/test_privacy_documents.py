"""The documents on privacy: made from the real settings, and readable by everybody."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

from analysis.export.privacy_documents import dpia_document, register_document
from analysis.export.privacy_facts import DayFacts, Facts, Figures, figures_from, shipped_figures
from analysis.privacy.findings import FindingKind

MAKERS = [register_document, dpia_document]
FIGURES = Figures(
    texts=1200, names=640, precision=0.91,
    recall={FindingKind.PERSON: 0.93, FindingKind.PHONE: 0.99},
    backgrounds={"turks": 0.96, "pools": 0.905},
)  # fmt: skip
FACTS = Facts(
    made=date(2026, 11, 22),
    version="1.2.3",
    database="/home/lectoraat/koffiehoek.sqlite3",
    on_server=False,
    this_computer_only=True,
    days=(
        DayFacts("Beter verbonden?", "2024-11-14", 1171, "2026-12-01", True),
        DayFacts("Kennisdag", None, 0, None, False),
    ),
    coders=3,
    allowed=17,
    log="/home/lectoraat/koffiehoek.log",
    figures=FIGURES,
)


def opened(content):
    return Document(io.BytesIO(content))


def paragraphs(document):
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def text_of(content):
    return "\n".join(one.text for one in paragraphs(opened(content)))


def tables(content):
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in opened(content).tables
    ]


@pytest.mark.parametrize("make", MAKERS)
def test_nothing_of_the_template_is_left(make):
    text = text_of(make(FACTS))
    assert "<<" not in text
    assert not re.search(r"\{\w*\}", text)


@pytest.mark.parametrize("make", MAKERS)
def test_the_facts_stand_in_it(make):
    text = text_of(make(FACTS))
    for fact in ("22-11-2026", "Koffiehoek 1.2.3", FACTS.database, "(3 personen)"):
        assert fact in text


@pytest.mark.parametrize("make", MAKERS)
def test_each_day_with_its_retention(make):
    [days] = [table for table in tables(make(FACTS)) if table[0][0] == "Dag"]
    assert days[1:] == [
        ["Beter verbonden?", "14-11-2024", "1.171", "01-12-2026", "ja"],
        ["Kennisdag", "niet ingevuld", "0", "[vul in: nog geen datum gezet]", "nee"],
    ]


@pytest.mark.parametrize("make", MAKERS)
def test_without_days_it_says_so(make):
    assert "Er staat nog geen dag in het programma." in text_of(make(replace(FACTS, days=())))


def test_the_register_has_all_parts_of_article_30():
    headings = [
        one.text for one in opened(register_document(FACTS)).paragraphs
        if one.style.name == "Heading 1"
    ]  # fmt: skip
    parts = [re.search(r"\(onderdeel (\w)\)$", heading)[1] for heading in headings]
    assert parts == ["a", "b", "c", "d", "e", "f", "g"]
    text = text_of(register_document(FACTS))
    assert "Ontvangers: geen" in text
    assert "Doorgiften: geen" in text


def test_the_dpia_has_all_parts_of_article_35():
    text = text_of(dpia_document(FACTS))
    for part in "abcd":
        assert f"(artikel 35, lid 7, onder {part})" in text
    [risks] = [table for table in tables(dpia_document(FACTS)) if table[0][0] == "Risico"]
    named = " ".join(row[0] for row in risks)
    for risk in ("herkenbaar zonder naam", "kleine koffiehoek", "Kinderen", "herkomst"):
        assert risk in named
    assert all("[vul in:" in row[2] for row in risks[1:])


@pytest.mark.parametrize(
    ("changed", "there", "gone"),
    [
        ({"this_computer_only": True}, "alleen op deze computer te openen", "andere computers in"),
        ({"this_computer_only": False}, "vanaf andere computers in", "alleen op deze computer te"),
        ({"this_computer_only": False, "login": True}, "moet inloggen", "vraagt zelf niet om een"),
        ({"live_days": 2}, "Op 2 dagen sturen deelnemers", "waarop deelnemers met hun telefoon"),
        ({"live_days": 0}, "waarop deelnemers met hun telefoon", "sturen deelnemers uitspraken"),
        ({"on_server": False}, "in één bestand op deze computer", "PostgreSQL"),
        ({"on_server": True, "database": "db.school.nl/kh"}, "PostgreSQL-database: db.school.nl/kh",
         "in één bestand"),
        ({}, "Van 1 dag staat een sleutel", "Er staat geen sleutel"),
        ({"days": ()}, "Er staat geen sleutel", "Van 0 dagen"),
        ({}, "het programma vond 93% van de namen van personen, 99% van de telefoonnummers",
         "niet vastgelegd"),
        ({}, "was 91% terecht", "niet vastgelegd"),
        ({"figures": Figures()}, "is bij deze versie niet vastgelegd", "Gemeten op"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("make", MAKERS)
def test_sentences_go_by_what_is_so(make, changed, there, gone):
    text = text_of(make(replace(FACTS, **changed)))
    assert there in text
    assert gone not in text


@pytest.mark.parametrize("make", MAKERS)
def test_numbers_for_names_are_still_personal_data(make):
    text = text_of(make(FACTS))
    assert "gepseudonimiseerd en niet anoniem" in text
    assert "niet om een wachtwoord" in text


def test_the_register_promises_no_more_than_the_finder_does():
    text = text_of(register_document(FACTS))
    assert "links die het programma vindt, worden" in text
    assert "controlegetal (SHA-256)" in text
    assert "hoe lang u het logboek bewaart" in text


def test_a_request_is_answered_with_a_list_or_the_key():
    assert "met de sleutel van de dag, is na te gaan" in text_of(dpia_document(FACTS))


def test_the_weakest_background_is_told_first():
    assert "Gemeten: Pools 91%, Turks 96%." in text_of(dpia_document(FACTS))


@pytest.mark.parametrize("make", MAKERS)
def test_what_is_to_be_filled_in_is_marked_and_nothing_else(make):
    marked = plain = 0
    for one in paragraphs(opened(make(FACTS))):
        for run in one.runs:
            is_open = run.text.startswith("[vul in: ") and run.text.endswith("]")
            assert is_open == (run.font.highlight_color == WD_COLOR_INDEX.YELLOW)
            assert is_open or "[vul in" not in run.text
            marked, plain = marked + is_open, plain + (not is_open)
    assert marked > 8
    assert plain > 30


HOSTILE = "<w:p/> & \x00\x0b {made} <<reach>> ]]> =1+1 \ud800 " + "é" * 300


@pytest.mark.parametrize("make", MAKERS)
def test_a_title_stays_text_whatever_it_holds(make):
    day = DayFacts(HOSTILE, None, 1, None, False)
    [days] = [table for table in tables(make(replace(FACTS, days=(day,)))) if table[0][0] == "Dag"]
    title = days[1][0]
    assert title.startswith("<w:p/> & ")
    assert "{made} <<reach>> ]]> =1+1" in title
    assert title.endswith("é" * 300)


@pytest.mark.parametrize("make", MAKERS)
def test_everybody_can_read_it(make):
    """Dutch, a title, headings that skip no level, header rows, and a text beside each colour."""
    content = make(FACTS)
    document = opened(content)
    about = document.core_properties
    assert about.title == document.paragraphs[0].text
    assert about.language == "nl-NL"
    assert about.author == "Koffiehoek"
    assert f"{about.created:%d-%m-%Y}" == "22-11-2026"
    levels = [
        int(one.style.name[-1]) for one in document.paragraphs
        if one.style.name.startswith("Heading")
    ]  # fmt: skip
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        styles = parts.read("word/styles.xml").decode("utf-8")
    assert re.findall(r'<w:lang w:val="([^"]+)"', styles) == ["nl-NL"]


def test_headings_are_in_ink_since_blue_means_a_kind():
    document = opened(register_document(FACTS))
    for name in ("Title", "Heading 1", "Heading 2"):
        assert str(document.styles[name].font.color.rgb) == "14181F"


def test_the_shipped_figures_can_be_read():
    figures = shipped_figures()
    assert all(0 <= share <= 1 for share in [*figures.recall.values()])
    assert text_of(register_document(replace(FACTS, figures=figures)))


def test_figures_that_were_not_measured_are_left_out():
    figures = figures_from(
        {"texts": None, "names": None, "precision": None,
         "recall": {"person": None, "phone": 0.5}, "backgrounds": {}}
    )  # fmt: skip
    assert figures == Figures(recall={FindingKind.PHONE: 0.5})
    assert not figures.measured
