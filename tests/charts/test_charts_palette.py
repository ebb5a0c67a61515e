import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.charts.palette import (
    COLOURS,
    DARK,
    LESS,
    LIGHT,
    MARKS,
    WORDS,
    contrast_ratio,
    dutch,
    ink_on,
    look,
    mix,
    percent,
    text_colour,
)


@pytest.mark.parametrize(
    ("value", "options", "expected"),
    [
        (1234.5, {"decimals": 1}, "1.234,5"),
        (1234567, {}, "1.234.567"),
        (7, {}, "7"),
        (2.44, {"decimals": 1, "sign": True}, "+2,4"),
        (-2.44, {"decimals": 1, "sign": True}, "−2,4"),
        (-0.01, {"decimals": 1, "sign": True}, "0,0"),
        (0.01, {"decimals": 1, "sign": True}, "0,0"),
        (float("nan"), {}, "–"),
    ],
)
def test_dutch(value, options, expected):
    assert dutch(value, **options) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.125, "13%"),
        (0.145, "15%"),
        (0.0, "0%"),
        (0.004, "<1%"),
        (0.294, "29%"),
        (1.0, "100%"),
        (float("nan"), "–"),
    ],
)
def test_percent(share, expected):
    assert percent(share) == expected


def test_contrast_of_black_on_white():
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast_ratio("#777777", "#777777") == pytest.approx(1)


@given(st.integers(0, 0xFFFFFF))
def test_there_is_an_ink_for_every_colour(number):
    fill = f"#{number:06X}"
    assert contrast_ratio(ink_on(fill), fill) >= 4.5


@pytest.mark.parametrize("page", [LIGHT, DARK])
def test_muted_text_reads_on_page_and_cell(page):
    assert contrast_ratio(page.muted, page.background) >= 4.5
    assert contrast_ratio(page.muted, page.cell) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("kind", COLOURS)
def test_words_in_the_kinds_colour_read(kind, dark):
    assert contrast_ratio(text_colour(kind, dark=dark), look(dark).background) >= 4.5


def test_mix_is_halfway():
    assert mix("#000000", "#FF8000", 0.5) == "#804000"


@pytest.mark.parametrize(("share", "expected"), [(-1, "#102030"), (0, "#102030"), (7, "#FF8000")])
def test_mix_stays_between_its_ends(share, expected):
    assert mix("#102030", "#FF8000", share) == expected


def test_every_kind_has_its_own_colour_mark_and_word():
    for table in (COLOURS, MARKS, WORDS):
        assert set(table) == set(COLOURS)
        assert len(set(table.values())) == len(table)
    assert LESS not in COLOURS.values()
