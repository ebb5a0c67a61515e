"""What a researcher mends before an import: corners, kinds, lines wrongly left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from analysis.ingest.reading import statement_id
from analysis.store import ImportItem
from analysis.types import (
    NO_CORNER,
    Category,
    Coding,
    CodingTarget,
    LeftOut,
    Place,
    Reading,
    Statement,
)

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
    statements = [replace(s, corner=_corner(s, mending)) for s in reading.statements]
    renamed = _renamed(reading, mending)
    kept: list[LeftOut] = []
    for number, part in enumerate(reading.left_out):
        if (reading.source, number) in mending.adopted:
            _adopt(part, statements)
        else:
            kept.append(part)
    asked: dict[str, frozenset[Category]] = {}
    for corner, kinds in reading.asked.items():
        name = renamed.get(corner, corner)
        asked[name] = asked.get(name, frozenset()) | kinds
    return replace(reading, statements=tuple(statements), left_out=tuple(kept), asked=asked)


def _corner(statement: Statement, mending: Mending) -> str:
    return mending.corners.get(statement.id, statement.corner).strip() or NO_CORNER


def _renamed(reading: Reading, mending: Mending) -> dict[str, str]:
    """Corners of which every statement went to one other corner."""
    moved: dict[str, set[str]] = {}
    for statement in reading.statements:
        moved.setdefault(statement.corner, set()).add(_corner(statement, mending))
    return {corner: next(iter(to)) for corner, to in moved.items() if len(to) == 1}


def _adopt(part: LeftOut, statements: list[Statement]) -> None:
    """Put a left-out line among the statements, in corner and kind of the one above it."""
    at, near = _beside(part, statements)
    corner = near.corner if near else NO_CORNER
    text, taken, number = part.text.strip(), {s.id for s in statements}, 1
    while (identity := statement_id(part.source, corner, text, number)) in taken:
        number += 1
    adopted = Statement(
        id=identity,
        text=text,
        corner=corner,
        category=near.category if near else None,
        category_basis=near.category_basis if near else None,
        source=part.source,
        place=part.place,
    )
    statements.insert(at, adopted)


def _beside(part: LeftOut, statements: Sequence[Statement]) -> tuple[int, Statement | None]:
    """Where a left-out line goes, and the statement above it; on top of its sheet the one below.

    Lines count anew on each sheet.
    """
    sheet, page, line = _sheet(part.place), part.place.page or 0, part.place.line_start
    same = [at for at, s in enumerate(statements) if _sheet(s.place) == sheet]
    places = [(at, statements[at].place) for at in same]
    above = [at for at, it in places if (it.page or 0, it.line_start) <= (page, line)]
    if above:
        return above[-1] + 1, statements[above[-1]]
    if same:
        return same[0], statements[same[0]]
    return len(statements), statements[-1] if statements else None


def _sheet(place: Place) -> str:
    sheet, mark, _ = (place.cell or "").rpartition("!")
    return sheet + mark


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
