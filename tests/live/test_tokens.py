"""Tokens of forms: made by this house, for one corner, for one day."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.live.tokens import HOURS, is_ours, issue, make_secret

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SECRET = make_secret()
TOKEN = issue(SECRET, "CDFHJK", NOW)


def test_a_token_is_ours_for_the_corner_it_was_made_for():
    assert is_ours(SECRET, "CDFHJK", TOKEN, NOW)
    assert not is_ours(SECRET, "CDFHJL", TOKEN, NOW)
    assert not is_ours(make_secret(), "CDFHJK", TOKEN, NOW)


def test_tokens_differ():
    assert len({issue(SECRET, "CDFHJK", NOW) for _ in range(100)}) == 100


@pytest.mark.parametrize(
    ("after", "ours"),
    [
        (timedelta(0), True),
        (timedelta(hours=HOURS), True),
        (timedelta(hours=HOURS, seconds=1), False),
        (timedelta(seconds=-30), True),  # the clocks of two servers differ a little
        (timedelta(minutes=-5), False),
    ],
)
def test_a_token_holds_for_a_day(after, ours):
    assert is_ours(SECRET, "CDFHJK", TOKEN, NOW + after) is ours


def test_a_token_with_one_character_changed_is_not_ours():
    for at in range(len(TOKEN)):
        other = "A" if TOKEN[at] != "A" else "B"
        assert not is_ours(SECRET, "CDFHJK", TOKEN[:at] + other + TOKEN[at + 1 :], NOW)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.just(TOKEN + "=") | st.just(TOKEN.lower()) | st.just(TOKEN + "\n"))
def test_whatever_else_is_sent_is_not_ours(given_token):
    assert not is_ours(SECRET, "CDFHJK", given_token, NOW)


def test_a_token_fits_in_a_path():
    assert len(TOKEN) == 48
    assert all(character.isalnum() or character in "-_" for character in TOKEN)
