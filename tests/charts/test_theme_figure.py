"""One theme across corners: the mirror image of one corner across themes."""

import dataclasses

import pytest

from analysis.charts import corner_figure, overview_figure, theme_figure
from analysis.charts.cells import drawn_cells
from analysis.synthesis import Selection, build_matrix, frames_from
from analysis.types import Corner, Place, Statement

MEASURES = ["count", "share", "residual"]


def points(figure):
    """customdata -> (text, row), of all traces that can be clicked."""
    return {
        tuple(key): (text.removeprefix("<b>").removesuffix("</b>"), row)
        for trace in figure.data
        if trace.customdata is not None
        for key, text, row in zip(trace.customdata, trace.text, trace.y, strict=True)
    }


def texts(figure):
    return {key: text for key, (text, _) in points(figure).items()}


def heads(figure):
    return [note.text for note in figure.layout.annotations]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("measure", MEASURES)
def test_it_shows_the_numbers_of_the_overview(matrix, measure, dark):
    whole = texts(overview_figure(matrix, measure, dark=dark))
    mine = {key: text for key, text in whole.items() if key[1] == "openheid"}
    assert texts(theme_figure(matrix, "openheid", measure, dark=dark)) == mine
    assert len(mine) == 9


def test_where_theme_and_corner_meet_both_figures_say_the_same(matrix):
    theme = texts(theme_figure(matrix, "openheid"))
    corner = texts(corner_figure(matrix, "School"))
    both = theme.keys() & corner.keys()
    assert {key[:2] for key in both} == {("School", "openheid")}
    assert {key: theme[key] for key in both} == {key: corner[key] for key in both}


def test_a_row_a_corner_with_its_own_n_and_a_panel_a_kind(matrix):
    figure = theme_figure(matrix, "openheid")
    rows = {key[0]: row for key, (_, row) in points(figure).items()}
    assert [matrix.corners[row] for row in sorted(rows.values())] == list(matrix.corners)
    labels = figure.layout.yaxis.ticktext
    for label, corner in zip(labels, matrix.corners, strict=True):
        assert f"n = {matrix.per_corner[corner]}<" in label
    assert [text.split("</b>")[0] for text in heads(figure)] == [
        "<b>✓ werkt", "<b>■ knelpunt", "<b>★ kans",
    ]  # fmt: skip


def test_the_n_above_a_panel_counts_the_theme_in_that_kind(matrix):
    cells = matrix.cells[matrix.cells["theme"] == "openheid"]
    figure = theme_figure(matrix, "openheid")
    for text, kind in zip(heads(figure), matrix.kinds, strict=True):
        n = cells.loc[cells["category"] == kind, "count"].sum()
        assert f"n = {n}<" in text
    assert figure.layout.title.subtitle.text == f"n = {cells['count'].sum()} uitspraken"


def test_bars_are_as_long_as_their_numbers_from_one_zero(matrix):
    cells = [cell for cell in drawn_cells(matrix, "count") if cell.theme == "openheid"]
    bars = next(one for one in theme_figure(matrix, "openheid").data if one.base is not None)
    ratios = {
        round(length / cell.value, 9)
        for length, cell in zip(bars.x, cells, strict=True)
        if cell.value
    }
    assert len(ratios) == 1
    assert len(set(bars.base)) == len(matrix.kinds)


def test_the_kinds_of_empty_look_different(matrix):
    found = texts(theme_figure(matrix, "openheid"))
    assert found["Politie", "openheid", "kans"] == "–"
    assert found["School", "openheid", "werkt"] == "?"
    drawn = theme_figure(matrix, "openheid").data
    hatching, dots = (
        one
        for one in drawn
        if one.type == "scatter" and one.mode == "lines" and one.x[0] is not None
    )
    assert (hatching.line.dash, dots.line.dash) == (None, "dot")
    assert len(hatching.x) > 0
    assert len(dots.x) > 0


def test_a_share_says_of_what(matrix):
    note = theme_figure(matrix, "openheid", "share").layout.title.subtitle.text
    assert note.endswith("; aandeel van de uitspraken van elke hoek")


def test_names_are_wrapped_not_cut_and_escaped(matrix):
    label = theme_figure(matrix, "openheid").layout.yaxis.ticktext[1]
    words = " ".join(label.split("<span")[0].replace("<br>", " ").split())
    assert words == (
        "Gecertificeerde instelling voor jeugdbescherming en jeugdreclassering &lt;b&gt;"
    )


@pytest.mark.parametrize("corners", [1, 12, 40])
def test_any_number_of_corners_stays_readable_on_a_page(make_day, corners):
    names = [f"Hoek met een naam {number}" for number in range(corners)]
    figure = theme_figure(make_day(names, ["openheid"]), "openheid")
    assert len(points(figure)) == corners * 3
    wide, high = figure.layout.width, figure.layout.height
    assert high < 1.5 * wide  # an A4 with its caption
    sizes = [one.textfont.size for one in figure.data if one.customdata is not None]
    sizes += [note.font.size for note in figure.layout.annotations]
    sizes += [figure.layout.yaxis.tickfont.size, figure.layout.legend.font.size]
    assert min(sizes) >= 14
    row = (high - figure.layout.margin.t - figure.layout.margin.b) / corners
    assert row >= 1.9 * figure.layout.yaxis.tickfont.size


def test_without_kind_has_a_panel_only_where_there_are_any():
    said = [
        Statement("a", "t", "Politie", None, None, "a.txt", Place(1, 1)),
        Statement("b", "t", "School", "werkt", None, "a.txt", Place(2, 2)),
    ]
    matrix = build_matrix(
        frames_from(said, []), corners=[Corner("Politie"), Corner("School")], themes=("x",)
    )
    assert [text.split("</b>")[0] for text in heads(theme_figure(matrix, "x"))] == [
        "<b>✓ werkt", "<b>■ knelpunt", "<b>★ kans",
    ]  # fmt: skip
    assert len(heads(corner_figure(matrix, "Politie"))) == 4
    assert len(heads(corner_figure(matrix, "School"))) == 3
    alone = dataclasses.replace(
        matrix,
        kinds=("",),
        cells=matrix.cells[matrix.cells["category"] == ""],
        totals=matrix.totals[[""]],
    )
    for figure in (theme_figure(alone, "x"), corner_figure(alone, "School")):
        assert [text.split("</b>")[0] for text in heads(figure)] == ["<b>○ zonder soort"]


@pytest.mark.parametrize("select", [None, Selection(themes=frozenset())])
def test_nothing_to_show_is_said(select):
    matrix = build_matrix(
        frames_from([], []), corners=(), themes=("x",), select=select or Selection()
    )
    assert theme_figure(matrix, "x").layout.annotations[0].text.startswith("Kies ")


def test_a_theme_that_is_not_there_is_said(matrix):
    assert theme_figure(matrix, "weg").layout.annotations[0].text.startswith("Kies ")
