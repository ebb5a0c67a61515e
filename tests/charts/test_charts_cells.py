import dataclasses

import pytest

from analysis.charts.cells import as_typed, drawn_cells, hover_text
from analysis.charts.palette import COLOURS, contrast_ratio
from analysis.synthesis import contrast

MEASURES = ["count", "share", "residual"]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("measure", MEASURES)
def test_every_number_reads_on_its_own_cell(matrix, large, measure, dark):
    for cell in [*drawn_cells(matrix, measure, dark=dark), *drawn_cells(large, measure, dark=dark)]:
        assert contrast_ratio(cell.ink, cell.fill) >= 4.5, cell


@pytest.mark.parametrize("measure", MEASURES)
def test_three_kinds_of_empty_never_look_the_same(matrix, measure):
    seen = {
        cell.state: (cell.text, cell.fill)
        for cell in drawn_cells(matrix, measure)
        if cell.state != "counted"
    }
    assert set(seen) == {"none", "not_asked", "not_coded"}
    assert seen["not_asked"][0] == "–"
    assert seen["not_coded"][0] == "?"
    assert seen["none"][0] not in ("–", "?")


def test_the_largest_count_has_the_full_hue_and_one_is_not_none(matrix):
    cells = [c for c in drawn_cells(matrix, "count") if c.state in ("counted", "none")]
    largest = max(cells, key=lambda cell: cell.value)
    assert largest.fill == COLOURS[largest.kind]
    none = next(cell for cell in cells if cell.state == "none")
    least = min((c for c in cells if c.value), key=lambda cell: cell.value)
    assert least.fill != none.fill


def test_small_numbers_stand_in_brackets_and_are_never_loud(matrix):
    cells, table = drawn_cells(matrix, "residual"), contrast(matrix)
    small = ((table["verdict"] == "small") & table["residual"].notna()).tolist()
    assert any(small)
    assert [cell.quiet for cell in cells] == small
    assert not {cell.fill for cell in cells if cell.quiet} & set(COLOURS.values())


def test_residuals_carry_their_sign_and_a_mark_where_they_are_notable(large):
    cells = large.cells.copy()
    chosen = (cells["theme"] == "openheid") & (cells["category"] == "werkt")
    cells.loc[chosen & (cells["corner"] == "OM"), "count"] += 80
    skewed = dataclasses.replace(large, cells=cells)
    marks = {"much_more": "▲", "more": "▲", "much_less": "▼", "less": "▼"}
    verdicts, drawn = contrast(skewed)["verdict"], drawn_cells(skewed, "residual")
    counted = [(c, v) for c, v in zip(drawn, verdicts, strict=True) if v in {*marks, "same"}]
    assert {v for _, v in counted} >= {"much_more", "much_less"}
    for cell, verdict in counted:
        sign = "+" if cell.value > 0 else "−"
        assert cell.text.startswith(sign) or cell.text == "0,0"
        assert cell.text[-1] == marks.get(verdict, cell.text[-1])
        assert (cell.text[-1] in "▲▼") == (verdict in marks)


def _row(matrix, **key):
    table = contrast(matrix)
    for name, value in key.items():
        table = table[table[name] == value]
    return table.iloc[0].to_dict()


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ({"corner": "Politie", "category": "kans"}, "niet gevraagd in deze hoek"),
        ({"corner": "School", "category": "kans"}, "nog niet gecodeerd: 5 uitspraken"),
        ({"corner": "Politie", "category": "werkt"}, "te weinig om iets te zeggen"),
    ],
)
def test_hover_text(matrix, key, words):
    assert words in hover_text(_row(matrix, theme="openheid", **key))


def test_hover_text_escapes_names(matrix):
    texts = [cell.hover for cell in drawn_cells(matrix, "count")]
    assert any("&lt;b&gt;" in text for text in texts)
    assert all(text.count("<b>") == 1 for text in texts)


def test_quotation_marks_in_names_are_shown_as_typed():
    assert as_typed('"De Brug" & <b>') == '"De Brug" &amp; &lt;b&gt;'
