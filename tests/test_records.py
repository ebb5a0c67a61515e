"""The JSON lines that the commands read and write."""

import json

import pytest

from analysis.errors import UsageError
from analysis.records import left_out_record, read_lines, statement_record, write_lines
from analysis.types import Category, LeftOut, Place, Statement


def said(**changes):
    given = {
        "id": "u1", "text": "één → “twee”", "corner": "Politie", "category": Category.WERKT,
        "category_basis": "heading", "source": "a.txt", "place": Place(3, 4),
    }  # fmt: skip
    return Statement(**(given | changes))


def test_a_statement_has_the_fields_of_the_contract_in_their_order():
    assert list(statement_record(said()).items()) == [
        ("id", "u1"), ("text", "één → “twee”"), ("corner", "Politie"), ("category", "werkt"),
        ("category_basis", "heading"), ("source", "a.txt"), ("line_start", 3), ("line_end", 4),
    ]  # fmt: skip


def test_no_kind_is_null_and_what_is_known_more_stands_behind():
    place = Place(3, 3, page=2, cell="Blad1!B3")
    record = statement_record(
        said(category=None, category_basis=None, place=place, quote=True, label="Dia")
    )
    assert (record["category"], record["category_basis"]) == (None, None)
    assert list(record)[8:] == ["page", "cell", "label", "quote"]


def test_a_left_out_line_says_why():
    part = LeftOut("a.txt", "====", Place(5, 5), "scheidingslijn")
    assert left_out_record(part) == {
        "source": "a.txt", "line_start": 5, "line_end": 5, "text": "====",
        "reason": "scheidingslijn",
    }  # fmt: skip


def test_what_is_written_is_read_back(tmp_path):
    path = tmp_path / "nieuw" / "uit.jsonl"
    records = [statement_record(said(id=f"u{number}")) for number in range(3)]

    assert write_lines(path, records) == 3
    assert path.read_bytes().count(b"\n") == 3
    assert "één → “twee”" in path.read_text("utf-8")
    assert list(read_lines(path)) == list(enumerate(records, start=1))


def test_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text('\ufeff{"a": 1}\n\n  \n[2]\n', "utf-8")
    assert list(read_lines(path)) == [(1, {"a": 1}), (4, [2])]


@pytest.mark.parametrize("bad", ["{", "geen json", '{"a": }', "[" * 100_000])
def test_a_line_that_is_no_json_is_named(tmp_path, bad):
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"a": 1}) + "\n" + bad + "\n", "utf-8")
    with pytest.raises(UsageError, match="geen JSON") as told:
        list(read_lines(path))
    assert told.value.place == f"{path}, regel 2"


def test_a_file_that_is_no_text_or_not_there_is_told(tmp_path):
    path = tmp_path / "in.jsonl"
    with pytest.raises(UsageError, match="niet gelezen worden"):
        list(read_lines(path))
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(UsageError, match="UTF-8"):
        list(read_lines(path))


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(UsageError, match="niet geschreven worden") as told:
        write_lines(tmp_path, [])
    assert told.value.place == str(tmp_path)
