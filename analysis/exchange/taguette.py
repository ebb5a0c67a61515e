"""Taguette: highlights and codebook in (CSV, Excel; .qdc goes by refi_in), a codebook out (CSV).

Highlights hold `id, document, tag, content`, one row a tag; a dot in a tag's name is a level.
"""

from __future__ import annotations

import csv
import io
import re

from analysis.charts.palette import WORDS
from analysis.codebook.editing import groups
from analysis.codebook.schema import Codebook
from analysis.errors import WrongType
from analysis.exchange.coded_rows import Coded, incoming_from
from analysis.exchange.descriptions import description_of
from analysis.exchange.grid import Table, read_table
from analysis.exchange.incoming import Incoming, IncomingCode, Skipped, corner_of
from analysis.exchange.refi import KINDS
from analysis.exchange.refi_parts import kind_named
from analysis.export.csv import guarded
from analysis.ingest.guard import DEFAULT_LIMIT
from analysis.types import Category

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
            coded.codes[row.cells[tag]] = True
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
            kind = kind_named(last, tuple(path))
            codes.setdefault(full, IncomingCode(full, last, tuple(path), description, kind=kind))
    return list(codes.values())


def _not_taguette(name: str, wanted: str) -> WrongType:
    return WrongType(
        f"Dit is geen uitvoer van Taguette: de kolommen {wanted} ontbreken.",
        remedy="Lees het in als tabel en wijs zelf de kolommen aan.",
        place=name,
    )


def tags_file(codebook: Codebook) -> bytes:
    """The codebook as a CSV table that Taguette imports: the kinds, then all codes.

    A level of a tag is a dot there, so a dot within a name becomes a space.
    """
    rows = [(f"{KINDS}.{WORDS[kind]}", "") for kind in Category]
    rows += [
        (_DOT.sub(" ", one.label), description_of(one))
        for codes in groups(codebook).values()
        for one in codes
    ]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["tag", "description"])
    writer.writerows([guarded(tag), guarded(told)] for tag, told in rows)
    return out.getvalue().encode("utf-8")
