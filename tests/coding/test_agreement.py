"""Agreement, held against published worked examples and scikit-learn."""

import math

import numpy as np
import pytest
from growth import evenly
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from analysis.coding.agreement import (
    FEWEST_STATEMENTS,
    FEWEST_USES,
    KIND,
    NO_KIND,
    THEMES,
    Judgement,
    Question,
    alpha,
    compare,
    disputes,
    kappa,
    pairs,
    percent_alike,
    reading,
    tabulate,
    too_few,
)
from analysis.coding.bootstrap import Estimate

BOTH = ("openheid", "regie")


def counts_of(*rows):
    """How often each answer was given, from one string a coder; a dot: no answer."""
    values = sorted({value for row in rows for value in row} - {"."})
    units = [unit for unit in zip(*rows, strict=True) if sum(v != "." for v in unit) > 1]
    return np.array([[unit.count(value) for value in values] for unit in units], dtype=float)


def once(counts):
    return np.ones((1, len(counts)))


# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: sections A, B and C.
@pytest.mark.parametrize(
    ("coders", "published"),
    [
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_alpha_is_that_of_krippendorffs_examples(coders, published):
    counts = counts_of(*coders)
    assert alpha(counts, once(counts))[0] == pytest.approx(published, abs=5e-4)


def test_kappa_is_that_of_the_textbook():
    """Two readers of 50 proposals: 20 twice yes, 15 twice no, 5 and 10 unlike; kappa 0.4."""
    answers = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert kappa(np.array(answers), np.ones((1, 50)))[0] == pytest.approx(0.4)


answers_of_two = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40)


@settings(max_examples=50, deadline=None)
@given(answers_of_two.filter(lambda found: len({v for pair in found for v in pair}) > 1))
def test_kappa_is_scikit_learns(found):
    mine = kappa(np.array(found), np.ones((1, len(found))))[0]
    theirs = cohen_kappa_score(*zip(*found, strict=True))
    assert mine == pytest.approx(theirs)


@settings(max_examples=50, deadline=None)
@given(answers_of_two)
def test_weights_count_as_repeating_does(found):
    values = np.array(found)
    counts = np.stack([(values == one).sum(axis=1) for one in range(4)], axis=1).astype(float)
    times = np.arange(len(found)) % 3
    for figure, given_to in ((alpha, counts), (percent_alike, counts), (kappa, values)):
        repeated = np.repeat(given_to, times, axis=0)
        if len(repeated):
            weighted = figure(given_to, times[None].astype(float))
            assert weighted == pytest.approx(figure(repeated, once(repeated)), nan_ok=True)


def test_where_all_say_the_same_there_is_nothing_to_explain():
    counts = counts_of("1111", "1111")
    assert math.isnan(alpha(counts, once(counts))[0])
    assert percent_alike(counts, once(counts))[0] == 1


def said(coder, *sets, kinds=()):
    """Judgements on s0, s1 ...: a string of themes each, 'o' and 'r'; None: not judged."""
    return [
        Judgement(
            f"s{at}",
            coder,
            {theme: theme[0] in one for theme in BOTH},
            kinds[at] if at < len(kinds) else None,
        )
        for at, one in enumerate(sets)
        if one is not None
    ]


def of(found, question):
    return next(one for one in found if one.question == question)


def test_each_theme_the_set_and_the_kind_are_compared():
    first = said("An", *["o", "r", "or", ""] * 10, kinds=["kans", NO_KIND] * 20)
    second = said("Bo", *["o", "r", "r", ""] * 10, kinds=["kans", "werkt"] * 20)
    found = compare(tabulate([*first, *second], BOTH), ("An", "Bo"))
    assert [one.question for one in found] == [
        Question("theme", "openheid"), Question("theme", "regie"), THEMES, KIND,
        *(Question("one_kind", kind) for kind in ("werkt", "knelpunt", "kans")),
    ]  # fmt: skip
    assert of(found, Question("theme", "regie")).alpha.value == 1
    openness = of(found, Question("theme", "openheid"))
    assert openness.percent.value == pytest.approx(0.75)
    assert openness.kappa.value == pytest.approx(0.5)
    assert openness.alpha.low < openness.alpha.value < openness.alpha.high
    assert of(found, THEMES).percent.value == pytest.approx(0.75)
    assert of(found, KIND).percent.value == pytest.approx(0.5)
    assert of(found, Question("one_kind", "kans")).alpha.value == 1
    assert of(found, Question("one_kind", "knelpunt")).alpha is None


def test_only_statements_that_two_judged_count():
    first = said("An", *["o", ""] * 20)
    second = said("Bo", *["o", ""] * 16, *[None] * 8, "r")
    found = of(compare(tabulate([*first, *second], BOTH), ("An", "Bo")), THEMES)
    assert found.n == 32
    assert found.alpha.value == 1


def test_three_coders_have_an_alpha_and_no_kappa():
    judgements = [one for coder in "ABC" for one in said(coder, *["o", "r"] * 20)]
    found = of(compare(tabulate(judgements, BOTH), ("A", "B", "C")), THEMES)
    assert found.alpha.value == 1
    assert found.kappa is None


@pytest.mark.parametrize(
    ("n", "used", "few"),
    [(FEWEST_STATEMENTS, FEWEST_USES, False), (FEWEST_STATEMENTS - 1, 14, True),
     (300, FEWEST_USES - 1, True), (0, 0, True)],
)  # fmt: skip
def test_too_few_is_too_few(n, used, few):
    assert too_few(n, used) is few


def test_too_little_gives_a_percentage_and_no_more():
    judgements = said("An", "o", "r", "") + said("Bo", "o", "", "")
    found = of(compare(tabulate(judgements, BOTH), ("An", "Bo")), THEMES)
    assert (found.n, found.alpha, found.kappa) == (3, None, None)
    assert found.percent.value == pytest.approx(2 / 3)
    assert not found.enough


def test_a_theme_that_was_hardly_used_says_nothing():
    sets = ["o"] * 4 + [""] * 60
    found = compare(tabulate(said("An", *sets) + said("Bo", *sets), BOTH), ("An", "Bo"))
    openness = of(found, Question("theme", "openheid"))
    assert (openness.used, openness.alpha) == (4, None)


def test_coders_who_share_no_statement_are_no_pair():
    judgements = said("A", "o", None) + said("B", "o", "r") + said("C", None, "r")
    assert pairs(tabulate(judgements, BOTH)) == [("A", "B"), ("B", "C")]
    assert compare(tabulate(judgements, BOTH), ("A", "C"))[0].percent is None


def test_of_two_judgements_by_one_coder_the_last_counts():
    judgements = said("A", "o") + said("A", "r") + said("B", "r")
    assert disputes(judgements, BOTH) == []
    assert of(compare(tabulate(judgements, BOTH), ("A", "B")), THEMES).percent.value == 1


def test_disputes_name_what_differs_the_worst_first():
    first = said("An", "o", "o", "or", kinds=["kans", "kans", "kans"])
    second = said("Bo", "o", "r", "or", kinds=["kans", None, "werkt"])
    found = disputes(first + second, BOTH)
    assert [(one.statement_id, one.themes, one.kind) for one in found] == [
        ("s1", BOTH, False), ("s2", (), True),
    ]  # fmt: skip
    assert found[0].said == {"An": first[1], "Bo": second[1]}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, "te weinig om iets te zeggen"),
        (Estimate(math.nan), "te weinig om iets te zeggen"),
        (Estimate(0.9, 0.82, 0.95), "betrouwbaar"),
        (Estimate(0.8, 0.7, 0.9), "betrouwbaar (niet zeker)"),
        (Estimate(0.7, 0.67, 0.9), "genoeg voor voorzichtige conclusies"),
        (Estimate(0.7, 0.5, 0.9), "genoeg voor voorzichtige conclusies (niet zeker)"),
        (Estimate(0.5, 0.3, 0.6), "te laag om op te bouwen"),
        (Estimate(0.6, 0.3, 0.8), "te laag om op te bouwen (niet zeker)"),
    ],
)
def test_an_alpha_is_read_with_its_interval(found, words):
    assert reading(found) == words


def judged_by_two(number):
    draw = np.random.default_rng(1)
    truth = draw.random((number, 2)) < 0.3
    judgements = [
        Judgement(f"s{at}", coder, dict(zip(BOTH, row ^ (draw.random(2) < 0.1), strict=True)))
        for coder in "AB"
        for at, row in enumerate(truth)
    ]
    return tabulate(judgements, BOTH)


def test_many_statements_take_no_longer_than_their_number():
    def work(table):
        return compare(table, ("A", "B"))

    assert work(judged_by_two(3000))[0].n == 3000
    assert evenly(judged_by_two, work, 3000)
