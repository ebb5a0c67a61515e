"""What a reservekopie says of itself: the file inhoud.json in it, as a value."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from analysis.errors import WrongType

_PROGRAM = "koffiehoek"
_FORM = 1
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Contents:
    """A copy's own description.

    `version` is the program's, `tables` the database's ("0005"); `parts` is the name of each file
    in the copy -> its SHA-256 in hexadecimal.
    """

    version: str
    tables: str
    made: datetime
    days: int
    statements: int
    parts: Mapping[str, str]

    @property
    def keys(self) -> int:
        """The number of keys of days."""
        return len(self.parts) - 1

    def to_json(self) -> str:
        """As it stands in the copy."""
        table = {
            "programma": _PROGRAM,
            "vorm": _FORM,
            "versie": self.version,
            "tabellen": self.tables,
            "gemaakt": self.made.isoformat(timespec="seconds"),
            "bijeenkomsten": self.days,
            "uitspraken": self.statements,
            "sha256": dict(self.parts),
        }
        return json.dumps(table, ensure_ascii=False, indent=2)


def contents_from(data: bytes, *, name: str) -> Contents:
    """Read what `to_json` wrote; raises WrongType, with `name` as its place, for anything else."""
    try:
        table = json.loads(data)
        if (table["programma"], table["vorm"]) != (_PROGRAM, _FORM):
            raise no_copy(name)
        return Contents(
            version=str(table["versie"]),
            tables=str(table["tabellen"]),
            made=datetime.fromisoformat(table["gemaakt"]),
            days=int(table["bijeenkomsten"]),
            statements=int(table["uitspraken"]),
            parts=_hashes(table["sha256"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise no_copy(name) from error


def _hashes(table: Any) -> dict[str, str]:
    if not all(_HASH.fullmatch(value) for value in table.values()):
        raise ValueError
    return dict(table)


def no_copy(name: str) -> WrongType:
    """The error for a file that is something else."""
    return WrongType(
        "Dit is geen reservekopie van Koffiehoek.",
        remedy="Kies een bestand dat met “koffiehoek backup” of vanzelf is gemaakt.",
        place=name,
    )
