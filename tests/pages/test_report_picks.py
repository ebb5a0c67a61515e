"""The quotes of one theme and kind: what can be chosen there, and what the buttons do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from report_days import OPEN, B, Said, W, day_of, names_held, report_of

from analysis.report import Choice
from analysis.types import Place, Statement
from pages.components.report_picks import cells_of, in_short, moved, replaced, without

TEXTS = ("Wij zien elkaar elke week aan tafel", "Henk belt ons altijd meteen terug", "korte lijnen")


@pytest.fixture(scope="module")
def day():
    said = [Said("Politie", W, OPEN, text=text) for text in TEXTS]
    said += [Said("School", W, OPEN, text=f"De mentor kent elke leerling {n}") for n in range(4)]
    return day_of([*said, Said("School", B, (), text="niemand neemt op")], holding=names_held())


def cells(day, choice=None):
    return cells_of(report_of(day), day, choice or Choice(), "openheid")


def test_without_a_choice_the_proposed_ones_are_shown(day):
    first = cells(day)[0]
    quoted = report_of(day).themes[0].quotes[0].quotes

    assert (first.kind, first.own, first.lost) == ("werkt", False, 0)
    assert first.shown == tuple(one.statement for one in quoted)
    assert len(first.shown) == 3
    assert not set(first.shown) & set(first.others)


def test_a_text_with_a_name_cannot_be_chosen_and_is_counted(day):
    first = cells(day)[0]
    held = next(one.id for one in day.statements if "Henk" in one.text)

    assert held not in {*first.shown, *first.others}
    assert first.held == 1
    assert len(first.shown) + len(first.others) == 6


def test_what_was_chosen_stands_in_its_order_and_what_is_lost_is_counted(day):
    (one, *_, other) = cells(day)[0].others
    held = next(one.id for one in day.statements if "Henk" in one.text)
    choice = Choice().with_quotes("openheid", "werkt", [other, held, "weg", one])

    first = cells(day, choice)[0]

    assert first.shown == (other, one)
    assert (first.own, first.lost) == (True, 1)
    assert report_of(day, choice=choice).themes[0].quotes[0].quotes[0].statement == other


def test_where_all_that_was_chosen_is_gone_quotes_are_proposed_again(day):
    gone = Choice().with_quotes("openheid", "werkt", ["weg"])

    assert cells(day, gone) == cells(day)


def test_no_quotes_at_all_is_a_choice(day):
    first = cells(day, Choice().with_quotes("openheid", "werkt", []))[0]

    assert (first.shown, first.own, len(first.others)) == ((), True, 6)


def test_what_another_theme_or_kind_said_is_no_quote_here(day):
    empty = cells(day)[1]

    assert (empty.kind, empty.shown, empty.others, empty.held) == ("knelpunt", (), (), 0)


@pytest.mark.parametrize(
    ("one", "by", "after"),
    [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc"), ("a", 1, "bac")],
)
def test_up_and_down(one, by, after):
    assert moved(("a", "b", "c"), one, by) == tuple(after)


@settings(max_examples=40, deadline=None)
@given(some.lists(some.integers(), unique=True, min_size=1, max_size=8), some.data())
def test_an_order_is_changed_and_nothing_is_lost(numbers, data):
    ids = tuple(map(str, numbers))
    one = data.draw(some.sampled_from(ids))

    assert sorted(moved(ids, one, data.draw(some.sampled_from([-1, 1])))) == sorted(ids)
    assert (*without(ids, one), one) == (*(i for i in ids if i != one), one)
    assert replaced(ids, one, "nieuw").index("nieuw") == ids.index(one)


def statement(text, corner="Politie"):
    return Statement("s", text, corner, None, None, "a.txt", Place(1, 1))


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("korte lijnen", "korte lijnen (Politie)"),
        ("  twee\nregels ", "twee regels (Politie)"),
        ("samen aan dezelfde tafel zitten", "samen aan dezelfde … (Politie)"),
        ("x" * 30, f"{'x' * 20} … (Politie)"),
    ],
)
def test_a_statement_fits_on_a_line(text, short):
    assert in_short(statement(text), 20) == short
