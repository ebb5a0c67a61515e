"""Review: what counts on a statement, what the machine doubts, and in which order people look."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from analysis.coding.review import Ranking, above, cases, minutes_left, queue, rank
from analysis.types import Category, Coding, CodingTarget, Place, Statement

THEMES = ("integraliteit", "openheid", "betrokkenheid")
NOON = datetime(2024, 11, 14, 12, tzinfo=UTC)
MACHINE = "machine:proef@1"
THEME, KIND = CodingTarget.THEME, CodingTarget.CATEGORY


def statement(number=1, kind=None, basis=None, corner="Politie"):
    return Statement(
        f"s{number}", f"uitspraak {number}", corner, kind, basis, "a.txt", Place(number, number)
    )


def coding(code, assigned=True, coder=MACHINE, target=THEME, number=1, probability=None):
    return Coding(
        f"s{number}", target, code, assigned, coder, "bv@1", NOON, probability=probability
    )


def one_case(*codings, **about):
    (case,) = cases([statement(**about)], codings)
    return case


def product(probabilities):
    return math.prod(max(p, 1 - p) for p in probabilities)


# What counts


def test_a_persons_word_goes_before_the_machines_and_the_newest_person_counts():
    case = one_case(
        coding("openheid"), coding("openheid", False, "Ann"), coding("integraliteit", True, "Ann"),
        coding("integraliteit", False, "Bea"), coding("betrokkenheid"),
    )  # fmt: skip

    assert case.assigned(THEME, THEMES) == {"betrokkenheid"}
    assert case.current(THEME, "integraliteit").coder == "Bea"
    assert case.reviewed


@pytest.mark.parametrize(
    ("codings", "reviewed"),
    [
        ((), False),
        ((coding("openheid"),), False),
        ((coding("kans", True, "Ann", KIND),), False),
        ((coding("openheid", False, "Ann"),), True),
    ],
    ids=["nothing", "machine", "only the kind", "a theme"],
)
def test_reviewed_is_what_a_person_decided_a_theme_on(codings, reviewed):
    assert one_case(*codings).reviewed is reviewed


def test_the_texts_kind_is_what_the_machine_said_last():
    case = one_case(
        coding("knelpunt", target=KIND, probability=0.9), coding("kans", target=KIND),
        coding("knelpunt", target=KIND, probability=0.6),
    )  # fmt: skip
    assert case.read_kind == (Category.KNELPUNT, 0.6)
    assert one_case(coding("geen", target=KIND, probability=0.8)).read_kind == (None, 0.8)
    assert one_case().read_kind == (None, 0.0)


@pytest.mark.parametrize(
    ("kind", "basis", "read", "probability", "clash"),
    [
        (Category.WERKT, "heading", "knelpunt", 0.7, Category.KNELPUNT),
        (Category.WERKT, "heading", "knelpunt", 0.69, None),
        (Category.WERKT, "heading", "werkt", 0.9, None),
        (Category.WERKT, "heading", "geen", 0.9, None),
        (Category.WERKT, "text", "knelpunt", 0.9, None),
        (None, None, "knelpunt", 0.9, None),
    ],
)
def test_heading_and_text_clash_when_the_text_is_clear(kind, basis, read, probability, clash):
    said = coding(read, target=KIND, probability=probability)

    assert one_case(said, kind=kind, basis=basis).clash is clash


def test_a_clash_is_over_once_a_person_decided_the_kind():
    said = coding("knelpunt", target=KIND, probability=0.9)
    settled = coding("werkt", True, "Ann", KIND)

    assert one_case(said, settled, kind=Category.WERKT, basis="heading").clash is None


# The order


def test_a_rank_tells_certainty_and_where_terms_and_proposal_differ():
    proposals = [
        coding("openheid", True, probability=0.9), coding("integraliteit", False, probability=0.2),
        coding("betrokkenheid", True, probability=0.6), coding("concurrentie", True),
    ]  # fmt: skip

    (found,) = rank(
        [one_case(*proposals)], themes=THEMES, certainty=product, terms=lambda _: {"openheid"}
    )

    assert found.certainty == pytest.approx(0.9 * 0.8 * 0.6)
    assert found.disagreements == 1
    assert not found.clash


RANKED = [
    Ranking("a", "OM", 0.9, 0, False),
    Ranking("b", "Politie", 0.3, 1, False),
    Ranking("c", "OM", 0.5, 2, True),
    Ranking("d", "Elders", 0.3, 0, True),
    Ranking("e", "Politie", 0.1, 1, False),
]


def ids(order="read", show="all", reviewed=(), skipped=()):
    found = queue(
        RANKED, order=order, show=show, reviewed=reviewed, skipped=skipped,
        corners=["Politie", "OM"],
    )  # fmt: skip
    return "".join(found)


@pytest.mark.parametrize(
    ("order", "expected"),
    [("read", "abcde"), ("doubt", "ebdca"), ("disagreement", "ceb"), ("corner", "beacd")],
)
def test_orders(order, expected):
    assert ids(order) == expected


@pytest.mark.parametrize(
    ("show", "expected"),
    [("todo", "cde"), ("skipped", "b"), ("clash", "cd"), ("all", "abcde")],
)
def test_what_is_shown(show, expected):
    assert ids(show=show, reviewed={"a"}, skipped={"a", "b"}) == expected


def test_above_a_certainty_leaves_out_what_was_seen_or_doubted():
    assert above(RANKED, 0.3, reviewed=(), skipped=()) == ("a", "b")
    assert above(RANKED, 0.0, reviewed={"a"}, skipped={"b"}) == ("e",)


@settings(max_examples=30, deadline=None)
@given(
    reviewed=some.sets(some.sampled_from("abcde")), skipped=some.sets(some.sampled_from("abcde"))
)
def test_todo_skipped_and_reviewed_are_together_all(reviewed, skipped):
    parts = [*ids(show="todo", reviewed=reviewed, skipped=skipped),
             *ids(show="skipped", reviewed=reviewed, skipped=skipped), *reviewed]  # fmt: skip
    assert sorted(parts) == list("abcde")


# The pace


def at(*seconds):
    return [NOON + timedelta(seconds=second) for second in seconds]


def test_what_is_left_follows_the_pace_and_pauses_do_not_count():
    steady = at(0, 10, 20, 30, 40, 50)
    with_a_pause = [*steady, *at(3600, 3610)]

    assert minutes_left(steady, 60) == 10
    assert minutes_left(with_a_pause, 60) == 10
    assert minutes_left(steady, 1) == 1


@pytest.mark.parametrize("moments", [(), at(0, 10, 20, 30, 40), at(0, 500, 1000, 1500, 2000, 2500)])
def test_too_few_reviews_say_nothing_of_the_pace(moments):
    assert minutes_left(moments, 100) is None
