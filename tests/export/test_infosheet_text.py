"""Names and texts on the infosheet: nothing unprintable, nothing that cannot be broken."""

import pytest

from analysis.export.infosheet_text import breakable, clean, clipped, in_quotes, number, runs_left


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twee\n  regels", "twee regels"),
        ("bel \x07 \ud800", "bel \ufffd \ufffd"),
        ("\u202eomgekeerd\u202c \u2067x\u2069", "omgekeerd x"),
    ],
)
def test_a_text_is_clean(text, expected):
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("name", "most", "expected"),
    [("kort", 4, "kort"), ("te lang", 5, "te l…"), ("twee  woorden", 6, "twee…"), ("", 3, "")],
)
def test_a_clipped_name_says_so(name, most, expected):
    assert clipped(name, most) == expected


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("samenwerkingsovereenkomst", 1),
        ("kinderen/jongeren en ouders", 1),
        ("w" * 31, 3),
        ("W" * 13, 2),
        ("https://voorbeeld.nl/een/heel/lang/pad", 4),
    ],
)
def test_what_has_no_place_to_break_gets_one(text, pieces):
    assert breakable(text).count("\u200b") == pieces - 1
    assert breakable(text).replace("\u200b", "") == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1.612", "1.612"), ("1234567", "1\u200b2\u200b3\u200b4\u200b5\u200b6\u200b7")],
)
def test_a_long_number_may_break(value, expected):
    assert number(value) == expected


@pytest.mark.parametrize(
    ("text", "left"),
    [("goed", False), ("12 “goed”", False), ("", False), ("الشرطة", True), ("1) שלום ja", True)],
)
def test_the_first_letter_says_which_way_a_text_runs(text, left):
    assert runs_left(text) is left


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die hebben we al", "“die hebben we al”"),
        ('"die hebben we al..."', "“die hebben we al...”"),
        ("„die hebben we al”", "“die hebben we al”"),
        ('"nee" zei ze', '‘"nee" zei ze’'),
        ('"ja" of "nee"', '‘"ja" of "nee"’'),
        ('"die hebben we al', '‘"die hebben we al’'),
        ("", "“”"),
        ('"', '‘"’'),
        ('""', '‘""’'),
    ],
)
def test_marks_of_a_quote_are_never_doubled(text, expected):
    assert in_quotes(text) == expected
