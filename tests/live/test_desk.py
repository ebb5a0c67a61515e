"""What the page Regie says of a live day: corners, pace, timer, the list."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from analysis.errors import UsageError
from analysis.live.days import (
    CornerCode,
    LiveDay,
    LivePost,
    Moment,
    NamesState,
    PostState,
    RoundState,
    WallChoice,
)
from analysis.live.desk import (
    Show,
    address_for,
    ago,
    alike,
    all_in,
    corners_now,
    listed,
    out_of_reach,
    pace_words,
    read_corners,
    sampled,
    state_words,
    time_left,
    timer_end,
)
from analysis.types import Category

NOW = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)


def before(**past: float) -> datetime:
    return NOW - timedelta(**past)


def day(*corners: str, state: RoundState = RoundState.OPEN, opened: datetime = NOW) -> LiveDay:
    codes = tuple(CornerCode(f"CODE{at}", corner) for at, corner in enumerate(corners))
    rounds = dict.fromkeys(Category, state)
    return LiveDay("dag", opened, codes, rounds, Moment.NONE, WallChoice())


def post(identity: str = "p", text: str = "samen werken", **values: object) -> LivePost:
    first = {
        "original": text, "corner": "Politie", "category": Category.WERKT, "posted": NOW,
        "state": PostState.SHOWN, "names": NamesState.CLEAN, "pinned": False, "quote": False,
    }  # fmt: skip
    return LivePost(statement_id=identity, text=text, **(first | values))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Politie\nOM", ["Politie", "OM"]),
        ("  - Politie \n\n• OM\n* Welzijn\n", ["Politie", "OM", "Welzijn"]),
        ("1. Politie\n2) OM", ["Politie", "OM"]),
        ("112 centrale\n-streep", ["112 centrale", "-streep"]),
    ],
)
def test_corners_are_read_one_a_line(typed, names):
    assert [corner.name for corner in read_corners(typed)] == names
    assert [corner.position for corner in read_corners(typed)] == list(range(len(names)))


@pytest.mark.parametrize("typed", ["", " \n ", "OM\nom", "x" * 500])
def test_corners_that_cannot_be_are_refused(typed):
    with pytest.raises(UsageError):
        read_corners(typed)


def test_a_corner_stands_out_where_it_is_late_and_others_are_not():
    received = {"A": (4, before(seconds=45)), "B": (2, before(minutes=6))}
    a, b, c = corners_now(day("A", "B", "C", opened=before(minutes=9)), received, NOW)

    assert (a.number, a.last, a.quiet) == (4, "40 s geleden", False)
    assert (b.number, b.last, b.quiet) == (2, "al 6 min stil", True)
    assert (c.number, c.last, c.quiet) == (0, "nog niets", True)


@pytest.mark.parametrize(
    ("live", "received"),
    [
        (day("A", "B", opened=before(minutes=9)), {"A": (1, before(minutes=5))}),  # a break
        (day("A", "B"), {"A": (1, before(seconds=5))}),  # opened just now
        (
            day("A", "B", state=RoundState.CLOSED, opened=before(hours=1)),
            {"A": (1, before(seconds=5))},
        ),
    ],
    ids=["break", "new", "closed"],
)
def test_no_corner_stands_out_in_a_break_at_the_start_or_when_closed(live, received):
    assert not any(corner.quiet for corner in corners_now(live, received, NOW))


@pytest.mark.parametrize(
    ("past", "words"),
    [
        ({"seconds": -3}, "net"),
        ({"seconds": 9}, "net"),
        ({"seconds": 59}, "50 s geleden"),
        ({"seconds": 60}, "1 min geleden"),
        ({"minutes": 59}, "59 min geleden"),
        ({"hours": 26}, "26 uur geleden"),
        ({"days": 3}, "3 dagen geleden"),
    ],
)
def test_how_long_ago_something_was(past, words):
    assert ago(before(**past), NOW) == words


def samples(*seen: tuple[int, int]):
    found = ()
    for seconds, total in seen:
        found = sampled(found, NOW + timedelta(seconds=seconds), total)
    return found


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        ([(0, 5)], ""),
        ([(0, 5), (4, 9)], ""),
        ([(0, 5), (24, 9)], "4 in de laatste 20 s"),
        ([(0, 5), (60, 1205)], "1.200 in de laatste minuut"),
        ([(0, 5), (30, 6), (90, 8)], "2 in de laatste minuut"),
        ([(0, 5), (30, 6), (90, 8), (120, 9)], "1 in de laatste 30 s"),
        ([(0, 5), (900, 80)], ""),  # the page was away
        ([(0, 5), (60, 5)], ""),
        ([(0, 5), (60, 3)], ""),  # merged or taken back
    ],
)
def test_the_pace_tells_over_how_long_it_was_seen(seen, words):
    assert pace_words(samples(*seen)) == words


@settings(max_examples=50, deadline=None)
@given(some.lists(some.integers(1, 40), min_size=1, max_size=60))
def test_samples_are_of_the_last_minute_and_none_of_those_is_missing(steps):
    seen, moments = (), []
    for step in steps:
        moments.append((moments[-1] if moments else NOW) + timedelta(seconds=step))
        seen = sampled(seen, moments[-1], len(moments))
    reach = moments[-1] - timedelta(seconds=66)
    assert [moment for moment, _ in seen] == [moment for moment in moments if moment >= reach]


@pytest.mark.parametrize(
    ("kept", "end"),
    [
        (None, None),
        ("", None),
        ("straks", None),
        ("2026-03-12T10:30:00", None),  # without its zone it could be any moment
        (NOW.isoformat(), NOW),
    ],
)
def test_the_timer_is_read_as_kept(kept, end):
    assert timer_end(kept) == end


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(600, "10:00"), (272.4, "4:33"), (0.2, "0:01"), (0, "0:00"), (-9, "0:00")],
)
def test_what_is_left_of_the_time(seconds, shown):
    assert time_left(NOW + timedelta(seconds=seconds), NOW) == shown


POSTS = [
    post("gewoon", "Korte lijnen met de wijk"),
    post("ander", "Te weinig tijd", corner="OM", category=Category.KNELPUNT),
    post("verborgen", "Flauwe grap", state=PostState.HIDDEN),
    post("achter", "Jan belde", names=NamesState.HELD),
    post("vast", "Samen optrekken", pinned=True),
    post("citaat", "Het moet gewoon", quote=True, category=None),
    post("samen", "korte lijnen", state=PostState.MERGED, merged_into="gewoon"),
]


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        ({}, ["gewoon", "ander", "verborgen", "achter", "vast", "citaat"]),
        ({"show": Show.HELD}, ["achter"]),
        ({"show": Show.HIDDEN}, ["verborgen"]),
        ({"show": Show.PINNED}, ["vast"]),
        ({"show": Show.QUOTES}, ["citaat"]),
        ({"show": Show.MERGED}, ["samen"]),
        ({"corner": "OM"}, ["ander"]),
        ({"category": Category.KNELPUNT}, ["ander"]),
        ({"sought": "LIJNEN korte"}, ["gewoon"]),
        ({"sought": "jan"}, []),  # what is held back is not found by its text
        ({"corner": "OM", "show": Show.PINNED}, []),
    ],
)
def test_the_list_holds_what_fits(choice, ids):
    first = {"show": Show.ALL, "corner": None, "category": None, "sought": ""}
    assert [one.statement_id for one in listed(POSTS, **(first | choice))] == ids


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, ()),
        ({"state": PostState.TEST}, ("proefbericht",)),
        ({"state": PostState.MERGED, "pinned": True}, ("samengevoegd",)),
        ({"state": PostState.HIDDEN, "quote": True}, ("verborgen", "citaat")),
        ({"names": NamesState.HELD}, ("achtergehouden",)),
        ({"names": NamesState.NEW}, ("wordt nog bekeken",)),
        ({"original": "samn werkn", "pinned": True}, ("vastgezet", "verbeterd")),
    ],
)
def test_the_state_in_words(values, words):
    assert state_words(post(**values)) == words


def test_what_says_the_same_comes_first_and_only_of_the_same_corner():
    one = post("een", "Korte lijnen met de politie")
    others = [
        post("ver", "De koffie is koud"),
        post("na", "korte lijnen politie"),
        post("elders", "Korte lijnen met de politie", corner="OM"),
        post("weg", "Korte lijnen met de politie", state=PostState.HIDDEN),
        post("achter", "Korte lijnen met Jan", names=NamesState.HELD),
    ]
    assert [other.statement_id for other in alike(one, [one, *others])] == ["na", "ver"]


def test_rounds_are_all_in_a_state_or_not():
    states = dict.fromkeys(Category, RoundState.CLOSED)
    assert all_in(states, RoundState.CLOSED)
    assert not all_in(states | {Category.KANS: RoundState.OPEN}, RoundState.CLOSED)
    assert all_in({}, RoundState.CLOSED)


@pytest.mark.parametrize(
    ("said", "origin", "address"),
    [
        ("https://hoek.voorbeeld.nl", "http://127.0.0.1:8501", "https://hoek.voorbeeld.nl"),
        (None, "http://10.0.0.4:8501", "http://10.0.0.4:8501"),
        (None, None, "http://127.0.0.1:8501"),
    ],
)
def test_phones_get_the_address_that_reaches(monkeypatch, said, origin, address):
    monkeypatch.delenv("KOFFIEHOEK_LUISTERT", raising=False)
    monkeypatch.delenv("KOFFIEHOEK_PUBLIEK_ADRES", raising=False)
    if said:
        monkeypatch.setenv("KOFFIEHOEK_PUBLIEK_ADRES", said)
    assert address_for(origin) == address


@pytest.mark.parametrize(
    ("address", "told"),
    [("http://127.0.0.1:8501", True), ("http://localhost", True), ("http://10.0.0.4:8501", False)],
)
def test_an_address_of_this_computer_alone_is_told(address, told):
    assert out_of_reach(address) is told
