"""Whatever stands in a file ends in a statement, a heading or what was left out."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import docx
import odfdo
import openpyxl
import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen import canvas

from analysis.errors import KoffiehoekError
from analysis.ingest.readers import read_blocks
from analysis.ingest.reading import read_source
from analysis.types import Reading

WORDS = [
    "wat", "gaat", "er", "goed", "niet", "kansen", "knelpunten", "tops", "tips", "hoek",
    "koffiehoek", "tafel", "politie", "OM", "RvdK", "school", "wij", "ze", "de", "het", "en",
    "van", "met", "naar", "jongeren", "gezin", "overleg", "kort", "lang", "loopt", "werkt",
    "beter", "idee", "foto", "pagina", "vervolg", "flap", "getypt", "datum", "aanwezig",
    "notulist", "overig", "einde", "bedankt", "idem", "dito", "wens", "Capital", "Morgen",
    "Samen", "zaterdag", "zorg", "team", "belt", "komt", "terug", "nooit", "altijd", "1", "12",
    "+", "-", "!", "duim", "groen",
]  # fmt: skip
LINE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).flatmap(
    lambda words: st.sampled_from(["", ".", ":", "?", ",", "!", " ->", ")"]).map(
        lambda end: " ".join(words) + end
    )
)
CELLS = st.lists(
    st.lists(
        st.one_of(LINE, st.just(""), st.sampled_from(["idem", '"', "+"])), min_size=3, max_size=3
    ),
    min_size=1,
    max_size=5,
)


@dataclass(frozen=True)
class Part:
    """One piece of a document."""

    sort: str  # heading, bullet, nested, plain, gap, struck, table
    text: str = ""
    cells: tuple[tuple[str, ...], ...] = ()


SORTS = ["heading", "bullet", "bullet", "nested", "plain", "plain", "gap", "struck"]
PART = st.one_of(
    st.builds(Part, st.sampled_from(SORTS), LINE),
    CELLS.map(lambda rows: Part("table", cells=tuple(map(tuple, rows)))),
)
DOCUMENT = st.lists(PART, min_size=1, max_size=12)


def as_text(parts: list[Part], *, markdown: bool = False) -> str:
    forms = {
        "heading": "## {}" if markdown else "\n{}",
        "bullet": "- {}",
        "nested": "    - {}",
        "plain": "{}",
        "gap": "",
        "struck": "~~{}~~",
    }
    lines: list[str] = []
    for part in parts:
        if part.sort == "table":
            rows = [" | ".join(row) for row in part.cells]
            lines += [f"| {row} |" for row in rows] if markdown else rows
            lines.append("")
        else:
            lines.append(forms[part.sort].format(part.text))
    return "\n".join(lines)


def txt(parts: list[Part]) -> bytes:
    return as_text(parts).encode()


def md(parts: list[Part]) -> bytes:
    return as_text(parts, markdown=True).encode()


def eml(parts: list[Part]) -> bytes:
    head = "From: a@b.nl\nSubject: hoek 3\nContent-Type: text/plain; charset=utf-8\n\n"
    return (head + as_text(parts)).encode()


def word(parts: list[Part]) -> bytes:
    document = docx.Document()
    styles = {"heading": "Heading 1", "bullet": "List Bullet", "nested": "List Bullet 2"}
    for part in parts:
        if part.sort == "table":
            table = document.add_table(len(part.cells), 3)
            for row, cells in enumerate(part.cells):
                for column, text in enumerate(cells):
                    table.cell(row, column).text = text
            continue
        paragraph = document.add_paragraph(style=styles.get(part.sort))
        run = paragraph.add_run(part.text)
        run.font.strike = part.sort == "struck"
    return saved(document.save)


def odt(parts: list[Part]) -> bytes:
    document = odfdo.Document("text")
    document.body.clear()
    for part in parts:
        if part.sort == "table":
            table = odfdo.Table("tabel", width=3, height=len(part.cells))
            for row, cells in enumerate(part.cells):
                for column, text in enumerate(cells):
                    table.set_value((column, row), text)
            document.body.append(table)
        elif part.sort == "heading":
            document.body.append(odfdo.Header(1, part.text))
        elif part.sort in ("bullet", "nested"):
            document.body.append(odfdo.List([part.text]))
        else:
            document.body.append(odfdo.Paragraph(part.text))
    return saved(document.save)


def slides(parts: list[Part]) -> bytes:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    frame = slide.placeholders[1].text_frame
    for part in parts:
        if part.sort == "heading":
            slide = deck.slides.add_slide(deck.slide_layouts[1])
            slide.shapes.title.text = part.text
            frame = slide.placeholders[1].text_frame
        else:
            paragraph = frame.add_paragraph()
            paragraph.text = part.text or " ".join(" ".join(row) for row in part.cells)
            paragraph.level = int(part.sort == "nested")
    return saved(deck.save)


def rows_of(parts: list[Part]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for part in parts:
        rows += list(part.cells) or [("", part.text, "") if part.sort == "bullet" else (part.text,)]
    return rows


def sheet(parts: list[Part]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows_of(parts):
        book.active.append(["'" + cell if cell[:1] in "=" and cell else cell for cell in row])
    return saved(book.save)


def semicolons(parts: list[Part]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows_of(parts))
    return out.getvalue().encode()


def cues(parts: list[Part], arrow: str, head: str) -> bytes:
    out = [head]
    for at, part in enumerate(parts):
        text = part.text or " ".join(" ".join(row) for row in part.cells)
        speaker = ("Host", "Anna", "Bart")[at % 3]
        named = f"<v {speaker}>{text}" if head else f"{speaker}: {text}"
        out.append(f"{at + 1}\n00:00:{at:02}{arrow}000 --> 00:00:{at + 1:02}{arrow}000\n{named}\n")
    return "\n".join(out).encode()


def vtt(parts: list[Part]) -> bytes:
    return cues(parts, ".", "WEBVTT\n")


def srt(parts: list[Part]) -> bytes:
    return cues(parts, ",", "")


def pdf(parts: list[Part]) -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out)
    for at, line in enumerate(as_text(parts).splitlines()[:45]):
        page.drawString(60, 800 - 16 * at, line)
    page.save()
    return out.getvalue()


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


WRITERS = {
    "txt": txt, "md": md, "eml": eml, "docx": word, "odt": odt, "pptx": slides,
    "xlsx": sheet, "csv": semicolons, "vtt": vtt, "srt": srt,
}  # fmt: skip


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text)


def told(reading: Reading) -> Counter[str]:
    kept = [statement.text for statement in reading.statements]
    kept += [left.text for left in (*reading.left_out, *reading.headings)]
    return Counter(word for text in kept for word in words(text))


def reads_or_tells(name: str, data: bytes) -> None:
    """Any other error than the project's own passes through and fails the test."""
    remedy = "lees verder"
    try:
        read_source(name, data)
    except KoffiehoekError as error:
        remedy = error.remedy
    assert remedy


def check(name: str, data: bytes) -> None:
    try:
        blocks = read_blocks(name, data)
        reading = read_source(name, data)
    except KoffiehoekError:
        return
    found = Counter(word for block in blocks for word in words(block.text))
    assert not found - told(reading), data[:2000].decode(errors="replace")


@pytest.mark.parametrize("kind", WRITERS)
@given(parts=DOCUMENT)
@settings(max_examples=20, deadline=None)
def test_every_word_is_told(kind: str, parts: list[Part]) -> None:
    check(f"koffiehoek 3.{kind}", WRITERS[kind](parts))


@given(parts=DOCUMENT)
@settings(max_examples=8, deadline=None)
def test_every_word_of_a_pdf_is_told(parts: list[Part]) -> None:
    check("uitwerking.pdf", pdf(parts))


@pytest.mark.parametrize("kind", ["txt", "md", "csv", "vtt", "srt", "eml"])
@given(text=st.text(max_size=400))
@settings(max_examples=20, deadline=None)
def test_any_text_reads_or_tells_why_not(kind: str, text: str) -> None:
    reads_or_tells(f"a.{kind}", text.encode("utf-8", errors="replace"))


@given(text=st.text("-+*#|~_=:.,()[]!?\"'/1aA \t\n•→", max_size=300))
@settings(max_examples=120, deadline=None)
def test_marks_alone_never_break_a_reading(text: str) -> None:
    for name in ("a.txt", "a.md"):
        reads_or_tells(name, text.encode())


def test_running_text_is_told_too() -> None:
    sentence = "De wijkagent belt de school. Daarna komt er een overleg waar niemand van weet, en "
    report = (
        "Titel van het verslag\n\n" + "\n".join([sentence * 2] * 12) + "\n\nEen kop\n\n- punt een\n"
    )
    check("verslag.txt", report.encode())
