"""`koffiehoek lees`: the lines it writes, and what happens where a file cannot be read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import cli

ROOT = Path(__file__).resolve().parents[2]
KEYS = ["id", "text", "corner", "category", "category_basis", "source", "line_start", "line_end"]
FLIPOVER = """Politie

Wat gaat goed
- Korte lijnen met de wijk
- 😀 Eerlijk zijn tegen elkaar, ook als het
  niet lukt

Knelpunten
- Te veel overleg
"""


@pytest.fixture
def flipover(tmp_path):
    path = tmp_path / "politie.txt"
    path.write_text(FLIPOVER, encoding="utf-8")
    return path


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_one_object_a_line_in_the_order_of_the_file(capsys, flipover, tmp_path):
    out = tmp_path / "nieuw" / "uit.jsonl"

    assert cli.main(["lees", str(flipover), "--uit", str(out)]) == 0

    found = lines(out)
    assert [list(record) for record in found] == [KEYS] * 3
    assert [record["text"] for record in found] == [
        "Korte lijnen met de wijk",
        "😀 Eerlijk zijn tegen elkaar, ook als het niet lukt",
        "Te veel overleg",
    ]
    assert [record["category"] for record in found] == ["werkt", "werkt", "knelpunt"]
    assert {record["category_basis"] for record in found} == {"heading"}
    assert {(record["corner"], record["source"]) for record in found} == {
        ("Politie", "politie.txt")
    }
    assert [(r["line_start"], r["line_end"]) for r in found] == [(4, 4), (5, 6), (9, 9)]
    assert len({record["id"] for record in found}) == 3
    assert capsys.readouterr().out == "3 uitspraken van 1 hoeken uit 1 bestanden.\n"


def test_a_statement_without_kind_has_null(tmp_path):
    path = tmp_path / "om.txt"
    path.write_text("OM\n\n- Zomaar een gedachte over de wijk\n", encoding="utf-8")
    assert cli.main(["lees", str(path), "--uit", str(tmp_path / "u.jsonl")]) == 0
    (record,) = lines(tmp_path / "u.jsonl")
    assert (record["category"], record["category_basis"]) == (None, None)


def test_the_rest_is_written_where_it_is_asked_for(flipover, tmp_path):
    out, rest = tmp_path / "u.jsonl", tmp_path / "o.jsonl"
    assert cli.main(["lees", str(flipover), "--uit", str(out), "--overig", str(rest)]) == 0
    found = lines(rest)
    assert {tuple(record) for record in found} == {
        ("source", "line_start", "line_end", "text", "reason")
    }
    assert [record["text"] for record in found] == ["Politie", "Wat gaat goed", "Knelpunten"]
    assert all(record["reason"] for record in found)


@pytest.mark.usefixtures("flipover")
def test_a_bad_file_is_told_and_the_others_are_done(capsys, tmp_path):
    (tmp_path / "stuk.docx").write_bytes(b"dit is geen Word")
    out = tmp_path / "u.jsonl"

    assert cli.main(["lees", str(tmp_path), "--uit", str(out)]) == 2

    said = capsys.readouterr()
    assert said.err.startswith("stuk.docx: ")
    assert len(said.err.splitlines()) == 1
    assert {record["source"] for record in lines(out)} == {"politie.txt"}
    assert "uit 1 bestanden" in said.out


@pytest.mark.usefixtures("flipover")
def test_a_file_that_the_system_does_not_give_is_told(capsys, tmp_path, monkeypatch):
    (tmp_path / "dicht.txt").write_text("OM\n- iets\n", encoding="utf-8")
    read = Path.read_bytes

    def refuse(path):
        if path.name == "dicht.txt":
            raise PermissionError
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert cli.main(["lees", str(tmp_path), "--uit", str(tmp_path / "u.jsonl")]) == 2
    assert "dicht.txt: dit bestand kan niet geopend worden." in capsys.readouterr().err
    assert len(lines(tmp_path / "u.jsonl")) == 3


def test_too_large_is_told_with_the_limit_that_was_set(capsys, flipover, tmp_path):
    flipover.write_text("Politie\n- " + "a" * 1_100_000, encoding="utf-8")
    assert (
        cli.main(["lees", str(flipover), "--uit", str(tmp_path / "u.jsonl"), "--grens", "1"]) == 2
    )
    assert capsys.readouterr().err.startswith("politie.txt: ")


@pytest.mark.parametrize("limit", ["0", "-1", "veel", "1,5"])
def test_a_limit_that_is_no_number_of_megabytes_is_told(capsys, flipover, tmp_path, limit):
    command = ["lees", str(flipover), "--uit", str(tmp_path / "u.jsonl"), f"--grens={limit}"]
    assert cli.main(command) == 2
    assert "heel getal" in capsys.readouterr().err


def test_the_same_file_twice_counts_once_and_is_told(capsys, flipover, tmp_path):
    (tmp_path / "politie kopie.txt").write_bytes(flipover.read_bytes())
    output = tmp_path / "uit" / "u.jsonl"

    assert cli.main(["lees", str(tmp_path), str(flipover), "--uit", str(output)]) == 0

    ids = [json.loads(line)["id"] for line in output.read_text(encoding="utf-8").splitlines()]
    assert len(ids) == len(set(ids))
    assert "telt niet nog eens mee" in capsys.readouterr().err


def test_files_in_a_folder_that_are_not_read_are_told(capsys, flipover, tmp_path):
    (flipover.parent / "gemeente.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)
    output = tmp_path / "u.jsonl"

    assert cli.main(["lees", str(flipover.parent), "--uit", str(output)]) == 2

    assert output.exists()
    assert "gemeente.doc" in capsys.readouterr().err


def test_earlier_output_stays_when_nothing_could_be_read(capsys, tmp_path):
    (tmp_path / "kapot.docx").write_bytes(b"PK\x03\x04 kapot")
    output = tmp_path / "u.jsonl"
    output.write_text("eerder", encoding="utf-8")

    assert cli.main(["lees", str(tmp_path / "kapot.docx"), "--uit", str(output)]) == 2

    assert output.read_text(encoding="utf-8") == "eerder"
    assert "kapot.docx" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--uit", "--overig"])
def test_the_source_is_never_written_over(capsys, flipover, tmp_path, option):
    given = {"--uit": str(tmp_path / "u.jsonl"), "--overig": str(tmp_path / "o.jsonl")}
    given[option] = str(flipover)
    options = [part for pair in given.items() for part in pair]

    assert cli.main(["lees", str(flipover), *options]) == 2

    assert "over iets anders van deze opdracht heen" in capsys.readouterr().err
    assert flipover.read_text(encoding="utf-8") == FLIPOVER


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["er-is-niets"], "bestaat niet"),
        ([], "Dit ontbreekt nog: PAD"),
    ],
)
def test_nothing_to_read_is_told(capsys, tmp_path, given, told):
    assert cli.main(["lees", *given, "--uit", str(tmp_path / "u.jsonl")]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "u.jsonl").exists()


def test_an_output_that_cannot_be_written_is_told(capsys, flipover, tmp_path):
    (tmp_path / "bezet").write_text("x")
    out = tmp_path / "bezet" / "u.jsonl"
    assert cli.main(["lees", str(flipover), "--uit", str(out)]) == 2
    assert "hier kan niet geschreven worden" in capsys.readouterr().err


@pytest.mark.usefixtures("flipover")
def test_in_a_process_of_its_own(tmp_path):
    """Exit code, streams and UTF-8 as a shell sees them."""
    (tmp_path / "leeg.txt").write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-m", "analysis.cli", "lees", str(tmp_path), "--uit", "u.jsonl"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == "3 uitspraken van 1 hoeken uit 1 bestanden.\n"
    assert done.stderr.startswith("leeg.txt: ")
    assert "Traceback" not in done.stderr
    assert "😀" in (tmp_path / "u.jsonl").read_text(encoding="utf-8")


def test_reading_files_loads_nothing_that_only_others_need(flipover, tmp_path):
    """Who reads files waits for nothing that only the app or the coder needs."""
    code = (
        "import sys; from analysis.cli import main; main(sys.argv[1:]);"
        "heavy = {'spacy', 'streamlit', 'scipy', 'sklearn', 'sqlalchemy', 'pandas'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "lees", str(flipover), "--uit", str(tmp_path / "u.jsonl")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


NAMES = "OM\n\nKnelpunten\n- wijkagent Henk belt nooit terug\n- Henk wel\n- bel 06-12345678\n"


@pytest.fixture
def with_names(tmp_path):
    path = tmp_path / "om.txt"
    path.write_text(NAMES, encoding="utf-8")
    return path


def test_names_are_told_and_stay(capsys, with_names, tmp_path):
    out = tmp_path / "u.jsonl"
    assert cli.main(["lees", str(with_names), "--uit", str(out)]) == 0
    assert "Henk" in lines(out)[0]["text"]
    assert capsys.readouterr().err == (
        "Let op: in 3 uitspraken staan namen of gegevens; 'koffiehoek namen' of --namen-eruit "
        "haalt ze eruit.\n"
    )


def test_names_are_taken_out_where_that_is_asked(capsys, with_names, tmp_path):
    out, rest = tmp_path / "u.jsonl", tmp_path / "o.jsonl"
    command = ["lees", str(with_names), "--uit", str(out), "--overig", str(rest), "--namen-eruit"]
    assert cli.main(command) == 0
    assert [record["text"] for record in lines(out)] == [
        "wijkagent [persoon 1] belt nooit terug", "[persoon 1] wel", "bel [telefoon]",
    ]  # fmt: skip
    assert [record["line_start"] for record in lines(out)] == [4, 5, 6]
    said = capsys.readouterr()
    assert said.out == "3 uitspraken van 1 hoeken uit 1 bestanden.\n"
    assert said.err == "3 namen en gegevens zijn vervangen; wie wat is, staat nergens.\n"
