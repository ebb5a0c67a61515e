"""The JSON records of `lees` and `codeer`: into statements, and from proposals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from analysis.codebook import Codebook
from analysis.errors import UsageError
from analysis.types import (
    NO_CORNER,
    Category,
    CategoryBasis,
    CodedStatement,
    Place,
    Proposal,
    Statement,
)

_BASES = get_args(CategoryBasis)


def to_record(coded: CodedStatement, codebook: Codebook) -> dict[str, Any]:
    """Return the object that `codeer` writes: id, themes, category, certainty.

    Every theme of the codebook has an entry, in the codebook's order.
    """
    proposals = {proposal.theme: proposal for proposal in coded.themes}
    category = coded.category
    return {
        "id": coded.statement_id,
        "themes": {
            theme.name: _theme_record(proposals[theme.name])
            for theme in codebook.themes
            if theme.name in proposals
        },
        "category": {
            "value": category.value.value if category.value else None,
            "probability": category.probability,
            "basis": category.basis,
        },
        "certainty": round(coded.certainty, 4),
    }


def _theme_record(proposal: Proposal) -> dict[str, Any]:
    return {
        "probability": round(proposal.probability, 4),
        "assigned": proposal.assigned,
        "evidence": [
            {"start": span.start, "end": span.end, "term": span.term} for span in proposal.evidence
        ],
    }


def statement_from_record(record: object, *, line: int, file: str = "") -> Statement:
    """Read an object that `lees` wrote, or one with at least `id` and `text`.

    `line` is its line in `file`, from 1. Raises UsageError, which names both, where something is
    missing or wrong.
    """
    try:
        return _statement(record, line)
    except UsageError as error:
        place = f"{file}, {error.place}" if file else error.place
        raise UsageError(error.problem, remedy=error.remedy, place=place) from error


def _statement(record: object, line: int) -> Statement:
    if not isinstance(record, Mapping):
        raise _wrong(line, "hier staat geen object", 'Elke regel is een object: {"id", "text"}.')
    category = _category(record.get("category"), line)
    return Statement(
        id=_identity(record, line),
        text=_text(record, "text", line),
        corner=_text(record, "corner", line, default=NO_CORNER),
        category=category,
        category_basis=_basis(record.get("category_basis"), line) if category else None,
        source=_text(record, "source", line, default=""),
        place=Place(_number(record, "line_start", line), _number(record, "line_end", line)),
    )


def _storable(text: str) -> bool:
    """Whether a text can be written: half characters cannot."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _wrong(line: int, problem: str, remedy: str) -> UsageError:
    return UsageError(f"{problem}.", remedy=remedy, place=f"regel {line}")


def _identity(record: Mapping[str, Any], line: int) -> str:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value.strip() or not _storable(value):
        raise _wrong(line, "'id' ontbreekt of is leeg", "Geef elke uitspraak een eigen id.")
    return value


def _text(record: Mapping[str, Any], key: str, line: int, *, default: str | None = None) -> str:
    value = record.get(key)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise _wrong(line, f"'{key}' ontbreekt of is geen tekst", f"Zet in '{key}' een tekst.")
    return value


def _number(record: Mapping[str, Any], key: str, line: int) -> int:
    """Return a line number; without one the record's own line."""
    value = record.get(key)
    if value is None:
        return line
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _wrong(line, f"'{key}' is geen regelnummer", "Zet er een heel getal vanaf 1.")
    return value


def _category(value: Any, line: int) -> Category | None:
    if value is None:
        return None
    try:
        return Category(value)
    except ValueError as error:
        raise _wrong(
            line, f"'category' is '{value}'", "Kies werkt, knelpunt, kans of null."
        ) from error


def _basis(value: object, line: int) -> CategoryBasis:
    """Return what gave the kind; a record that does not say so got it from a heading."""
    if value is None:
        return "heading"
    for basis in _BASES:
        if value == basis:
            known: CategoryBasis = basis
            return known
    raise _wrong(line, f"'category_basis' is '{value}'", f"Kies uit {', '.join(_BASES)} of null.")
