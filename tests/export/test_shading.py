"""Shades of native tables: as in the figures, readable, and each kind of empty its own way."""

import pytest
from report_days import OPEN, B, W, day_of, many, report_of

from analysis.charts.palette import COLOURS, LIGHT, contrast_ratio
from analysis.export.shading import Shading, amount, highest, shading, signs
from analysis.report.parts import Column, Line
from analysis.report.wording import Number


def number(value, state="counted"):
    return Number("x", value, "K000000", state)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (number(None, "not_asked"), Shading("", LIGHT.muted)),
        (number(None, "not_coded"), Shading("", LIGHT.muted)),
        (number(0, "none"), Shading(LIGHT.cell, LIGHT.muted)),
        (number(None), Shading(LIGHT.cell, LIGHT.muted)),
    ],
)
def test_empty_has_no_hue(given, expected):
    assert shading(given, "werkt", 5.0) == expected


@pytest.mark.parametrize("kind", COLOURS)
def test_the_top_has_the_full_hue_and_all_can_be_read(kind):
    assert shading(number(5), kind, 5.0).fill == COLOURS[kind]
    for value in range(1, 6):
        look = shading(number(value), kind, 5.0)
        assert contrast_ratio(look.fill, look.ink) >= 4.5


def test_what_is_no_number_counts_for_nothing():
    assert amount(number("fingerprint")) == 0.0
    assert amount(number(0.25)) == 0.25


def test_totals_do_not_set_the_ramp():
    report = report_of(day_of([*many("A", W, OPEN, 3), *many("B", W, OPEN, 2)]))
    assert highest(report.table) == 3.0
    assert highest(report_of(day_of([])).table) == 1.0


def test_only_signs_that_occur_are_explained():
    columns = [Column(None, None), Column("Openheid", str(W)), Column("Openheid", str(B))]
    line = Line("A", (number(0, "none"), number(2), number(None, "not_asked")))
    assert signs([line], columns) == "– niet gevraagd"
