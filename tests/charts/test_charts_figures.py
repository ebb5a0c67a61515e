import dataclasses

import plotly.graph_objects as go
import pytest

from analysis.charts import corner_figure, overview_figure
from analysis.charts.cells import drawn_cells
from analysis.synthesis import Selection, build_matrix, frames_from

MEASURES = ["count", "share", "residual"]


def _points(figure: go.Figure) -> dict[tuple[str, ...], str]:
    """customdata -> text, of all traces that can be clicked."""
    return {
        tuple(key): text.removeprefix("<b>").removesuffix("</b>")
        for trace in figure.data
        if trace.customdata is not None
        for key, text in zip(trace.customdata, trace.text, strict=True)
    }


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("measure", MEASURES)
def test_every_cell_can_be_clicked_and_shows_its_number(matrix, measure, dark):
    points = _points(overview_figure(matrix, measure, dark=dark))
    expected = {tuple(c.key): c.text for c in drawn_cells(matrix, measure, dark=dark)}
    assert points == expected


@pytest.mark.parametrize("measure", MEASURES)
def test_corner_figure_shows_the_same_numbers(matrix, measure):
    overview = _points(overview_figure(matrix, measure))
    mine = {key: text for key, text in overview.items() if key[0] == "Politie"}
    assert _points(corner_figure(matrix, "Politie", measure)) == mine


def test_clicks_are_on_scatter_points_and_fade_nothing(matrix):
    for figure in (overview_figure(matrix), corner_figure(matrix, "Politie")):
        for trace in figure.data:
            if trace.customdata is not None:
                assert trace.type == "scatter"
                assert trace.selected.textfont.color == trace.textfont.color
            elif trace.hoverinfo == "skip" and trace.type == "bar":
                assert trace.unselected.marker.opacity == 1


def test_bars_of_one_corner_are_as_long_as_their_numbers(matrix):
    cells = [cell for cell in drawn_cells(matrix, "count") if cell.corner == "Politie"]
    bars = next(trace for trace in corner_figure(matrix, "Politie").data if trace.base is not None)
    ratios = {
        round(length / cell.value, 9)
        for length, cell in zip(bars.x, cells, strict=True)
        if cell.value and cell.state == "counted"
    }
    assert len(ratios) == 1


@pytest.mark.parametrize("corner", [None, "Politie"])
def test_only_what_was_not_asked_is_hatched(matrix, corner):
    def strokes(day):
        figure = overview_figure(day) if corner is None else corner_figure(day, corner)
        lines = [t for t in figure.data if t.type == "scatter" and t.mode == "lines"]
        return [len(line.x or ()) for line in lines if line.line.dash is None]

    other = dataclasses.replace(
        matrix,
        cells=matrix.cells.assign(state=matrix.cells["state"].replace("not_asked", "counted")),
    )
    assert strokes(matrix)[0] > 0
    assert strokes(other) == [0]


def test_the_legend_explains_each_look(matrix):
    names = " ".join(t.name for t in overview_figure(matrix).data if t.name)
    for words in ("✓ werkt", "■ knelpunt", "★ kans", "0 niet genoemd"):
        assert words in names
    assert "– niet gevraagd" in names
    assert "? nog niet gecodeerd" in names
    residual = " ".join(t.name for t in overview_figure(matrix, "residual").data if t.name)
    assert "te weinig om iets te zeggen" in residual
    assert "· niets om mee te vergelijken" in residual


def test_long_names_are_wrapped_not_cut_and_escaped(matrix):
    label = overview_figure(matrix).layout.yaxis.ticktext[1]
    words = label.split("<span")[0].replace("<br>", " ")
    assert words == (
        "Gecertificeerde instelling voor jeugdbescherming en jeugdreclassering &lt;b&gt;"
    )
    assert "<br>" in label


def test_corners_follow_the_order(matrix):
    figure = overview_figure(matrix, order="size")
    assert figure.layout.yaxis.ticktext[0].startswith("School")
    assert figure.layout.yaxis.ticktext[2].startswith("Politie")


@pytest.mark.parametrize(
    ("corners", "themes", "measure"),
    [(1, 1, "count"), (1, 1, "residual"), (40, 30, "residual")],
)
def test_sizes(make_day, corners, themes, measure):
    matrix = make_day([f"Hoek {n}" for n in range(corners)], [f"thema {n}" for n in range(themes)])
    figure = overview_figure(matrix, measure)
    assert len(_points(figure)) == corners * (themes + 1) * 3
    assert figure.layout.height > 44 * corners
    assert figure.layout.width >= 46 * (themes + 1) * 3


def test_letters_are_large_enough(matrix):
    for figure in (overview_figure(matrix), corner_figure(matrix, "Politie")):
        sizes = [t.textfont.size for t in figure.data if t.customdata is not None]
        sizes += [a.font.size for a in figure.layout.annotations]
        sizes += [figure.layout.legend.font.size, figure.layout.yaxis.tickfont.size]
        assert min(sizes) >= 14


@pytest.mark.parametrize("select", [None, Selection(themes=frozenset())])
def test_nothing_to_show_is_said(select):
    matrix = build_matrix(
        frames_from([], []), corners=(), themes=("x",), select=select or Selection()
    )
    assert overview_figure(matrix).layout.annotations[0].text.startswith("Er ")
    assert corner_figure(matrix, "Politie").layout.annotations[0].text.startswith("Kies ")


def test_hidden_columns_are_not_drawn(matrix):
    hidden = dataclasses.replace(
        matrix,
        themes=("openheid",),
        cells=matrix.cells[matrix.cells["theme"] == "openheid"],
    )
    assert {key[1] for key in _points(overview_figure(hidden))} == {"openheid"}
