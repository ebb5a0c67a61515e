import math

import pytest

from analysis.synthesis import SENTENCES, build_matrix, contrast, frames_from
from analysis.types import (
    Category,
    CategoryProposal,
    CodedStatement,
    Corner,
    Place,
    Proposal,
    Statement,
)


def _contrast(counts, *, asked=None, undecided=()):
    """counts: corner -> (statements with theme x, statements without), all of kind kans."""
    statements, coded = [], []
    for corner, numbers in counts.items():
        for has, many in zip((True, False), numbers, strict=True):
            for number in range(many):
                name = f"{corner}-{has}-{number}"
                kind = Category.KANS
                statements.append(Statement(name, "t", corner, kind, None, "a", Place(1, 1)))
                if corner not in undecided:
                    proposal = CategoryProposal(kind, 1.0, "heading")
                    coded.append(CodedStatement(name, (Proposal("x", 0.5, has),), proposal, 0.5))
    corners = [Corner(name, (asked or {}).get(name, frozenset(Category))) for name in counts]
    table = contrast(build_matrix(frames_from(statements, coded), corners=corners, themes=("x",)))
    rows = table[(table["theme"] == "x") & (table["category"] == "kans")]
    return rows.set_index("corner")


def test_adjusted_residual_by_hand():
    """20 of 30 against 30 of 70: expected 15, variance 15 x .7 x .5, z = 5 / sqrt(5.25)."""
    rows = _contrast({"A": (20, 10), "B": (30, 40)})
    assert rows.loc["A", "expected"] == pytest.approx(15)
    assert rows.loc["A", "residual"] == pytest.approx(5 / math.sqrt(5.25))
    assert rows.loc["B", "residual"] == pytest.approx(-5 / math.sqrt(5.25))
    assert rows.loc["A", "share"] == pytest.approx(2 / 3)


def test_residual_squared_is_pearsons_chi_square():
    """n (ad - bc)^2 / (product of the four margins)."""
    rows = _contrast({"A": (8, 20), "B": (30, 22)})
    chi = 80 * (8 * 22 - 20 * 30) ** 2 / (28 * 52 * 38 * 42)
    assert rows.loc["A", "residual"] ** 2 == pytest.approx(chi)


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ({"A": (40, 10), "B": (30, 70)}, "much_more"),
        ({"A": (20, 10), "B": (30, 40)}, "more"),
        ({"A": (10, 20), "B": (40, 30)}, "less"),
        ({"A": (10, 40), "B": (70, 30)}, "much_less"),
        ({"A": (15, 15), "B": (35, 35)}, "same"),
        ({"A": (3, 0), "B": (30, 70)}, "small"),
        ({"A": (20, 10)}, "alone"),
    ],
)
def test_verdict(counts, verdict):
    row = _contrast(counts).loc["A"]
    assert row["verdict"] == verdict
    assert row["sentence"] == SENTENCES[verdict]


def test_who_was_not_asked_is_left_out_of_the_comparison():
    rows = _contrast({"A": (20, 10), "B": (30, 40), "C": (0, 0)})
    silent = {"C": frozenset({Category.WERKT})}
    again = _contrast({"A": (20, 10), "B": (30, 40), "C": (0, 0)}, asked=silent)
    assert again.loc["A", "residual"] == pytest.approx(rows.loc["A", "residual"])
    assert again.loc["C", "verdict"] == "not_asked"
    assert math.isnan(again.loc["C", "share"])


def test_what_is_not_yet_coded_makes_nobody_look_silent():
    coded = _contrast({"A": (20, 10), "B": (30, 40)})
    rows = _contrast({"A": (20, 10), "B": (30, 40), "C": (50, 50)}, undecided=("C",))
    assert rows.loc["A", "residual"] == pytest.approx(coded.loc["A", "residual"])
    assert rows.loc["C", "base"] == 0
    assert rows.loc["C", "verdict"] == "not_coded"


def test_an_empty_matrix():
    assert contrast(build_matrix(frames_from([], []), corners=(), themes=("x",))).empty
