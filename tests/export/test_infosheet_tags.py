"""What is read aloud: rows of the matrix have heads, and all that is painted has a tag."""

import io

import pypdf
import pytest
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject
from report_days import ODD_DAYS, OPEN, Said, W, day_of, report_of

from analysis.export.infosheet import infosheet_pdf
from analysis.export.infosheet_report import infosheet
from analysis.export.infosheet_tags import with_row_heads

PAINTS = {b"Tj", b"TJ", b"'", b'"', b"f", b"f*", b"S", b"s", b"B", b"B*", b"b", b"Do", b"sh"}


@pytest.fixture(scope="module")
def pdf():
    day = day_of([Said("Politie", W, OPEN), Said("School", W, OPEN)], title="Dag <1>")
    return infosheet_pdf(infosheet(report_of(day)))


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def elements(pdf):
    """(tag, its attributes of a table) in the order they are read."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, ArrayObject):
            for kid in node:
                walk(kid)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                given = [one.get_object() for one in node.get("/A", [])]
                owned = [one for one in given if one.get("/O") == "/Table"]
                found.append((str(node["/S"]), owned[0] if owned else {}))
            if "/K" in node:
                walk(node["/K"])

    walk(read(pdf).root_object["/StructTreeRoot"]["/K"])
    return found


def test_each_row_of_the_matrix_has_a_head(pdf):
    found = elements(pdf)
    body = found[[tag for tag, _ in found].index("/TBody") :]
    rows = [at for at, (tag, _) in enumerate(body) if tag == "/TR"]
    assert len(rows) == 2
    for at in rows:
        tag, about = body[at + 1]
        assert (tag, about["/Scope"]) == ("/TH", "/Row")
        cells = body[at + 2 : at + 11]
        assert {tag for tag, _ in cells} == {"/TD"}
        assert not any(about for _, about in cells)  # no list of heads that hides the row's


def test_heads_of_columns_stay(pdf):
    heads = [about for tag, about in elements(pdf) if tag == "/TH"]
    scopes = [about["/Scope"] for about in heads]
    assert scopes == ["/Column"] * 13 + ["/Row"] * 2
    assert [about.get("/ColSpan") for about in heads[1:4]] == [3, 3, 3]


def test_the_file_is_otherwise_the_same(pdf):
    about = read(pdf)
    assert dict(about.metadata) == {
        "/Title": "Dag <1>", "/Author": "Koffiehoek", "/Creator": about.metadata.creator,
    }  # fmt: skip
    assert about.metadata.creator.startswith("Typst")
    assert b"<pdfuaid:part>1<" in about.root_object["/Metadata"].get_data()
    assert with_row_heads(pdf) == with_row_heads(pdf)
    assert elements(with_row_heads(pdf)) == elements(pdf)


def test_without_a_table_nothing_changes():
    bare = infosheet_pdf(infosheet(report_of(ODD_DAYS["none"]())))
    assert with_row_heads(bare) == bare


@pytest.mark.parametrize("name", ["none", "one", "hostile"])
def test_all_that_is_painted_is_read_or_marked_as_ornament(name):
    reader = read(infosheet_pdf(infosheet(report_of(ODD_DAYS[name]()))))
    depth, loose = 0, []
    for _, operator in ContentStream(reader.pages[0].get_contents(), reader).operations:
        depth += (operator in (b"BMC", b"BDC")) - (operator == b"EMC")
        if operator in PAINTS and not depth:
            loose.append(operator)
    assert loose == []
    assert depth == 0


def test_text_stands_in_paragraphs_lists_and_headings(pdf):
    found = [tag for tag, _ in elements(pdf)]
    assert found.count("/P") > 12
    assert (found.count("/H1"), found.count("/Table")) == (1, 1)
    assert "/Figure" not in found  # else it would need a text of its own
