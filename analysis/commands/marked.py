"""Reading texts in which people marked personal data, as `namen --toets` is given them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.coding import statement_from_record
from analysis.errors import UsageError
from analysis.privacy.evaluation import Mark, MarkedText
from analysis.privacy.findings import FindingKind
from analysis.records import read_lines


def read_marked(path: Path) -> Iterator[MarkedText]:
    """Texts with their marks: id, text, and names: start, end, kind, perhaps background.

    Raises UsageError, which names file and line, for anything else.
    """
    for line, record in read_lines(path):
        place = f"{path}, regel {line}"
        statement = statement_from_record(record, line=line, file=str(path))
        given = record.get("names")
        if not isinstance(given, list):
            raise UsageError(
                "'names' ontbreekt of is geen lijst.",
                remedy="Zet er de gemarkeerde stukken; [] als er geen naam of gegeven in staat.",
                place=place,
            )
        marks = tuple(_mark(one, len(statement.text), place) for one in given)
        yield MarkedText(statement.id, statement.text, marks)


def _mark(given: Any, length: int, place: str) -> Mark:
    if not isinstance(given, Mapping):
        raise _wrong(f"'{given}'", place)
    start, end = given.get("start"), given.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
        raise _wrong(f"van {start} tot {end}", place)
    try:
        kind = FindingKind(str(given.get("kind")))
    except ValueError as error:
        raise UsageError(
            f"'kind' is '{given.get('kind')}'.",
            remedy=f"Kies uit: {', '.join(FindingKind)}.",
            place=place,
        ) from error
    return Mark(start, end, kind, str(given.get("background") or ""))


def _wrong(what: str, place: str) -> UsageError:
    return UsageError(
        f"{what} is geen stuk van deze tekst.",
        remedy="Geef 'start' en 'end' in tekens vanaf 0, en 'kind'.",
        place=place,
    )
