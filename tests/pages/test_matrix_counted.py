"""The matrix is counted once for all who look; on a day with phones once in a while."""

from datetime import UTC, datetime

import pytest

from analysis.codebook import load_codebook
from analysis.live.days import RoundState
from analysis.live.opening import make_live_day
from analysis.live.posting import Post
from analysis.storing import codebook_of
from analysis.synthesis import EVERYTHING, Selection
from analysis.types import Category
from pages.components import matrix_counted
from pages.components.day import Day
from pages.components.matrix_counted import behind, counted, overview, see, table


@pytest.fixture
def clock(monkeypatch):
    """Seconds that stand still until a test sets them."""
    now = [100.0]
    monkeypatch.setattr(matrix_counted, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def live(store):
    codebook = load_codebook("beter_verbonden")
    return make_live_day(
        store, title="Dag", corners=["Politie", "Zorg"], codebook=codebook, now=datetime.now(UTC)
    )


def post(store, live, text):
    code = live.corners[0].code
    store.live.keep([Post(code, Category.WERKT, text, text, datetime.now(UTC))])


def day_of(store, live):
    event = store.event(live.event_id)
    return Day(event, codebook_of(event, store))


def size(day, *, arrived=False):
    return len(counted(see(day, arrived=arrived), EVERYTHING).frames.statements)


def test_while_phones_may_send_it_is_looked_at_every_five_seconds(store, live, clock):
    day = day_of(store, live)
    assert size(day) == 0
    post(store, live, "een")
    assert size(day, arrived=True) == 0
    clock[0] += 1
    assert size(day) == 0
    clock[0] += 4
    assert size(day) == 1


def test_who_comes_to_the_page_sees_what_was_there_a_second_ago(store, live, clock):
    day = day_of(store, live)
    assert size(day) == 0
    post(store, live, "een")
    clock[0] += 1
    assert size(day, arrived=True) == 1


@pytest.mark.usefixtures("clock")
def test_once_all_rounds_are_closed_each_change_counts_at_once(store, live):
    day = day_of(store, live)
    post(store, live, "een")
    assert size(day) == 1
    post(store, live, "twee")
    store.live.set_rounds(live.event_id, dict.fromkeys(Category, RoundState.CLOSED))
    assert size(day) == 2


def test_the_same_look_is_the_same_picture_and_another_is_another(store, live):
    post(store, live, "een")
    day = day_of(store, live)
    found = counted(see(day), EVERYTHING)
    assert counted(see(day), EVERYTHING) is found
    assert overview(found, "count", "given", dark=False) is overview(
        found, "count", "given", dark=False
    )
    assert overview(found, "count", "given", dark=True) is not overview(
        found, "count", "given", dark=False
    )
    assert table(found, "share") is not table(found, "count")
    assert behind(found, "Zorg", None, None) is behind(found, "Zorg", None, None)
    assert behind(found, "Zorg", None, None).ids == ()
    assert len(behind(found, "Politie", None, None).ids) == 1
    assert counted(see(day), Selection(corners=frozenset({"Zorg"}))) is not found
