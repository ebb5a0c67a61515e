"""Taguette's own exports."""

import io

import openpyxl
import pytest

from analysis.errors import Unsafe, WrongType
from analysis.exchange.taguette import read_highlights, read_tags

ROWS = [
    ["id", "document", "tag", "content"],
    [4, "Hoek OM.docx", "samen.regie", "Eén plan 😀;\nmet z'n allen"],
    [4, "Hoek OM.docx", "openheid", "Eén plan 😀;\nmet z'n allen"],
    [7, "Hoek OM.docx", "openheid", "=1+1"],
    [9, "School", "", "zonder code"],
    [11, "School", "knelpunten", "التعاون"],
    [12, "School", "openheid", ""],
]


def as_csv(rows) -> bytes:
    def cell(value):
        return '"' + str(value).replace('"', '""') + '"'

    return "\r\n".join(",".join(map(cell, row)) for row in rows).encode()


def as_xlsx(rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
        for cell in book.active[book.active.max_row]:
            cell.data_type = "n" if isinstance(cell.value, int) else "s"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(("name", "form"), [("h.csv", as_csv), ("h.xlsx", as_xlsx)])
def test_highlights(name, form):
    incoming = read_highlights(name, form(ROWS), coder="An")
    assert [(one.text, one.corner, one.place.line_start) for one in incoming.statements] == [
        ("Eén plan 😀; met z'n allen", "Hoek OM", 1),
        ("=1+1", "Hoek OM", 2),
        ("zonder code", "School", 1),
        ("التعاون", "School", 2),
    ]
    ids = [one.id for one in incoming.statements]
    assert [(one.statement_id, one.code, one.coder) for one in incoming.codings] == [
        (ids[0], "samen.regie", "An"),
        (ids[0], "openheid", "An"),
        (ids[1], "openheid", "An"),
        (ids[3], "knelpunten", "An"),
    ]
    codes = {one.key: (one.path, one.name, one.kind) for one in incoming.codes}
    assert codes["samen.regie"] == (("samen",), "regie", None)
    assert codes["knelpunten"][2] == "knelpunt"
    assert [one.where for one in incoming.skipped] == ["rij 7"]
    for one in incoming.statements:
        start, end = incoming.spans[one.id]
        text = next(s.text for s in incoming.sources if s.name == one.source)
        assert text[start:end] == one.text


@pytest.mark.parametrize(("name", "form"), [("c.csv", as_csv), ("c.xlsx", as_xlsx)])
def test_tags(name, form):
    rows = [
        ["tag", "description"],
        ["samen", "Samen doen"],
        ["samen.regie", ""],
        ["v. d. Berg", ""],
    ]
    found = read_tags(name, form(rows)).codes
    assert [(one.path, one.name, one.description) for one in found] == [
        ((), "samen", "Samen doen"), (("samen",), "regie", ""), ((), "v. d. Berg", "")
    ]  # fmt: skip


@pytest.mark.parametrize("read", [lambda n, d: read_highlights(n, d, coder="An"), read_tags])
def test_another_table_is_refused(read):
    with pytest.raises(WrongType):
        read("x.csv", b"naam;leeftijd\r\nx;3")
    with pytest.raises(WrongType):
        read("x.docx", b"PK")


def test_a_bomb_is_refused(package):
    parts = {"xl/workbook.xml": b"<a>" + b" " * 30_000_000 + b"</a>"}
    with pytest.raises(Unsafe):
        read_highlights("h.xlsx", package(parts), coder="An")
