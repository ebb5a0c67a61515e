"""`koffiehoek dag`: a live day for scripts."""

import json
from datetime import UTC, datetime

import pytest

from analysis.cli import main
from analysis.live.posting import Post
from analysis.live.tokens import issue
from analysis.store import open_store
from analysis.types import Category

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def database(tmp_path, monkeypatch):
    monkeypatch.setenv("KOFFIEHOEK_DATABASE_URL", f"sqlite:///{tmp_path / 'dag.sqlite3'}")


def new(capsys, *options):
    assert main(["dag", "nieuw", "Themadag", "--json", *options]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_new_day_is_open_and_tells_its_codes(capsys):
    made = new(capsys, "--hoek", "Politie", "--hoek", "Openbaar Ministerie")
    assert [one["name"] for one in made["corners"]] == ["Politie", "Openbaar Ministerie"]
    assert made.keys() == {"id", "corners"}
    with open_store() as store:
        day = store.live.day(made["id"])
        assert day.open
        assert [one.code for one in day.corners] == [one["code"] for one in made["corners"]]


def test_without_json_it_is_told_in_words(capsys):
    assert main(["dag", "nieuw", "Themadag", "--hoek", "Politie"]) == 0
    out = capsys.readouterr().out
    assert "staat open voor telefoons" in out
    assert "Politie" in out


def test_statements_are_written_as_lees_writes_them(capsys, tmp_path):
    made = new(capsys, "--hoek", "Politie")
    code = made["corners"][0]["code"]
    with open_store() as store:
        door = store.live.door(code)
        for text in ("Korte lijnen", "Jan de Vries belt terug"):
            token = issue(door.secret, code, NOW)
            store.live.keep([Post(code, Category.KANS, text, token, NOW)])
    out = tmp_path / "uit.jsonl"
    assert main(["dag", "uitspraken", made["id"], "--uit", str(out)]) == 0
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["text"] for line in lines] == ["Korte lijnen", "Jan de Vries belt terug"]
    assert lines[0] | {"id": ""} == {
        "id": "", "text": "Korte lijnen", "corner": "Politie", "category": "kans",
        "category_basis": "question", "source": "Live", "line_start": 1, "line_end": 1,
    }  # fmt: skip
    told = capsys.readouterr()
    assert "2 uitspraken van 1 hoeken." in told.out
    assert "1 uitspraak staan misschien namen" in told.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["dag"], "DOEN"),
        (["dag", "nieuw", "Themadag"], "--hoek"),
        (["dag", "nieuw", " ", "--hoek", "Politie"], "titel"),
        (["dag", "nieuw", "Dag", "--hoek", "A", "--hoek", "a"], "twee keer"),
        (["dag", "uitspraken", "weg", "--uit", "x.jsonl"], "bestaat niet meer"),
    ],
)
def test_what_is_wrong_is_told(capsys, options, said):
    assert main(options) == 2
    assert said in capsys.readouterr().err
