"""`koffiehoek namen`: what is written, in which order, what is spared, and the report on marks."""

import json
import re
from functools import partial

import pytest

from analysis import cli
from analysis.privacy.pseudonyms import folded

LINE = "Wijkagent Henk de Vries belt 06-12345678 of mailt henk@politie.nl"


@pytest.fixture
def name(on_lines):
    """Run the command on records or raw lines; gives exit code and what was written."""
    return partial(on_lines, "namen")


def test_the_record_is_as_the_contract_says(name, capsys):
    result, [record] = name({"id": "a", "text": LINE, "corner": "Politie"})
    assert result == 0
    assert list(record) == ["id", "text", "found"]
    assert record["id"] == "a"
    assert record["text"] == "Wijkagent [persoon 1] belt [telefoon] of mailt [e-mail]"
    assert [one["kind"] for one in record["found"]] == ["person", "phone", "email"]
    for one in record["found"]:
        assert list(one) == ["start", "end", "kind", "text", "reason"]
        assert LINE[one["start"] : one["end"]] == one["text"]
        assert one["reason"]
    assert capsys.readouterr().out == (
        "1 uitspraken; in 1 daarvan zijn samen 3 namen en gegevens vervangen.\n"
    )


@pytest.mark.parametrize("before", ["é", "e\u0301", "😀", "👍🏽👨‍👩‍👧 "])
def test_offsets_count_code_points(name, before):
    text = f"{before} bel 06-12345678"
    _, [record] = name({"id": 1, "text": text})
    [one] = record["found"]
    assert text[one["start"] : one["end"]] == one["text"] == "06-12345678"
    assert record["text"] == f"{before} bel [telefoon]"
    assert record["id"] == "1"


def test_order_is_kept_and_what_holds_no_name_stays(name):
    texts = ["Korte lijnen", "", "bel 06-12345678", "Korte lijnen", "  spaties blijven  "]
    result, written = name(*({"id": f"n{at}", "text": t} for at, t in enumerate(texts)), "", " ")
    assert result == 0
    assert [one["id"] for one in written] == [f"n{at}" for at in range(len(texts))]
    assert [one["text"] for one in written if one["id"] != "n2"] == [*texts[:2], *texts[3:]]
    assert [len(one["found"]) for one in written] == [0, 0, 1, 0, 0]


def test_one_person_has_one_number_in_the_whole_file(name):
    _, written = name(
        {"id": "1", "text": "Wijkagent Henk de Vries belt"},
        {"id": "2", "text": "vraag wijkagent Karin Bakkerszoon"},
        {"id": "3", "text": "volgens wijkagent Henk de Vries kan dat"},
    )
    numbers = [re.findall(r"\[persoon (\d)\]", one["text"]) for one in written]
    assert numbers == [["1"], ["2"], ["1"]]


def test_pseudonyms_of_an_earlier_time_stay_and_are_not_given_again(name):
    _, [record] = name({"id": "1", "text": "[persoon 7] belt wijkagent Henk de Vries, [telefoon]"})
    assert record["text"] == "[persoon 7] belt wijkagent [persoon 8], [telefoon]"


def test_what_came_out_holds_nothing_that_went_in(name):
    lines = [LINE, "bsn 123456782", "NL91 ABNA 0417 1643 00", "Dorpsstraat 12, 3511 AB Utrecht"]
    _, written = name(*({"id": str(at), "text": text} for at, text in enumerate(lines)))
    out = "\n".join(one["text"] for one in written)
    assert not any(found["text"] in out for one in written for found in one["found"])
    _, again = name(*({"id": one["id"], "text": one["text"]} for one in written))
    assert [one["found"] for one in again] == [[]] * len(lines)


def test_what_is_on_the_list_of_no_names_stays(name, tmp_path):
    spared = tmp_path / "niet.txt"
    spared.write_text("\ufeffhenk de vries\n\n  06-12345678  \n", encoding="utf-8")
    _, [record] = name({"id": "1", "text": LINE}, options=["--niet", str(spared)])
    assert [one["kind"] for one in record["found"]] == ["email"]
    assert folded("Henk de Vries") in folded(record["text"])


@pytest.mark.parametrize("content", [None, "é".encode("cp1252")])
def test_a_list_that_cannot_be_read_is_told(name, tmp_path, capsys, content):
    spared = tmp_path / "niet.txt"
    if content:
        spared.write_bytes(content)
    result, written = name({"id": "1", "text": LINE}, options=["--niet", str(spared)])
    assert (result, written) == (2, [])
    assert "niet.txt: " in capsys.readouterr().err


def test_nothing_in_is_nothing_out(name):
    assert name("") == (0, [])


def test_half_a_character_is_no_trouble(name):
    result, [record] = name('{"id": "1", "text": "bel \\ud83d 06-12345678"}')
    assert result == 0
    assert record["found"][0]["start"] == len("bel x ")


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("{geen json", "deze regel is geen JSON"),
        ("[1, 2]", "hier staat geen object"),
        ('{"text": "zonder id"}', "'id' ontbreekt"),
        ('{"id": "a"}', "'text' ontbreekt"),
        ('{"id": "a", "text": 3}', "'text' ontbreekt of is geen tekst"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(name, capsys, bad, told):
    result, written = name({"id": "a", "text": LINE}, "", bad)
    said = capsys.readouterr().err
    assert (result, written) == (2, [])
    assert "in.jsonl, regel 3: " in said
    assert told in said


def test_in_and_out_may_not_be_the_same(tmp_path, capsys):
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "text": "x"}\n', encoding="utf-8")
    assert cli.main(["namen", str(source), "--uit", str(source)]) == 2
    assert "Kies een andere plaats" in capsys.readouterr().err


@pytest.mark.parametrize("options", [[], ["--uit", "u.jsonl", "--toets"]])
def test_either_write_or_judge(tmp_path, capsys, options):
    assert cli.main(["namen", str(tmp_path / "in.jsonl"), *options]) == 2
    assert "--toets" in capsys.readouterr().err


def mark(text, piece, kind, **more):
    at = text.index(piece)
    return {"start": at, "end": at + len(piece), "kind": kind} | more


@pytest.fixture
def judge(tmp_path):
    """Write marked texts and run the report on them."""

    def run(*records):
        path = tmp_path / "goud.jsonl"
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        path.write_text("\n".join(lines), encoding="utf-8")
        return cli.main(["namen", str(path), "--toets"])

    return run


GOLD = {
    "id": "1",
    "text": LINE,
    "names": [
        mark(LINE, "Henk de Vries", "person", background="nederlands"),
        mark(LINE, "06-12345678", "phone"),
        mark(LINE, "henk@politie.nl", "email"),
        mark(LINE, "belt", "plate"),
    ],
}


def test_the_report_tells_shares_with_their_numbers(judge, capsys, tmp_path):
    assert judge(GOLD, {"id": "2", "text": "Korte lijnen", "names": []}) == 0
    said = capsys.readouterr().out
    assert said.startswith("2 uitspraken; in 1 daarvan 4 gemarkeerde namen en gegevens.\n")
    assert "n onder 30" in said
    lines = [re.split(r"\s{2,}", line) for line in said.splitlines()]
    assert ["alles samen", "4", "0,75 (0,75 tot 0,75)", "0,75 (0,75 tot 0,75)"] in lines
    assert ["kentekens", "1", "0,00 (0,00 tot 0,00)", "0,00 (0,00 tot 0,00)"] in lines
    assert ["nederlands", "1", "1,00 (1,00 tot 1,00)", "1,00 (1,00 tot 1,00)"] in lines
    assert ["midden in een zin", "1", "1,00 (1,00 tot 1,00)", "1,00 (1,00 tot 1,00)"] in lines
    assert ["alles samen", "3", "1,00 (1,00 tot 1,00)", "1,00 (1,00 tot 1,00)"] in lines
    assert [path.name for path in tmp_path.iterdir()] == ["goud.jsonl"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (None, "'names' ontbreekt"),
        ([3], "'3' is geen stuk van deze tekst"),
        ([{"start": 2, "end": 2, "kind": "person"}], "van 2 tot 2 is geen stuk"),
        ([{"start": 0, "end": 99, "kind": "person"}], "van 0 tot 99 is geen stuk"),
        ([{"start": True, "end": 2, "kind": "person"}], "geen stuk"),
        ([{"start": 0, "end": 2, "kind": "naam"}], "'kind' is 'naam'"),
    ],
)
def test_a_wrong_mark_is_named(judge, capsys, names, told):
    assert judge(GOLD, {"id": "2", "text": "Korte lijnen", "names": names}) == 2
    said = capsys.readouterr().err
    assert "goud.jsonl, regel 2: " in said
    assert told in said


def test_an_empty_file_is_told(judge, capsys):
    assert judge() == 2
    assert "geen uitspraken" in capsys.readouterr().err
