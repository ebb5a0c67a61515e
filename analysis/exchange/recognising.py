"""What a file of another program is, by its name and, of a table, by its columns."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal

from analysis.errors import WrongType
from analysis.exchange.grid import Table, read_table
from analysis.ingest.guard import DEFAULT_LIMIT

Sort = Literal["project", "codebook", "highlights", "tags", "table"]
"""A REFI-QDA project or codebook; Taguette's highlights or codebook; any other table."""

ENDINGS = ("qdpx", "qdc", "csv", "xlsx")
"""The extensions of the files that come in, without dot."""
OF_TABLES: tuple[Sort, ...] = ("table", "highlights", "tags")
"""What a table can be taken for."""


def recognised(
    name: str, data: bytes, *, limit_bytes: int = DEFAULT_LIMIT
) -> tuple[Sort, Table | None]:
    """What the file is, and of a table its rows; raises SourceError."""
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        raise WrongType(
            "Dit is geen project, codeboek of tabel van een ander programma.",
            remedy="Kies een bestand dat eindigt op .qdpx, .qdc, .csv of .xlsx. Een flip-over of "
            "verslag leest u in op de pagina Inlezen.",
            place=name,
        )
    if ending == "qdpx":
        return "project", None
    if ending == "qdc":
        return "codebook", None
    table = read_table(name, data, limit_bytes=limit_bytes)
    return _sort_of(table), table


def _sort_of(table: Table) -> Sort:
    def has(*names: str) -> bool:
        return table.column(*names) is not None

    if has("tag") and has("content") and has("document"):
        return "highlights"
    if has("tag", "path") and has("description") and not has("content"):
        return "tags"
    return "table"
