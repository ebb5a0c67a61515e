"""The wall's numbers: few are hidden, and no sum gives away what is hidden."""

from dataclasses import replace
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.live.wall_numbers import (
    NOT_ASKED,
    NOT_CODED,
    ZERO,
    Number,
    number,
    tally,
    together,
)
from analysis.synthesis import make_frames
from analysis.types import Category, Corner

CORNERS, KINDS = ("Politie", "School"), ("werkt", "knelpunt", "kans")
THEME = "Openheid"
LEAST = 3
FEW = Number("few", "<3", low=1, few=1)


def counted(count: int, reviewed: int = 0) -> Number:
    return Number("counted", str(count), low=count, reviewed=reviewed)


def frames_of(said, *, by_people=()):
    """Frames of (corner, kind, themes) each; `by_people`: places that a person decided on."""
    statements = pd.DataFrame(
        {
            "corner": [corner for corner, _, _ in said],
            "category": [kind for _, kind, _ in said],
            "source": "Live",
            "position": range(len(said)),
        }
    ).set_axis(pd.Index([f"s{at}" for at in range(len(said))], name="id"))
    rows = [
        (f"s{at}", "theme", THEME, THEME in themes, at not in by_people)
        for at, (_, _, themes) in enumerate(said)
    ]
    columns = ["statement_id", "target", "code", "assigned", "by_machine"]
    return make_frames(statements, pd.DataFrame(rows, columns=columns))


def tallied(said, *, off=(), by_people=(), least=LEAST, corners=CORNERS):
    return tally(
        frames_of(said, by_people=by_people), corners=[Corner(name) for name in corners],
        themes={THEME: "Open zijn"}, off=off, least=least,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("count", "state", "shown"),
    [
        (0, "counted", ZERO),
        (0, "not_asked", NOT_ASKED),
        (0, "not_coded", NOT_CODED),
        (1, "counted", FEW),
        (2, "counted", FEW),
        (3, "counted", counted(3, 1)),
        (1234, "counted", Number("counted", "1.234", low=1234, reviewed=1)),
    ],
)
def test_a_few_are_not_told(count, state, shown):
    assert number(count, 1, least=3, state=state) == shown


def test_with_least_one_every_number_is_told():
    assert number(1, 0, least=1) == counted(1)


@pytest.mark.parametrize(
    ("parts", "text", "low", "exact"),
    [
        ([], "0", 0, True),
        ([ZERO, ZERO], "0", 0, True),
        ([NOT_ASKED, NOT_ASKED], "–", 0, True),
        ([NOT_ASKED, ZERO], "0", 0, True),
        ([NOT_CODED, ZERO], "?", 0, True),
        ([counted(4), counted(5)], "9", 9, True),
        ([counted(4), ZERO, NOT_ASKED], "4", 4, True),
        ([FEW, ZERO], "<3", 1, False),  # as much as is seen already
        ([FEW, FEW], "2+", 2, False),
        ([counted(4), FEW, FEW], "6+", 6, False),
    ],
)
def test_a_sum_is_told_from_what_is_shown(parts, text, low, exact):
    found = together(parts)
    assert (found.text, found.low, found.exact) == (text, low, exact)


def test_a_sum_does_not_say_who_looked_at_a_few():
    found = together([counted(4, 1), FEW, FEW])
    assert (found.reviewed, found.proposed, found.few) == (1, 3, 2)


counts = st.lists(st.integers(0, 6), min_size=6, max_size=6)


def said_by(numbers):
    places = product(CORNERS, KINDS)
    return [
        (*place, {THEME}) for place, many in zip(places, numbers, strict=True) for _ in range(many)
    ]


@settings(max_examples=40, deadline=None)
@given(counts, st.data())
def test_whatever_hidden_numbers_are_the_wall_looks_the_same(numbers, data):
    """So no sum, and nothing else that is shown, gives a hidden number away; but see the total."""
    others = [
        data.draw(st.integers(1, LEAST - 1)) if 0 < one < LEAST else one for one in numbers
    ]  # fmt: skip

    first, second = tallied(said_by(numbers)), tallied(said_by(others))

    assert replace(first, size=0) == replace(second, size=0)
    assert [first.of_kind(kind) for kind in range(3)] == [second.of_kind(k) for k in range(3)]


@settings(max_examples=60, deadline=None)
@given(counts, st.integers(2, 4))
def test_the_total_leaves_every_hidden_number_all_that_it_can_be(numbers, least):
    total = tallied(said_by(numbers), least=least).total
    hidden = [one for one in numbers if 0 < one < least]
    if not total.exact:
        assert total.text == f"{sum(numbers) - sum(hidden) + len(hidden)}+" or len(hidden) == 1
        return
    assert total.low == sum(numbers)
    could = [one for one in product(range(1, least), repeat=len(hidden)) if sum(one) == sum(hidden)]
    for place in range(len(hidden)):
        assert {one[place] for one in could} == set(range(1, least))


def test_a_room_sees_its_total_where_that_gives_nothing_away():
    assert tallied(said_by([9, 1, 2, 8, 2, 1])).total == counted(23)
    assert tallied(said_by([9, 1, 1, 8, 1, 1])).total.text == "21+"
    assert tallied(said_by([9, 1, 9, 8, 9, 9])).total.text == "45+"


@settings(max_examples=40, deadline=None)
@given(counts)
def test_what_is_told_is_true(numbers):
    found = tallied(said_by(numbers))
    sums = [found.of_kind(0), found.of_theme(0, 0), found.of_corner(0), found.total]
    true = [numbers[0] + numbers[3], numbers[0] + numbers[3], sum(numbers[:3]), sum(numbers)]

    for told, count in zip(sums, true, strict=True):
        assert told.low == count if told.exact else told.low <= count
        assert (told.low == 0) == (count == 0)


def test_what_is_off_the_wall_counts_nowhere():
    said = [("Politie", "kans", {THEME})] * 5
    found = tallied(said, off={"s0", "s1"}, by_people={0, 2, 3})

    assert found.cells[0][0][2] == counted(3, 2)
    assert found.sizes[0][2] == found.total == counted(3, 2)
    assert tallied(said, off={f"s{at}" for at in range(5)}).total == ZERO


def test_a_statement_is_looked_at_when_a_person_decided_on_a_theme_of_it():
    found = tallied([("Politie", "werkt", {THEME})] * 4, by_people={1})
    assert (found.cells[0][0][0].reviewed, found.cells[0][0][0].low) == (1, 4)


def test_of_a_few_nobody_tells_who_looked():
    found = tallied([("Politie", "werkt", {THEME})] * 2, by_people={0, 1})
    assert found.cells[0][0][0] == FEW


def test_three_kinds_of_empty_and_the_names_of_the_wall():
    frames = frames_of([("Politie", "werkt", set())] * 3)
    corners = [Corner("Politie"), Corner("School", asked=frozenset({Category.WERKT}))]
    found = tally(
        frames, corners=corners, themes={THEME: "Open zijn", "Rest": "Ander"}, off=(), least=3
    )

    assert found.themes == ("Open zijn", "Ander")
    assert found.cells[0][0][0] == ZERO
    assert found.cells[0][1][0] == NOT_CODED
    assert found.cells[1][0] == (ZERO, NOT_ASKED, NOT_ASKED)


def test_a_statement_without_kind_has_its_own_column():
    found = tallied([("Politie", None, {THEME})] * 3)
    assert found.kinds == (*KINDS, "")
    assert found.of_kind(3) == counted(3)
