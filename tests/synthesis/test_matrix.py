import math

import numpy as np
import pandas as pd
import pytest
from growth import evenly
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.synthesis import (
    KINDS,
    NO_THEME,
    Frames,
    Selection,
    build_matrix,
    frames_from,
    ids_by_cell,
    make_frames,
    per_corner,
    statement_ids,
)
from analysis.types import (
    Category,
    CategoryProposal,
    CodedStatement,
    Corner,
    Place,
    Proposal,
    Statement,
)

THEMES = ("openheid", "integraliteit")
CORNERS = (Corner("Politie"), Corner("School"), Corner("OM", frozenset({Category.WERKT})))


def _cell(matrix, corner, theme, kind):
    cells = matrix.cells
    row = cells[
        (cells["corner"] == corner) & (cells["theme"] == theme) & (cells["category"] == kind)
    ].iloc[0]
    return int(row["count"]), int(row["uncoded"]), row["state"]


@pytest.mark.parametrize(
    ("corner", "theme", "kind", "expected"),
    [
        ("Politie", "openheid", "werkt", (1, 0, "counted")),
        ("Politie", "integraliteit", "werkt", (1, 0, "counted")),
        ("Politie", "openheid", "knelpunt", (0, 0, "counted")),
        ("Politie", NO_THEME, "knelpunt", (1, 0, "counted")),
        ("School", "openheid", "werkt", (0, 1, "not_coded")),
        ("School", "openheid", "", (1, 0, "counted")),
        ("School", "integraliteit", "", (0, 1, "not_coded")),
        ("School", NO_THEME, "", (0, 0, "counted")),
        ("School", "openheid", "kans", (0, 0, "counted")),
        ("OM", "openheid", "werkt", (0, 0, "counted")),
        ("OM", "openheid", "kans", (0, 0, "not_asked")),
        ("OM", "openheid", "", (0, 0, "counted")),
    ],
)
def test_cells(day, corner, theme, kind, expected):
    matrix = build_matrix(day, corners=CORNERS, themes=THEMES)
    assert _cell(matrix, corner, theme, kind) == expected


def test_a_kind_that_was_not_asked_but_was_said_is_counted(make):
    frames = make([("a", "OM", "kans")], [("a", "theme", "openheid", False, True)])
    matrix = build_matrix(frames, corners=CORNERS, themes=("openheid",))
    assert _cell(matrix, "OM", "openheid", "kans") == (0, 0, "counted")


def test_a_filter_makes_no_kind_unasked(make):
    frames = make([("a", "OM", "kans")], [])
    select = Selection(dimension=frozenset({"tactisch"}))
    matrix = build_matrix(frames, corners=CORNERS, themes=("openheid",), select=select)
    assert _cell(matrix, "OM", "openheid", "kans") == (0, 0, "counted")


def test_totals_count_each_statement_once(day):
    matrix = build_matrix(day, corners=CORNERS, themes=THEMES)
    assert matrix.n == 4
    assert matrix.per_corner.to_dict() == {"Politie": 2, "School": 2, "OM": 0}
    assert matrix.totals.loc["School", ""] == 1
    assert matrix.cells["count"].sum() == 4  # p1 in both its themes; s1 in none yet


def test_without_kind_has_columns_only_where_needed(make):
    matrix = build_matrix(make([("a", "School", "kans")], []), corners=CORNERS, themes=THEMES)
    assert matrix.kinds == ("werkt", "knelpunt", "kans")


@pytest.mark.parametrize(
    ("select", "n", "shape"),
    [
        (Selection(corners=frozenset({"Politie"})), 2, (1, 3, 3)),
        (Selection(kinds=frozenset({"werkt"})), 2, (3, 3, 1)),
        (Selection(kinds=frozenset({"werkt", ""})), 3, (3, 3, 2)),
        (Selection(themes=frozenset({"openheid"})), 4, (3, 1, 4)),
        (Selection(dimension=frozenset({"tactisch"})), 1, (3, 3, 3)),
        (Selection(dimension=frozenset()), 0, (3, 3, 3)),
        (Selection(corners=frozenset({"nowhere"})), 0, (0, 3, 3)),
    ],
)
def test_selection(day, select, n, shape):
    matrix = build_matrix(day, corners=CORNERS, themes=THEMES, select=select)
    assert matrix.n == n
    assert (len(matrix.corners), len(matrix.themes), len(matrix.kinds)) == shape
    assert len(matrix.cells) == math.prod(shape)


def test_hiding_a_theme_leaves_geen_thema_as_it_was(day):
    select = Selection(themes=frozenset({NO_THEME}))
    matrix = build_matrix(day, corners=CORNERS, themes=THEMES, select=select)
    assert matrix.cells["count"].sum() == 1


def test_per_corner(day):
    table = per_corner(build_matrix(day, corners=CORNERS, themes=THEMES), "Politie")
    assert list(table.index) == [*THEMES, NO_THEME]
    assert table.loc["openheid", "werkt"] == 1
    assert table.to_numpy().sum() == 3


def test_an_empty_day():
    matrix = build_matrix(frames_from([], []), corners=(), themes=THEMES)
    assert matrix.n == 0
    assert matrix.cells.empty


def test_statement_ids_of_what_does_not_exist(day):
    assert statement_ids(day, themes=THEMES, corner="nowhere") == ()
    assert statement_ids(day, themes=THEMES, theme="nothing") == ()


def test_statement_ids_that_wait(day):
    assert statement_ids(day, themes=THEMES, uncoded=True) == ("s1", "s2")
    assert statement_ids(day, themes=THEMES, theme="openheid", uncoded=True) == ("s1",)


@st.composite
def days(draw):
    kinds = [*Category, None]
    statements, coded = [], []
    for number in range(draw(st.integers(0, 25))):
        corner, kind = draw(st.sampled_from("ABC")), draw(st.sampled_from(kinds))
        place = Place(number + 1, number + 1)
        statements.append(Statement(f"s{number}", "t", corner, kind, None, "a.txt", place))
        known = draw(st.lists(st.sampled_from(THEMES), unique=True))
        proposals = tuple(Proposal(theme, 0.5, draw(st.booleans())) for theme in known)
        proposed = CategoryProposal(draw(st.sampled_from(kinds)), 0.5, "text")
        coded.append(CodedStatement(f"s{number}", proposals, proposed, 0.5))
    return frames_from(statements, coded)


@settings(max_examples=10, deadline=None)
@given(frames=days(), kinds=st.none() | st.frozensets(st.sampled_from(KINDS)))
def test_every_number_leads_back(frames: Frames, kinds):
    select = Selection(kinds=kinds)
    matrix = build_matrix(frames, corners=[Corner("A")], themes=THEMES, select=select)
    behind = ids_by_cell(frames, matrix)
    covered = set()
    for row in matrix.cells.itertuples():
        key = {"corner": row.corner, "theme": row.theme, "category": row.category}
        ids = statement_ids(frames, themes=THEMES, select=select, **key)
        waiting = statement_ids(frames, themes=THEMES, select=select, uncoded=True, **key)
        assert len(ids) == row.count
        assert len(waiting) == row.uncoded
        assert behind.get((row.corner, row.theme, row.category), ()) == ids
        covered.update(ids, waiting)
    for corner in matrix.corners:
        margin = statement_ids(frames, themes=THEMES, corner=corner, select=select)
        assert len(margin) == matrix.per_corner[corner]
        for kind in matrix.kinds:
            ids = statement_ids(frames, themes=THEMES, corner=corner, category=kind, select=select)
            assert len(ids) == matrix.totals.loc[corner, kind]
    everything = statement_ids(frames, themes=THEMES, select=select)
    assert len(everything) == matrix.n
    assert covered == set(everything)


CODES = ["a", "b", "c", "d"]


def random_frames(n):
    rng = np.random.default_rng(0)
    ids = pd.Index([f"s{number:06d}" for number in range(n)], dtype="str")
    statements = pd.DataFrame(
        {
            "corner": rng.choice([f"Hoek {number}" for number in range(12)], n),
            "category": rng.choice(["werkt", "knelpunt", "kans"], n),
            "source": "a.txt",
            "position": range(n),
        },
        index=ids,
    )
    codings = pd.DataFrame(
        {
            "statement_id": np.repeat(ids.to_numpy(), len(CODES)),
            "target": "theme",
            "code": np.tile(CODES, n),
            "assigned": rng.random(n * len(CODES)) < 0.3,
            "by_machine": True,
        }
    )
    return make_frames(statements, codings)


def test_a_hundred_thousand_statements_take_no_longer_than_their_number():
    def work(frames):
        return build_matrix(frames, corners=(), themes=CODES)

    frames = random_frames(100_000)
    matrix = work(frames)
    assert matrix.n == 100_000
    assert matrix.cells["count"].sum() == frames.codings["assigned"].sum() + len(
        statement_ids(frames, themes=CODES, theme=NO_THEME)
    )
    assert evenly(random_frames, work, 100_000)
