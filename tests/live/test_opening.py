"""Making a live day: its corners and what is said where they are wrong."""

from datetime import UTC, datetime

import pytest

from analysis.codebook import load_codebook
from analysis.errors import UsageError
from analysis.live.days import RoundState
from analysis.live.opening import corner_names, make_live_day
from analysis.types import Category

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def test_a_day_is_open_with_a_code_for_each_corner(store):
    codebook = load_codebook("beter_verbonden")
    day = make_live_day(
        store, title=" Themadag ", corners=["Politie", " OM ", ""], codebook=codebook, now=NOW
    )
    assert [one.corner for one in day.corners] == ["Politie", "OM"]
    assert len({one.code for one in day.corners}) == 2
    assert day.rounds == dict.fromkeys(Category, RoundState.OPEN)
    assert store.event(day.event_id).title == "Themadag"
    assert store.event(day.event_id).date == "2026-11-22"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([], "nog geen koffiehoek"),
        ([" ", "\u200b"], "nog geen koffiehoek"),
        (["Politie", "politie"], "twee keer"),
        (["x" * 81], "te lang"),
        ([str(number) for number in range(101)], "101 koffiehoeken"),
    ],
)
def test_wrong_corners_are_told(typed, said):
    with pytest.raises(UsageError, match=said):
        corner_names(typed)


def test_nothing_is_made_where_corners_are_wrong(store):
    with pytest.raises(UsageError):
        make_live_day(
            store, title="Dag", corners=["A", "a"], codebook=load_codebook("beter_verbonden"),
            now=NOW,
        )  # fmt: skip
    assert store.events() == []
