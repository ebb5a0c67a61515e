"""Any table of coded statements, the columns guessed and pointed out."""

import io

import openpyxl
import pytest

from analysis.errors import UsageError
from analysis.exchange.coded_table import Columns, coded_table, guess
from analysis.exchange.grid import read_table
from analysis.ingest.lexicon import default_lexicon
from analysis.types import Category

WORDS = default_lexicon()
MARKS = """nr;Wat is er gezegd;hoek;Openheid;Regie;codeur
1;We bellen elkaar gewoon op;Politie;1;0;An
2;Niemand pakt de regie op;School;;x;An
3;Eerlijk zijn over wat niet kan 😀;School;Ja;nee;Bo
4;'=1+1 en dan nog wat;School;misschien;nee;Bo
;;;;;
6;;School;1;1;Bo
"""
LISTS = """tekst,soort,thema's
"Samen één plan, met de gemeente",werkt,"openheid; samen, en snel"
Het duurt te lang voor er iets gebeurt,knelpunt,geen thema
Een vast gezicht op school zou schelen,kans,openheid
Wat kost dat eigenlijk allemaal samen,zonder soort,
"""


def table(text, name="t.csv"):
    return read_table(name, text.encode())


def given(incoming, *, yes=True):
    texts = {one.id: one.text for one in incoming.statements}
    return {
        (texts[one.statement_id][:8], one.code, one.coder)
        for one in incoming.codings
        if one.assigned is yes
    }


def test_marks_are_guessed_and_read():
    found = table(MARKS)
    columns = guess(found, lexicon=WORDS)
    # "misschien" is no mark, so that the guess leaves that column to the user.
    assert columns == Columns(text=1, marks=(4,), corner=2, coder=5)
    pointed = Columns(text=1, marks=(3, 4), corner=2, coder=5)
    incoming = coded_table(found, pointed, coder="?", lexicon=WORDS)
    assert [(one.text, one.corner) for one in incoming.statements] == [
        ("We bellen elkaar gewoon op", "Politie"),
        ("Niemand pakt de regie op", "School"),
        ("Eerlijk zijn over wat niet kan 😀", "School"),
        ("=1+1 en dan nog wat", "School"),
    ]
    assert given(incoming) == {
        ("We belle", "Openheid", "An"), ("Niemand ", "Regie", "An"), ("Eerlijk ", "Openheid", "Bo")
    }  # fmt: skip
    # Who says no says something; who leaves a cell empty does not.
    assert given(incoming, yes=False) == {
        ("We belle", "Regie", "An"), ("Eerlijk ", "Regie", "Bo"), ("=1+1 en ", "Regie", "Bo")
    }  # fmt: skip
    assert [(one.what, one.where) for one in incoming.skipped] == [
        ("Code", "rij 5, kolom Openheid"), ("Rij", "rij 7")
    ]  # fmt: skip


def test_rows_of_two_coders_are_one_statement():
    rows = ["tekst;hoek;codeur;code"]
    rows += [f"Niemand belt ons terug;OM;{who};{code}" for who, code in (
        ("An", "regie"), ("Bo", "tempo"), ("An", "regie"), ("Machine: x", "tempo"))]  # fmt: skip
    incoming = coded_table(
        table("\n".join(rows)), Columns(0, lists=(3,), corner=1, coder=2), coder="?", lexicon=WORDS
    )
    first, second = incoming.statements  # An says it of two
    assert incoming.sources[0].text == "\n".join([first.text, second.text])
    assert [(one.statement_id, one.coder) for one in incoming.codings] == [
        (first.id, "An"), (first.id, "Bo"), (second.id, "An"), (first.id, "codeur Machine: x")
    ]  # fmt: skip


def test_lists_are_guessed_and_read():
    found = table(LISTS)
    columns = guess(found, lexicon=WORDS)
    assert columns == Columns(text=0, lists=(2,), kind=1)
    incoming = coded_table(found, columns, coder="An", lexicon=WORDS)
    assert given(incoming) == {
        ("Samen éé", "openheid", "An"), ("Samen éé", "samen, en snel", "An"),
        ("Een vast", "openheid", "An"),
    }  # fmt: skip
    assert [(one.category, one.category_basis) for one in incoming.statements] == [
        (Category.WERKT, "column"), (Category.KNELPUNT, "column"), (Category.KANS, "column"),
        (None, None),
    ]  # fmt: skip
    assert incoming.skipped == ()


def test_commas_part_where_no_semicolon_does():
    found = table(
        'tekst;codes\nWij doen dit al jaren samen;"openheid, regie"\nEn dat gaat goed;a,b'
    )
    incoming = coded_table(found, Columns(text=0, lists=(1,)), coder="An", lexicon=WORDS)
    assert {code for _, code, _ in given(incoming)} == {"openheid", "regie", "a", "b"}


def test_sources_and_twice_the_same_words():
    text = "tekst;document\nhetzelfde gezegd;a.docx\nhetzelfde gezegd;a.docx\nhetzelfde gezegd;b"
    incoming = coded_table(table(text), Columns(text=0, source=1), coder="An", lexicon=WORDS)
    assert [(one.source, one.corner) for one in incoming.statements] == [
        ("a.docx", "a"), ("a.docx", "a"), ("b", "b")
    ]  # fmt: skip
    assert len({one.id for one in incoming.statements}) == 3


def test_the_largest_sheet_is_read_and_the_others_told():
    book = openpyxl.Workbook()
    book.active.title = "Uitleg"
    book.active.append(["Lees dit eerst"])
    sheet = book.create_sheet("Data")
    for row in (["tekst", "A"], ["wij doen dit samen", 1], ["dat duurt te lang", 0]):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    found = read_table("t.xlsx", buffer.getvalue())
    assert guess(found, lexicon=WORDS) == Columns(text=0, marks=(1,))
    assert [(one.what, one.where) for one in found.skipped] == [("Blad", "Uitleg")]


@pytest.mark.parametrize("columns", [Columns(9), Columns(0, marks=(5,)), Columns(0, lists=(-1,))])
def test_a_column_that_is_not_there(columns):
    with pytest.raises(UsageError):
        coded_table(table("tekst;A\nx y z;1"), columns, coder="An", lexicon=WORDS)


def test_marks_alone_have_no_text():
    assert guess(table("A;B\n1;0\n0;x"), lexicon=WORDS) is None
