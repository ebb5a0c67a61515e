"""The training corpus: statements with the codes that people would give them, batch by batch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.types import Category


@dataclass(frozen=True, slots=True)
class Example:
    """A coded statement. `batch` names its writer: what is held out is held out by batch.

    `category` None: the text says no kind, as in a report's plain announcements. `codes` are the
    names of its level and obstacle, where it has them.
    """

    text: str
    themes: frozenset[str]
    category: Category | None
    codes: frozenset[str]
    batch: str


def read_examples(paths: Iterable[Path]) -> Iterator[Example]:
    """Read files of one JSON object a line: text, themes, category, level, obstacle.

    The file's name without its ending is the batch.
    """
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            codes = (record["level"], record["obstacle"])
            yield Example(
                record["text"],
                frozenset(record["themes"]),
                Category(record["category"]) if record["category"] else None,
                frozenset(code for code in codes if code),
                path.stem,
            )
