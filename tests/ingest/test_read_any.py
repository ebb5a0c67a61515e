"""Whatever the bytes: blocks, or one of the project's own errors."""

from __future__ import annotations

import io
import random

import docx
import openpyxl
import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Document, Paragraph
from reportlab.pdfgen import canvas

from analysis.errors import Corrupt, EmptySource, Encrypted, NoText, SourceError, Unsafe
from analysis.ingest.readers import FORMATS, read_blocks
from analysis.types import BlockKind

TEXTS = ["Korte lijnen met de wijk", "één loket", "privacy als smoes"]


def docx_bytes() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for text in TEXTS:
        document.add_paragraph(text, style="List Bullet")
    document.save(out)
    return out.getvalue()


def xlsx_bytes() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for text in TEXTS:
        book.active.append([text])
    book.save(out)
    return out.getvalue()


def pptx_bytes() -> bytes:
    deck, out = pptx.Presentation(), io.BytesIO()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.placeholders[1].text = "\n".join(TEXTS)
    deck.save(out)
    return out.getvalue()


def odt_bytes() -> bytes:
    document, out = Document("text"), io.BytesIO()
    document.body.clear()
    for text in TEXTS:
        document.body.append(Paragraph(text))
    document.save(out)
    return out.getvalue()


def pdf_bytes() -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out)
    for at, text in enumerate(TEXTS):
        page.drawString(72, 700 - 14 * at, text)
    page.save()
    return out.getvalue()


FILES = {
    "txt": "\n".join(TEXTS).encode(),
    "md": "\n".join(f"- {text}" for text in TEXTS).encode(),
    "csv": "\n".join(f"{text};x" for text in TEXTS).encode(),
    "vtt": ("WEBVTT\n\n" + "".join(f"00:01.000 --> 00:02.000\n{t}\n\n" for t in TEXTS)).encode(),
    "srt": "".join(f"1\n00:00:01,000 --> 00:00:02,000\n{t}\n\n" for t in TEXTS).encode(),
    "eml": ("Subject: dag\n\n" + "\n".join(TEXTS)).encode(),
    "docx": docx_bytes(),
    "xlsx": xlsx_bytes(),
    "pptx": pptx_bytes(),
    "odt": odt_bytes(),
    "pdf": pdf_bytes(),
}


def test_every_format_has_an_example() -> None:
    assert set(FILES) == set(FORMATS)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_reads(kind: str) -> None:
    text = "\n".join(block.text for block in read_blocks(f"a.{kind}", FILES[kind]))
    assert all(wanted in text for wanted in TEXTS)


@pytest.mark.parametrize("kind", FORMATS)
@given(data=st.binary(min_size=1, max_size=300))
@settings(max_examples=25, deadline=None)
def test_arbitrary_bytes(kind: str, data: bytes) -> None:
    reads_or_tells(kind, data)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("seed", range(12))
def test_truncated_and_damaged_files(kind: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(FILES[kind])
    if seed % 2:
        reads_or_tells(kind, bytes(data[: chance.randrange(1, len(data))]))
    else:
        for _ in range(1 + seed):
            data[chance.randrange(len(data))] = chance.randrange(256)
        reads_or_tells(kind, bytes(data))


def reads_or_tells(kind: str, data: bytes) -> None:
    name = f"a.{kind}"
    try:
        blocks = read_blocks(name, data)
    except SourceError as error:
        told = error
    else:
        assert any(block.text for block in blocks)
        assert all(block.text.strip() or block.kind is BlockKind.LINE for block in blocks)
        return
    assert told.place == name
    assert told.remedy


@pytest.mark.parametrize("kind", ["txt", "csv", "eml", "vtt", "srt"])
def test_file_of_white_is_empty(kind: str) -> None:
    with pytest.raises(EmptySource):
        read_blocks(f"a.{kind}", b" \n\n\t\n")


def test_scan_has_no_text() -> None:
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.rect(10, 10, 300, 300, fill=1)
    page.save()
    with pytest.raises(NoText, match="scan"):
        read_blocks("a.pdf", out.getvalue())


@pytest.mark.parametrize("password", ["", "geheim"])
def test_locked_pdf(password: str) -> None:
    out = io.BytesIO()
    from reportlab.lib.pdfencrypt import StandardEncryption

    page = canvas.Canvas(out, encrypt=StandardEncryption(password, "eigenaar"))
    page.drawString(72, 700, "besloten")
    page.save()
    if password:
        with pytest.raises(Encrypted, match="wachtwoord"):
            read_blocks("a.pdf", out.getvalue())
    else:
        assert read_blocks("a.pdf", out.getvalue())[0].text == "besloten"


def test_pdf_bomb() -> None:
    import zlib

    bomb = zlib.compress(zlib.compress(bytes(130_000_000), 9), 9)
    stream = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(bomb)
    with pytest.raises(Unsafe, match="groot"):
        read_blocks("a.pdf", b"%PDF-1.4\n1 0 obj" + stream + bomb + b"\nendstream endobj")


def test_a_word_file_without_a_body_is_damaged() -> None:
    broken = FILES["docx"].replace(b"word/document.xml", b"word/documenx.xml")
    with pytest.raises(Corrupt, match="Word"):
        read_blocks("a.docx", broken)
