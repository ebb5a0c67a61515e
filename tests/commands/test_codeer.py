"""`koffiehoek codeer`: proposals in the order of the statements, streaming."""

from functools import partial
from itertools import count, islice

import pytest

from analysis import cli
from analysis.codebook import load_codebook
from analysis.commands.codeer import BATCH, proposals

THEMES = ["integraliteit", "openheid", "betrokkenheid"]


@pytest.fixture
def code(on_lines):
    """Run the command on records or raw lines; gives exit code and what was written."""
    return partial(on_lines, "codeer")


def test_the_record_is_as_the_contract_says(code, capsys):
    text = "😀👍🏽 Er is wederzijds vertrouwen"
    result, [record] = code({"id": "a", "text": text, "category": "kans"})
    assert result == 0
    assert list(record) == ["id", "themes", "category", "certainty"]
    assert record["id"] == "a"
    assert sorted(record["themes"]) == sorted(THEMES)
    for theme in record["themes"].values():
        assert list(theme) == ["probability", "assigned", "evidence"]
        assert 0 <= theme["probability"] <= 1
        assert isinstance(theme["assigned"], bool)
    assert record["category"] == {"value": "kans", "probability": 1.0, "basis": "heading"}
    assert 0 <= record["certainty"] <= 1
    assert capsys.readouterr().out == "1 uitspraken gecodeerd met codeboek Beter verbonden.\n"


@pytest.mark.parametrize("before", ["", "é", "e\u0301", "😀", "👍🏽👨‍👩‍👧 ", "\ufeff"])
def test_offsets_count_code_points(code, before):
    text = f"{before} we vertrouwen elkaar"
    _, [record] = code({"id": 1, "text": text})
    spans = record["themes"]["openheid"]["evidence"]
    assert "vertrouwen" in [text[span["start"] : span["end"]] for span in spans]
    assert all(list(span) == ["start", "end", "term"] for span in spans)
    assert record["id"] == "1"


def test_without_a_heading_the_text_gives_the_kind(code):
    text = "Nooit iets teruggehoord, al drie keer gebeld"
    _, [record] = code({"id": "a", "text": text, "category": None})
    assert record["category"]["value"] == "knelpunt"
    assert 0.5 < record["category"]["probability"] < 1
    assert record["category"]["basis"] == "text"


def test_an_empty_text_has_no_kind(code):
    _, [record] = code({"id": "a", "text": " ", "category": None})
    assert record["category"]["value"] is None


def test_order_is_kept_and_blank_lines_are_passed_over(code):
    names = [f"n{number}" for number in (5, 3, 9, 1, 3)]
    result, records = code(*({"id": n, "text": "regie"} for n in names[:3]), "", "  ",
                           *({"id": n, "text": "x"} for n in names[3:]))  # fmt: skip
    assert result == 0
    assert [record["id"] for record in records] == names


def test_nothing_in_is_nothing_out(code):
    assert code("") == (0, [])


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("{geen json", "deze regel is geen JSON"),
        ("[1, 2]", "hier staat geen object"),
        ('{"text": "zonder id"}', "'id' ontbreekt"),
        ('{"id": "a"}', "'text' ontbreekt"),
        ('{"id": "a", "text": "x", "category": "goed"}', "'category' is 'goed'"),
        ("[" * 100_000, "deze regel is geen JSON"),
    ],
)
def test_a_bad_line_is_named_with_file_and_line(code, capsys, bad, told):
    result, _ = code({"id": "a", "text": "goed"}, "", bad)
    said = capsys.readouterr().err
    assert result == 2
    assert "in.jsonl, regel 3: " in said
    assert told in said
    assert len(said.splitlines()) == 1


def test_other_bytes_than_utf8_are_told(capsys, tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_bytes('{"id": "a", "text": "één"}'.encode("cp1252"))
    assert cli.main(["codeer", str(source), "--uit", str(tmp_path / "u.jsonl")]) == 2
    assert "geen tekst in UTF-8" in capsys.readouterr().err


def test_a_missing_file_is_told(capsys, tmp_path):
    given = ["codeer", str(tmp_path / "weg.jsonl"), "--uit", str(tmp_path / "u.jsonl")]
    assert cli.main(given) == 2
    assert "weg.jsonl: dit bestand is er niet" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["in.jsonl", "./in.jsonl", "map/../in.jsonl"])
def test_in_and_out_may_not_be_the_same(capsys, tmp_path, name):
    (tmp_path / "map").mkdir()
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "text": "x"}\n', encoding="utf-8")
    assert cli.main(["codeer", str(source), "--uit", f"{tmp_path}/{name}"]) == 2
    assert "Kies een andere plaats" in capsys.readouterr().err
    assert source.read_text(encoding="utf-8") == '{"id": "a", "text": "x"}\n'


def test_another_codebook_gives_its_own_themes(code):
    result, [record] = code(
        {"id": "a", "text": "x"}, options=["--codeboek", "weerbare_gemeenschappen"]
    )
    assert result == 0
    names = [theme.name for theme in load_codebook("weerbare_gemeenschappen").themes]
    assert list(record["themes"]) == names


def test_an_unknown_codebook_is_told_with_the_choices(code, capsys):
    result, _ = code({"id": "a", "text": "x"}, options=["--codeboek", "onbekend"])
    assert result == 2
    assert "beter_verbonden" in capsys.readouterr().err


def test_never_more_than_one_batch_is_held():
    """A generator without end: who asks for n proposals makes it read n rounded up to a batch."""
    read = count()

    def endless():
        for line in read:
            yield line + 1, {"id": str(line), "text": "Korte lijnen"}

    made = proposals(endless(), load_codebook("beter_verbonden"), file="in.jsonl")
    wanted = 2 * BATCH + 1
    names = [record["id"] for record in islice(made, wanted)]
    assert names == [str(number) for number in range(wanted)]
    assert next(read) == 3 * BATCH
