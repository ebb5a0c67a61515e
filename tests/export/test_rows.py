import io

import openpyxl
import pytest

from analysis.export import export_rows, workbook
from analysis.export.rows import line_of
from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.holding import HELD, Holding
from analysis.types import LeftOut, Place, Statement

THEMES = ("openheid", "integraliteit")


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


class _Eerlijk:
    """Takes "eerlijk" for a name."""

    def find(self, text):
        at = text.casefold().find("eerlijk")
        return () if at < 0 else (Finding(at, at + 7, FindingKind.PERSON, text[at : at + 7], ""),)


def test_what_is_held_back_keeps_its_place_but_shows_nothing(day):
    holding = Holding(_Eerlijk())
    spans = {row.id: row.evidence for row in day.rows}
    statements = [
        Statement(r.id, r.text, r.corner, None, None, r.source, Place(1, 1)) for r in day.rows
    ]
    rows = export_rows(statements, day.frames, themes=THEMES, evidence=spans, holding=holding)
    for before, row in zip(day.rows, rows, strict=True):
        kept = ("id", "corner", "kind", "themes", "source")
        assert [getattr(row, name) for name in kept] == [getattr(before, name) for name in kept]
        if row.id == "b":
            assert (row.text, dict(row.evidence)) == (HELD, {})
        else:
            assert (row.text, row.evidence) == (before.text, before.evidence)


def test_a_held_text_reaches_no_sheet(day):
    holding = Holding(_Eerlijk())
    lost = [LeftOut("eerlijk.txt", "eerlijk gezegd niets", Place(3, 3), "reden")]
    book = openpyxl.load_workbook(io.BytesIO(workbook(day.matrix, [], lost, holding=holding)))
    cells = [cell.value for cell in book["Weggelaten"][2]]
    assert cells == [f"{HELD}.txt", "3", HELD, "reden"]
