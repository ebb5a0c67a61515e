"""A small day by hand: two themes, three corners."""

from collections.abc import Callable

import pandas as pd
import pytest

from analysis.synthesis import Frames, make_frames

THEMES = ("openheid", "integraliteit")

Row = tuple[str, str, str | None]
Decision = tuple[str, str, str, bool, bool]


def frames_of(rows: list[Row], decisions: list[Decision]) -> Frames:
    statements = pd.DataFrame(
        {
            "corner": pd.Series([row[1] for row in rows], dtype="str"),
            "category": pd.Series([row[2] for row in rows], dtype="str"),
            "source": "a.txt",
            "position": range(len(rows)),
        }
    ).set_axis(pd.Index([row[0] for row in rows], dtype="str"))
    columns = ["statement_id", "target", "code", "assigned", "by_machine"]
    return make_frames(statements, pd.DataFrame(decisions, columns=columns))


@pytest.fixture
def make() -> Callable[[list[Row], list[Decision]], Frames]:
    return frames_of


@pytest.fixture
def day() -> Frames:
    """Politie: two statements, one with both themes; School: one undecided; OM: nothing said."""
    rows: list[Row] = [("p1", "Politie", "werkt"), ("p2", "Politie", "knelpunt")]
    rows += [("s1", "School", "werkt"), ("s2", "School", None)]
    decisions: list[Decision] = [
        ("p1", "theme", "openheid", True, True),
        ("p1", "theme", "integraliteit", True, False),
        ("p2", "theme", "openheid", False, True),
        ("p2", "theme", "integraliteit", False, True),
        ("s2", "theme", "openheid", True, True),
        ("p1", "dimension", "tactisch", True, True),
    ]
    return frames_of(rows, decisions)
