"""What a researcher mends before an import: corners, kinds, lines wrongly left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from analysis.ingest.reading import statement_id
from analysis.store import ImportItem
from analysis.types import NO_CORNER, Category, Coding, CodingTarget, LeftOut, Reading, Statement

PERSON = "onderzoeker"
"""The coder under which a person's decisions are kept while nobody logs in."""


@dataclass(frozen=True, slots=True)
class Mending:
    """The changes: by statement id the corner and the kind, and the left-out lines to take in.

    `adopted` holds (source, number in its left-out list).
    """

    corners: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, Category | None] = field(default_factory=dict)
    adopted: Collection[tuple[str, int]] = ()


def mend(items: Sequence[ImportItem], mending: Mending) -> list[ImportItem]:
    """The items with corners changed and lines adopted; kinds are decisions, see `decisions`."""
    return [replace(item, reading=_mend(item.reading, mending)) for item in items]


def _mend(reading: Reading, mending: Mending) -> Reading:
    statements = [
        replace(s, corner=mending.corners.get(s.id, s.corner).strip() or NO_CORNER)
        for s in reading.statements
    ]
    renamed = _renamed(reading, mending)
    kept: list[LeftOut] = []
    for number, part in enumerate(reading.left_out):
        if (reading.source, number) in mending.adopted:
            statements.append(_adopt(part, statements))
        else:
            kept.append(part)
    statements.sort(key=lambda s: (s.place.page or 0, s.place.line_start))
    asked: dict[str, frozenset[Category]] = {}
    for corner, kinds in reading.asked.items():
        name = renamed.get(corner, corner)
        asked[name] = asked.get(name, frozenset()) | kinds
    return replace(reading, statements=tuple(statements), left_out=tuple(kept), asked=asked)


def _renamed(reading: Reading, mending: Mending) -> dict[str, str]:
    """Corners of which every statement went to one other corner."""
    moved: dict[str, set[str]] = {}
    for statement in reading.statements:
        to = mending.corners.get(statement.id, statement.corner)
        moved.setdefault(statement.corner, set()).add(to)
    return {corner: next(iter(to)) for corner, to in moved.items() if len(to) == 1}


def _adopt(part: LeftOut, statements: Sequence[Statement]) -> Statement:
    """A left-out line as a statement, in the corner and kind of the statement above it."""
    above = [s for s in statements if s.place.line_start <= part.place.line_start]
    near = above[-1] if above else (statements[0] if statements else None)
    corner = near.corner if near else NO_CORNER
    same = sum(s.text == part.text and s.corner == corner for s in statements)
    return Statement(
        id=statement_id(part.source, corner, part.text, same + 1),
        text=part.text.strip(),
        corner=corner,
        category=near.category if near else None,
        category_basis=near.category_basis if near else None,
        source=part.source,
        place=part.place,
    )


def decisions(
    items: Sequence[ImportItem], mending: Mending, *, codebook: str, created: datetime
) -> list[Coding]:
    """A person's decisions on kinds, to be stored with the import."""
    present = {s.id for item in items for s in item.reading.statements}
    return [
        Coding(
            identity, CodingTarget.CATEGORY, kind.value, kind is chosen, PERSON, codebook, created
        )
        for identity, chosen in mending.kinds.items()
        if identity in present
        for kind in Category
    ]
