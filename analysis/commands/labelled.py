"""Reading statements that people coded, as `toets` and `overeenstemming` are given them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.codebook import Codebook
from analysis.coding import statement_from_record
from analysis.coding.agreement import NO_KIND, Judgement
from analysis.coding.evaluation import Gold
from analysis.errors import UsageError
from analysis.records import read_lines
from analysis.types import Category


def read_gold(path: Path, codebook: Codebook) -> Iterator[Gold]:
    """Statements with the themes that people gave: id, text, themes, perhaps category.

    Raises UsageError, which names file and line, for anything else, and for a theme that the
    codebook does not have.
    """
    for line, record in read_lines(path):
        place = f"{path}, regel {line}"
        statement = statement_from_record(record, line=line, file=str(path))
        themes = _themes(record, codebook, place)
        yield Gold(statement.id, statement.text, themes, statement.category)


def read_judgements(path: Path, codebook: Codebook) -> Iterator[tuple[Judgement, str]]:
    """What coders said, with the statement's text where it is given: id, coder, themes, category.

    A category of "geen" says that there is no kind; null or nothing, that the coder did not say.
    Raises UsageError as `read_gold`.
    """
    names = [theme.name for theme in codebook.themes]
    for line, record in read_lines(path):
        place = f"{path}, regel {line}"
        given = _themes(record, codebook, place)
        said = {name: name in given for name in names}
        identity, coder = _word(record, "id", place), _word(record, "coder", place)
        yield Judgement(identity, coder, said, _kind(record, place)), str(record.get("text") or "")


def _themes(record: object, codebook: Codebook, place: str) -> frozenset[str]:
    if not isinstance(record, Mapping):
        raise UsageError("hier staat geen object.", remedy="Elke regel is een object.", place=place)
    given = record.get("themes")
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise UsageError(
            "'themes' ontbreekt of is geen lijst van namen.",
            remedy="Zet er de namen van de thema's; [] als er geen thema is.",
            place=place,
        )
    known = [theme.name for theme in codebook.themes]
    if strange := [name for name in given if name not in known]:
        raise UsageError(
            f"thema '{strange[0]}' staat niet in codeboek {codebook.title}.",
            remedy=f"Kies uit: {', '.join(known)}; of geef een ander codeboek met --codeboek.",
            place=place,
        )
    return frozenset(given)


def _word(record: Mapping[str, Any], key: str, place: str) -> str:
    value = record.get(key)
    text = " ".join(str(value).split()) if isinstance(value, str | int) else ""
    if not text:
        raise UsageError(
            f"'{key}' ontbreekt of is leeg.", remedy=f"Zet in '{key}' een naam.", place=place
        )
    return text


def _kind(record: Mapping[str, Any], place: str) -> str | None:
    value = record.get("category")
    if value is None or value == NO_KIND or value in list(Category):
        return value
    raise UsageError(
        f"'category' is '{value}'.", remedy="Kies werkt, knelpunt, kans, geen of null.", place=place
    )
