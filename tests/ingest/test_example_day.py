"""The example day is read exactly: every statement with its corner, kind and lines."""

from __future__ import annotations

import json
from pathlib import Path

from analysis.ingest.reading import read_day

DATA = Path(__file__).parents[2] / "data"


def test_the_example_day_is_read_exactly() -> None:
    lines = (DATA / "flipovers.waarheid.jsonl").read_text(encoding="utf-8").splitlines()
    truth = [json.loads(line) for line in lines]
    files = sorted((DATA / "flipovers").iterdir())
    day = read_day((path.name, path.read_bytes()) for path in files)
    found = sorted(
        (s.source, s.text, s.corner, s.category.value if s.category else None)
        for reading in day for s in reading.statements
    )  # fmt: skip
    assert found == sorted((t["source"], t["text"], t["corner"], t["category"]) for t in truth)
    places = {(s.source, s.text): s.place for reading in day for s in reading.statements}
    for row in truth:
        place = places[row["source"], row["text"]]
        if row["line_start"]:
            assert (place.line_start, place.line_end) == (row["line_start"], row["line_end"]), row
