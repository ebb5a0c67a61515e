"""`koffiehoek verwerk`: a folder in, four files out, whatever people typed."""

import csv
import io
from html.parser import HTMLParser

import openpyxl
import pytest

from analysis import cli
from analysis.commands import verwerk
from analysis.privacy.holding import HELD
from analysis.settings import example_folder

FILES = {"uitspraken.csv", "matrix.csv", "synthese.xlsx", "matrix.html"}
HOSTILE = [
    "=HYPERLINK(\"http://kwaad\";\"klik\")",
    "<script>alert('x')</script> eerlijk zijn",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "{{ 7*7 }} {% raw %} open zijn",
    "</td></table><img src=x onerror=alert(1)>",
    "javascript:alert(1) ook; met \"aanhaling\" en ; puntkomma",
]  # fmt: skip


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


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self):
        super().__init__()
        self.tags = set()
        self.attributes = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_the_example_day_gives_four_files(capsys, tmp_path):
    out = tmp_path / "nieuw" / "uit"
    assert cli.main(["verwerk", str(example_folder()), "--uit", str(out)]) == 0
    assert {path.name for path in out.iterdir()} == FILES
    said = capsys.readouterr()
    assert "van 12 hoeken uit 11 bestanden" in said.out
    assert all(name in said.out for name in FILES)
    assert said.err == ""
    statements = cells(out / "uitspraken.csv")[1:]
    assert f"{len(statements)} uitspraken" in said.out


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
    book = openpyxl.load_workbook(out / "synthese.xlsx")
    sheets = "".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)
    plain = "".join(p.read_text(encoding="utf-8-sig") for p in out.iterdir() if p.suffix != ".xlsx")
    for word in ("Henk", "12345678", "Jansen"):
        assert word not in sheets + plain


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
