"""One day with everything a figure must show: three corners, all three kinds of empty."""

import pytest

from analysis.synthesis import Matrix, build_matrix, frames_from
from analysis.types import (
    Category,
    CategoryProposal,
    CodedStatement,
    Corner,
    Place,
    Proposal,
    Statement,
)

LONG = "Gecertificeerde instelling voor jeugdbescherming en jeugdreclassering <b>"


def day_of(corners: list[str], themes: list[str], *, many: int = 12) -> Matrix:
    """Corner 0 was not asked for chances; the last of several corners is not coded."""
    statements, coded = [], []
    asked = [frozenset(Category) - ({Category.KANS} if not n else set()) for n in range(40)]
    for place, corner in enumerate(corners):
        for number in range(many + place):
            kind = sorted(asked[place])[number % len(asked[place])]
            name = f"{place}-{number}"
            statements.append(
                Statement(name, "tekst", corner, kind, "heading", "a.txt", Place(number + 1, 1))
            )
            if place and place == len(corners) - 1:
                continue
            picked = (number + place) % (len(themes) + 1)
            proposals = tuple(Proposal(t, 0.5, n == picked) for n, t in enumerate(themes))
            coded.append(
                CodedStatement(name, proposals, CategoryProposal(kind, 1.0, "heading"), 0.5)
            )
    named = [Corner(name, kinds) for name, kinds in zip(corners, asked, strict=False)]
    return build_matrix(frames_from(statements, coded), corners=named, themes=themes)


@pytest.fixture
def make_day():
    return day_of


@pytest.fixture
def matrix() -> Matrix:
    return day_of(["Politie", LONG, "School"], ["openheid", "integraliteit", "betrokkenheid"])


@pytest.fixture
def large() -> Matrix:
    """Enough statements for residuals without brackets."""
    return day_of(["Politie", "OM", "School"], ["openheid"], many=300)
