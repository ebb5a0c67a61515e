import json
from typing import Any

import pytest

from analysis.codebook import load_codebook
from analysis.coding import SearchTermCoder, statement_from_record, to_record
from analysis.errors import UsageError
from analysis.types import NO_CORNER, Category, Place


def test_the_record_of_codeer() -> None:
    codebook = load_codebook("beter_verbonden")
    statement = statement_from_record(
        {"id": "u1", "text": "Korte lijn met politie", "category": "werkt"}, line=1
    )
    [coded] = SearchTermCoder(codebook).propose([statement])
    record = to_record(coded, codebook)
    assert list(record) == ["id", "themes", "category", "certainty"]
    assert list(record["themes"]) == ["integraliteit", "openheid", "betrokkenheid"]
    assert record["themes"]["openheid"]["assigned"] is True
    assert record["themes"]["openheid"]["evidence"] == [
        {"start": 0, "end": 10, "term": "korte lijn"}
    ]
    assert record["themes"]["integraliteit"]["evidence"] == []
    assert record["category"] == {"value": "werkt", "probability": 1.0, "basis": "heading"}
    assert 0 <= record["certainty"] <= 1
    assert json.loads(json.dumps(record)) == record


def test_no_kind_is_null() -> None:
    codebook = load_codebook("beter_verbonden")
    [coded] = SearchTermCoder(codebook).propose(
        [statement_from_record({"id": 7, "text": ""}, line=1)]
    )
    record = to_record(coded, codebook)
    assert record["id"] == "7"
    assert record["category"] == {"value": None, "probability": 0.0, "basis": "text"}


def test_a_record_of_lees_is_read() -> None:
    record = {
        "id": "u1",
        "text": "Tekst",
        "corner": "Politie",
        "category": "kans",
        "category_basis": "column",
        "source": "a.csv",
        "line_start": 3,
        "line_end": 4,
    }
    statement = statement_from_record(record, line=9)
    assert statement.corner == "Politie"
    assert statement.category is Category.KANS
    assert statement.category_basis == "column"
    assert (statement.source, statement.place) == ("a.csv", Place(3, 4))


def test_what_is_missing_gets_a_plain_value() -> None:
    statement = statement_from_record({"id": "a", "text": "b", "category": None}, line=5)
    assert statement.corner == NO_CORNER
    assert (statement.category, statement.category_basis) == (None, None)
    assert statement.place == Place(5, 5)


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ([], "geen object"),
        ("tekst", "geen object"),
        ({"text": "a"}, "'id'"),
        ({"id": " ", "text": "a"}, "'id'"),
        ({"id": True, "text": "a"}, "'id'"),
        ({"id": "a"}, "'text'"),
        ({"id": "a", "text": 3}, "'text'"),
        ({"id": "a", "text": "b", "corner": 3}, "'corner'"),
        ({"id": "a", "text": "b", "category": "goed"}, "'goed'"),
        ({"id": "a", "text": "b", "category": ["werkt"]}, "'category'"),
        ({"id": "a", "text": "b", "category": "kans", "category_basis": "x"}, "'category_basis'"),
        ({"id": "a", "text": "b", "line_start": 0}, "'line_start'"),
        ({"id": "a", "text": "b", "line_end": "3"}, "'line_end'"),
    ],
)
def test_a_bad_record_names_the_line(record: Any, problem: str) -> None:
    with pytest.raises(UsageError) as caught:
        statement_from_record(record, line=12)
    assert caught.value.place == "regel 12"
    assert problem in caught.value.problem
    assert caught.value.remedy
