"""Figures on trust: what they draw, and that they say so where there is too little."""

import math

import pytest

from analysis.charts.reliability import (
    TOO_FEW,
    agreement_figure,
    certainty_figure,
    interval,
    question_names,
    reliability_figure,
)
from analysis.coding.agreement import KIND, THEMES, Agreement, Question
from analysis.coding.bootstrap import Estimate
from analysis.coding.evaluation import Gold, evaluate
from analysis.types import CategoryProposal, CodedStatement, Proposal

OPEN = Question("theme", "openheid")
NAMES = question_names({"openheid": "Openheid"})


def agreement(question, alpha):
    return Agreement(question, ("An", "Bo"), 40, 9, Estimate(0.9), alpha, None)


def texts(figure):
    return [one.text for one in figure.layout.annotations]


def test_every_question_has_a_name():
    assert list(NAMES.values()) == [
        "Openheid", "Alle thema’s samen", "Soort",
        "Soort: werkt", "Soort: knelpunt", "Soort: kans",
    ]  # fmt: skip


def test_a_dot_an_interval_and_the_two_bounds():
    figure = agreement_figure([agreement(OPEN, Estimate(0.7, 0.5, 0.9))], NAMES, title="Hoe eens?")
    [dots] = figure.data
    assert (list(dots.x), list(dots.y)) == ([0.7], ["Openheid"])
    assert dots.error_x.array[0] == pytest.approx(0.2)
    assert dots.error_x.arrayminus[0] == pytest.approx(0.2)
    assert sorted(shape.x0 for shape in figure.layout.shapes) == [0.667, 0.8]
    assert "n = 40" in dots.hovertext[0]


@pytest.mark.parametrize("alpha", [None, Estimate(math.nan)])
def test_too_little_is_said_in_its_row(alpha):
    found = [agreement(OPEN, Estimate(0.7, 0.5, 0.9)), agreement(KIND, alpha)]
    figure = agreement_figure(found, NAMES, title="Hoe eens?")
    assert f"{TOO_FEW} (n = 40)" in texts(figure)
    assert list(figure.data[0].y) == ["Openheid"]
    assert list(figure.layout.yaxis.categoryarray) == ["Soort", "Openheid"]


def test_less_than_chance_stays_in_the_picture():
    figure = agreement_figure([agreement(THEMES, Estimate(-0.9, -1, 0.1))], NAMES, title="")
    left = figure.layout.xaxis.range[0]
    [dots] = figure.data
    assert dots.x[0] >= left
    assert dots.x[0] - dots.error_x.arrayminus[0] >= left
    assert "−0,90" in dots.hovertext[0]


def test_nothing_to_compare_is_said():
    assert "nog niets te vergelijken" in texts(agreement_figure([], NAMES, title=""))[0]


@pytest.fixture(scope="module")
def evaluation():
    gold = [Gold(str(at), "x", frozenset({"a"} if at % 3 else ())) for at in range(40)]
    coded = [
        CodedStatement(
            str(at), (Proposal("a", at / 40, at >= 20),), CategoryProposal(None, 0, "text"), at / 40
        )
        for at in range(40)
    ]
    return evaluate(gold, coded, ["a"], draws=20)


@pytest.mark.parametrize("dark", [False, True])
def test_the_reliability_diagram_has_all_bins_beside_the_diagonal(evaluation, dark):
    diagonal, curve = reliability_figure(evaluation, dark=dark).data
    assert (list(diagonal.x), list(diagonal.y)) == ([0, 1], [0, 1])
    assert list(curve.x) == [one.probability for one in evaluation.calibration.bins]
    assert list(curve.y) == [one.observed for one in evaluation.calibration.bins]


def test_the_certainty_figure_has_both_curves(evaluation):
    certain, reviewed = certainty_figure(evaluation).data
    assert list(certain.x) == [point.share for point in evaluation.most_certain]
    assert reviewed.y[-1] == 1
    assert certain.line.dash != reviewed.line.dash
    assert certain.marker.symbol != reviewed.marker.symbol


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Estimate(0.714, 0.6, 0.8), "0,71 (0,60 tot 0,80)"),
        (Estimate(0.5), "0,50"),
        (Estimate(math.nan), "–"),
    ],
)
def test_an_interval_in_words(found, words):
    assert interval(found) == words
