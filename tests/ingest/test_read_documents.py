"""Word, OpenDocument and PowerPoint: structure, lists, tables, and nothing lost."""

from __future__ import annotations

import io
from typing import Any

import docx
import odfdo
import pptx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.util import Inches

from analysis.ingest.readers import read_blocks
from analysis.ingest.readers.docx_styles import in_form
from analysis.ingest.readers.reading_order import Box, in_reading_order
from analysis.types import Block

LETTERS = st.characters(codec="utf-8", categories=["Lu", "Ll", "Nd", "Po", "Sm"])
TEXTS = st.lists(
    st.text(LETTERS, min_size=1, max_size=30).filter(lambda text: text.isalnum()),
    min_size=1,
    max_size=8,
)


def read(kind: str, document: Any) -> tuple[Block, ...]:
    out = io.BytesIO()
    document.save(out)
    return read_blocks(f"a.{kind}", out.getvalue())


def brief(blocks: tuple[Block, ...]) -> list[tuple[Any, ...]]:
    return [(str(b.kind), b.text, b.level, b.mark) for b in blocks]


def empty_odt() -> odfdo.Document:
    document = odfdo.Document("text")
    document.body.clear()
    return document


def one_slide(layout: int = 1) -> tuple[Any, Any]:
    deck = pptx.Presentation()
    return deck, deck.slides.add_slide(deck.slide_layouts[layout])


@given(texts=TEXTS)
@settings(max_examples=20, deadline=None)
@pytest.mark.parametrize("kind", ["docx", "odt", "pptx"])
def test_every_paragraph_comes_back(kind: str, texts: list[str]) -> None:
    import unicodedata

    if kind == "docx":
        document = docx.Document()
        for at, text in enumerate(texts):
            document.add_paragraph(text, style="List Bullet" if at % 2 else None)
        document.add_table(1, len(texts))
        for at, text in enumerate(texts):
            document.tables[0].cell(0, at).text = text
        wanted = texts * 2
    elif kind == "odt":
        document = empty_odt()
        document.body.append(odfdo.List(texts))
        for text in texts:
            document.body.append(odfdo.Paragraph(text))
        wanted = texts * 2
    else:
        document, slide = one_slide()
        slide.placeholders[1].text = "\n".join(texts)
        slide.notes_slide.notes_text_frame.text = "\n".join(texts)
        wanted = texts * 2
    found = [block.text for block in read(kind, document)]
    assert found == [unicodedata.normalize("NFC", text) for text in wanted]


def test_word_structure() -> None:
    document = docx.Document()
    document.add_heading("Themadag", 0)
    document.add_heading("Koffiehoek OM", 1)
    document.add_paragraph("punt", style="List Bullet")
    document.add_paragraph("onderpunt", style="List Bullet 2")
    document.add_paragraph("eerst", style="List Number")
    document.add_paragraph("dan", style="List Number")
    document.add_paragraph("regel 1\nregel 2")
    assert brief(read("docx", document)) == [
        ("title", "Themadag", 0, None),
        ("heading", "Koffiehoek OM", 1, None),
        ("bullet", "punt", 0, "•"),
        ("bullet", "onderpunt", 1, "•"),
        ("bullet", "eerst", 0, "1."),
        ("bullet", "dan", 0, "2."),
        ("paragraph", "regel 1", 0, None),
        ("paragraph", "regel 2", 0, None),
    ]


def test_dutch_style_names_and_style_chain() -> None:
    document = docx.Document()
    own = document.styles.add_style("Kop 2", 1)
    child = document.styles.add_style("Eigen kop", 1)
    child.base_style = own
    bullet = document.styles.add_style("Eigen punt", 1)
    bullet.base_style = document.styles["List Bullet"]
    document.add_paragraph("hoek", style="Eigen kop")
    document.add_paragraph("punt", style="Eigen punt")
    outlined = document.add_paragraph("op niveau")
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "2")
    outlined._p.get_or_add_pPr().append(level)
    assert brief(read("docx", document)) == [
        ("heading", "hoek", 2, None),
        ("bullet", "punt", 0, "•"),
        ("heading", "op niveau", 3, None),
    ]


def test_struck_bold_and_tracked_changes() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("blijft ")
    paragraph.add_run("weg").font.strike = True
    paragraph.add_run(" ook")
    document.add_paragraph().add_run("vet").bold = True
    changed = document.add_paragraph("was ")
    changed._p.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>oud</w:delText></w:r></w:del>")
    )
    changed._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>nieuw</w:t></w:r></w:ins>"))
    found = [(b.text, b.struck, b.bold, b.place.line_start) for b in read("docx", document)]
    assert found == [
        ("blijft ook", False, False, 1),
        ("weg", True, False, 1),
        ("vet", False, True, 2),
        ("was nieuw", False, False, 3),
    ]


def test_word_tables_merged_and_nested() -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "samen"
    table.cell(0, 2).text = "c"
    table.cell(1, 1).text = "tekst"
    table.cell(1, 1).add_paragraph("punt", style="List Bullet")
    table.cell(1, 2).add_table(1, 1).cell(0, 0).text = "binnen"
    found = [(b.text, b.table, b.row, b.column, b.mark) for b in read("docx", document)]
    assert found == [
        ("samen", 0, 0, 0, None),
        ("c", 0, 0, 2, None),
        ("tekst", 0, 1, 1, None),
        ("punt", 0, 1, 1, "•"),
        ("binnen", 1, 0, 0, None),
    ]
    assert read("docx", document)[1].place.cell == "tabel 1, rij 1, kolom 3"


def test_word_text_boxes_content_controls_headers_and_comments() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "kop"
    section.footer.paragraphs[0].text = "voet"
    run = document.add_paragraph("alinea").runs[0]
    document.add_comment(run, text="opmerking")
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>vak</w:t></w:r></w:p></w:txbxContent>"
    document.paragraphs[0]._p.append(
        parse_xml(box.replace("<w:r>", f"<w:r {nsdecls('w')}>", 1) + "</w:pict></w:r>")
    )
    control = "<w:sdtContent><w:p><w:r><w:t>in besturing</w:t></w:r></w:p></w:sdtContent>"
    document.element.body.insert(1, parse_xml(f"<w:sdt {nsdecls('w')}>{control}</w:sdt>"))
    assert [(str(b.kind), b.text) for b in read("docx", document)] == [
        ("paragraph", "alinea"),
        ("paragraph", "vak"),
        ("paragraph", "in besturing"),
        ("furniture", "kop"),
        ("furniture", "voet"),
        ("note", "opmerking"),
    ]


def test_opendocument_structure() -> None:
    document = empty_odt()
    body = document.body
    body.append(odfdo.Paragraph("Themadag", style="Title"))
    body.append(odfdo.Header(2, "Hoek"))
    items = odfdo.List(["een", "twee"])
    items.append(odfdo.ListItem("drie"))
    body.append(items)
    table = odfdo.Table("T", width=2, height=2)
    table.set_value("B2", "cel")
    body.append(table)
    paragraph = odfdo.Paragraph("alinea\nverder")
    body.append(paragraph)
    paragraph.insert_note(after="alinea", note_id="n1", citation="1", body="voetnoot")
    assert brief(read("odt", document)) == [
        ("title", "Themadag", 0, None),
        ("heading", "Hoek", 2, None),
        ("bullet", "een", 0, "•"),
        ("bullet", "twee", 0, "•"),
        ("bullet", "drie", 0, "•"),
        ("cell", "cel", 0, None),
        ("paragraph", "alinea", 0, None),
        ("paragraph", "verder", 0, None),
        ("note", "voetnoot", 0, None),
    ]


def test_opendocument_deleted_text_is_no_text() -> None:
    document = empty_odt()
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        "<text:p>weg</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    document.body.append(odfdo.Element.from_tag(deleted))
    document.body.append(odfdo.Paragraph("staat er"))
    assert [b.text for b in read("odt", document)] == ["staat er"]


def test_slides() -> None:
    deck, first = one_slide(0)
    first.shapes.title.text = "Themadag"
    slide = deck.slides.add_slide(deck.slide_layouts[3])
    slide.shapes.title.text = "Koffiehoek OM"
    slide.placeholders[1].text = "links 1\nlinks 2"
    slide.placeholders[2].text = "rechts"
    slide.placeholders[2].text_frame.paragraphs[0].level = 1
    frame = slide.shapes.add_table(1, 2, 0, Inches(6.8), Inches(4), Inches(0.3))
    frame.table.cell(0, 1).text = "cel"
    slide.notes_slide.notes_text_frame.text = "notitie"
    group = slide.shapes.add_group_shape()
    box = group.shapes.add_textbox(0, Inches(7.2), Inches(2), Inches(0.2))
    box.text_frame.text = "los\vdaaronder"
    found = read("pptx", deck)
    assert brief(found) == [
        ("title", "Themadag", 0, None),
        ("heading", "Koffiehoek OM", 1, None),
        ("bullet", "links 1", 0, "•"),
        ("bullet", "links 2", 0, "•"),
        ("bullet", "rechts", 1, "•"),
        ("cell", "cel", 0, None),
        ("paragraph", "los", 0, None),
        ("paragraph", "daaronder", 0, None),
        ("note", "notitie", 0, None),
    ]
    assert {(b.group, b.place.page) for b in found} == {("dia 1", 1), ("dia 2", 2)}


@pytest.mark.parametrize(
    ("boxes", "order"),
    [
        ({"a": (0, 0, 4, 9), "b": (5, 0, 9, 9)}, "ab"),
        ({"k": (0, 0, 9, 1), "a": (0, 2, 4, 9), "b": (5, 2, 9, 9), "v": (0, 10, 9, 11)}, "kabv"),
        ({"A": (0, 0, 4, 1), "B": (5, 0, 9, 1), "a": (0, 2, 4, 9), "b": (5, 2, 9, 9)}, "AaBb"),
        ({"a": (0, 0, 4, 5), "b": (5, 0, 9, 5), "n": (0, 6, 3, 7)}, "abn"),
        ({"o": (0, 5, 9, 6), "b": (0, 0, 9, 1)}, "bo"),
        ({"a": (0, 0, 5, 5), "b": (2, 2, 7, 7)}, "ab"),
    ],
)
def test_reading_order(boxes: dict[str, tuple[int, int, int, int]], order: str) -> None:
    assert "".join(in_reading_order(Box(*box, name) for name, box in boxes.items())) == order


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (3, "decimal", "3"),
        (3, "lowerLetter", "c"),
        (27, "upperLetter", "AA"),
        (9, "lowerRoman", "ix"),
    ],
)
def test_list_numbers(number: int, form: str, text: str) -> None:
    assert in_form(number, form) == text
