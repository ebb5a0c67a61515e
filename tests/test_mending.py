"""What a researcher mends before an import: corners, kinds, and lines wrongly left out."""

from datetime import UTC, datetime

import pytest

from analysis.mending import PERSON, Mending, decisions, mend
from analysis.store import ImportItem
from analysis.types import NO_CORNER, Category, CodingTarget, LeftOut, Place, Reading, Statement

NOW = datetime.now(UTC)
SOURCE = "a.txt"


def said(number, *, corner="Politie", line=None, page=None, cell=None):
    place = Place(line or number, line or number, page, cell)
    return Statement(
        f"u{number}", f"tekst {number}", corner, Category.WERKT, "heading", SOURCE, place
    )


def left(text, line, *, page=None, cell=None):
    return LeftOut(SOURCE, text, Place(line, line, page, cell), "scheidingslijn")


def mended(statements, mending, left_out=(), asked=None):
    reading = Reading(SOURCE, tuple(statements), tuple(left_out), asked=asked or {})
    (item,) = mend([ImportItem(reading, "0" * 64)], mending)
    return item.reading


@pytest.mark.parametrize(
    ("typed", "corner"), [("School", "School"), ("  School ", "School"), ("  ", NO_CORNER)]
)
def test_a_statement_goes_to_the_corner_that_was_typed(typed, corner):
    got = mended([said(1), said(2)], Mending({"u1": typed}))
    assert [(s.id, s.corner) for s in got.statements] == [("u1", corner), ("u2", "Politie")]


def test_the_kinds_asked_follow_a_corner_that_was_renamed():
    asked = {"Politie": frozenset({Category.KANS}), "OM": frozenset({Category.WERKT})}
    both = Mending({"u1": " School ", "u2": " School "})

    got = mended([said(1), said(2), said(3, corner="OM")], both, asked=asked)

    assert got.asked == {
        "School": frozenset({Category.KANS}), "OM": frozenset({Category.WERKT}),
    }  # fmt: skip


def test_the_kinds_asked_stay_where_only_some_statements_moved():
    asked = {"Politie": frozenset({Category.KANS})}
    assert mended([said(1), said(2)], Mending({"u1": "School"}), asked=asked).asked == asked


def test_joined_corners_were_asked_what_either_was():
    asked = {"Politie": frozenset({Category.KANS}), "OM": frozenset({Category.WERKT})}
    got = mended([said(1), said(2, corner="OM")], Mending({"u2": "Politie"}), asked=asked)
    assert got.asked == {"Politie": frozenset({Category.KANS, Category.WERKT})}


def test_nothing_mended_changes_nothing_not_even_the_order():
    statements = [said(1, line=9, cell="A!B9"), said(2, line=2, cell="B!B2"), said(3, line=1)]
    asked = {"Politie": frozenset({Category.KANS})}
    got = mended(statements, Mending(), [left("--", 5)], asked)
    assert got == Reading(SOURCE, tuple(statements), (left("--", 5),), asked=asked)


def test_a_left_out_line_stands_below_the_statement_above_it():
    statements = [said(1, line=2), said(2, line=6, corner="OM")]
    lines = [left(" vel 1 ", 4), left("vel 2", 9)]

    got = mended(statements, Mending(adopted={(SOURCE, 0)}), lines)

    assert [s.text for s in got.statements] == ["tekst 1", "vel 1", "tekst 2"]
    taken = got.statements[1]
    assert (taken.corner, taken.category, taken.place.line_start) == ("Politie", Category.WERKT, 4)
    assert got.left_out == (left("vel 2", 9),)


@pytest.mark.parametrize(
    ("statements", "line", "order"),
    [
        ([said(1, line=5)], left("x", 2), ["x", "tekst 1"]),  # above the first
        ([said(1, line=30, page=1), said(2, line=5, page=2)], left("x", 20, page=2),
         ["tekst 1", "tekst 2", "x"]),  # lines count anew on each page
        ([said(1, line=30, page=1), said(2, line=5, page=2)], left("x", 2, page=2),
         ["tekst 1", "x", "tekst 2"]),
        ([said(1, line=30, cell="A!C30"), said(2, line=4, cell="B!C4")],
         left("x", 3, cell="B!A3"), ["tekst 1", "x", "tekst 2"]),  # and on each sheet
        ([said(1, line=3, cell="A!C3"), said(2, line=4, cell="B!C4")],
         left("x", 9, cell="A!A9"), ["tekst 1", "x", "tekst 2"]),
        ([], left("x", 3), ["x"]),
    ],
)  # fmt: skip
def test_a_left_out_line_stands_where_it_stood(statements, line, order):
    got = mended(statements, Mending(adopted={(SOURCE, 0)}), [line])
    assert [s.text for s in got.statements] == order


def test_on_top_of_a_sheet_the_corner_is_that_of_the_sheet():
    statements = [said(1, line=3, cell="A!C3"), said(2, line=4, cell="B!C4", corner="OM")]
    got = mended(statements, Mending(adopted={(SOURCE, 0)}), [left("x", 2, cell="B!A2")])
    assert [s.corner for s in got.statements] == ["Politie", "OM", "OM"]


def test_the_same_line_taken_in_twice_is_two_statements():
    lines = [left("vel", 4), left("vel", 5)]
    got = mended([said(1)], Mending(adopted={(SOURCE, 0), (SOURCE, 1)}), lines)
    assert len({s.id for s in got.statements}) == 3


def test_a_line_without_any_statement_has_no_corner():
    got = mended([], Mending(adopted={(SOURCE, 0)}), [left("x", 1)])
    assert (got.statements[0].corner, got.statements[0].category) == (NO_CORNER, None)


@pytest.mark.parametrize("chosen", [*Category, None])
def test_a_kind_that_was_chosen_is_a_decision_on_every_kind(chosen):
    item = ImportItem(Reading(SOURCE, (said(1),), ()), "0" * 64)

    got = decisions(
        [item], Mending(kinds={"u1": chosen, "weg": chosen}), codebook="c@1", created=NOW
    )

    assert {(c.statement_id, c.code): c.assigned for c in got} == {
        ("u1", kind.value): kind is chosen for kind in Category
    }
    assert {(c.target, c.coder, c.codebook) for c in got} == {
        (CodingTarget.CATEGORY, PERSON, "c@1")
    }
