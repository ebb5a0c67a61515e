"""What a file of another program is taken for."""

import pytest

from analysis.codebook import load_codebook, shipped
from analysis.errors import SourceError, WrongType
from analysis.exchange import codebook_file, read_tags, tags_file, with_codes
from analysis.exchange.recognising import recognised


@pytest.mark.parametrize(
    ("name", "content", "sort"),
    [
        ("dag.qdpx", b"", "project"),
        ("DAG.QDPX", b"", "project"),
        ("boek.qdc", b"", "codebook"),
        ("h.csv", b"id,document,tag,content\n1,a,b,c", "highlights"),
        ("c.csv", b"Tag,Description,number of highlights,number of documents\na,b,1,1", "tags"),
        ("t.csv", b"tekst;thema\niets;a", "table"),
        ("t.csv", b"tag;content\niets;a", "table"),
    ],
)
def test_sorts(name, content, sort):
    found, table = recognised(name, content)
    assert found == sort
    assert (table is None) == (sort in ("project", "codebook"))


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.docx", b"x"), ("zonder", b"x"), ("a.csv", b""), ("a.xlsx", b"PK\x03\x04"),
     ("a.csv", b"\x00\x01\x02" * 500)],
)  # fmt: skip
def test_other_files_are_refused_in_plain_words(name, content):
    with pytest.raises(SourceError) as caught:
        recognised(name, content)
    assert caught.value.place == name
    assert caught.value.remedy


def test_a_table_that_is_too_large():
    with pytest.raises(SourceError, match="groot"):
        recognised("a.csv", b"tekst;code\n" * 100, limit_bytes=50)


def test_a_flip_over_is_led_to_its_own_page():
    with pytest.raises(WrongType, match="Inlezen"):
        recognised("flap.docx", b"")


@pytest.mark.parametrize("name", shipped())
def test_a_codebook_goes_to_taguette_and_back(name):
    book = load_codebook(name)
    data = tags_file(book)
    assert recognised("c.csv", data)[0] == "tags"
    found = with_codes(book, read_tags("c.csv", data).codes)
    assert found.codebook is book
    assert len(found.codes) == 3 + len(book.themes) + len(book.extra_codes)


def test_a_tag_is_no_formula_and_no_level():
    book = load_codebook("beter_verbonden")
    odd = book.themes[0].model_copy(update={"label": "=1.2 o.a. dit"})
    data = tags_file(book.model_copy(update={"themes": (odd,)})).decode()
    assert "'=1 2 o a. dit" in data
    assert codebook_file(book)
