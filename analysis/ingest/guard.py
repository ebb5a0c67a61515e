"""Looks at a file before any reader opens it: size, type, locks and traps.

It reads no more than the table of contents and the first bytes of each part, so that it costs
milliseconds and a file that inflates to gigabytes never gets to a reader.
"""

from __future__ import annotations

import codecs
import io
import re
import struct
import zipfile
import zlib
from pathlib import PurePath

from analysis.errors import (
    Corrupt,
    EmptySource,
    Encrypted,
    SourceError,
    TooLarge,
    Unsafe,
    WrongType,
)

DEFAULT_LIMIT = 50 * 1024 * 1024
"""The largest file that is read, in bytes."""

ZIPPED = ("docx", "xlsx", "pptx", "odt")
TEXTS = ("txt", "md", "csv", "vtt", "srt", "eml")
FORMATS = ("txt", "md", "docx", "odt", "xlsx", "csv", "pptx", "pdf", "vtt", "srt", "eml")
"""The extensions that are read, without dot."""

MAX_PART = 150 * 1024 * 1024  # inflated bytes of one part: a sheet of 400,000 rows is smaller
MAX_TOTAL = 400 * 1024 * 1024
MAX_PARTS = 20_000
MAX_RATIO = 200  # honest XML deflates 5 to 50 times
_RATIO_FROM = 1024 * 1024  # smaller parts may deflate as they like
_PROLOG = 64 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE = {
    "doc": ("een oud Word-bestand", ".docx"),
    "xls": ("een oud Excel-bestand", ".xlsx"),
    "ppt": ("een oud PowerPoint-bestand", ".pptx"),
}
_OLD_STREAMS = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls"}
_OLD_STREAMS["PowerPoint Document"] = "ppt"
_PROGRAMS = {
    "docx": "Word", "xlsx": "Excel", "pptx": "PowerPoint", "odt": "LibreOffice", "pdf": "PDF",
}  # fmt: skip
_IMAGES = {"jpg", "jpeg", "png", "gif", "heic", "heif", "webp", "bmp", "tif", "tiff"}
_IMAGE_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_MEDIA_PARTS = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tiff", ".ttf", ".odttf")
_ROOT = re.compile(rb"<[A-Za-z_]")
_DRIVE = re.compile(r"[A-Za-z]:")
_READ = (
    "Dit programma leest tekst (.txt, .md), Word (.docx), LibreOffice (.odt), Excel (.xlsx), "
    ".csv, PowerPoint (.pptx), PDF, ondertitels (.vtt, .srt) en e-mail (.eml)."
)


def check(name: str, data: bytes, *, limit_bytes: int = DEFAULT_LIMIT) -> str:
    """The format of a file (one of FORMATS), if it may be read.

    Raises EmptySource, TooLarge, WrongType, Encrypted, Corrupt or Unsafe, each with a Dutch
    problem and remedy; the place is `name`.
    """
    _check_size(name, data, limit_bytes)
    kind = _extension(name)
    if data.startswith(_OLE):
        raise _ole_trouble(name, data)
    if kind in ZIPPED:
        _check_zip(name, data, kind)
    elif kind == "pdf":
        _check_pdf(name, data)
    else:
        _check_text(name, data, kind)
    return kind


def check_package(name: str, data: bytes, *, limit_bytes: int = DEFAULT_LIMIT) -> None:
    """A zipped project of another program: no lock, no zip bomb, no path that leads out of it.

    Raises EmptySource, TooLarge, WrongType, Encrypted, Corrupt or Unsafe; the place is `name`.
    """
    _check_size(name, data, limit_bytes)
    kind = PurePath(name).suffix.lower().removeprefix(".")
    if not data.startswith(b"PK"):
        raise _mismatch(name, kind, _look(data) or "iets anders")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(name, archive.infolist())
            paths = [part.orig_filename for part in archive.infolist()]
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError,
            struct.error) as trouble:  # fmt: skip
        raise damaged(name, kind) from trouble
    if any(leads_out(path) for path in paths):
        raise Unsafe(
            "In dit bestand staan onderdelen met een pad dat buiten het bestand wijst.",
            remedy="Vertrouwt u de afzender? Maak de uitvoer dan opnieuw in het programma zelf.",
            place=name,
        )


def leads_out(path: str) -> bool:
    """Whether a path in a package points outside it: absolute, on a drive, or upwards."""
    steps = path.replace("\\", "/").split("/")
    return not steps[0] or ".." in steps or "\x00" in path or bool(_DRIVE.match(path))


def _check_size(name: str, data: bytes, limit_bytes: int) -> None:
    if not data:
        raise EmptySource(
            "Dit bestand is leeg.",
            remedy="Kies het bestand opnieuw, of sla het eerst op in het programma waarin u typte.",
            place=name,
        )
    if len(data) > limit_bytes:
        raise TooLarge(
            f"Dit bestand is {_megabytes(len(data))} groot; "
            f"meer dan {_megabytes(limit_bytes)} kan niet.",
            remedy="Haal de afbeeldingen eruit, of knip het in delen.",
            place=name,
        )


def damaged(name: str, kind: str) -> Corrupt:
    """The error for a file that its own reader cannot make sense of."""
    program = _PROGRAMS.get(kind, "het programma waarmee het is gemaakt")
    return Corrupt(
        "Dit bestand is beschadigd of niet volledig.",
        remedy=f"Open het in {program} en sla het opnieuw op als .{kind}. "
        "Lukt dat niet, vraag dan een nieuw exemplaar.",
        place=name,
    )


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",").replace(",0 ", " ")


def _extension(name: str) -> str:
    kind = PurePath(name).suffix.lower().removeprefix(".")
    if kind in FORMATS:
        return kind
    if kind in _OLD_OFFICE:
        raise _old_office(name, kind)
    if kind in _IMAGES:
        raise _image(name)
    problem = f"Bestanden van het soort .{kind} worden niet gelezen."
    if not kind:
        problem = "De naam van dit bestand heeft geen extensie, zoals .docx of .txt."
    raise WrongType(problem, remedy=f"{_READ} Sla het als een van deze op.", place=name)


def _image(name: str) -> WrongType:
    return WrongType(
        "Dit is een foto of afbeelding; die worden nog niet gelezen.",
        remedy="Typ de tekst over in een .txt- of .docx-bestand en kies dat.",
        place=name,
    )


def _old_office(name: str, kind: str) -> WrongType:
    what, new = _OLD_OFFICE[kind]
    return WrongType(
        f"Dit is {what} (.{kind}); dat soort wordt niet gelezen.",
        remedy=f"Open het, kies Bestand > Opslaan als en kies het bestandstype {new}.",
        place=name,
    )


def _mismatch(name: str, kind: str, real: str) -> WrongType:
    return WrongType(
        f"De naam eindigt op .{kind}, maar de inhoud is {real}.",
        remedy="Geef het bestand de juiste extensie, of sla het opnieuw op in het goede formaat.",
        place=name,
    )


def _locked(name: str) -> Encrypted:
    return Encrypted(
        "Dit bestand is beveiligd met een wachtwoord.",
        remedy="Open het met het wachtwoord, haal de beveiliging eraf en sla het opnieuw op.",
        place=name,
    )


def _ole_trouble(name: str, data: bytes) -> SourceError:
    """Old Office and encrypted new Office share one container; its directory tells them apart."""
    streams = _ole_streams(data)
    if "EncryptedPackage" in streams:
        return _locked(name)
    kind = next((kind for stream, kind in _OLD_STREAMS.items() if stream in streams), None)
    if kind:
        return _old_office(name, kind)
    if any(stream.startswith("__substg1.0") for stream in streams):
        return WrongType(
            "Dit is een Outlook-bericht (.msg); dat soort wordt niet gelezen.",
            remedy="Sla het bericht op als .eml of .txt.",
            place=name,
        )
    return WrongType(
        "Dit is een oud Office-bestand; dat soort wordt niet gelezen.",
        remedy="Open het en sla het op als .docx, .xlsx of .pptx.",
        place=name,
    )


def _ole_streams(data: bytes) -> set[str]:
    """The names in the directory of an OLE file, its first sectors in file order; at most 512."""
    (shift,) = struct.unpack_from("<H", data, 30) if len(data) >= 76 else (0,)
    if shift not in (9, 12):
        return set()
    (first,) = struct.unpack_from("<I", data, 48)
    start = (first + 1) << shift
    names = set[str]()
    for at in range(start, min(len(data) - 127, start + 512 * 128), 128):
        (length,) = struct.unpack_from("<H", data, at + 64)
        if 2 <= length <= 64:
            names.add(data[at : at + length - 2].decode("utf-16-le", "replace"))
    return names


def _check_zip(name: str, data: bytes, kind: str) -> None:
    if not data.startswith(b"PK"):
        raise _mismatch(name, kind, _look(data) or "iets anders")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_sizes(name, parts)
            _check_package(name, archive, kind)
            for part in parts:
                _check_part(name, data, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
            KeyError, struct.error) as trouble:  # fmt: skip
        raise damaged(name, kind) from trouble


def _check_sizes(name: str, parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise _locked(name)
    known = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    too_much = (
        len(parts) > MAX_PARTS
        or sum(part.file_size for part in parts) > MAX_TOTAL
        or any(part.file_size > MAX_PART for part in parts)
        or any(part.file_size > max(_RATIO_FROM, MAX_RATIO * part.compress_size) for part in parts)
        or any(part.compress_type not in known for part in parts)
    )
    if too_much:
        raise Unsafe(
            "Dit bestand wordt bij het openen onwaarschijnlijk groot (een zogeheten zipbom).",
            remedy="Vertrouwt u de afzender? Kopieer dan de tekst naar een nieuw bestand.",
            place=name,
        )


def _check_package(name: str, archive: zipfile.ZipFile, kind: str) -> None:
    """The kind of a zipped document shows in its parts: word/, xl/, ppt/, or a mimetype."""
    names = archive.namelist()
    real = next(
        (
            found
            for folder, found in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
            if any(part.startswith(folder) for part in names)
        ),
        None,
    )
    if "mimetype" in names and "content.xml" in names:
        mimetype = archive.read("mimetype").strip()
        text = mimetype.startswith(b"application/vnd.oasis.opendocument.text")
        real = "odt" if text else "ander OpenDocument"
        manifest = "META-INF/manifest.xml"
        if manifest in names and b"encryption-data" in archive.read(manifest):
            raise _locked(name)
    if real is None:
        raise _mismatch(name, kind, "een zipbestand zonder document erin")
    if real != kind:
        raise _mismatch(name, kind, f"een {real}-bestand")


def _check_part(name: str, data: bytes, part: zipfile.ZipInfo) -> None:
    """No DOCTYPE: it defines entities, which can swell without end or fetch other files."""
    if part.filename.lower().endswith(_MEDIA_PARTS):
        return
    head = _first_bytes(data, part, 1024)
    if not head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        return
    if not _ROOT.search(head.replace(b"\x00", b"")):
        head = _first_bytes(data, part, _PROLOG)
    flat = head.replace(b"\x00", b"")
    root = _ROOT.search(flat)
    endless = root is None and len(head) >= _PROLOG
    prolog = flat[: root.start()] if root else flat
    if b"<!DOCTYPE" in prolog.upper() or b"<!ENTITY" in prolog.upper() or endless:
        raise Unsafe(
            "Dit bestand verwijst naar gegevens buiten zichzelf (DOCTYPE); dat is niet veilig.",
            remedy="Kopieer de tekst naar een nieuw bestand en kies dat.",
            place=name,
        )


def _first_bytes(data: bytes, part: zipfile.ZipInfo, size: int) -> bytes:
    """The start of a part; opening each one through zipfile costs ten times as much."""
    at = part.header_offset
    name_length, extra_length = struct.unpack_from("<HH", data, at + 26)
    start = at + 30 + name_length + extra_length
    packed = data[start : min(start + size, start + part.compress_size)]
    if part.compress_type == zipfile.ZIP_STORED:
        return packed
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size)


def _check_pdf(name: str, data: bytes) -> None:
    if b"%PDF-" not in data[:1024]:
        raise _mismatch(name, "pdf", _look(data) or "iets anders")


def _look(data: bytes) -> str | None:
    """What the first bytes say that a file is, in Dutch; None for (possible) text."""
    if data.startswith(b"%PDF-"):
        return "een PDF"
    if data.startswith(b"PK\x03\x04"):
        return "een zip- of Office-bestand"
    if data.startswith(b"{\\rtf"):
        return "een RTF-bestand"
    if _is_image(data):
        return "een afbeelding"
    return None


def _is_image(data: bytes) -> bool:
    if data.startswith(b"BM"):
        return b"\x00" in data[:32]
    heic = data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1")
    webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    return heic or webp or data.startswith(_IMAGE_MAGIC)


def _check_text(name: str, data: bytes, kind: str) -> None:
    real = _look(data)
    if real:
        raise _mismatch(name, kind, real)
    if any(data.startswith(mark) for mark, _ in BOMS) or wide_encoding(data):
        return
    sample = data[: 1024 * 1024]
    odd = len(sample) - len(sample.translate(None, _ODD_BYTES))
    if sample.count(0) > 2 + len(sample) / 1000 or odd > 2 + len(sample) / 50:
        raise WrongType(
            "Dit bestand bevat geen leesbare tekst.",
            remedy="Open het in een tekstprogramma om te zien wat het is. " + _READ,
            place=name,
        )


BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and the encoding that each tells."""


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without byte order mark: Dutch text has a NUL in (nearly) every other byte."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2 or b"\x00" not in sample:
        return None
    half = len(sample) // 2
    first, second = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if second > 0.6 and first < 0.05:
        return "utf-16-le"
    return "utf-16-be" if first > 0.6 and second < 0.05 else None


_ODD_BYTES = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b")
