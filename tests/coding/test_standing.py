"""Who can be compared, and who of the people go together into a report."""

from datetime import UTC, datetime

import pytest

from analysis.coding.judging import MACHINE, people_in
from analysis.coding.standing import stand
from analysis.types import Coding, CodingTarget

THEMES = ("openheid", "regie")


def coding(coder, statement="s", *, blind=False):
    now = datetime(2026, 11, 22, tzinfo=UTC)
    return Coding(statement, CodingTarget.THEME, "openheid", True, coder, "b@1", now, blind=blind)


def standing(*coders):
    """`coders` as (name, statement, blind)."""
    said = [coding(name, statement, blind=blind) for name, statement, blind in coders]
    return stand([one for one in said if not one.blind], [one for one in said if one.blind], THEMES)


@pytest.mark.parametrize(
    ("coders", "together"),
    [
        ((), ()),
        ((("An", "s", False),), ()),
        ((("An", "s", False), ("machine:x", "s", False)), ()),
        ((("An", "s", False), ("Bo", "t", False)), ()),
        ((("An", "s", False), ("Bo", "s", False)), ("An", "Bo")),
        ((("An", "s", False), ("Bo", "s", True)), ("Bo (blind)", "An")),
        ((("An", "s", False), ("An", "s", True)), ()),
        (
            (("An", "s", False), ("An", "s", True), ("Bo", "s", True)),
            ("An (blind)", "Bo (blind)"),
        ),
        ((("An", "s", False), ("Bo", "s", False), ("Cas", "t", False)), ("An", "Bo", "Cas")),
        ((("An", "s", False), ("samen: An en Bo", "s", False)), ()),
    ],
)
def test_people_who_coded_the_same_go_together_each_once(coders, together):
    assert standing(*coders).together == together


def test_the_machine_comes_last():
    found = standing(("machine:x", "s", False), ("An", "s", False), ("Bo", "s", True))
    assert found.table.coders[-1] == MACHINE
    assert found.groups == [("Bo (blind)", "An"), ("Bo (blind)", MACHINE), ("An", MACHINE)]
    assert found.people == ("Bo (blind)", "An")


def test_what_was_settled_is_told_apart():
    assert standing(("samen: An en Bo", "s", False), ("An", "t", False)).settled == {"s"}


def test_people_are_counted_once_however_they_coded():
    codings = [
        coding("An"), coding("An", blind=True), coding("machine:x"), coding("samen: An en Bo"),
    ]  # fmt: skip
    assert people_in(codings) == {"An", "Bo"}
