"""The small matrix: the day's own numbers, whole where it fits, else the corners together."""

import pytest

from analysis.charts.palette import LIGHT
from analysis.export.infosheet_matrix import drawn_matrix
from analysis.synthesis import build_matrix, frames_from
from analysis.types import (
    Category,
    CategoryProposal,
    CodedStatement,
    Corner,
    Place,
    Proposal,
    Statement,
)


def made(corners, themes):
    """Corner 0 was not asked for chances, the last of several is not coded."""
    kinds, said, coded = sorted(Category), [], []
    for at, corner in enumerate(corners):
        for number in range(6 + at):
            kind = kinds[number % (3 if at else 2)]
            kind = Category.WERKT if not at and kind == Category.KANS else kind
            said.append(Statement(f"{at}-{number}", "t", corner, kind, None, "a", Place(1, 1)))
            if len(corners) > 1 and at == len(corners) - 1:
                continue
            has = themes[(number + at) % len(themes)]
            found = tuple(Proposal(theme, 0.5, theme == has) for theme in themes)
            proposed = CategoryProposal(kind, 1.0, "heading")
            coded.append(CodedStatement(f"{at}-{number}", found, proposed, 0.5))
    asked = [Corner(c, frozenset(Category) - ({Category.KANS} if not n else set()))
             for n, c in enumerate(corners)]  # fmt: skip
    return build_matrix(frames_from(said, coded), corners=asked, themes=themes)


def texts(drawn):
    return {row["name"]: [cell["text"] for cell in row["cells"]] for row in drawn["rows"]}


def test_a_day_that_fits_is_shown_by_corner():
    matrix = made(["Politie", "School", "Wijk"], ["openheid", "regie"])
    drawn = drawn_matrix(matrix)
    assert [group["name"] for group in drawn["groups"]] == ["openheid", "regie", "geen thema"]
    assert [row["n"] for row in drawn["rows"]] == ["n = 6", "n = 7", "n = 8"]
    counted = matrix.cells[matrix.cells["state"] == "counted"]["count"].sum()
    shown = [text for row in texts(drawn).values() for text in row]
    assert sum(int(text) for text in shown if text.isdigit()) == counted
    assert texts(drawn)["Politie"][2::3] == ["–"] * 3
    assert texts(drawn)["Wijk"] == ["?"] * 9
    assert drawn["legend"] == "0 niet genoemd · – niet gevraagd · ? nog niet gecodeerd"
    assert [column["first"] for column in drawn["columns"]] == [True, False, False] * 3


@pytest.mark.parametrize(("corners", "themes"), [(40, 3), (3, 9)])
def test_a_day_that_is_too_large_is_shown_by_theme(corners, themes):
    names = [f"t{n}" for n in range(themes)]
    matrix = made([f"c{n}" for n in range(corners)], names)
    drawn = drawn_matrix(matrix)
    assert drawn["groups"] == []
    counts = matrix.cells.groupby(["theme", "category"])["count"].sum()
    assert texts(drawn) == {
        theme: [str(counts[theme, kind]) for kind in matrix.kinds] for theme in matrix.themes
    }
    assert drawn_matrix(made(["a", "b"], ["x"]), whole=False)["corner_word"] == "Thema"


def test_of_thirty_themes_those_said_most_and_it_says_so():
    matrix = made([f"c{n}" for n in range(40)], [f"t{n}" for n in range(30)])
    drawn = drawn_matrix(matrix)
    assert len(drawn["rows"]) == 12
    assert drawn["title"].endswith("de 19 minst genoemde thema’s niet")


def test_one_corner_without_codes_keeps_its_kinds_of_empty():
    statement = Statement("1", "t", "Politie", Category.WERKT, None, "a", Place(1, 1))
    matrix = build_matrix(
        frames_from([statement], []),
        corners=[Corner("Politie", frozenset({Category.WERKT}))],
        themes=["openheid"],
    )
    for whole in (True, False):
        row = texts(drawn_matrix(matrix, whole=whole))
        assert next(iter(row.values()))[:3] == ["?", "–", "–"]
    cell = drawn_matrix(matrix)["rows"][0]["cells"][0]
    assert (cell["fill"], cell["ink"]) == ("", LIGHT.muted)


def test_nothing_to_show():
    assert drawn_matrix(None) is None
    assert drawn_matrix(build_matrix(frames_from([], []), corners=[], themes=["x"])) is None
