import dataclasses

import pytest

from analysis.charts import describe, to_table
from analysis.charts.cells import drawn_cells
from analysis.synthesis import build_matrix, frames_from


@pytest.mark.parametrize(
    "words",
    [
        "39 uitspraken uit 3 hoeken (werkt 14, knelpunt 15, kans 10).",
        "Bij wat werkt is ",
        "Niet gevraagd: kansen bij Politie.",
        "Nog niet (helemaal) gecodeerd: School.",
    ],
)
def test_describe_tells(matrix, words):
    assert words in describe(matrix)


@pytest.mark.parametrize(
    ("corner", "words"),
    [
        ("Politie", "Politie: 12 uitspraken (werkt 6, knelpunt 6, kans 0)."),
        ("Politie", "Niet gevraagd: kansen bij Politie."),
        ("School", "Nog niet (helemaal) gecodeerd: School."),
        ("Nergens", "Nergens staat niet in deze keuze."),
    ],
)
def test_describe_one_corner(matrix, corner, words):
    assert words in describe(matrix, corner)


def test_describe_one_corner_is_silent_about_the_others(matrix):
    assert "School" not in describe(matrix, "Politie")


def test_describe_names_a_clear_difference(large):
    cells = large.cells.copy()
    chosen = (cells["theme"] == "openheid") & (cells["category"] == "werkt")
    cells.loc[chosen & (cells["corner"] == "OM"), "count"] += 80
    text = describe(dataclasses.replace(large, cells=cells))
    assert "Vaker dan je op grond van de omvang zou verwachten: openheid als werkt bij OM" in text


def test_describe_an_empty_day():
    matrix = build_matrix(frames_from([], []), corners=(), themes=("x",))
    assert describe(matrix) == "Er zijn nog geen uitspraken in deze keuze."
    assert to_table(matrix).empty


@pytest.mark.parametrize("measure", ["count", "share", "residual"])
def test_table_says_what_the_figure_shows(matrix, measure):
    table = to_table(matrix, measure).set_index("Hoek")
    words = {"–": "niet gevraagd", "?": "nog niet gecodeerd"}
    for cell in drawn_cells(matrix, measure):
        shown = table.loc[cell.corner, f"{cell.theme} – {cell.kind}"]
        assert shown == words.get(cell.text, cell.text)
    assert table.loc["Politie", "n"] == "12"
