"""The store's frames and those made from values are one kind: the matrix is the same from both."""

import pandas as pd
import pytest

from analysis.store import Frames as FramesOfStore
from analysis.synthesis import Frames, build_matrix, frames_from, ids_by_cell, make_frames
from analysis.types import (
    Category,
    CategoryProposal,
    CodedStatement,
    CodingTarget,
    Corner,
    Event,
    Proposal,
)

THEMES = ("openheid", "integraliteit")
CORNERS = (Corner("School"), Corner("Politie"), Corner("OM", frozenset({Category.WERKT})))
GIVEN = {1: ("openheid",), 2: THEMES, 3: (), 4: ("integraliteit",), 6: ("openheid",)}


@pytest.fixture
def statements(make):
    kinds = [Category.WERKT, Category.KNELPUNT, None, Category.KANS, Category.WERKT, None]
    corners = ["Politie", "School", "Politie", "Niet in de lijst", "School", "School"]
    return [
        make.statement(number, f"tekst {number}", corner, kind)
        for number, (corner, kind) in enumerate(zip(corners, kinds, strict=True), start=1)
    ]


@pytest.fixture
def coded(statements):
    """All but one of the statements, which nobody decided on; with the second dimension."""
    return [
        CodedStatement(
            statements[number - 1].id,
            tuple(Proposal(theme, 0.8, theme in given) for theme in THEMES),
            CategoryProposal(None, 0.0, "text"),
            0.5,
            (Proposal("tactisch", 0.9, number == 2),),
        )
        for number, given in GIVEN.items()
    ]


@pytest.fixture
def stored(store, make, statements, coded):
    event = store.create_event(Event("", "Dag", "bv@1", corners=CORNERS))
    codings = [
        make.coding(item.statement_id, proposal.theme, assigned=proposal.assigned, target=target)
        for item in coded
        for target, proposals in (
            (CodingTarget.THEME, item.themes),
            (CodingTarget.DIMENSION, item.dimension),
        )
        for proposal in proposals
    ]
    store.import_readings(event.id, [make.item(*statements)], codings)
    return event.id


def assert_same(left, right):
    one, other = (build_matrix(f, corners=CORNERS, themes=THEMES) for f in (left, right))
    pd.testing.assert_frame_equal(one.cells, other.cells)
    pd.testing.assert_frame_equal(one.totals, other.totals)
    assert ids_by_cell(left, one) == ids_by_cell(right, other)
    assert one.n == 6


def test_there_is_one_class():
    assert FramesOfStore is Frames


def test_the_matrix_is_the_same_from_the_store(store, stored, statements, coded):
    frames = store.frames(stored)
    assert type(frames) is Frames
    assert_same(frames, frames_from(statements, coded))


def test_store_frames_need_no_making(store, stored):
    frames = store.frames(stored)
    assert_same(frames, make_frames(frames.statements, frames.codings))


def test_both_have_the_same_shape(store, stored, statements, coded):
    stored_frames, made = store.frames(stored), frames_from(statements, coded)
    for one, other in (
        (stored_frames.statements, made.statements),
        (stored_frames.codings, made.codings),
    ):
        assert set(one.columns) == set(other.columns)
        assert {name for name in one if one[name].dtype == "category"} == {
            name for name in other if other[name].dtype == "category"
        }
    for frames in (stored_frames, made):
        assert frames.codings["statement_id"].cat.categories.equals(frames.statements.index)


def test_a_persons_decisions_come_through(store, stored, statements, make):
    store.add_codings(
        stored,
        [
            make.coding(statements[0].id, "openheid", assigned=False, coder="An"),
            make.coding(statements[2].id, "kans", coder="An", target=CodingTarget.CATEGORY),
            make.coding(
                statements[4].id, "werkt", assigned=False, coder="An", target=CodingTarget.CATEGORY
            ),
        ],
    )
    matrix = build_matrix(store.frames(stored), corners=CORNERS, themes=THEMES)
    counts = matrix.cells.set_index(["corner", "theme", "category"])["count"]
    assert counts["Politie", "openheid", "werkt"] == 0
    assert matrix.totals.loc["Politie", "kans"] == 1
    assert matrix.totals.loc["School", ["werkt", ""]].tolist() == [0, 2]


def test_an_empty_event_gives_an_empty_matrix(store):
    event = store.create_event(Event("", "Leeg", "bv@1", corners=CORNERS))
    matrix = build_matrix(store.frames(event.id), corners=CORNERS, themes=THEMES)
    assert matrix.n == 0
    assert matrix.corners == tuple(corner.name for corner in CORNERS)
