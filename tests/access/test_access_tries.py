"""Limited tries, on a clock of the test's own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.access import Tries

LONGEST = 15 * 60


def wrong(tries: Tries, times: int, *, place: str = "hier", now: float = 0.0) -> float:
    """Try so often, each time as soon as that is allowed; the moment of the last one."""
    for _ in range(times):
        now += tries.wait(place, now)
        assert tries.begin(place, now) == 0
    return now


@pytest.mark.parametrize(
    ("times", "pause"), [(4, 0), (5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, LONGEST),
                         (40, LONGEST)],
)  # fmt: skip
def test_after_five_wrong_ones_each_wait_is_twice_the_last(times, pause):
    tries = Tries(free=5)
    last = wrong(tries, times)
    assert tries.wait("hier", last) == pytest.approx(pause)


def test_a_try_during_the_wait_counts_for_nothing_and_does_not_lengthen_it():
    tries = Tries(free=5)
    last = wrong(tries, 5)
    assert tries.begin("hier", last + 10) == pytest.approx(20)
    assert tries.wait("hier", last + 10) == pytest.approx(20)


def test_many_at_once_do_not_slip_through():
    tries = Tries(free=5)
    assert [tries.begin("hier", 0.0) > 0 for _ in range(8)] == [False] * 5 + [True] * 3


def test_another_place_does_not_wait():
    tries = Tries(free=5)
    last = wrong(tries, 7)
    assert tries.wait("elders", last) == 0


def test_a_right_one_and_an_hour_forget():
    tries = Tries(free=5)
    last = wrong(tries, 8)
    tries.right("hier")
    assert tries.wait("hier", last) == 0

    last = wrong(tries, 8, now=last)
    later = last + 3601
    assert tries.wait("hier", later) == 0
    assert wrong(tries, 4, now=later) == later


def test_memory_is_bounded():
    tries = Tries(free=1)
    for number in range(10_050):
        tries.begin(str(number), 0.0)
    assert tries.wait("0", 1.0) == 0
    assert tries.wait("10049", 1.0) > 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 100), max_size=60))
def test_an_hour_of_guessing_gets_few_answers(steps):
    """However it is spread: five at once, then at most what the waits leave."""
    tries, now, answered = Tries(free=5), 0.0, 0
    for step in steps:
        now += step
        answered += tries.begin("hier", now) == 0
    assert answered <= 5 + 1 + 8
