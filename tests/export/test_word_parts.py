"""Pieces of Word files: children in the standard's order, text that stays text."""

import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.export.word_parts import (
    bookmark,
    cell,
    colour,
    element,
    field,
    paragraph,
    printable,
    row,
    run,
    sound,
    table,
    twips,
)

texts = st.text(st.characters(codec=None), max_size=60)


def names(made) -> list[str]:
    return [one.tag.partition("}")[2] for one in made]


def again(made):
    """The element as it is read back from a file."""
    return parse_xml(made.xml)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_any_text_can_be_written_and_is_read_back(text):
    [written] = again(run(text)).iter(qn("w:t"))
    # A parser makes one line end of every sort.
    assert (written.text or "").replace("\r", "\n") == sound(text).replace("\r", "\n")


@settings(max_examples=60, deadline=None)
@given(texts)
def test_printable_text_is_on_one_line_and_stays_so(text):
    one = printable(text)
    assert one == printable(one) == one.strip()
    assert not set(one) & set("\n\r\t\x00\ufffe")


@pytest.mark.parametrize(
    ("made", "children"),
    [
        (run("a", style="Bron", bold=True, ink="#000000", leftward=True)[0],
         ["rStyle", "b", "color", "rtl"]),
        (paragraph(style="Caption", keep=True, new_page=True, align="center", leftward=True)[0],
         ["pStyle", "keepNext", "pageBreakBefore", "bidi", "jc"]),
        (cell(width=2, span=3, merge="restart", fill="#FFFFFF", middle=True)[0],
         ["tcW", "gridSpan", "vMerge", "shd", "vAlign"]),
        (row(cell(width=1), head=True)[0], ["cantSplit", "tblHeader"]),
        (table([], widths=[1, 2], style="X", title="t", alt="a")[0],
         ["tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption", "tblDescription"]),
    ],
    ids=["run", "paragraph", "cell", "row", "table"],
)  # fmt: skip
def test_looks_stand_in_the_order_of_the_standard(made, children):
    assert names(made) == children


def test_what_has_no_look_gets_none():
    assert names(run("a")) == ["t"]
    assert names(paragraph()) == []
    assert names(row(cell(width=1), split=True)) == ["tc"]


def test_a_cell_is_never_empty():
    assert names(cell(width=1)) == ["tcPr", "p"]


def test_a_field_shows_its_text_between_its_ends():
    made = element("p", *field("PAGE", run("3")))
    kinds = [one.get(qn("w:fldCharType")) for one in made.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert [one.text for one in made.iter(qn("w:instrText"))] == [" PAGE "]
    assert [one.text for one in made.iter(qn("w:t"))] == ["3"]


def test_a_bookmark_has_two_ends_with_one_number():
    start, _, end = bookmark("herkomst_K3F9A2B", 7, run("K3F9A2B"))
    assert start.get(qn("w:name")) == "herkomst_K3F9A2B"
    assert start.get(qn("w:id")) == end.get(qn("w:id")) == "7"


def test_sizes_and_colours_as_word_writes_them():
    assert twips(2.54) == 1440
    assert colour("#009E73") == "009E73"
    assert element("jc", val="center").get(qn("w:val")) == "center"
