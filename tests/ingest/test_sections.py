"""Headings in unknown words: the other headings of the corner tell what they must be."""

from __future__ import annotations

import pytest

from analysis.ingest.reading import read_source
from analysis.types import Category

W, K, C = Category.WERKT, Category.KNELPUNT, Category.KANS


def kinds(*headings: str) -> list[Category | None]:
    parts = [f"{heading}:\n- een punt over {heading[:1]}\n- nog een\n" for heading in headings]
    reading = read_source("halt.txt", "\n".join(parts).encode())
    return [statement.category for statement in reading.statements[::2]]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("Werkt", "Knelpunten", "Zwaluwen"), [W, K, C]),
        (("Werkt", "Zwaluwen", "Kansen"), [W, K, C]),
        (("Zwaluwen", "Wringt", "Mussen"), [W, K, C]),
        (("Zwaluwen", "Mussen", "Merels"), [None, None, None]),
        (("Gaat prima", "Wringt", "Hier ligt nog iets"), [W, K, C]),
        (("Sterke punten", "Verbeterpunten", "Mogelijkheden"), [W, K, C]),
        (("Werkt", "Verbeterpunten"), [W, C]),
        (("Werkt", "Overig", "Knelpunten"), [W, None, K]),
        (("Keep", "Less", "More"), [W, K, C]),
    ],
)
def test_unknown_headings(headings: tuple[str, ...], expected: list[Category | None]) -> None:
    assert kinds(*headings) == expected


def test_the_reading_says_that_a_kind_was_inferred() -> None:
    text = "Werkt:\n- een\n\nKnelpunten:\n- twee\n\nZwaluwen:\n- drie\n"
    reading = read_source("halt.txt", text.encode())
    told = {heading.text: heading.reason for heading in reading.headings}
    assert "afgeleid" in told["Zwaluwen:"]
    assert reading.asked == {"Halt": frozenset(Category)}


def test_a_subheading_keeps_the_kind_above_it() -> None:
    text = "# Werkt\n\n- een\n\n## Op school\n\n- twee\n\n# Knelpunten\n\n- drie\n"
    reading = read_source("halt.md", text.encode())
    assert [s.category for s in reading.statements] == [W, W, K]
    assert reading.statements[1].label == "Op school"
