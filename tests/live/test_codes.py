"""Codes of corners: what people type, and what nobody guesses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.live.codes import LETTERS, make_code, read_code, shown_code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("CDFHJK", "CDFHJK"),
        (" cdf hjk ", "CDFHJK"),
        ("cdf-hjk", "CDFHJK"),
        ("c.d.f.h.j.k", "CDFHJK"),
        ("CDF\u00a0HJK", "CDFHJK"),
        ("CDFHJ", None),
        ("CDFHJKL", None),
        ("CDFHJA", None),  # no vowels
        ("CDFHJ0", None),  # looks like an O
        ("", None),
        ("ſdfhjk", None),
        ("C" * 1_000_000, None),
    ],
)
def test_a_code_is_read_as_it_is_typed(typed, code):
    assert read_code(typed) == code


def test_a_made_code_can_be_read_back_as_it_is_shown():
    for _ in range(200):
        code = make_code()
        assert set(code) <= set(LETTERS)
        assert read_code(shown_code(code)) == code


def test_codes_differ():
    assert len({make_code() for _ in range(500)}) == 500


def test_no_letter_looks_like_another():
    assert not set(LETTERS) & set("AEIOUBQSZGO015268")


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_whatever_is_typed_gives_a_code_or_nothing(typed):
    code = read_code(typed)
    assert code is None or (len(code) == 6 and set(code) <= set(LETTERS))
