"""Taguette's exports: highlights (CSV, Excel) and codebook (CSV, Excel; .qdc goes by refi_in).

Highlights hold `id, document, tag, content`, one row a tag; a dot in a tag's name is a level.
"""

from __future__ import annotations

import re

from analysis.errors import WrongType
from analysis.exchange.coded_rows import Coded, incoming_from
from analysis.exchange.grid import Table, read_table
from analysis.exchange.incoming import Incoming, IncomingCode, Skipped, corner_of
from analysis.ingest.guard import DEFAULT_LIMIT

_DOT = re.compile(r"(?<=\S)\.(?=\S)")


def read_highlights(
    name: str, data: bytes, *, coder: str, limit_bytes: int = DEFAULT_LIMIT
) -> Incoming:
    """Highlights as statements, coded by `coder`: Taguette does not tell who did it.

    A document is the highlights of it, a line each. Raises SourceError.
    """
    table = read_table(name, data, limit_bytes=limit_bytes)
    tag, content = table.column("tag"), table.column("content")
    document, own = table.column("document"), table.column("id")
    if tag is None or content is None or document is None:
        raise _not_taguette(name, "id, document, tag en content")
    found: dict[tuple[str, str, str], Coded] = {}
    skipped = list(table.skipped)
    for row in table.rows:
        text = row.cells[content]
        if not text:
            skipped.append(Skipped("Rij", f"rij {row.number}", "er staat geen tekst in"))
            continue
        source = row.cells[document] or name
        number = row.cells[own] if own is not None else ""
        key = (number, source, text)
        coded = found.setdefault(key, Coded(text, corner_of(source), row.number, source))
        if row.cells[tag]:
            coded.codes.setdefault(row.cells[tag])
    paths = {tag: tuple(_DOT.split(tag)) for one in found.values() for tag in one.codes}
    return incoming_from(list(found.values()), skipped, coder=coder, paths=paths)


def read_tags(name: str, data: bytes, *, limit_bytes: int = DEFAULT_LIMIT) -> Incoming:
    """The codebook as Taguette writes it in a table; raises SourceError."""
    table = read_table(name, data, limit_bytes=limit_bytes)
    tag = table.column("tag", "name", "path")
    if tag is None:
        raise _not_taguette(name, "tag en description")
    return Incoming(codes=tuple(_tags(table, tag)), skipped=table.skipped)


def _tags(table: Table, tag: int) -> list[IncomingCode]:
    told = table.column("description")
    codes: dict[str, IncomingCode] = {}
    for row in table.rows:
        if full := row.cells[tag]:
            *path, last = _DOT.split(full)
            description = row.cells[told] if told is not None else ""
            codes.setdefault(full, IncomingCode(full, last, tuple(path), description))
    return list(codes.values())


def _not_taguette(name: str, wanted: str) -> WrongType:
    return WrongType(
        f"Dit is geen uitvoer van Taguette: de kolommen {wanted} ontbreken.",
        remedy="Lees het in als tabel en wijs zelf de kolommen aan.",
        place=name,
    )
