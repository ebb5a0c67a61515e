"""Row heads in a table of a tagged PDF, which typst has no words for.

It ties each cell to the heads of its column alone; who listens to the page then hears a number
without knowing whose it is. See ISO 32000-1, 14.8.5.7 ("Scope", "Headers").
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

_OF_TABLE = "/Table"


def with_row_heads(pdf: bytes) -> bytes:
    """The PDF, in which the first cell of each row in a table's body is that row's head."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    bodies = list(_elements(writer.root_object["/StructTreeRoot"], "/TBody"))
    if not bodies:
        return pdf
    for body in bodies:
        for row in _elements(body, "/TR"):
            head, *cells = _kids(row)
            head[NameObject("/S")] = NameObject("/TH")
            _describe(head, DictionaryObject({NameObject("/Scope"): NameObject("/Row")}))
            for cell in cells:
                _describe(cell, None)  # with heads by scope, a list of heads would hide them
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _elements(node: Any, tag: str) -> Iterator[Any]:
    """The elements with this tag under a node, in reading order."""
    for kid in _kids(node):
        if kid.get("/S") == tag:
            yield kid
        else:
            yield from _elements(kid, tag)


def _kids(node: Any) -> list[Any]:
    """The elements directly under a node; its numbers of marked content are none."""
    found = node.get("/K", ArrayObject())
    found = found.get_object()
    kids = found if isinstance(found, ArrayObject) else [found]
    objects = (kid.get_object() for kid in kids)
    return [kid for kid in objects if isinstance(kid, DictionaryObject) and "/S" in kid]


def _describe(cell: Any, table: DictionaryObject | None) -> None:
    """Put these attributes of a table in the place of those that the cell has."""
    given = cell.get("/A", ArrayObject()).get_object()
    known = given if isinstance(given, ArrayObject) else ArrayObject([given])
    kept = [one for one in known if one.get_object().get("/O") != _OF_TABLE]
    if table is not None:
        table[NameObject("/O")] = NameObject(_OF_TABLE)
        kept.append(table)
    cell[NameObject("/A")] = ArrayObject(kept)
