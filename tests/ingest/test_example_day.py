"""The example day is read exactly: every statement with its corner, kind and lines."""

from __future__ import annotations

import json
from pathlib import Path

from analysis.ingest.lexicon import default_lexicon
from analysis.ingest.naming import partners_of
from analysis.ingest.reading import read_day

LEXICON = default_lexicon()
DATA = Path(__file__).parents[2] / "data"


def test_the_example_day_is_read_exactly() -> None:
    lines = (DATA / "flipovers.waarheid.jsonl").read_text(encoding="utf-8").splitlines()
    truth = [json.loads(line) for line in lines]
    files = sorted((DATA / "flipovers").iterdir())
    day = read_day((path.name, path.read_bytes()) for path in files)
    statements = [statement for reading in day for statement in reading.statements]
    found = sorted((s.source, s.text, s.category or "") for s in statements)
    assert found == sorted((t["source"], t["text"], t["category"] or "") for t in truth)
    corners = {(s.source, s.text): s.corner for s in statements}
    for row in truth:
        corner = corners[row["source"], row["text"]]
        assert set(partners_of(corner, LEXICON)) & set(partners_of(row["corner"], LEXICON)), row
    places = {(s.source, s.text): s.place for s in statements}
    for row in truth:
        place = places[row["source"], row["text"]]
        if row["line_start"]:
            assert (place.line_start, place.line_end) == (row["line_start"], row["line_end"]), row
