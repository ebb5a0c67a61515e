"""Evaluation: held against scikit-learn, and against cases that can be worked out by hand."""

import math

import numpy as np
import pytest
from sklearn.metrics import f1_score, precision_recall_fscore_support

from analysis.coding.evaluation import Gold, evaluate
from analysis.types import Category, CategoryProposal, CodedStatement, Proposal

THEMES = ("a", "b", "c")
NONE = "geen"


def proposed(identity, themes="", *, kind=None, certainty=0.5, chances=None):
    """A proposal; without `chances` 0.9 for what is assigned, 0.1 for the rest."""
    chances = chances or {theme: 0.9 if theme in themes else 0.1 for theme in THEMES}
    return CodedStatement(
        identity,
        tuple(Proposal(theme, chances[theme], theme in themes) for theme in THEMES),
        CategoryProposal(kind, 0.8, "text"),
        certainty,
    )


def gold(identity, themes="", kind=None):
    return Gold(identity, "tekst", frozenset(themes), kind)


@pytest.fixture(scope="module")
def random_day():
    draw = np.random.default_rng(5)
    given = draw.random((200, 3)) < (0.5, 0.2, 0.1)
    said = given ^ (draw.random((200, 3)) < 0.15)
    four = [*Category, None]
    kinds = [four[draw.integers(4)] for _ in given]
    read = [kind if draw.random() < 0.7 else four[draw.integers(4)] for kind in kinds]
    certainty = draw.random(200)
    names = np.array(THEMES)
    people = [gold(str(at), names[row], kinds[at]) for at, row in enumerate(given)]
    machine = [
        proposed(str(at), names[row], kind=read[at], certainty=certainty[at])
        for at, row in enumerate(said)
    ]
    return people, machine, given, said, kinds, read, certainty


def test_figures_are_scikit_learns(random_day):
    people, machine, given, said, *_ = random_day
    found = evaluate(people, machine, THEMES, draws=20)
    precision, recall, f1, support = precision_recall_fscore_support(given, said)
    for at, score in enumerate(found.themes):
        figures = (score.precision.value, score.recall.value, score.f1.value, score.given)
        assert figures == pytest.approx((precision[at], recall[at], f1[at], support[at]))
        assert score.proposed == said[:, at].sum()
    assert found.macro_f1.value == pytest.approx(f1.mean())
    assert found.exact.value == pytest.approx((given == said).all(axis=1).mean())
    assert found.n == 200


def test_kinds_count_where_people_gave_one(random_day):
    people, machine, _, _, kinds, read, _ = random_day
    found = evaluate(people, machine, THEMES, draws=20)
    known = [(kind, other) for kind, other in zip(kinds, read, strict=True) if kind]
    known = [(kind, other or NONE) for kind, other in known]
    assert found.kind_n == len(known) < 200
    assert found.kind_macro_f1.value == pytest.approx(
        f1_score(*zip(*known, strict=True), average="macro", labels=list(Category))
    )


def test_the_most_certain_part_stands_alone(random_day):
    people, machine, given, said, _, _, certainty = random_day
    found = evaluate(people, machine, THEMES, draws=20)
    half = next(point for point in found.most_certain if point.share == 0.5)
    best = np.argsort(-certainty)[:100]
    assert half.n == 100
    assert half.macro_f1.value == pytest.approx(f1_score(given[best], said[best], average="macro"))
    assert found.most_certain[-1].macro_f1.value == found.macro_f1.value


def test_review_of_the_least_certain_part_mends_it(random_day):
    people, machine, given, said, _, _, certainty = random_day
    found = evaluate(people, machine, THEMES, draws=20)
    third = next(point for point in found.reviewed if point.share == 0.3)
    after = said.copy()
    doubtful = np.argsort(-certainty)[140:]
    after[doubtful] = given[doubtful]
    assert third.n == 60
    assert third.macro_f1.value == pytest.approx(f1_score(given, after, average="macro"))
    assert third.exact.value == pytest.approx((given == after).all(axis=1).mean())
    assert found.reviewed[0].macro_f1.value == found.macro_f1.value
    assert found.reviewed[-1].macro_f1.value == 1


def test_intervals_hold_the_figure_and_the_seed_decides(random_day):
    people, machine, *_ = random_day
    first, again, other = (evaluate(people, machine, THEMES, seed=seed) for seed in (1, 1, 2))
    for one in (first.macro_f1, first.exact, first.kind_macro_f1, first.themes[0].precision):
        assert one.low < one.value < one.high
    assert first == again
    assert first.macro_f1 != other.macro_f1


def test_calibration_by_hand():
    """20 chances of 0.2 of which a quarter is right, 10 of 0.8 of which all are: (1 + 2) / 30."""
    people = [gold(str(at), ("a" if at < 5 else "") + "c") for at in range(10)]
    machine = [proposed(str(at), chances={"a": 0.2, "b": 0.2, "c": 0.8}) for at in range(10)]
    found = evaluate(people, machine, THEMES, draws=5).calibration
    assert [(one.probability, one.observed, one.n) for one in found.bins] == [
        (pytest.approx(0.2), 0.25, 20), (pytest.approx(0.8), 1, 10),
    ]  # fmt: skip
    assert found.n == 30
    assert found.ece.value == pytest.approx((20 * 0.05 + 10 * 0.2) / 30)


def test_bins_have_equal_mass():
    draw = np.random.default_rng(2)
    people = [gold(str(at)) for at in range(100)]
    machine = [
        proposed(str(at), chances=dict(zip(THEMES, draw.random(3), strict=True)))
        for at in range(100)
    ]
    found = evaluate(people, machine, THEMES, draws=5).calibration
    assert [one.n for one in found.bins] == [30] * 10


def test_the_order_of_statements_makes_no_difference(random_day):
    people, machine, *_ = random_day
    first = evaluate(people, machine, THEMES, draws=5)
    turned = evaluate(people[::-1], machine[::-1], THEMES, draws=5)
    assert turned.calibration.bins == pytest.approx(first.calibration.bins)
    assert [p.macro_f1.value for p in turned.most_certain] == [
        p.macro_f1.value for p in first.most_certain
    ]


def test_what_nobody_gave_or_proposed_is_left_out():
    found = evaluate([gold("1", "a")], [proposed("1", "a")], THEMES, draws=5)
    assert found.themes[0].f1.value == 1
    assert all(math.isnan(score.f1.value) for score in found.themes[1:])
    assert found.macro_f1.value == 1


def test_proposed_in_vain_is_nought():
    found = evaluate([gold("1", "a")], [proposed("1", "ab")], THEMES, draws=5)
    assert [score.f1.value for score in found.themes][:2] == [1, 0]
    assert found.macro_f1.value == 0.5
    assert math.isnan(found.themes[1].recall.value)


def test_a_kind_that_was_not_read_is_missed():
    people = [gold("1", kind=Category.KANS), gold("2", kind=Category.KANS)]
    machine = [proposed("1", kind=Category.KANS), proposed("2")]
    found = evaluate(people, machine, THEMES, draws=5)
    chance = next(score for score in found.kinds if score.code == "kans")
    assert (chance.precision.value, chance.recall.value) == (1, 0.5)


def test_without_kinds_or_statements_there_are_no_figures():
    found = evaluate([gold("1", "a")], [proposed("1", "a")], THEMES, draws=5)
    assert found.kind_n == 0
    assert math.isnan(found.kind_macro_f1.value)
    nothing = evaluate([], [], THEMES, draws=5)
    assert (nothing.n, nothing.calibration.n, nothing.calibration.bins) == (0, 0, ())
    assert math.isnan(nothing.macro_f1.value)
