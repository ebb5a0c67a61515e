"""Bullets, numbers, boxes and marks of symbol fonts at the start of a line."""

from __future__ import annotations

import pytest

from analysis.ingest.marks import is_number, marks_in_use, split_mark


@pytest.mark.parametrize(
    ("line", "mark", "body"),
    [
        ("- punt", "-", "punt"),
        ("  * punt", "*", "punt"),
        ("• punt", "•", "punt"),
        ("12. punt", "12.", "punt"),
        ("3) punt", "3)", "punt"),
        ("(2) punt", "(2)", "punt"),
        ("+/- punt", "+/-", "punt"),
        ("- [x] punt", "- [x]", "punt"),
        ("☐ punt", "☐", "punt"),
        ("-> punt", "->", "punt"),
        ("punt - met streep", None, "punt - met streep"),
        ("3 gezinnen", None, "3 gezinnen"),
        ("18+ mag ook", None, "18+ mag ook"),
        ("o wat mooi", None, "o wat mooi"),
        ("-5 graden", None, "-5 graden"),
        ("**vet**", None, "**vet**"),
    ],
)
def test_one_line(line: str, mark: str | None, body: str) -> None:
    parts = split_mark(line)
    assert (parts.mark, parts.body) == (mark, body)


@pytest.mark.parametrize(
    ("lines", "bodies"),
    [
        (["o een", "o twee", "o drie"], ["een", "twee", "drie"]),
        (["-een", "- twee", "-drie"], ["een", "twee", "drie"]),
        (["a) een", "b) twee"], ["een", "twee"]),
        (["4 Hoofdconducteur", "4 toiletten open", "4 op vrijdag"],
         ["Hoofdconducteur", "toiletten open", "op vrijdag"]),
        (["4 gezinnen", "3 scholen", "4 wijken", "4 teams"],
         ["4 gezinnen", "3 scholen", "4 wijken", "4 teams"]),
        (["l een", "l twee", "l drie"], ["een", "twee", "drie"]),
        (["🔥 een", "🔥 twee"], ["een", "twee"]),
        (["! een", "geen"], ["! een", "geen"]),
    ],
)  # fmt: skip
def test_marks_that_the_text_makes_marks(lines: list[str], bodies: list[str]) -> None:
    used = marks_in_use(lines)
    assert [split_mark(line, used).body for line in lines] == bodies


@pytest.mark.parametrize(
    ("line", "columns"), [("- a", 0), ("   - a", 3), ("\t- a", 4), ("  \t- a", 4)]
)
def test_indent(line: str, columns: int) -> None:
    assert split_mark(line).indent == columns


def test_numbers() -> None:
    assert is_number("3.")
    assert is_number("b)")
    assert not is_number("-")
    assert not is_number(None)
