"""Whole days, written by others than the makers of the reader: most of each is read right."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from analysis.ingest.lexicon import default_lexicon
from analysis.ingest.naming import partners_of
from analysis.ingest.reading import read_day
from analysis.types import Statement

DAYS = Path(__file__).parents[1] / "days"
EXACT, KIND, CORNER = 0.95, 0.97, 0.97


def same_corner(one: str, other: str) -> bool:
    """One partner under two names, or one name."""
    first, second = (set(partners_of(name, default_lexicon())) for name in (one, other))
    return bool(first & second) or one.casefold() == other.casefold()


@pytest.mark.parametrize("name", sorted(path.name for path in DAYS.iterdir()))
def test_a_day(name: str) -> None:
    lines = (DAYS / name / "waarheid.jsonl").read_text(encoding="utf-8").splitlines()
    truth = [json.loads(line) for line in lines]
    files = sorted((DAYS / name / "bestanden").iterdir())
    found: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for reading in read_day((path.name, path.read_bytes()) for path in files):
        for statement in reading.statements:
            found[statement.source, statement.text].append(statement)
    hits: Counter[str] = Counter()
    for row in truth:
        if same := found[row["source"], row["text"]]:
            statement = same.pop(0)
            hits["exact"] += 1
            hits["kind"] += statement.category == row["category"]
            hits["corner"] += same_corner(statement.corner, row["corner"])
    assert hits["exact"] >= EXACT * len(truth)
    assert hits["kind"] >= KIND * hits["exact"]
    assert hits["corner"] >= CORNER * hits["exact"]
