"""The guard: each trouble its own error, with a Dutch remedy and the file's name."""

from __future__ import annotations

import io
import zipfile

import pytest
from growth import longer

from analysis.errors import (
    Corrupt,
    EmptySource,
    Encrypted,
    SourceError,
    TooLarge,
    Unsafe,
    WrongType,
)
from analysis.ingest import guard

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def ole(*streams: str) -> bytes:
    header = bytearray(512)
    header[:8] = OLE
    header[30:32] = (9).to_bytes(2, "little")
    entries = b""
    for name in ("Root Entry", *streams):
        raw = (name + "\0").encode("utf-16-le")
        entries += raw.ljust(64, b"\0") + len(raw).to_bytes(2, "little") + bytes(62)
    return bytes(header) + entries.ljust(1024, b"\0")


WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
BOMB = {**WORD, "word/media.xml": b"<a>" + b" " * 20_000_000}
DOCTYPE = b'<?xml version="1.0"?><!-- a --><!DOCTYPE x [<!ENTITY e SYSTEM "file:///x">]><w>&e;</w>'

TROUBLES = [
    ("a.txt", b"", EmptySource, "leeg"),
    ("a.doc", ole("WordDocument"), WrongType, ".docx"),
    ("a.xls", ole("Workbook"), WrongType, ".xlsx"),
    ("a.ppt", ole("PowerPoint Document"), WrongType, ".pptx"),
    ("a.doc", b"{\\rtf1 tekst}", WrongType, ".docx"),
    ("a.docx", ole("WordDocument"), WrongType, "oud Word-bestand"),
    ("a.docx", ole("EncryptionInfo", "EncryptedPackage"), Encrypted, "wachtwoord"),
    ("a.docx", OLE + b"kort", WrongType, "oud Office-bestand"),
    ("a.htm", b"<p>x</p>", WrongType, ".htm"),
    ("foto.JPG", b"\xff\xd8\xff", WrongType, "Typ de tekst over"),
    ("zonder", b"tekst", WrongType, "extensie"),
    ("a.docx", b"gewone tekst", WrongType, ".docx"),
    ("a.docx", b"%PDF-1.4", WrongType, "een PDF"),
    ("a.xlsx", zipped(WORD), WrongType, "docx"),
    ("a.docx", zipped({"foto.txt": b"x"}), WrongType, "zipbestand"),
    ("a.odt", zipped({"mimetype": b"application/x", "content.xml": b"<a/>"}), WrongType, "Open"),
    ("a.docx", zipped(WORD)[:-30], Corrupt, "beschadigd"),
    ("a.docx", zipped(BOMB), Unsafe, "zipbom"),
    ("a.docx", zipped({**WORD, "word/document.xml": DOCTYPE}), Unsafe, "DOCTYPE"),
    (
        "a.docx",
        zipped({**WORD, "word/document.xml": DOCTYPE.decode().encode("utf-16")}),
        Unsafe,
        "DOCTYPE",
    ),
    (
        "a.docx",
        zipped({**WORD, "word/document.xml": b"<!--" + b"x" * 5000 + b"-->" + DOCTYPE[21:]}),
        Unsafe,
        "DOCTYPE",
    ),
    (
        "a.odt",
        zipped(
            {
                "mimetype": ODT_TYPE,
                "content.xml": b"\x01\x02",
                "META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>",
            }
        ),
        Encrypted,
        "wachtwoord",
    ),
    ("a.pdf", b"geen pdf", WrongType, ".pdf"),
    ("a.txt", zipped(WORD), WrongType, "Office"),
    ("a.csv", b"%PDF-1.4", WrongType, "een PDF"),
    ("a.md", b"\x89PNG\r\n\x1a\n", WrongType, "afbeelding"),
    ("a.txt", bytes(range(256)) * 8, WrongType, "geen leesbare tekst"),
]


@pytest.mark.parametrize(("name", "data", "error", "word"), TROUBLES)
def test_trouble_names_file_problem_and_remedy(
    name: str, data: bytes, error: type[SourceError], word: str
) -> None:
    with pytest.raises(error) as caught:
        guard.check(name, data)
    assert type(caught.value) is error
    assert caught.value.place == name
    assert caught.value.remedy
    assert word in caught.value.message


def test_encrypted_zip_member_is_told() -> None:
    data = bytearray(zipped(WORD))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        data[at + flags] |= 1
    with pytest.raises(Encrypted):
        guard.check("a.docx", bytes(data))


def test_size_limit_is_the_callers() -> None:
    assert guard.check("a.txt", b"12345", limit_bytes=5) == "txt"
    with pytest.raises(TooLarge, match="MB"):
        guard.check("a.txt", b"123456", limit_bytes=5)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("A.DOCX", zipped(WORD)),
        ("a.odt", zipped({"mimetype": ODT_TYPE, "content.xml": b"<a/>"})),
        ("a.pdf", b"\n%PDF-1.7"),
        ("a.txt", "één".encode("utf-16")),
        ("a.txt", "Wat gaat goed?".encode("utf-16-le")),
        ("a.txt", b"PK is hier een afkorting"),
        ("a.txt", b"BM doet mee"),
        ("a.csv", "é".encode("cp1252")),
    ],
)
def test_good_files_pass(name: str, data: bytes) -> None:
    assert guard.check(name, data) == name.lower().rpartition(".")[2]


def test_a_large_bomb_is_refused_unopened() -> None:
    """What ten times as much is packed in takes no longer: it is never unpacked."""

    def bomb(size: int) -> bytes:
        return zipped({**WORD, "word/media.xml": b"<a>" + b" " * size})

    def refuse(data: bytes) -> None:
        with pytest.raises(Unsafe):
            guard.check("a.docx", data)

    assert longer(bomb, refuse, 120_000_000, of=12_000_000) < 5
