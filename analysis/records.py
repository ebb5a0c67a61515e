"""The JSON lines that the commands read and write; the contract stands in the README."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from analysis.errors import UsageError
from analysis.types import LeftOut, Statement


def statement_record(statement: Statement) -> dict[str, Any]:
    """One line of `lees`: id, text, corner, category, its basis, source and lines; then extras."""
    place = statement.place
    record = {
        "id": statement.id,
        "text": statement.text,
        "corner": statement.corner,
        "category": statement.category.value if statement.category else None,
        "category_basis": statement.category_basis,
        "source": statement.source,
        "line_start": place.line_start,
        "line_end": place.line_end,
    }
    extras = {
        "page": place.page, "cell": place.cell, "label": statement.label,
        "quote": statement.quote or None,
    }  # fmt: skip
    return record | {key: value for key, value in extras.items() if value is not None}


def left_out_record(part: LeftOut) -> dict[str, Any]:
    """One line of `lees --overig`: source, lines, text and the reason in Dutch."""
    return {
        "source": part.source,
        "line_start": part.place.line_start,
        "line_end": part.place.line_end,
        "text": part.text,
        "reason": part.reason,
    }


def write_lines(path: Path, records: Iterable[dict[str, Any]]) -> int:
    """Write one JSON object a line; returns how many. What was there stays if anything fails.

    Raises:
        UsageError: the file cannot be written.
    """
    count = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_or_not(path) as out:
            for record in records:
                out.write((json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8"))
                count += 1
    except OSError as error:
        raise UsageError(
            "hier kan niet geschreven worden.",
            remedy="Kies een andere plaats, of sluit het bestand als het ergens open staat.",
            place=str(path),
        ) from error
    return count


@contextmanager
def whole_or_not(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` only when all went well."""
    if path.exists() and not path.is_file():  # a device, say: nothing to take the place of
        with path.open("wb") as out:
            yield out
        return
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """The line numbers (from 1) and objects of a file of JSON lines; blank lines are passed over.

    Raises:
        UsageError: the file is not there, is no UTF-8, or a line is no JSON; names the line.
    """
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield number, _object(line, path, number)
    except UnicodeDecodeError as error:
        raise UsageError(
            "dit bestand is geen tekst in UTF-8.",
            remedy="Kies een bestand dat 'koffiehoek lees' schreef.",
            place=str(path),
        ) from error
    except OSError as error:
        raise UsageError(
            "dit bestand is er niet of kan niet gelezen worden.",
            remedy="Controleer de naam en de plaats.",
            place=str(path),
        ) from error


def _object(line: str, path: Path, number: int) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(
            "deze regel is geen JSON.",
            remedy="Elke regel is een object zoals 'koffiehoek lees' ze schrijft.",
            place=f"{path}, regel {number}",
        ) from error
