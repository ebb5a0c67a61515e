import csv
import io

import pytest

from analysis.export import matrix_csv, statements_csv
from analysis.export.csv import MATRIX_HEAD, STATEMENT_HEAD, guarded


def _read(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+31 6", "'+31 6"),
        ("-2 collega's", "'-2 collega's"),
        ("@allen", "'@allen"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("gewoon = goed", "gewoon = goed"),
        ("", ""),
    ],
)
def test_guarded(text, expected):
    assert guarded(text) == expected


def test_statements(day):
    lines = _read(statements_csv(day.rows))
    assert tuple(lines[0]) == STATEMENT_HEAD
    assert [line["id"] for line in lines] == list("abcde")
    assert [line["tekst"].removeprefix("'") for line in lines] == [row.text for row in day.rows]
    assert lines[0]["tekst"].startswith("'=")
    assert lines[4]["hoek"] == "'=Wijk"


def test_matrix_lines_lead_back_to_statements(day):
    lines = _read(matrix_csv(day.matrix, day.frames))
    assert tuple(lines[0]) == MATRIX_HEAD
    assert len(lines) == len(day.matrix.cells)
    assert all(len(line["uitspraken"].split()) == int(line["aantal"]) for line in lines)
    by_key = {(line["hoek"], line["thema"], line["soort"]): line for line in lines}
    both = by_key["OM <1>", "integraliteit", "knelpunt"]
    assert both["uitspraken"] == "b"
    assert both["aandeel"] == "0,5000"
    assert by_key["OM <1>", "openheid", "kans"]["toestand"] == "niet gevraagd"
    assert by_key["OM <1>", "openheid", "kans"]["aandeel"] == ""
    assert by_key["'=Wijk", "openheid", "kans"]["toestand"] == "nog niet gecodeerd"


def test_a_negative_residual_stays_a_number(day):
    residuals = {line["residu"] for line in _read(matrix_csv(day.matrix, day.frames))}
    assert any(value.startswith("-") for value in residuals)
