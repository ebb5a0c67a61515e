"""The figure of how long days are kept: what it draws, what it says, and at what edges."""

from datetime import date, timedelta

import pytest

from analysis.charts.keeping import MOST_ROWS, describe_keeping, keeping_figure, until_words
from analysis.charts.palette import COLOURS
from analysis.types import Event

TODAY = date(2026, 11, 22)


def event(title, keep_until, *, held=None):
    return Event(title, title, "beter_verbonden@1", date=held, keep_until=keep_until)


def drawn(figure):
    """State -> titles of the days whose end has that mark."""
    return {
        trace.name: [text.partition("<br>")[0] for text in trace.hovertext]
        for trace in figure.data
        if trace.mode == "markers"
    }


@pytest.fixture
def days():
    return [
        event("Later", "2028-11-14", held="2026-11-14"),
        event("Voorbij", "2026-11-21", held="2024-11-14"),
        event("Bijna", "2026-12-22"),
        event("Vandaag", "2026-11-22"),
        event("Zonder", None),
    ]


def test_each_state_has_its_own_mark_and_word(days):
    figure = keeping_figure(days, today=TODAY, soon=30)
    assert drawn(figure) == {
        "verlopen": ["Voorbij"],
        "binnen 30 dagen": ["Vandaag", "Bijna"],
        "later": ["Later"],
    }
    symbols = {trace.marker.symbol for trace in figure.data if trace.mode == "markers"}
    assert len(symbols) == 3


def test_the_first_to_go_stands_on_top_with_its_date_in_words(days):
    axis = keeping_figure(days, today=TODAY, soon=30).layout.yaxis
    assert [name.split("  ")[0] for name in axis.ticktext] == [
        "Voorbij", "Vandaag", "Bijna", "Later",
    ]  # fmt: skip
    assert axis.range[0] > axis.range[1]
    assert "tot 21-11-2026, al 1 dag voorbij" in axis.ticktext[0]


def test_today_is_marked(days):
    figure = keeping_figure(days, today=TODAY, soon=30)
    [line] = figure.layout.shapes
    assert line.x0 == line.x1 == TODAY
    assert "vandaag, 22-11-2026" in [note.text for note in figure.layout.annotations]


@pytest.mark.parametrize("dark", [False, True])
def test_hue_means_kind_so_there_is_none(days, dark):
    text = keeping_figure(days, today=TODAY, soon=30, dark=dark).to_json()
    assert not any(colour in text for kind, colour in COLOURS.items() if kind)


@pytest.mark.parametrize("until", ["1900-01-01", "2199-12-31"])
def test_what_lies_far_away_is_drawn_at_the_edge(until):
    figure = keeping_figure([event("Ver", until)], today=TODAY, soon=30)
    first, last = figure.layout.xaxis.range
    [point] = [x for trace in figure.data if trace.mode == "markers" for x in trace.x]
    assert first <= point <= last
    assert last - first < timedelta(days=14 * 365)
    assert until[:4] in figure.layout.yaxis.ticktext[0]


def test_of_many_days_the_first_to_go_are_drawn():
    days = [event(f"Dag {n}", f"20{30 + n}-01-01") for n in range(MOST_ROWS + 3)]
    figure = keeping_figure(days[::-1], today=TODAY, soon=30)
    assert len(figure.layout.yaxis.ticktext) == MOST_ROWS
    assert figure.layout.yaxis.ticktext[0].startswith("Dag 0")


@pytest.mark.parametrize("days", [[], [event("Zonder", None)]])
def test_without_dates_it_says_so(days):
    figure = keeping_figure(days, today=TODAY, soon=30)
    assert "nog geen dag met een bewaartermijn" in figure.layout.annotations[0].text
    assert "nog geen dag" in describe_keeping(days, today=TODAY)


def test_titles_never_become_markup():
    figure = keeping_figure([event("<b>vet</b> & zo", "2027-01-01")], today=TODAY, soon=30)
    assert figure.layout.yaxis.ticktext[0].startswith("&lt;b&gt;vet&lt;/b&gt; &amp; zo")
    assert "<b>" not in drawn(figure)["later"][0]


def test_in_words_for_who_cannot_see_it(days):
    said = describe_keeping(days, today=TODAY)
    assert said.startswith("Voorbij: tot 21-11-2026, al 1 dag voorbij; Vandaag: ")
    assert "Zonder" not in said


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (TODAY, "tot 22-11-2026, dat is vandaag"),
        (date(2026, 11, 23), "tot 23-11-2026, over 1 dag"),
        (date(2026, 12, 1), "tot 01-12-2026, over 9 dagen"),
        (date(2027, 11, 22), "tot 22-11-2027, over 12 maanden"),
        (date(2026, 11, 20), "tot 20-11-2026, al 2 dagen voorbij"),
        (date(2024, 11, 22), "tot 22-11-2024, al 24 maanden voorbij"),
    ],
)
def test_how_long_from_today(until, words):
    assert until_words(until, TODAY) == words
