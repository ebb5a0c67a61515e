"""Statements as every export writes them: with kind, themes, evidence and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from analysis.charts.palette import WORDS
from analysis.privacy.holding import Holding
from analysis.synthesis.frames import Frames
from analysis.synthesis.incidence import KINDS, NO_THEME, incidence
from analysis.types import CodedStatement, CodingTarget, Place, Span, Statement

Evidence = Mapping[str, Mapping[str, tuple[Span, ...]]]
"""Statement id -> theme -> the words that matched."""


@dataclass(frozen=True, slots=True)
class Row:
    """One statement as exported; `kind` is '' for none.

    `undecided` are the themes on which nothing and nobody decided; `reviewed` tells whether a
    person decided on any theme.
    """

    id: str
    corner: str
    kind: str
    themes: tuple[str, ...]
    undecided: tuple[str, ...]
    text: str
    source: str
    line: str
    evidence: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    reviewed: bool = False

    @property
    def complete(self) -> bool:
        """Whether every theme is decided."""
        return not self.undecided

    @property
    def kind_word(self) -> str:
        """The kind in Dutch."""
        return WORDS[self.kind]

    @property
    def theme_words(self) -> str:
        """The themes, or why there is none."""
        return "; ".join(self.themes) or (NO_THEME if self.complete else "nog niet gecodeerd")

    @property
    def evidence_words(self) -> str:
        """The matched words as they stand in the text: 'openheid: eerlijk zijn, open'."""
        found = ((t, self.evidence.get(t, ())) for t in self.themes)
        return "; ".join(
            f"{theme}: {', '.join(dict.fromkeys(self.text[s.start : s.end] for s in spans))}"
            for theme, spans in found
            if spans
        )


def evidence_from(
    coded: Sequence[CodedStatement], labels: Mapping[str, str] = MappingProxyType({})
) -> Evidence:
    """The evidence of the machine's proposals, under the themes' labels where they have one."""
    return {
        item.statement_id: {
            labels.get(p.theme, p.theme): p.evidence for p in item.themes if p.evidence
        }
        for item in coded
    }


def export_rows(
    statements: Sequence[Statement],
    frames: Frames,
    *,
    themes: Sequence[str],
    evidence: Evidence | None = None,
    holding: Holding | None = None,
) -> list[Row]:
    """One row a statement, in the order given; kind and themes are those of the matrix.

    `frames` holds exactly these statements, in any order. What `holding` holds back keeps its id,
    corner, kind and themes, but shows neither its text nor its evidence.
    """
    shown = holding.shown if holding else str
    shown_source = holding.shown_source if holding else str
    held = {s.id for s in statements if holding and holding.held(s.text)}
    reviewed = _reviewed(frames)
    found = incidence(frames, corners=(), themes=themes)
    places = found.ids.get_indexer(pd.Index([s.id for s in statements], dtype="str"))
    return [
        Row(
            id=statement.id,
            corner=statement.corner,
            kind=KINDS[found.kind[place]],
            themes=tuple(t for t, yes in zip(themes, found.assigned[place], strict=False) if yes),
            undecided=tuple(
                t for t, yes in zip(themes, found.decided[place], strict=False) if not yes
            ),
            text=shown(statement.text),
            source=shown_source(statement.source),
            line=line_of(holding.shown_place(statement.place) if holding else statement.place),
            evidence={} if statement.id in held else (evidence or {}).get(statement.id, {}),
            reviewed=statement.id in reviewed,
        )
        for statement, place in zip(statements, places, strict=True)
    ]


def _reviewed(frames: Frames) -> set[str]:
    codings = frames.codings
    people = ~codings["by_machine"] & (codings["target"] == CodingTarget.THEME.value)
    return set(codings["statement_id"][people])


def line_of(place: Place) -> str:
    """Where it stands, in words that no spreadsheet takes for a date: '12 t/m 14', 'blz. 2, 5'."""
    if place.cell:
        return place.cell
    start, end = place.line_start, place.line_end
    lines = str(start) if end <= start else f"{start} t/m {end}"
    return f"blz. {place.page}, {lines}" if place.page else lines
