import os
import re

import pytest

from analysis.measure.figures import Figure, conditions, table, verdict

FIGURES = [
    Figure("verwerk", 1.25, "s", 279, "een vers proces", limit=10),
    Figure("matrix", 612.4, "ms", 100_000, "twintig keer", limit=500, decimals=0),
    Figure("matrix, los", 20.0, "ms", 100_000, "twintig keer", decimals=0),
    Figure("geheugen", None, "MB", 3, "met een browser", limit=600),
]


@pytest.mark.parametrize(
    ("value", "limit", "judged", "told"),
    [
        (1.0, 2, True, "haalt"),
        (2.0, 2, True, "haalt"),
        (2.1, 2, True, "haalt niet"),
        (2.1, 2, False, ""),
        (2.1, None, True, ""),
        (None, 2, True, ""),
    ],
)
def test_the_verdict_is_that_of_the_limit(value, limit, judged, told):
    assert verdict(Figure("x", value, "s", 1, "", limit=limit), judged=judged) == told


@pytest.mark.parametrize(("value", "told"), [(3000, "haalt"), (2999, "haalt niet")])
def test_a_limit_can_be_a_floor(value, told):
    figure = Figure("x", value, "per s", 1, "", limit=3000, at_least=True)
    assert verdict(figure, judged=True) == told


def test_the_table_is_aligned_and_explains_once():
    assert table(FIGURES, judged=True).splitlines() == [
        "meting            uitkomst   grens  oordeel      aantal",
        "-----------  -------------  ------  ----------  -------",
        "verwerk              1,3 s    10 s  haalt           279",
        "matrix              612 ms  500 ms  haalt niet  100.000",
        "matrix, los          20 ms                      100.000",
        "geheugen     niet te meten  600 MB                    3",
        "",
        "verwerk: een vers proces.",
        "matrix: twintig keer.",
        "geheugen: met een browser.",
    ]


def test_the_conditions_name_machine_python_and_date(monkeypatch):
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    told = "\n".join(conditions())
    assert re.search(r"Gemeten op \d\d-\d\d-\d{4} om \d\d:\d\d\.", told)
    assert f"{os.cpu_count()} processors" in told
    assert re.search(r"belasting bij het begin (\d+,\d|onbekend)\.", told)
    assert re.search(r"Python 3\.\d+\.\d+", told)
    assert "PYTHONDONTWRITEBYTECODE" in told
