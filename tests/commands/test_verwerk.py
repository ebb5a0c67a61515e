"""`koffiehoek verwerk`: a folder in, all documents out, whatever people typed."""

import csv
import io
import sys
import zipfile
from html.parser import HTMLParser

import openpyxl
import pytest
from pypdf import PdfReader
from quick_pictures import NoPictures, QuickPictures

from analysis import cli
from analysis.commands import verwerk
from analysis.export.carrying import carried
from analysis.export.documents import DOCUMENTS, FIGURES
from analysis.privacy.holding import HELD
from analysis.settings import example_folder

HOSTILE = [
    "=HYPERLINK(\"http://kwaad\";\"klik\")",
    "<script>alert('x')</script> eerlijk zijn",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "{{ 7*7 }} {% raw %} open zijn",
    "</td></table><img src=x onerror=alert(1)>",
    "javascript:alert(1) ook; met \"aanhaling\" en ; puntkomma",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """No browser: tests/test_no_name_left.py and others draw for real."""
    monkeypatch.setattr("analysis.export.figures.Pictures", QuickPictures)


@pytest.fixture
def process(tmp_path):
    """Process a folder of texts, and give exit code and the folder that was written."""

    def run(texts, *options):
        folder = tmp_path / "dag"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        out = tmp_path / "uit"
        return cli.main(["verwerk", str(folder), "--uit", str(out), *options]), out

    return run


def cells(path):
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def everything(folder):
    """All that stands in the files of a folder, those within packages and PDFs too."""
    found = []
    for path in folder.rglob("*"):
        if path.suffix in (".docx", ".pptx", ".xlsx", ".qdpx"):
            with zipfile.ZipFile(path) as parts:
                found += [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
        elif path.suffix == ".pdf" and path.parent.name != FIGURES:
            found += [page.extract_text() for page in PdfReader(path).pages]
        elif path.is_file():
            found.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(found)


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self):
        super().__init__()
        self.tags = set()
        self.attributes = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_the_example_day_gives_all_documents(capsys, tmp_path):
    out = tmp_path / "nieuw" / "uit"
    assert cli.main(["verwerk", str(example_folder()), "--uit", str(out)]) == 0
    assert {path.name for path in out.iterdir()} == set(DOCUMENTS)
    said = capsys.readouterr()
    assert "van 12 hoeken uit 11 bestanden" in said.out
    assert all(name in said.out for name in DOCUMENTS)
    assert said.err == ""
    statements = cells(out / "uitspraken.csv")[1:]
    assert f"{len(statements)} uitspraken" in said.out
    figures = [path.name for path in (out / FIGURES).iterdir()]
    assert len(figures) == 4 * (1 + 3 + 12)  # the whole, themes and corners
    assert f"{FIGURES}/ ({len(figures)} bestanden)" in said.out


def test_the_numbers_in_all_documents_lead_back_to_the_same_day(process):
    _, out = process({"om.txt": "OM\n\nWat gaat goed\n- Korte lijnen\n- Elkaar kennen\n"})
    first = {name: traces_of(out / name) for name in CARRYING}
    days = {found.event for found in first.values()}
    assert len(days) == 1
    _, out = process({}, "--titel", "Nog eens")
    again = {name: traces_of(out / name) for name in CARRYING}
    for name in CARRYING:
        assert [one.id for one in again[name]] == [one.id for one in first[name]]


CARRYING = [name for name in DOCUMENTS if name.endswith(("docx", "pptx", "xlsx"))]


def traces_of(path):
    traces = carried(path.name, path.read_bytes()).traces
    assert traces is not None
    return traces


def test_every_count_leads_back_to_its_statements(process):
    _, out = process({"om.txt": "OM\n\nWat gaat goed\n- Korte lijnen\n- Vertrouwen in elkaar\n"})
    head, *rows = cells(out / "matrix.csv")
    known = {row[0] for row in cells(out / "uitspraken.csv")[1:]}
    assert len(known) == 2
    for row in rows:
        record = dict(zip(head, row, strict=True))
        ids = record["uitspraken"].split()
        assert int(record["aantal"]) == len(ids)
        assert set(ids) <= known
    assert {i for row in rows for i in row[head.index("uitspraken")].split()} == known


class FindsNothing:
    def find(self, _text):
        return ()


def test_hostile_text_stays_text(process, monkeypatch):
    monkeypatch.setattr("analysis.privacy.finder.shipped_finder", FindsNothing)
    lines = "\n".join(f"- {text}" for text in HOSTILE)
    name = "<b onmouseover=alert(1)>&'.txt"
    result, out = process({name: f"=Wijk<script>\n\nKnelpunten\n{lines}\n"}, "--titel", "<i>x</i>")
    assert result == 0

    texts = [row[5] for row in cells(out / "uitspraken.csv")[1:]]
    assert [text.removeprefix("'") for text in texts] == HOSTILE
    for path in ("uitspraken.csv", "matrix.csv"):
        for row in cells(out / path)[1:]:
            assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row)

    book = openpyxl.load_workbook(out / "synthese.xlsx")
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in found} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in found)
    assert set(HOSTILE) <= {cell.value for cell in found}

    page = (out / "matrix.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(page)
    assert tags.tags & {"script", "img", "iframe", "i", "b"} == set()
    assert not any(name.startswith("on") for name in tags.attributes)
    assert "{{ 7*7 }}" in page
    assert "&lt;i&gt;x&lt;/i&gt;" in page


def test_a_bad_file_is_told_and_the_others_are_done(capsys, process):
    result, out = process({"om.txt": "OM\n\nTips\n- Elkaar bellen\n", "leeg.md": ""})
    assert result == 2
    assert capsys.readouterr().err.startswith("leeg.md: ")
    assert [row[5] for row in cells(out / "uitspraken.csv")[1:]] == ["Elkaar bellen"]


def test_what_an_earlier_run_wrote_is_not_read_again(capsys, tmp_path):
    (tmp_path / "om.txt").write_text("OM\n\nTips\n- Elkaar bellen\n", encoding="utf-8")
    given = ["verwerk", str(tmp_path), "--uit", str(tmp_path / "uit")]
    told = []
    for _ in range(2):
        assert cli.main(given) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert told[0].startswith("1 uitspraken")


def test_the_folder_itself_takes_no_output(capsys, tmp_path):
    (tmp_path / "om.txt").write_text("OM\n- iets\n", encoding="utf-8")
    assert cli.main(["verwerk", str(tmp_path), "--uit", f"{tmp_path}/."]) == 2
    assert "Kies een andere plaats" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["om.txt"]


def test_a_folder_without_files_is_told(capsys, process):
    result, out = process({"aantekening.jsonl": "x"})
    assert result == 2
    assert "er staat geen bestand in dat gelezen kan worden" in capsys.readouterr().err
    assert not out.exists()


NAMES = "OM\n\nKnelpunten\n- wijkagent Henk belt nooit terug\n- bel 06-12345678\n- geen overleg\n"


def test_names_are_in_none_of_the_files(capsys, process):
    result, out = process({"van mevrouw Jansen.txt": NAMES})
    assert result == 0
    texts = [row[5] for row in cells(out / "uitspraken.csv")[1:]]
    assert [text.split("]")[0][:8] for text in texts] == ["wijkagen", "bel [tel", "geen ove"]
    said = capsys.readouterr().out
    assert "2 namen en gegevens zijn vervangen; wie wat is, staat nergens." in said
    written = everything(out)
    assert "geen overleg" in written
    for word in ("Henk", "12345678", "Jansen"):
        assert word not in written


def test_words_that_are_no_names_stay(process, tmp_path):
    allowed = tmp_path / "niet.txt"
    allowed.write_text("# van ons\n\n henk \n", encoding="utf-8")
    _, out = process({"om.txt": NAMES}, "--niet", str(allowed))
    texts = [row[5] for row in cells(out / "uitspraken.csv")[1:]]
    assert texts == ["wijkagent Henk belt nooit terug", "bel [telefoon]", "geen overleg"]


def test_a_list_that_is_not_there_is_told(capsys, process, tmp_path):
    result, out = process({"om.txt": NAMES}, "--niet", str(tmp_path / "weg.txt"))
    assert result == 2
    assert "weg.txt: deze lijst is er niet" in capsys.readouterr().err
    assert not out.exists()


def test_what_is_held_back_is_counted_with_its_reason(capsys, process, monkeypatch):
    monkeypatch.setattr(verwerk, "take_out", lambda items, **_: (items, 0))

    result, out = process({"dag.txt": NAMES})

    assert result == 0
    texts = [row[5] for row in cells(out / "uitspraken.csv")[1:]]
    assert texts == [HELD, HELD, "geen overleg"]
    said = capsys.readouterr().err
    assert said.startswith("2 uitspraken zijn achtergehouden: er staat misschien nog een naam")
    assert "--niet" in said
    assert "Henk" not in said


def test_where_nothing_is_held_back_nothing_is_said_of_it(capsys, process):
    process({"dag.txt": NAMES})
    assert "achtergehouden" not in "".join(capsys.readouterr())


def test_without_a_browser_all_but_pictures_is_there(capsys, process, monkeypatch):
    monkeypatch.setattr("analysis.export.figures.Pictures", NoPictures)
    result, out = process({"dag.txt": NAMES})
    assert result == 0
    assert {path.name for path in out.iterdir()} == set(DOCUMENTS) - {FIGURES}
    said = capsys.readouterr()
    assert said.err == "Er is geen browser gevonden. Installeer er een.\n"
    assert FIGURES not in said.out


def test_without_figures_no_browser_is_sought(capsys, process, monkeypatch):
    monkeypatch.setattr("analysis.export.figures.Pictures", None)
    result, out = process({"dag.txt": NAMES}, "--zonder-figuren")
    assert result == 0
    assert {path.name for path in out.iterdir()} == set(DOCUMENTS) - {FIGURES}
    assert capsys.readouterr().err == ""
    assert "De figuren zijn niet getekend" in everything(out)


def test_figures_of_an_earlier_run_do_not_stay(process):
    process({"om.txt": "OM\n\nTips\n- Elkaar bellen\n", "wijk.txt": "Wijkteam\n\nTips\n- Samen\n"})
    _, out = process({})
    before = {path.name for path in (out / FIGURES).iterdir()}
    (out.parent / "dag" / "wijk.txt").unlink()
    process({})
    now = {path.name for path in (out / FIGURES).iterdir()}
    assert len(before) - len(now) == 4
    assert any("Wijkteam" in name for name in before - now)


def test_where_it_cannot_be_written_nothing_changes(capsys, process):
    _, out = process({"om.txt": "OM\n\nTips\n- Elkaar bellen\n"})
    (out / "rapport.docx").unlink()
    (out / "rapport.docx").mkdir()  # as impossible to write as a file that Word has open
    before = (out / "uitspraken.csv").read_bytes()
    capsys.readouterr()
    result, _ = process({"om.txt": "OM\n\nTips\n- Iets anders\n"})
    assert result == 2
    assert "rapport.docx: hier kan niet geschreven worden" in capsys.readouterr().err
    assert (out / "uitspraken.csv").read_bytes() == before


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_on_a_terminal_it_tells_how_far_it_is(process, monkeypatch):
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    result, _ = process({"om.txt": "OM\n\nTips\n- Elkaar bellen\n"})
    assert result == 0
    told = [line.rstrip() for line in terminal.getvalue().split("\r") if line.strip()]
    assert told[0] == "Thema's voorstellen en tellen …"
    assert "Figuren (PNG, SVG en PDF): figuren tekenen (2 van 5) …" in told
    assert terminal.getvalue().endswith(" \r")  # wiped
