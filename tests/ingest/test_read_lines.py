"""Text, tables of values, transcripts and mail: physical places, and nothing lost."""

from __future__ import annotations

import csv
import datetime
import io
from email.message import EmailMessage

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from analysis.ingest.readers import read_blocks
from analysis.ingest.readers.xlsx import as_shown
from analysis.types import BlockKind

WORDS = st.text("abcé ïö€’-.!?1", min_size=1, max_size=20).map(lambda t: f"x{t}x")


@given(
    st.lists(st.one_of(WORDS, st.just("")), min_size=1, max_size=12),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@settings(max_examples=60, deadline=None)
def test_each_physical_line_is_a_block(lines: list[str], end: str) -> None:
    blocks = read_blocks("a.txt", (end.join([*lines, "slot"]) + end).encode())
    assert [block.text for block in blocks] == [*lines, "slot"]
    assert [block.place.line_start for block in blocks] == list(range(1, len(lines) + 2))


def test_indentation_stays_and_page_breaks_are_no_lines() -> None:
    blocks = read_blocks("a.txt", b"- a  \n\t- b\n    c\n\x0cd\x0be\n")
    found = [(b.text, b.place.line_start) for b in blocks]
    assert found == [("- a", 1), ("\t- b", 2), ("    c", 3), ("d", 4), ("e", 4)]


@given(
    st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=2, max_size=6),
    st.sampled_from(";,\t|"),
)
@settings(max_examples=60, deadline=None)
def test_every_cell_of_a_csv_comes_back(rows: list[list[str]], separator: str) -> None:
    rows = [(row * 4)[:4] for row in rows]
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    blocks = read_blocks("a.csv", out.getvalue().encode())
    assert [(b.row, b.column, b.text) for b in blocks] == [
        (r, c, text.strip()) for r, row in enumerate(rows) for c, text in enumerate(row)
    ]


def test_csv_places_quotes_and_separator_line() -> None:
    blocks = read_blocks(
        "a.csv", b'sep=;\r\nhoek;tekst\r\nOM;"een\r\ntwee; drie"\r\n\r\nRvdK;x\r\n'
    )
    found = [(b.text, b.row, b.column, b.place.line_start, b.place.line_end) for b in blocks]
    assert found == [
        ("sep=;", None, None, 1, 1),
        ("hoek", 0, 0, 2, 2),
        ("tekst", 0, 1, 2, 2),
        ("OM", 1, 0, 3, 4),
        ("een\ntwee; drie", 1, 1, 3, 4),
        ("RvdK", 3, 0, 6, 6),
        ("x", 3, 1, 6, 6),
    ]


def test_a_loose_quote_does_not_swallow_the_file() -> None:
    blocks = read_blocks("a.csv", b'a;"los\nb;2\nc;3\n')
    assert [b.text for b in blocks] == ["a", '"los', "b", "2", "c", "3"]


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 30), st.integers(1, 8)), WORDS, min_size=1, max_size=12
    )
)
@settings(max_examples=25, deadline=None)
def test_every_cell_of_a_workbook_comes_back(cells: dict[tuple[int, int], str]) -> None:
    book = openpyxl.Workbook()
    for (row, column), text in cells.items():
        book.active.cell(row, column, text)
    found = {(b.row, b.column): b.text for b in read_book(book)}
    assert found == {(row - 1, column - 1): text for (row, column), text in cells.items()}


def read_book(book: openpyxl.Workbook) -> list[object]:
    out = io.BytesIO()
    book.save(out)
    return list(read_blocks("a.xlsx", out.getvalue()))


def test_workbook_details() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Blad1"
    sheet["A1"] = "Titel"
    sheet.merge_cells("A1:C1")
    sheet["B4"] = "regel 1\nregel 2"
    sheet["B4"].font = Font(bold=True, strike=True)
    sheet["B5"].comment = Comment("opmerking", "x")
    sheet["C6"] = CellRichText("blijft ", TextBlock(InlineFont(strike=True), "weg"))
    sheet["XFD1048576"] = "ver weg"
    hidden = book.create_sheet("Verborgen")
    hidden.sheet_state = "hidden"
    hidden["A1"] = 3.0
    found = [
        (str(b.kind), b.text, b.place.cell, b.table, b.bold, b.struck) for b in read_book(book)
    ]
    assert found == [
        ("cell", "Titel", "Blad1!A1", 0, False, False),
        ("cell", "regel 1\nregel 2", "Blad1!B4", 0, True, True),
        ("note", "opmerking", "Blad1!B5", None, False, False),
        ("cell", "blijft", "Blad1!C6", 0, False, False),
        ("cell", "weg", "Blad1!C6", 0, False, True),
        ("cell", "ver weg", "Blad1!XFD1048576", 0, False, False),
        ("cell", "3", "Verborgen!A1", 1, False, False),
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (3.0, "General", "3"),
        (2.5, "General", "2,5"),
        (0.1 + 0.2, "General", "0,3"),
        (0.45, "0%", "45%"),
        (1234567, "General", "1234567"),
        (True, "General", "WAAR"),
        (datetime.datetime(2017, 12, 7), "d-m-yyyy", "7-12-2017"),
        (datetime.datetime(2017, 12, 7, 9, 5), "d-m-yyyy", "7-12-2017 09:05"),
        (datetime.time(9, 30), "h:mm", "09:30"),
    ],
)
def test_values_as_people_see_them(value: object, number_format: str, text: str) -> None:
    assert as_shown(value, number_format) == text


VTT = """WEBVTT - opname

NOTE dit is
een noot

1
00:00:01.000 --> 00:00:03.000
<v Jan de Vries>Wat gaat <i>goed</i>?</v>
vervolg

00:00:04.000 --> 00:00:05.000 align:start
- Ja hoor
- Nee &amp; toch

intro
00:06.000 --> 00:07.000
SPREKER 1: dat loopt
SPREKER 2: klopt
wat ik zie: ruimte
"""


def test_webvtt_turns_with_speaker_and_place() -> None:
    found = [
        (str(b.kind), b.text, b.speaker, b.place.line_start, b.place.line_end)
        for b in read_blocks("a.vtt", VTT.encode())
    ]
    assert found == [
        ("note", "opname", None, 1, 1),
        ("note", "dit is een noot", None, 3, 4),
        ("turn", "Wat gaat goed? vervolg", "Jan de Vries", 8, 9),
        ("turn", "Ja hoor", None, 12, 12),
        ("turn", "Nee & toch", None, 13, 13),
        ("furniture", "intro", None, 15, 15),
        ("turn", "dat loopt", "SPREKER 1", 17, 17),
        ("turn", "klopt wat ik zie: ruimte", "SPREKER 2", 18, 19),
    ]


def test_srt_without_blank_lines() -> None:
    data = (
        b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHallo\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nDag"
    )
    assert [(b.text, b.place.line_start) for b in read_blocks("a.srt", data)] == [
        ("Hallo", 3),
        ("Dag", 6),
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("Marieke: hallo", "Marieke", "hallo"),
        ("Jan de Vries (OM): hallo", "Jan de Vries (OM)", "hallo"),
        ("[Gespreksleider]: hallo", "Gespreksleider", "hallo"),
        ("SPREKER 1: hallo", "SPREKER 1", "hallo"),
        ("Het is 10:30 uur", None, "Het is 10:30 uur"),
        (
            "Wat ik daar nu aan wil toevoegen is: tijd",
            None,
            "Wat ik daar nu aan wil toevoegen is: tijd",
        ),
        ("de kans: meer tijd", None, "de kans: meer tijd"),
    ],
)
def test_speakers(text: str, speaker: str | None, said: str) -> None:
    cue = f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n\n2\n00:00:02,000 --> 00:00:03,000\n{text}\n"
    found = [(b.speaker, b.text) for b in read_blocks("a.srt", cue.encode())]
    assert found == [(speaker, said)] * 2


def test_a_word_with_a_colon_now_and_then_is_no_speaker() -> None:
    lines = ["dat loopt goed", "ja, de lijnen", "Kortom: tijd", "en ruimte", "zo is het"]
    cue = "00:01.000 --> 00:02.000\n{}\n\n"
    data = "WEBVTT\n\n" + "".join(cue.format(line) for line in lines)
    blocks = read_blocks("a.vtt", data.encode())
    assert [(b.speaker, b.text) for b in blocks] == [(None, line) for line in lines]


def test_mail_places_headers_and_attachments() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Jan <jan@voorbeeld.nl>", "Opbrengst café"
    mail.set_content("Wat gaat goed?\n- één\n", cte="8bit")
    mail.add_attachment(b"x", maintype="application", subtype="x", filename="verslag.docx")
    data = mail.as_bytes()
    blocks = read_blocks("a.eml", data)
    found = [(str(b.kind), b.text) for b in blocks if b.kind is not BlockKind.FURNITURE]
    assert found == [
        ("header", "Van: Jan <jan@voorbeeld.nl>"),
        ("header", "Onderwerp: Opbrengst café"),
        ("line", "Wat gaat goed?"),
        ("line", "- één"),
        ("note", "bijlage niet gelezen: verslag.docx"),
    ]
    lines = data.decode().split("\n")
    place = next(b.place.line_start for b in blocks if b.text == "- één")
    assert lines[place - 1] == "- één"


@pytest.mark.parametrize("cte", ["base64", "quoted-printable"])
def test_encoded_and_html_mail(cte: str) -> None:
    mail = EmailMessage()
    mail.set_content("<style>x</style><p>Goed:</p><ul><li>één<li>b &amp; c</ul>", "html", cte=cte)
    texts = [b.text for b in read_blocks("a.eml", mail.as_bytes()) if b.kind is BlockKind.LINE]
    assert [text for text in texts if text] == ["Goed:", "- één", "- b & c"]
