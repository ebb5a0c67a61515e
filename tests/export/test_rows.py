import pytest

from analysis.export.rows import line_of
from analysis.types import Place


def test_rows_carry_what_the_matrix_counts(day):
    found = {row.id: (row.kind_word, row.theme_words, row.evidence_words) for row in day.rows}
    assert found == {
        "a": ("werkt", "geen thema", ""),
        "b": (
            "knelpunt",
            "openheid; integraliteit",
            "openheid: eerlijk; integraliteit: eerlijk",
        ),
        "c": ("zonder soort", "openheid", ""),
        "d": ("werkt", "geen thema", ""),
        "e": ("kans", "nog niet gecodeerd", ""),
    }


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place(12, 12), "12"),
        (Place(12, 14), "12 t/m 14"),
        (Place(5, 5, page=2), "blz. 2, 5"),
        (Place(4, 4, cell="Blad1!B4"), "Blad1!B4"),
    ],
)
def test_line_of(place, expected):
    assert line_of(place) == expected
