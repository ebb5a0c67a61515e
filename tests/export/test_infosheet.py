"""The infosheet is one A4, can be read aloud, loses nothing in silence, and takes no orders."""

import io
import re
import time
from itertools import pairwise

import pdfplumber
import pypdf
import pytest
import typst
from PIL import Image
from pypdf.generic import ArrayObject, DictionaryObject

from analysis.charts.palette import text_colour
from analysis.export.infosheet import (
    UNKNOWN,
    Infosheet,
    Number,
    Point,
    Points,
    Quote,
    SheetTheme,
    infosheet_pdf,
    infosheet_png,
)
from analysis.synthesis import build_matrix, frames_from
from analysis.types import (
    Category,
    CategoryProposal,
    CodedStatement,
    Corner,
    Place,
    Proposal,
    Statement,
)


def points(*texts, **more):
    return Points(tuple(Point(text) for text in texts), **more)


POINTS = {
    "werkt": points("Korte lijnen tussen politie en jeugdzorg.", "Eén plan per gezin."),
    "knelpunt": points("Ieder houdt zijn eigen dossier bij."),
    "kans": points("Een gezamenlijk budget voor de eerste honderd dagen."),
}
SAID = Quote("We zaten voor het eerst allemaal om tafel. Dat hielp.", "werkt", "Politie", "u-0412")
SENTENCE = "Dit is een zin die vertelt hoe het ging op de dag. "
LONG = (SENTENCE * 50)[:2000]
A4 = (595.28, 841.89)
MARGIN = 15 / 25.4 * 72
SMALLEST = 8.5


def theme(name, points=POINTS, quotes=(SAID,)):
    return SheetTheme(name, points, quotes, 84)


def sheet(themes, **more):
    numbers = (Number("170", "deelnemers"), Number("1.612", "uitspraken"))
    return Infosheet(
        "Beter verbonden", "Utrecht, 12 november 2026", numbers, tuple(themes),
        **{"made": "Gemaakt op 22 november 2026"} | more,
    )  # fmt: skip


def matrix(corners, themes):
    said = [
        Statement(f"{c}-{t}", "t", corner, Category.KANS, None, "a", Place(1, 1))
        for c, corner in enumerate(corners)
        for t, _ in enumerate(themes)
    ]
    coded = [
        CodedStatement(
            one.id,
            tuple(Proposal(name, 0.5, one.id.endswith(f"-{n}")) for n, name in enumerate(themes)),
            CategoryProposal(Category.KANS, 1.0, "heading"),
            0.5,
        )
        for one in said
    ]
    named = [Corner(name) for name in corners]
    return build_matrix(frames_from(said, coded), corners=named, themes=themes)


THIRTY = [f"thema {n} over samenwerken in de keten" for n in range(30)]
HOSTILE = (
    '#panic("x") *vet* _schuin_ $x^2$ @ref <label> // weg /* weg */ `code` \\ ~ --- =1+1',
    '#import "/etc/passwd": *',
    "<script>alert(1)</script> <b>vet</b> &amp; [link](https://kwaad.nl)",
    "bel \x07 nul \x00 half \ud800 einde \ufffe",
    "W" * 300,
    "https://voorbeeld.nl/" + "a/b?c=d&" * 60,
    "\u202eomgekeerd\u202c",
    "   ",
)
EVIL_NAMES = [name.replace("\ud800", "") for name in HOSTILE[2:7]]
EVIL = SheetTheme(
    HOSTILE[0],
    {"werkt": points(*HOSTILE), "knelpunt": points(), "": points("zonder soort")},
    (Quote(HOSTILE[2], "kans", HOSTILE[0], HOSTILE[4]), Quote(HOSTILE[4], "")),
    1,
)
SHEETS = {
    "nothing": Infosheet("", themes=(SheetTheme("\ufe0f", {}),)),
    "no themes": Infosheet("Leeg"),
    "one theme": sheet([theme("openheid")], matrix=matrix(["Politie"], ["openheid"])),
    "three": sheet(map(theme, ("integraliteit", "openheid", "betrokkenheid")),
                   matrix=matrix([f"Koffiehoek {n}" for n in range(12)], ["a", "b", "c"])),
    "four": sheet(map(theme, "abcd")),
    "thirty": sheet(map(theme, THIRTY), matrix=matrix([f"Hoek {n}" for n in range(40)], THIRTY)),
    "long": sheet([theme(name, dict.fromkeys(POINTS, points(*(LONG,) * 5)),
                         (Quote(LONG, "kans"),) * 3)
                   for name in ("a", "b", "c")], matrix=matrix(["x"] * 1, ["a", "b", "c"])),
    "hostile": Infosheet(HOSTILE[0] * 3, HOSTILE[4], (Number("9" * 40, HOSTILE[0]),) * 9,
                         (EVIL,) * 5, matrix(EVIL_NAMES, EVIL_NAMES),
                         HOSTILE[0] * 9, HOSTILE[4]),
}  # fmt: skip


@pytest.fixture(scope="module")
def pages():
    """Each sheet as PDF, with the seconds of work it took."""
    made = {}
    for name, one in SHEETS.items():
        begin = time.process_time()
        made[name] = infosheet_pdf(one), time.process_time() - begin
    return made


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf):
    """The page's words; pypdf takes hyphens in ids and hyphens at the end of a line for one."""
    found = read(pdf).pages[0].extract_text().replace("\u200b", "").replace("\xad", "-")
    return re.sub("(?<=[a-zé])- (?=[a-zé])", "", " ".join(found.split()))


def tags(pdf):
    """The tags in the order they are read."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, ArrayObject):
            for child in node:
                walk(child)
        elif isinstance(node, DictionaryObject):
            found.extend([str(node["/S"])] if "/S" in node else [])
            if "/K" in node:
                walk(node["/K"])

    walk(read(pdf).root_object["/StructTreeRoot"]["/K"])
    return found


@pytest.mark.parametrize("name", SHEETS)
def test_it_is_one_a4_that_can_be_read_aloud(pages, name):
    pdf = read(pages[name][0])
    assert len(pdf.pages) == 1
    box = pdf.pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(A4, abs=0.01)
    root = pdf.root_object
    assert root["/Lang"] == "nl-NL"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1<" in root["/Metadata"].get_data()
    assert pdf.metadata.title
    assert tags(pages[name][0]).count("/H1") == 1


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_runs_over_an_edge_or_is_too_small(pages, name):
    with pdfplumber.open(io.BytesIO(pages[name][0])) as pdf:
        letters = [one for one in pdf.pages[0].chars if one["text"].strip()]
    assert min((one["x0"] for one in letters), default=MARGIN) > MARGIN - 3
    assert max((one["x1"] for one in letters), default=0) < A4[0] - MARGIN + 3
    assert max((one["bottom"] for one in letters), default=0) < A4[1] - 20
    assert min((one["size"] for one in letters), default=9) > 6
    points = [one["size"] for one in letters if one["text"] == "•"]
    assert min(points, default=SMALLEST) > SMALLEST - 0.01


@pytest.mark.parametrize("name", SHEETS)
def test_columns_do_not_run_into_each_other(pages, name):
    """No two letters lie on each other."""
    with pdfplumber.open(io.BytesIO(pages[name][0])) as pdf:
        letters = sorted(
            (one for one in pdf.pages[0].chars if one["text"].strip(" \u200b")),
            key=lambda one: (round(one["bottom"]), one["x0"]),
        )
    for one, after in pairwise(letters):
        if round(one["bottom"]) == round(after["bottom"]):
            assert after["x0"] > one["x0"] + 0.2 * one["width"], (one["text"], after["text"])


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_makes_it_much_more_work(pages, name):
    assert pages[name][1] < 30 * pages["three"][1]


def test_what_fits_is_all_there(pages):
    pdf, _ = pages["three"]
    text = text_of(pdf)
    for wanted in ("Beter verbonden", "Utrecht, 12 november 2026", "170", "1.612", "uitspraken",
                   "integraliteit", "openheid", "betrokkenheid", "84 uitspraken", "u-0412",
                   "Politie", "Gemaakt op 22 november 2026", "Koffiehoek 11", "n = 3"):  # fmt: skip
        assert wanted in text
    assert text.count(f"„{SAID.text}”") == 3
    for point in (point for kind in POINTS.values() for point in kind.items):
        assert text.count(point.text) == 3
    assert "Om op één blad" not in text
    found = tags(pdf)
    assert [found.count(tag) for tag in ("/H1", "/H2", "/H3", "/L", "/Quote", "/Table")] == [
        1, 4, 9, 9, 3, 1,
    ]  # fmt: skip
    assert found.count("/TH") >= 13
    assert found.count("/TR") == 14


def test_a_kind_has_its_colour_mark_and_word(pages):
    with pdfplumber.open(io.BytesIO(pages["three"][0])) as pdf:
        letters = pdf.pages[0].chars
    for kind, mark, word in (
        ("werkt", "✓", "wat werkt"),
        ("knelpunt", "■", "knelpunten"),
        ("kans", "★", "kansen"),
    ):
        colour = tuple(int(text_colour(kind)[at : at + 2], 16) / 255 for at in (1, 3, 5))
        drawn = "".join(
            one["text"]
            for one in letters
            if one["non_stroking_color"] == pytest.approx(colour, abs=0.01)
        )
        assert mark in drawn
        assert word.replace(" ", "") in drawn.replace(" ", "")


def test_long_texts_are_cut_at_a_sentence_and_it_says_so(pages):
    text = text_of(pages["long"][0])
    assert re.search(r"Om op één blad te passen: \d+ teksten ingekort \(bij \[…\]\), en ", text)
    ends = re.findall(r"(\S+) \[…\]", text.partition("Om op")[0])
    assert len(ends) > 20
    assert set(ends) == {"dag."}


def test_of_thirty_themes_it_says_how_many_are_not_shown(pages):
    pdf, _ = pages["thirty"]
    gone = int(re.search(r"passen: (\d+) thema’s", text_of(pdf))[1])
    shown = tags(pdf).count("/H2") - 1  # the matrix
    assert shown + gone == 30
    assert shown >= 6


def test_with_little_on_it_the_letters_are_larger(pages):
    def size(name):
        with pdfplumber.open(io.BytesIO(pages[name][0])) as pdf:
            return max(one["size"] for one in pdf.pages[0].chars if one["text"] == "•")

    assert size("one theme") > 12
    assert size("one theme") > size("thirty") + 2


def test_where_long_texts_are_cut_the_letters_grow_again(pages):
    with pdfplumber.open(io.BytesIO(pages["long"][0])) as pdf:
        letters = pdf.pages[0].chars
    assert max(one["size"] for one in letters if one["text"] == "•") > SMALLEST


def test_text_is_never_markup():
    pdf = infosheet_pdf(sheet([EVIL]))
    text = text_of(pdf)
    for wanted in ('#panic("x") *vet*', '#import "/etc/passwd": *', "<script>alert(1)</script>",
                   "&amp; [link](https://kwaad.nl)", "omgekeerd"):  # fmt: skip
        assert wanted in text
    assert "root:" not in text
    assert "/Annots" not in read(pdf).pages[0]
    assert not {"/AcroForm", "/OpenAction", "/Names"} & read(pdf).root_object.keys()


def test_a_day_under_review_says_so_first():
    notice = "Van deze dag is 62% nagekeken."
    text = text_of(infosheet_pdf(sheet([theme("a")], notice=notice)))
    assert text.startswith(notice)


def test_a_kind_that_nobody_named_says_so():
    text = text_of(infosheet_pdf(sheet([theme("a", {"kans": points()})])))
    assert "kansen Niets genoemd." in text
    assert "knelpunten" not in text


def test_of_a_kind_it_says_how_many_or_why_nothing_is_shown():
    kinds = {
        "werkt": Points((Point("Korte lijnen.", "K3F9A2B"),), "n = 23"),
        "knelpunt": points(n="n = 4", empty="4 uitspraken, hier niet getoond."),
        "kans": points(empty="Niet gevraagd."),
    }
    text = text_of(infosheet_pdf(sheet([theme("a", kinds, ())])))
    assert "wat werkt n = 23 • Korte lijnen. K3F9A2B" in text
    assert "knelpunten n = 4 4 uitspraken, hier niet getoond." in text
    assert "kansen Niet gevraagd." in text


def test_the_matrix_has_the_days_own_word_its_measure_and_its_id():
    more = {"matrix": matrix(["Politie"], ["a"]), "matrix_id": "K3F9A2B", "corner_word": "tafel"}
    text = text_of(infosheet_pdf(sheet([theme("a")], **more, measure="share")))
    assert "Aandeel van de uitspraken van elke groep per tafel, thema en soort K3F9A2B" in text
    assert "100%" in text


def test_without_fonts_of_the_machine_arabic_shows_and_emoji_are_told(monkeypatch):
    bare = typst.Compiler
    monkeypatch.setattr(typst, "Compiler", lambda: bare(ignore_system_fonts=True))
    arabic = "الشرطة تعمل معنا"
    pdf = infosheet_pdf(
        sheet([theme("a", {"kans": points(arabic, "goed 👩‍👩‍👧 zo ❤️ en 漢字", "שלום")})])
    )
    text = text_of(pdf)
    assert f"goed {UNKNOWN} zo" in text
    assert f"{UNKNOWN} is een teken dat op deze computer niet getekend kan worden." in text
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        letters = [one for one in opened.pages[0].chars if "\u0600" <= one["text"][:1] <= "\u06ff"]
    assert len(letters) >= 10
    assert {one["fontname"].partition("+")[2] for one in letters} == {"DejaVuSansMono"}
    assert min(one["x0"] for one in letters) > A4[0] / 2  # it stands at the right


def test_what_every_font_has_needs_no_word_on_signs(pages):
    assert UNKNOWN not in text_of(pages["three"][0])


def test_the_preview_is_the_same_page():
    png = infosheet_png(SHEETS["one theme"], ppi=72)
    with Image.open(io.BytesIO(png)) as image:
        assert image.size == (595, 842)


def test_the_same_sheet_gives_the_same_bytes():
    assert infosheet_pdf(SHEETS["four"]) == infosheet_pdf(SHEETS["four"])
