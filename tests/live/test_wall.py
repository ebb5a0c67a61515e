"""What may stand on the wall: texts, the test message, how connected people feel, codes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from analysis.live.days import (
    Bond,
    CornerCode,
    LiveDay,
    LivePost,
    Moment,
    NamesState,
    PostState,
    RoundState,
    WallChoice,
)
from analysis.live.wall import (
    NEWEST,
    TEST_FOR,
    Wall,
    bonding,
    joining,
    texts,
    trial_message,
)
from analysis.live.wall_numbers import Tally
from analysis.types import Category

NOW = datetime(2024, 11, 14, 14, 32, tzinfo=UTC)
CORNERS = {"Team Piet": "[achtergehouden]", "Politie": "Politie"}
POST = LivePost(
    "s1", "samen op huisbezoek", "samen op huisbezoek", "Politie", Category.KANS, NOW,
    PostState.SHOWN, NamesState.CLEAN, pinned=False, quote=False,
)  # fmt: skip
LIVE = LiveDay(
    "dag", NOW, (CornerCode("CDFHJK", "Team Piet"),), {Category.KANS: RoundState.OPEN},
    Moment.NONE, WallChoice(),
)  # fmt: skip


def shown(posts, *, held=lambda _: False):
    return texts(posts, corners=CORNERS, held=held)


@pytest.mark.parametrize("state", PostState)
@pytest.mark.parametrize("names", NamesState)
def test_only_what_is_shown_and_looked_at_stands_on_the_wall(state, names):
    newest, quotes = shown([replace(POST, state=state, names=names, quote=True)])

    may = state is PostState.SHOWN and names in (NamesState.CLEAN, NamesState.RELEASED)
    assert bool(newest) is bool(quotes) is may


@pytest.mark.parametrize(
    ("names", "there"), [(NamesState.CLEAN, False), (NamesState.RELEASED, True)]
)
def test_a_name_that_is_seen_later_is_held_back_unless_somebody_released_it(names, there):
    newest, quotes = shown([replace(POST, names=names, quote=True)], held=lambda _: True)
    assert bool(newest) is bool(quotes) is there


def test_pinned_ones_come_first_then_the_newest():
    posts = [replace(POST, statement_id=f"s{at}", pinned=at == 8) for at in range(9)]

    newest, quotes = shown(posts)

    assert [one.id for one in newest] == ["s8", *(f"s{at}" for at in range(NEWEST - 1))]
    assert newest[0].pinned
    assert quotes == ()


def test_a_corner_goes_by_the_name_that_the_screen_gives_it():
    newest, _ = shown([replace(POST, corner="Team Piet", category=None)])
    assert (newest[0].corner, newest[0].kind) == ("[achtergehouden]", "")


def test_a_trial_message_is_shown_for_a_while():
    posts = [POST, replace(POST, statement_id="proef", state=PostState.TEST)]
    wall = Wall("Dag", "hoek", Tally((), (), (), (), ()), WallChoice())
    wall = replace(wall, test=trial_message(posts, corners=CORNERS))

    assert wall.tested(NOW + TEST_FOR - timedelta(seconds=1)).id == "proef"
    assert wall.tested(NOW + TEST_FOR) is None
    assert trial_message([POST], corners=CORNERS) is None


@pytest.mark.parametrize(
    ("begin", "eind", "asked", "there"),
    [
        (5, 5, Moment.NONE, True),
        (4, 9, Moment.NONE, False),
        (9, 4, Moment.NONE, False),
        (None, 9, Moment.NONE, False),
        (9, None, Moment.NONE, False),
        (9, 9, Moment.EIND, False),  # one more answer would be seen from the mean
    ],
)
def test_feeling_connected_is_told_of_five_answers_at_both_moments(begin, eind, asked, there):
    numbers = {Moment.BEGIN: begin, Moment.EIND: eind}
    bonds = {
        ("Politie", moment): Bond(number, 3.0, 4.0, 2.5)
        for moment, number in numbers.items()
        if number
    }
    found = bonding(bonds, replace(LIVE, bonding=asked), corners=CORNERS)
    assert [one.corner for one in found] == (["Politie"] if there else [])


def test_phones_are_told_where_to_go_while_a_kind_is_open():
    join = joining(LIVE, "http://192.168.1.20:8501", corners=CORNERS)

    assert join.address == "http://192.168.1.20:8501/meedoen"
    assert join.codes == (("[achtergehouden]", "CDF HJK"),)
    shut = replace(LIVE, rounds={Category.KANS: RoundState.PAUSED})
    assert joining(shut, "http://x", corners=CORNERS) is None
