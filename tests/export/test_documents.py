"""All documents of a day: each is made, under its own name, from what may be shown."""

import io
import pickle
import zipfile

import pytest
from materials import material_of
from quick_pictures import NoPictures, QuickPictures
from report_days import MADE, ODD_DAYS, OPEN, B, C, Said, W, day_of, many, names_held

from analysis.exchange import Memo
from analysis.export.documents import DOCUMENTS, FIGURES, make, papers_of, zipped
from analysis.store import SourceText
from analysis.types import Place

SIGNS = {"pdf": b"%PDF", "html": b"<!doctype", "csv": b"\xef\xbb\xbf", "qdc": b"<?xml"}
"""How a file of that ending begins; the others are zip files."""
ALL = tuple(DOCUMENTS)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr("analysis.export.figures.Pictures", QuickPictures)


@pytest.fixture(scope="module")
def material():
    said = [*many("Politie", W, OPEN, 3), *many("School", B, OPEN, 2), Said("Politie", C, ())]
    return material_of(day_of(said))


@pytest.mark.parametrize("name", ODD_DAYS)
def test_every_document_is_made_of_any_day(name):
    material = material_of(ODD_DAYS[name]())
    made = make(papers_of(material, ALL), ALL)
    files = {one for one in made.files if not one.startswith(f"{FIGURES}/")}
    assert files == set(DOCUMENTS) - {FIGURES}
    for one in files:
        assert made.files[one].startswith(SIGNS.get(one.rpartition(".")[2], b"PK\x03\x04"))


def test_only_what_was_asked_is_made(material):
    names = ["matrix.csv", "infosheet.pdf"]
    papers = papers_of(material, names)
    assert set(make(papers, names).files) == set(names)
    assert papers.frameworks == {}
    assert papers.project == b""


def test_figures_lie_in_a_folder_of_their_own(material):
    files = make(papers_of(material, [FIGURES]), [FIGURES]).files
    assert f"{FIGURES}/01 overzicht.png" in files
    assert {name.partition("/")[0] for name in files} == {FIGURES}


@pytest.mark.parametrize("names", [ALL, ["rapport.docx"], [FIGURES], ["matrix.csv"], []])
def test_the_share_that_is_done_grows_to_all_of_it(material, names):
    steps = []
    make(papers_of(material, names), names, progress=steps.append)
    shares = [step.share for step in steps]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert all(0 <= share <= 1 for share in shares)
    if FIGURES in names:
        assert any("figuren tekenen (3 van 5)" in step.text for step in steps)


@pytest.mark.parametrize("name", ["rapport.docx", FIGURES])
def test_without_a_browser_the_rest_is_there_and_it_says_why(material, monkeypatch, name):
    monkeypatch.setattr("analysis.export.figures.Pictures", NoPictures)
    made = make(papers_of(material, [name, "matrix.csv"]), [name, "matrix.csv"])
    assert made.missing.startswith("Er is geen browser gevonden.")
    assert "matrix.csv" in made.files
    assert ("rapport.docx" in made.files) == (name == "rapport.docx")


def test_papers_hold_no_text_that_is_held_back():
    """They go to another process, and documents are made of nothing else."""
    said = [
        Said("Politie", W, OPEN, text="Henk weet alles van zaak 1"),
        Said("Team Henk", B, OPEN, text="te weinig tijd"),
        Said("Politie", C, OPEN, text="een loket"),
    ]
    texts = ["Vraag Henk maar", *(str(one.text) for one in said)]
    lines = [SourceText(Place(row, row), text, "") for row, text in enumerate(texts)]
    day = day_of(said, title="Dag van Henk", holding=names_held())
    material = material_of(day, lines=lines, memos={"s1": [Memo("Henk vragen", "An", MADE)]})

    papers = papers_of(material, ALL)

    whole = pickle.dumps(papers)
    assert b"loket" in whole
    assert b"Henk" not in whole
    with zipfile.ZipFile(io.BytesIO(papers.project)) as parts:
        inside = b"".join(parts.read(name) for name in parts.namelist())
    assert b"loket" in inside
    assert b"Henk" not in inside


def test_a_zip_holds_the_files_and_is_the_same_each_time():
    files = {"rapport.docx": b"w", "figuren/01 overzicht.png": b"p"}
    packed = zipped(files)
    assert packed == zipped(files)
    with zipfile.ZipFile(io.BytesIO(packed)) as back:
        assert {name: back.read(name) for name in back.namelist()} == files
