import pytest
from growth import evenly
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.privacy.holding import HELD
from analysis.report.quotes import Quotes
from analysis.types import Category

K = Category.KNELPUNT
WAIT = "de wachttijd bij de jeugdzorg is veel te lang"
REGIE = "niemand in het wijkteam heeft de regie over het gezin"
LONG = "De wachttijd is lang. " * 20


@pytest.fixture
def propose(make, says, holding):
    """The texts proposed from these, (corner, text) each; all of them in one cell."""

    def run(said, *, reviewed=(), first=(), count=3, **options):
        rows = [one for corner, text in said for one in says(corner, K, (), 1, text=text)]
        day = make(rows, holding=holding)
        ids = [f"s{at}" for at in range(len(said))]
        picked = Quotes(day).propose(ids, reviewed=reviewed, first=first, count=count, **options)
        return [day.by_id[one].text for one in picked]

    return run


def test_a_typical_one_goes_before_an_odd_one(propose):
    odd = "de parkeerplaats naast het station was helaas afgesloten"
    near = [("A", f"{WAIT} {tail}") for tail in ("nu", "alweer dit jaar", "volgens ouders")]
    assert propose([("A", odd), *near], count=1)[0] != odd


def test_they_differ_from_each_other(propose):
    alike = [("A", f"{WAIT}{mark}") for mark in ("", "!", " ...")]
    assert len(propose([*alike, ("A", WAIT.upper())])) == 1
    assert set(propose([*alike, ("A", REGIE)], count=2)) >= {REGIE}


@pytest.mark.parametrize("text", [LONG, "te kort", "😀", "ملاحظة", f"[persoon 3]: {REGIE}"])
def test_one_that_does_not_fit_only_where_there_is_nothing_else_and_never_cut(propose, text):
    assert propose([("A", text), ("B", WAIT)]) == [WAIT]
    assert propose([("A", text), ("B", text + " nog iets")]) in ([text], [text + " nog iets"])


def test_what_holds_a_name_is_never_proposed(propose):
    assert propose([("A", f"{WAIT} zegt Henk"), ("A", REGIE)]) == [REGIE]
    assert propose([("A", f"{WAIT} zegt Henk"), ("B", HELD), ("C", "   ")]) == []


def test_other_corners_go_first(propose):
    said = [("A", f"{WAIT} {word}") for word in ("nu", "ook", "vaak", "weer")]
    assert REGIE in propose([*said, ("B", REGIE)], count=2)


def test_what_a_person_reviewed_goes_first(propose):
    said = [("A", WAIT), ("B", f"{WAIT} zeggen ouders"), ("C", REGIE)]
    assert propose(said, reviewed=["s2"], count=1) == [REGIE]


def test_what_the_author_chose_elsewhere_goes_first(propose):
    said = [("A", WAIT), ("B", REGIE), ("C", f"{REGIE} zegt Henk")]
    assert propose(said, first=["s9", "s2", "s1"], count=1) == [REGIE]


def test_chosen_quotes_that_are_gone_or_held_are_left_out(make, says, holding):
    day = make(says("A", K, (), 1) + says("A", K, (), 1, text="Henk zei dat"), holding=holding)
    assert Quotes(day).shown(["s1", "s7", "s0"]) == ("s0",)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.text(max_size=40)), max_size=12))
def test_any_text_gives_the_same_quotes_each_time(make, says, said):
    day = make([one for corner, text in said for one in says(corner, K, (), 1, text=text)])
    ids = [one.id for one in day.statements]
    found = Quotes(day).propose(ids)
    assert found == Quotes(day).propose(ids)
    assert len(found) == len(set(found)) <= 3
    assert bool(found) == any(text.strip() for _, text in said)


def test_three_thousand_statements_take_no_longer_than_their_number(make, says):
    words = ["regie", "wijkteam", "wachttijd", "ouders", "school", "vertrouwen", "gezin"]

    def day(statements):
        return make(
            [
                one
                for at in range(statements)
                for one in says(
                    f"H{at % 12}", K, (), 1, text=f"{WAIT} {words[at % 7]} nummer{at} {at % 31}"
                )
            ]
        )

    def propose(day):
        quotes = Quotes(day)
        ids = [one.id for one in day.statements]
        for cell in range(9):
            assert len(quotes.propose(ids[cell::9])) == 3

    assert evenly(day, propose, 3_000)
