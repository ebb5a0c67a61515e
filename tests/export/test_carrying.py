"""Traces inside documents, and ids read back from what people and programs made of them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches
from report_days import ODD_DAYS, W, day_of, many, report_of

from analysis.errors import (
    Corrupt,
    EmptySource,
    Encrypted,
    TooLarge,
    Unsafe,
    WrongType,
)
from analysis.export import carrying
from analysis.export.carrying import NAMESPACE, carried, carry
from analysis.report import Traces
from analysis.report.trace import Spec, Trace, trace_id

MAKERS = ("docx", "pptx", "xlsx")


def identity(number: int) -> str:
    return trace_id("dag", "number", Spec("count", name=str(number)))


IDS = tuple(identity(number) for number in range(12))


@pytest.fixture(scope="module")
def traces() -> Traces:
    return report_of(day_of(many("Politie", W, ("openheid",), 3))).traces


def word(ids=IDS) -> bytes:
    """Ids as the runs of text, split by an editor, in a table, a header and a bookmark."""
    document = Document()
    first, second, third, fourth, fifth, *rest = ids
    paragraph = document.add_paragraph(f"Tabel 1. Aantal uitspraken. {first}")
    paragraph = document.add_paragraph("Bron: Politie, ")
    for piece in (second[:3], second[3:5], second[5:]):
        paragraph.add_run(piece).bold = piece == second[:3]
    document.add_table(1, 1).cell(0, 0).text = f"({third})"
    paragraph = document.add_paragraph()
    for tag, more in (("bookmarkStart", {"w:name": f"herkomst_{fourth}"}), ("bookmarkEnd", {})):
        named = {qn(key): value for key, value in {"w:id": "7", **more}.items()}
        paragraph._p.append(paragraph._p.makeelement(qn(f"w:{tag}"), named))
        paragraph.add_run("figuur")
    document.add_paragraph(" ".join([fifth, *rest]))
    document.add_paragraph(f"nog een keer {first}")
    return saved(document)


def slides(ids=IDS) -> bytes:
    deck = Presentation()
    for number, one in enumerate(ids):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        if number % 2:
            slide.shapes.title.text = f"Citaat {one}"
        else:
            shape = slide.shapes.add_shape(MSO_SHAPE.OVAL, 0, 0, Inches(1), Inches(1))
            if number % 4:
                shape.name = f"herkomst_{one}"
            else:
                shape._element.nvSpPr.cNvPr.set("descr", f"Figuur. {one}. Van alles.")
    return saved(deck)


def sheet(ids=IDS) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet()
        for row, one in enumerate(ids):
            page.write_string(row, 0, one)
        bold = book.add_format({"bold": True})
        page.write_rich_string(20, 0, bold, ids[0][:3], ids[0][3:])
    return buffer.getvalue()


def inline_sheet(ids=IDS) -> bytes:
    """With the texts in the cells themselves, as other programs write."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for row, one in enumerate(ids):
            page.write_string(row, 0, one)
    return buffer.getvalue()


MAKE = {"docx": word, "pptx": slides, "xlsx": sheet}


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in files.items():
            new.writestr(name, content)
    return buffer.getvalue()


def same(found: Traces | None, expected: Traces) -> bool:
    return found is not None and found.to_json() == expected.to_json()


# Writing


@pytest.mark.parametrize("kind", MAKERS)
def test_what_is_carried_comes_back_and_nothing_else_changes(kind, traces):
    before = MAKE[kind]()
    package = carry(before, traces)
    found = carried(f"verslag.{kind}", package)
    assert same(found.traces, traces)
    assert found.ids == IDS
    old, new = parts(before), parts(package)
    changed = {name for name in old if old[name] != new[name]}
    assert len(changed) == 2
    assert "[Content_Types].xml" in changed
    assert all(name == "[Content_Types].xml" or name.endswith(".rels") for name in changed)
    added = sorted(set(new) - set(old))
    number = 2 if kind == "docx" else 1  # the template of python-docx has one of its own
    assert added == [
        f"customXml/_rels/item{number}.xml.rels", f"customXml/item{number}.xml",
        f"customXml/itemProps{number}.xml",
    ]  # fmt: skip
    for content in new.values():
        if content.lstrip().startswith(b"<"):
            etree.fromstring(content)
    assert f'"{NAMESPACE}"'.encode() in new[f"customXml/item{number}.xml"]


@pytest.mark.parametrize("kind", MAKERS)
def test_the_libraries_open_it_and_keep_it(kind, traces):
    package = carry(MAKE[kind](), traces)
    if kind == "docx":
        document = Document(io.BytesIO(package))
        document.add_paragraph("erbij getypt")
        assert same(carried("a.docx", saved(document)).traces, traces)
    elif kind == "pptx":
        deck = Presentation(io.BytesIO(package))
        deck.slides.add_slide(deck.slide_layouts[0])
        assert same(carried("a.pptx", saved(deck)).traces, traces)
    else:
        book = load_workbook(io.BytesIO(package))
        assert carried("a.xlsx", saved(book)).ids == IDS  # this library drops what it does not know


def test_a_part_of_somebody_else_stays(traces):
    files = parts(word())
    files["customXml/item1.xml"] = b"<bibliography>van een ander</bibliography>"
    package = carry(packed(files), traces)
    assert parts(package)["customXml/item1.xml"] == files["customXml/item1.xml"]
    assert same(carried("a.docx", package).traces, traces)


@pytest.mark.parametrize("name", ODD_DAYS)
def test_any_day_is_carried(name):
    traces = report_of(ODD_DAYS[name]()).traces
    found = carried("a.docx", carry(word(), traces))
    assert same(found.traces, traces)


def test_what_is_no_document_is_refused(traces):
    with pytest.raises(ValueError, match="no document"):
        carry(packed({"a.txt": b"x"}), traces)


def test_the_same_document_gives_the_same_bytes(traces):
    before = word()
    assert carry(before, traces) == carry(before, traces)


@given(
    names=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4, unique=True),
    values=st.lists(
        st.one_of(st.none(), st.integers(0, 10**6), st.floats(0, 1), st.just("vingerafdruk")),
        min_size=1, max_size=4,
    ),
)  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_whatever_stands_in_the_traces_comes_back(names, values):
    made = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
    specs = [Spec("count", corner=name) for name in names]
    items = tuple(
        Trace(trace_id("dag", "number", spec), "number", spec, value, (f"s{number}",), made)
        for number, (spec, value) in enumerate(zip(specs, values, strict=False))
    )
    traces = Traces("dag", made, items)
    assert same(carried("a.xlsx", carry(sheet(), traces)).traces, traces)


# Reading


@pytest.mark.parametrize(
    ("name", "make"),
    [("a.docx", word), ("a.pptx", slides), ("a.xlsx", sheet), ("a.xlsx", inline_sheet)],
)
def test_ids_are_read_without_traces(name, make):
    found = carried(name.upper(), make())
    assert (found.ids, found.traces) == (IDS, None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"({IDS[0]}).", (IDS[0],)),
        (f"{IDS[1]}\t{IDS[0]}\u00a0{IDS[1]}", (IDS[1], IDS[0])),
        (IDS[0].lower(), ()),
        (f"X{IDS[0]}", ()),
        (f"{IDS[0]}9", ()),
        (IDS[0][:-1] + ("0" if IDS[0][-1] != "0" else "1"), ()),  # the check character is wrong
        ("KNELPUNTEN WERKBAAR 1234567 A123456", ()),
        (f"é{IDS[0]}", (IDS[0],)),
    ],
)
def test_what_counts_as_an_id(text, found):
    document = Document()
    document.add_paragraph(text)
    assert carried("a.docx", saved(document)).ids == found


def test_slides_are_read_in_their_order():
    assert carried("a.pptx", slides(IDS)).ids == IDS  # the tenth slide comes after the second


def test_struck_text_is_not_read():
    files = parts(word())
    body = files["word/document.xml"].decode()
    struck = f"<w:p><w:del><w:r><w:delText>{identity(99)}</w:delText></w:r></w:del></w:p>"
    files["word/document.xml"] = body.replace("<w:sectPr", f"{struck}<w:sectPr", 1).encode()
    assert identity(99) not in carried("a.docx", packed(files)).ids


@pytest.fixture(scope="module")
def resaved(tmp_path_factory, traces) -> dict[str, bytes]:
    """The documents as LibreOffice opens and saves them, and as PDF."""
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("LibreOffice ontbreekt: installeer het.", pytrace=False)
    folder = tmp_path_factory.mktemp("kantoor")
    for kind in MAKERS:
        (folder / f"a.{kind}").write_bytes(carry(MAKE[kind](), traces))
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    for kind, source in [*((kind, kind) for kind in MAKERS), ("pdf", "docx")]:
        subprocess.run(
            [program, profile, "--headless", "--convert-to", kind, "--outdir",
             str(folder / "uit"), str(folder / f"a.{source}")],
            capture_output=True, check=True, timeout=300,
        )  # fmt: skip
    return {path.name: path.read_bytes() for path in Path(folder / "uit").iterdir()}


@pytest.mark.parametrize("kind", MAKERS)
def test_libreoffice_keeps_ids_and_traces(kind, resaved, traces):
    found = carried(f"a.{kind}", resaved[f"a.{kind}"])
    # LibreOffice 7.4 drops the alternative text of shapes on slides.
    assert set(found.ids) == set(IDS) - set(IDS[::4] if kind == "pptx" else ())
    assert same(found.traces, traces)


def test_ids_are_read_from_a_pdf(resaved):
    found = carried("a.pdf", resaved["a.pdf"])
    assert set(found.ids) == set(IDS) - {IDS[3]}  # a bookmark is not printed
    assert found.traces is None


# Hostile documents


def with_part(content: bytes) -> bytes:
    return packed(parts(word()) | {"customXml/item1.xml": content})


def item(text: str) -> bytes:
    return f'<herkomst xmlns="{NAMESPACE}">{text}</herkomst>'.encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"geen xml",
        item(""),
        item("{}"),
        item('{"format":1}'),
        item("[" * 100_000),
        item("&#x7B;" * 3),
        b"<herkomst>{}</herkomst>",
        b'<herkomst xmlns="urn:iets:anders">{}</herkomst>',
        b"\xff\xfe\x00",
    ],
)
def test_traces_that_make_no_sense_are_none(content):
    found = carried("a.docx", with_part(content))
    assert (found.ids, found.traces) == (IDS, None)


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, id="K000000"),
        lambda one: replace(one, id="<script>"),
        lambda one: replace(one, value=10**40),
        lambda one: replace(one, value=-(10**40)),
    ],
)
def test_traces_with_odd_values_are_none(change, traces):
    odd = replace(traces, items=(change(traces.items[0]), *traces.items[1:]))
    assert carried("a.docx", carry(word(), odd)).traces is None


def test_endless_numbers_are_none(traces):
    text = traces.to_json().replace('"value":3', '"value":1e999', 1)
    assert '"value":1e999' in text
    assert carried("a.docx", with_part(item(text))).traces is None


def test_the_first_traces_that_can_be_read_count(traces):
    files = parts(carry(word(), traces))
    files["customXml/item3.xml"] = item(traces.to_json().replace("dag", "nog een dag"))
    files["customXml/item1.xml"] = item("kapot")
    assert same(carried("a.docx", packed(files)).traces, traces)


def test_traces_too_large_to_read_are_none(monkeypatch, traces):
    monkeypatch.setattr(carrying, "_MOST_CARRIED", 100)
    assert carried("a.docx", carry(word(), traces)).traces is None


def test_too_much_text_is_told(monkeypatch):
    monkeypatch.setattr(carrying, "_MOST_TEXT", 1000)
    with pytest.raises(TooLarge, match="te veel tekst"):
        carried("a.docx", word())


def hostile(files: dict[str, bytes]) -> bytes:
    return packed(parts(word()) | files)


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.docx", b"", EmptySource),
        ("a.docx", b"zomaar tekst", WrongType),
        ("a.xlsx", word(), WrongType),
        ("a.png", b"\x89PNG\r\n", WrongType),
        ("a.txt", IDS[0].encode(), WrongType),
        ("a.docm", word(), WrongType),
        ("zonder", word(), WrongType),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), WrongType),
        ("a.docx", word()[:3000], Corrupt),
        ("a.docx", hostile({"word/document.xml": b"<w:p>geen einde"}), Corrupt),
        ("a.docx", hostile({"word/document.xml": DOCTYPE}), Unsafe),
        ("a.docx", hostile({"customXml/item1.xml": DOCTYPE}), Unsafe),
        ("a.docx", hostile({"word/footnotes.xml": b" " * 2000 + DOCTYPE}), Unsafe),
        ("a.docx", hostile({"word/document.xml": b"<a>" + bytes(90_000_000)}), Unsafe),
        ("a.pdf", b"%PDF-1.7 en dan niets", Corrupt),
    ],
)
def test_a_hostile_or_wrong_file_is_told(name, data, error):
    with pytest.raises(error) as caught:
        carried(name, data)
    assert caught.value.place == name
    assert caught.value.remedy


def test_a_locked_document_is_told():
    directory = bytearray(512)
    stream = "EncryptedPackage".encode("utf-16-le")
    directory[: len(stream)] = stream
    directory[64:66] = (len(stream) + 2).to_bytes(2, "little")
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[30:32] = (9).to_bytes(2, "little")
    with pytest.raises(Encrypted):
        carried("a.docx", bytes(head) + bytes(directory))


def test_a_large_file_is_told():
    with pytest.raises(TooLarge):
        carried("a.docx", word(), limit_bytes=100)


def test_deep_nesting_ends(traces):
    deep = b"<a>" * 100_000 + b"</a>" * 100_000  # under the guard's own limits
    files = parts(carry(word(), traces)) | {"word/comments.xml": deep}
    assert carried("a.docx", packed(files)).ids == IDS
