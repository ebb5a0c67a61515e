"""Emerging themes: which words count, which groups are found, and what stays loose."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook.terms import parse_term
from analysis.synthesis.emerging import FEWEST_STATEMENTS, emerging, said_by, unthemed_ids
from analysis.synthesis.emerging_groups import FEWEST_IN_GROUP, fewest, log_odds
from analysis.synthesis.emerging_words import content, halves_of
from analysis.types import Place, Statement

WAITING = (
    "Wachtlijst ambulante hulp is zeven maanden",
    "wachtlijst trauma nu 26 weken",
    "De wachttijd voor trauma wordt steeds langer",
    "Wachtlijst beschermingsonderzoek",
    "wachttijd hulp: een half jaar",
    "geen hulp door de wachtlijst",
)
# Nothing in these comes twice.
NOUNS = [
    "appel", "banaan", "cement", "dorpel", "emmer", "fornuis", "gordijn", "hamer", "iglo",
    "jasje", "koffer", "ladder", "molen", "navel", "oven", "paraplu", "raket", "schaar",
    "trompet", "vijver", "wafel", "zadel", "bril", "duif", "ezel", "fiets", "geit",
    "hond", "kompas", "lamp", "muur", "neus", "orgel", "pruim", "rivier", "schildpad",
    "tulp", "vlieger", "wortel", "zwaan",
]  # fmt: skip
FILLING = tuple(f"Hier staat een {noun}" for noun in NOUNS)


def statements(texts):
    return [
        Statement(f"s{n}", text, "OM", None, None, "a.txt", Place(n, n))
        for n, text in enumerate(texts, 1)
    ]


def ids(found):
    return [statement.id for statement in found]


def looked(texts, themed=()):
    """The groups among `texts`, on a day that holds `themed` too."""
    free = statements(texts)
    others = [
        Statement(f"t{n}", text, "OM", None, None, "b.txt", Place(n, n))
        for n, text in enumerate(themed, 1)
    ]
    return emerging([*free, *others], ids(free))


# Words


@pytest.mark.parametrize(
    ("word", "halves"),
    [
        ("wachtlijst", ("wachten",)),  # a list is too broad a half
        ("wachttijd", ("wachten",)),
        ("parkeergarage", ("parkeren", "garage")),
        ("zittingszaal", ("zitting",)),
        ("lerarentekort", ("leraar", "tekort")),
        ("kwetsbaar", ()),
        ("koffie", ()),
        ("", ()),
    ],
)
def test_compounds_are_cut_into_halves_that_can_point_to_a_subject(word, halves):
    assert halves_of(word) == halves


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("De wachtlijsten zijn te lang", {"wachtlijst": "wachtlijsten"}),
        ("Wachtlijst!", {"wachtlijst": "wachtlijst"}),
        ("ook LVB in Rotterdam", {"lvb": "LVB", "rotterdam": "Rotterdam"}),
        ("KOFFIE WAS OP", {"koffie": "koffie"}),
        ("en dan is het ook nog 3x € 40 per jaar", {}),
        ("", {}),
    ],
)
def test_words_of_any_conversation_do_not_count(text, forms):
    assert content(text).forms == forms


def test_a_half_names_its_compound_and_pairs_stand_side_by_side():
    found = content("Een sociale kaart ligt in de parkeergarage")
    assert found.halves["parkeren"] == "parkeergarage"
    assert "sociale kaart" in found.pairs.values()


def test_pseudonyms_are_no_words():
    found = content("Een sociale [persoon 3] kaart met [telefoon] en [geboortedatum]")
    assert list(found.forms.values()) == ["kaart"]
    assert (found.halves, found.pairs) == ({}, {})


def test_statements_that_share_a_pseudonym_only_stay_loose():
    callers = [f"Bel {noun} op [telefoon]" for noun in NOUNS[:6]]
    found = looked([*callers, *FILLING[6:]])
    assert found.groups == ()


def test_log_odds_tell_which_side_a_word_is_on():
    inside, outside = np.array([10.0, 5.0, 0.0]), np.array([0.0, 5.0, 10.0])
    more, same, less = log_odds(inside, 100, outside, 100)
    assert more > 2
    assert same == pytest.approx(0, abs=1e-9)
    assert less == pytest.approx(-more)


# Groups


def test_statements_around_one_subject_are_a_group():
    found = looked(WAITING + FILLING)
    assert [group.name for group in found.groups] == ["Wachtlijst"]
    (group,) = found.groups
    assert group.ids == tuple(f"s{n}" for n in range(1, 7))
    assert dict(group.words)["wachtlijst"] == 4
    assert {"wachtlijst", "wachttijd"} <= set(group.terms)
    assert len(group.quotes) == 3
    assert set(group.quotes) <= set(group.ids)
    assert len(found.loose) == len(FILLING)
    assert found.unthemed == len(WAITING) + len(FILLING)


def test_terms_can_be_read_as_search_terms():
    (group,) = looked(WAITING + FILLING).groups
    for term in group.terms:
        parse_term(term)


def test_a_pair_of_words_gives_its_name():
    cards = tuple(f"De sociale kaart {noun}" for noun in ("verouderd", "zoekgeraakt", "papieren"))
    (group,) = looked(
        (*cards, "sociale kaart onvindbaar", "sociale kaart bijwerken", *FILLING)
    ).groups
    assert group.name == "Sociale kaart"


def test_unlike_statements_have_no_groups():
    found = looked(FILLING)
    assert found.enough
    assert found.groups == ()
    assert len(found.loose) == len(FILLING)


def test_below_the_bound_there_is_too_little_to_say():
    few = (WAITING + FILLING)[: FEWEST_STATEMENTS - 1]
    found = looked(few, themed=FILLING)
    assert not found.enough
    assert found.groups == ()
    assert len(found.loose) == len(few)


def test_a_handful_of_less_than_four_is_no_group():
    few = WAITING[: FEWEST_IN_GROUP - 1]
    assert looked(few + FILLING).groups == ()


def test_on_a_large_day_a_group_is_larger():
    assert [fewest(n) for n in (30, 500, 1000, 3000)] == [4, 4, 8, 24]


def test_a_word_that_themes_catch_as_often_is_no_subject():
    same = tuple(f"{text} erbij" for text in WAITING)
    assert looked(WAITING + FILLING, themed=same + FILLING).groups == ()
    assert len(looked(WAITING + FILLING, themed=FILLING).groups) == 1
    assert len(looked(WAITING + FILLING, themed=same).groups) == 1  # too few to compare with


@pytest.mark.parametrize(("beside", "held"), [(1, True), (6, False)])
def test_statements_that_share_a_word_in_passing_only_stay_loose(beside, held):
    nouns = iter(NOUNS)
    texts = [" ".join(["koffie", *(next(nouns) for _ in range(beside))]) for _ in range(6)]
    found = looked((*texts, *["?!"] * 30))
    assert [group.name for group in found.groups] == (["Koffie"] if held else [])


def test_the_same_day_gives_the_same_groups():
    texts = WAITING + FILLING
    assert looked(texts) == looked(texts)


def test_a_quote_comes_once():
    (group,) = looked((*WAITING, WAITING[0], WAITING[0].upper(), *FILLING)).groups
    texts = [(*WAITING, WAITING[0], WAITING[0].upper())[int(q[1:]) - 1] for q in group.quotes]
    assert len({text.casefold() for text in texts}) == len(texts)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from((*WAITING, *FILLING, "", "?!", "<b>koffie</b>")), max_size=90),
    st.data(),
)
def test_no_statement_is_lost_or_counted_twice(texts, data):
    day = statements(texts)
    free = set(data.draw(st.sets(st.sampled_from(ids(day))))) if day else set()
    found = emerging(day, free)
    grouped = [identity for group in found.groups for identity in group.ids]
    assert sorted([*grouped, *found.loose]) == sorted(free)
    assert all(len(group.ids) >= fewest(len(free)) for group in found.groups)


def test_statements_without_words_do_no_harm():
    found = looked(["?!"] * 40)
    assert found.enough
    assert found.groups == ()


# Which statements, and who said them


def test_only_what_was_decided_on_and_carries_no_theme_is_unthemed(make):
    rows = [("a", "OM", "werkt"), ("b", "OM", None), ("c", "School", None), ("d", "School", "kans")]
    decisions = [
        ("a", "theme", "openheid", False, True),
        ("b", "theme", "openheid", True, True),
        ("c", "category", "knelpunt", True, False),
        ("d", "theme", "openheid", False, False),  # a person rejected it
    ]
    frames = make(rows, decisions)
    assert unthemed_ids(frames, themes=["openheid"]) == ("a", "d")


def test_the_kind_that_counts_is_told_with_the_corner(make):
    rows = [("a", "OM", "werkt"), ("b", "School", None), ("c", "School", None)]
    frames = make(rows, [("b", "category", "knelpunt", True, True)])
    said = said_by(frames, ["a", "b", "c"], themes=["openheid"])
    assert said.loc["a"].tolist() == ["OM", "werkt"]
    assert said.loc["b"].tolist() == ["School", "knelpunt"]
    assert said.loc["c"].tolist() == ["School", ""]
    assert list(said_by(frames, ["b"], themes=["openheid"]).index) == ["b"]
