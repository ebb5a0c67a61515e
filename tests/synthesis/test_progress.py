"""How much people have looked at."""

import pandas as pd
import pytest

from analysis.synthesis.frames import CODING_COLUMNS, Frames
from analysis.synthesis.progress import reviewed_by_people


@pytest.mark.parametrize(
    ("rows", "reviewed"),
    [
        ([], 0),
        ([("a", "theme", "openheid", True, True)], 0),
        ([("a", "theme", "openheid", False, False)], 1),
        ([("a", "category", "werkt", True, False)], 0),
        ([("a", "theme", "x", True, False), ("a", "theme", "y", True, False)], 1),
        ([("a", "theme", "x", True, False), ("b", "theme", "x", True, True)], 1),
    ],
)
def test_statements_count_once_when_a_person_decided_a_theme(rows, reviewed):
    codings = pd.DataFrame(rows, columns=list(CODING_COLUMNS)).astype(
        {"assigned": bool, "by_machine": bool}
    )

    assert reviewed_by_people(Frames(pd.DataFrame(), codings)) == reviewed
