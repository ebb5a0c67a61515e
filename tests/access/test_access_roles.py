"""Roles: which days, which pages, and what an e-mail address is."""

import pytest

from analysis.access import EVERYTHING, NOTHING, Grant, Rights, Role, address, rights_of
from analysis.errors import UsageError
from pages.components.frame import PAGES

R, F, A = Role.RESEARCHER, Role.FACILITATOR, Role.AUTHOR
WHO = "a@b.nl"


def rights(*given: tuple[Role, str]) -> Rights:
    return rights_of(Grant(WHO, role, day) for role, day in given)


@pytest.mark.parametrize(
    ("mine", "day", "page", "may"),
    [
        (EVERYTHING, "x", "beheer", True),
        (EVERYTHING, None, "beheer", True),
        (NOTHING, "x", "matrix", False),
        (NOTHING, None, "matrix", False),
        (rights((R, "")), "x", "codeboek", True),
        (rights((R, "")), None, "beheer", True),
        (rights((R, "x")), "x", "beheer", True),
        (rights((R, "x")), "y", "matrix", False),
        (rights((F, "x")), "x", "regie", True),
        (rights((F, "x")), "x", "projectie", True),
        (rights((F, "x")), "x", "rapport", False),
        (rights((F, "x")), "x", "beheer", False),
        (rights((A, "x")), "x", "herkomst", True),
        (rights((A, "x")), "x", "projectie", True),
        (rights((A, "x")), "x", "regie", False),
        (rights((A, "x")), "x", "bijeenkomst", False),
        (rights((A, "x"), (R, "y")), "x", "beheer", False),
        (rights((A, "x"), (R, "y")), "y", "beheer", True),
        (rights((A, ""), (R, "y")), "y", "beheer", True),
        (rights((F, "x"), (A, "y")), None, "regie", True),
        (rights((F, "x"), (A, "y")), None, "rapport", True),
    ],
)
def test_a_page_is_open_by_the_role_for_that_day(mine, day, page, may):
    assert mine.may_open(page, day) is may


@pytest.mark.parametrize(
    ("mine", "sees_x", "all_days", "gives"),
    [
        (EVERYTHING, True, True, True),
        (NOTHING, False, False, False),
        (rights((R, "")), True, True, True),
        (rights((A, "")), True, True, False),
        (rights((R, "x")), True, False, False),
        (rights((R, "y")), False, False, False),
        (rights((A, ""), (R, "x")), True, True, False),
    ],
)
def test_days_and_who_may_give(mine, sees_x, all_days, gives):
    assert (mine.may_see("x"), mine.all_days, mine.may_give) == (sees_x, all_days, gives)
    assert bool(mine) is (mine != NOTHING)


def test_the_pages_of_a_role_are_in_the_registry():
    """A page that is renamed would else be closed to its role without a word."""
    names = {page.name for page in PAGES}
    for role in (F, A):
        mine = rights((role, ""))
        allowed = {name for name in names if mine.may_open(name, None)}
        assert len(allowed) == {F: 4, A: 5}[role]


def test_scripts_are_named_after_their_pages():
    assert {page.file for page in PAGES} == {f"{page.name.replace('-', '_')}.py" for page in PAGES}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" An.de.Vries@Hogeschool.NL ", "an.de.vries@hogeschool.nl"),
        ("x+y@a.b", "x+y@a.b"),
        ("josé@école.fr", "josé@école.fr"),
    ],
)
def test_an_address_is_kept_in_small_letters(typed, kept):
    assert address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "an",
        "@b.nl",
        "a@",
        "a b@c.nl",
        "a@b@c.nl",
        "<a@b.nl>",
        "a@b.nl\nx@y.nl",
        "a" * 255 + "@b.nl",
    ],
)
def test_what_is_no_address_is_told(typed):
    with pytest.raises(UsageError, match="geen e-mailadres"):
        address(typed)
