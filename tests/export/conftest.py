"""A day with text that means harm, and statements of every sort."""

from dataclasses import dataclass

import pytest

from analysis.export import Row, evidence_from, export_rows
from analysis.synthesis import Frames, Matrix, build_matrix, frames_from
from analysis.types import (
    Category,
    CategoryProposal,
    CodedStatement,
    Corner,
    Place,
    Proposal,
    Span,
    Statement,
)

THEMES = ("openheid", "integraliteit")
TEXTS = {
    "a": "=HYPERLINK('http://kwaad')",
    "b": "<script>alert(1)</script> eerlijk & open zijn",
    "c": "https://voorbeeld.nl; drie „aanhalingen”",
    "d": "-2 collega's",
    "e": "@iedereen: één loket 😀",
}


@dataclass(frozen=True)
class Day:
    frames: Frames
    matrix: Matrix
    rows: list[Row]


@pytest.fixture
def day() -> Day:
    kinds = [Category.WERKT, Category.KNELPUNT, None, Category.WERKT, Category.KANS]
    corners = ["OM <1>", "OM <1>", "School", "School", "=Wijk"]
    statements = [
        Statement(name, text, corner, kind, None, "a & b.txt", Place(line, line))
        for line, ((name, text), corner, kind) in enumerate(
            zip(TEXTS.items(), corners, kinds, strict=True), start=1
        )
    ]
    span = Span(TEXTS["b"].index("eerlijk"), TEXTS["b"].index("eerlijk") + 7, "eerlijk")
    given = {"a": (), "b": THEMES, "c": ("openheid",), "d": ()}
    coded = [
        CodedStatement(
            name,
            tuple(Proposal(t, 0.9, t in has, (span,) if name == "b" else ()) for t in THEMES),
            CategoryProposal(None, 0.0, "text"),
            0.5,
        )
        for name, has in given.items()
    ]
    frames = frames_from(statements, coded)
    named = [
        Corner("OM <1>", frozenset({Category.WERKT, Category.KNELPUNT})),
        Corner("School"),
        Corner("=Wijk"),
    ]
    matrix = build_matrix(frames, corners=named, themes=THEMES)
    rows = export_rows(statements, frames, themes=THEMES, evidence=evidence_from(coded))
    return Day(frames, matrix, rows)
