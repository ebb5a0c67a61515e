"""The days that tests of the report share."""

from collections.abc import Callable

import pytest
from report_days import BOTH, OPEN, WHOLE, B, C, Said, W, day_of, many, names_held, report_of

from analysis.privacy.holding import Holding
from analysis.report import Day, Report
from analysis.types import Corner


@pytest.fixture(scope="session")
def holding() -> Holding:
    return names_held()


@pytest.fixture(scope="session")
def make() -> Callable[..., Day]:
    return day_of


@pytest.fixture(scope="session")
def says() -> Callable[..., list[Said]]:
    """says(corner, kind, themes, how many): so many statements."""
    return many


@pytest.fixture(scope="session")
def tell() -> Callable[..., Report]:
    return report_of


@pytest.fixture(scope="session")
def small() -> list[Said]:
    """Three corners; OM was not asked for chances, School has one statement without codes."""
    return [
        *many("Politie", B, OPEN, 3),
        *many("Politie", C, OPEN, 2, person=True),
        *many("Politie", W, BOTH, 1),
        *many("School", B, OPEN, 1, person=True),
        *many("School", W, (), 2),
        *many("School", C, None, 1),
        *many("OM", B, WHOLE, 2),
        *many("OM", None, OPEN, 1),
    ]


@pytest.fixture(scope="session")
def asked() -> list[Corner]:
    return [Corner("Politie"), Corner("School"), Corner("OM", frozenset({W, B}))]


@pytest.fixture(scope="session")
def day(small: list[Said], asked: list[Corner]) -> Day:
    return day_of(small, corners=asked)


@pytest.fixture(scope="session")
def report(day: Day) -> Report:
    return report_of(day)
