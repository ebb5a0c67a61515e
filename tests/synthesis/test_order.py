import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.synthesis import NO_THEME, build_matrix, frames_from, ordered
from analysis.types import (
    Category,
    CategoryProposal,
    CodedStatement,
    Corner,
    Place,
    Proposal,
    Statement,
)

THEMES = ("x", "y")


def _matrix(counts: dict[str, tuple[int, int]], order: list[str] | None = None):
    statements, coded = [], []
    for corner, numbers in counts.items():
        for theme, many in zip(THEMES, numbers, strict=True):
            for number in range(many):
                name = f"{corner}{theme}{number}"
                kind = Category.KANS
                statements.append(Statement(name, "t", corner, kind, None, "a", Place(1, 1)))
                themes = tuple(Proposal(t, 0.5, t == theme) for t in THEMES)
                proposal = CategoryProposal(kind, 1.0, "heading")
                coded.append(CodedStatement(name, themes, proposal, 0.5))
    corners = [Corner(name) for name in order or counts]
    return build_matrix(frames_from(statements, coded), corners=corners, themes=THEMES)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("given", ("A", "B", "C", "D", "E")),
        ("size", ("C", "A", "B", "D", "E")),
        ("likeness", ("A", "C", "D", "B", "E")),
    ],
)
def test_corners(order, expected):
    counts = {"A": (4, 0), "B": (0, 4), "C": (9, 1), "D": (1, 3), "E": (0, 0)}
    assert ordered(_matrix(counts), corners=order).corners == expected


def test_themes_by_size_keep_geen_thema_last():
    matrix = ordered(_matrix({"A": (1, 3), "B": (0, 2)}), themes="size")
    assert matrix.themes == ("y", "x", NO_THEME)


def test_cells_and_totals_move_along():
    matrix = _matrix({"A": (1, 0), "B": (3, 2)})
    moved = ordered(matrix, corners="size", themes="size")
    assert list(moved.cells["corner"].drop_duplicates()) == list(moved.corners)
    assert list(moved.totals.index) == list(moved.corners)
    keys = ["corner", "theme", "category"]
    same = moved.cells.set_index(keys).loc[list(matrix.cells.set_index(keys).index)]
    assert same["count"].tolist() == matrix.cells["count"].tolist()


@settings(max_examples=8, deadline=None)
@given(st.permutations("ABCDE"))
def test_likeness_hangs_on_the_order_given_only_for_its_direction(order):
    counts = {"A": (4, 1), "B": (0, 4), "C": (9, 1), "D": (1, 3), "E": (2, 2)}
    found = ordered(_matrix(counts, list(order)), corners="likeness").corners
    canonical = ordered(_matrix(counts), corners="likeness").corners
    assert found in (canonical, canonical[::-1])


def test_an_empty_matrix_has_an_order_too():
    matrix = build_matrix(frames_from([], []), corners=(), themes=())
    assert ordered(matrix, corners="likeness", themes="likeness").corners == ()
