"""The figures that the documents quote are those that the finder has today."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.commands.marked import read_marked
from analysis.export.privacy_facts import shipped_figures
from analysis.privacy.evaluation import ALL, NamesEvaluation, evaluate
from analysis.privacy.finder import shipped_finder
from analysis.privacy.findings import FindingKind
from analysis.privacy.taking_out import find_in_texts

TEST_SET = Path(__file__).resolve().parents[2] / "data" / "namen" / "toets.jsonl"


@pytest.fixture(scope="module")
def measured() -> NamesEvaluation:
    gold = list(read_marked(TEST_SET))
    found = find_in_texts((one.text for one in gold), shipped_finder())
    return evaluate(gold, [found[one.text] for one in gold], draws=1)


def test_the_figures_quoted_are_those_measured(measured):
    told = shipped_figures()
    recall = {one.group: round(one.covered.value, 2) for one in measured.recall}
    assert told.texts == measured.texts
    assert told.names == next(one.n for one in measured.recall if one.group == ALL)
    assert {kind.value: share for kind, share in told.recall.items()} == {
        kind.value: recall[kind.value] for kind in FindingKind
    }
    assert dict(told.backgrounds) == {
        one.group: round(one.covered.value, 2) for one in measured.backgrounds
    }
    precision = next(one for one in measured.precision if one.group == ALL)
    assert told.precision == round(precision.same_kind.value, 2)


def test_no_background_is_found_much_less_than_another(measured):
    shares = [one.touched.value for one in measured.backgrounds]
    assert min(shares) >= 0.9
    assert max(shares) - min(shares) <= 0.1
