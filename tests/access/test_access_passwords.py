"""Passwords: what may be chosen, and the hash under which they are kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.access import chosen, hashed, matches, outdated
from analysis.errors import UsageError

GOOD = "paard batterij nietje"


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        (GOOD, GOOD + " ", "niet gelijk"),
        ("kort", "kort", "te kort: 4 tekens"),
        ("negenwie9", "negenwie9", "te kort: 9 tekens"),
        ("x" * 100 + "abc" * 34, "x" * 100 + "abc" * 34, "te lang: 202 tekens"),
        ("Wachtwoord123", "Wachtwoord123", "te makkelijk"),
        ("wacht-woord!", "wacht-woord!", "te makkelijk"),
        ("Welkom2026!", "Welkom2026!", "te makkelijk"),
        ("aaaaaaaaaaaa", "aaaaaaaaaaaa", "te makkelijk"),
        ("abababababab", "abababababab", "te makkelijk"),
        ("", "", "te kort"),
    ],
)
def test_what_may_not_be_chosen_is_told(first, second, problem):
    with pytest.raises(UsageError, match=problem):
        chosen(first, second)


@pytest.mark.parametrize("password", [GOOD, "éénmaal andermaal", "tien tekens", "🐴🔋📎 paard 12"])
def test_a_good_one_is_kept_as_it_is(password):
    assert chosen(password, password) == password


def test_the_hash_is_of_argon2id_and_fits_that_password_only():
    kept = hashed(GOOD)

    assert kept.startswith("$argon2id$")
    assert GOOD not in kept
    assert matches(kept, GOOD)
    assert not matches(kept, GOOD.title())
    assert not matches(kept, "x" * 201)
    assert kept != hashed(GOOD)
    assert not outdated(kept)


def test_an_accent_may_be_typed_in_either_way():
    assert matches(hashed("één twee drie"), "e\u0301e\u0301n twee drie")


def test_a_hash_of_other_settings_is_outdated_and_a_broken_one_fits_nothing():
    assert outdated("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$aGFzaGhhc2hoYXNoaGFzaA")
    assert not matches("stuk", GOOD)


@settings(max_examples=5, deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_any_text_can_be_a_password(password):
    assert matches(hashed(password), password)
