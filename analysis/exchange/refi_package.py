"""Opens a .qdpx or .qdc file of another program without trusting it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError  # parsing is defusedxml's

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from analysis.errors import Corrupt, EmptySource, TooLarge, Unsafe, WrongType
from analysis.exchange.refi_elements import local
from analysis.ingest import guard
from analysis.ingest.readers.decode import decode

MOST_XML = 60 * 1024 * 1024
"""The largest project description that is read, in bytes; each byte costs some ten of memory."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
           KeyError)  # fmt: skip
_AGAIN = "Maak de uitvoer opnieuw in het programma waar hij vandaan komt."

Text = Callable[[str], str | None]
"""From a path in the project to the text there, its byte order mark kept; None where none is."""


def open_project(name: str, data: bytes, *, limit_bytes: int) -> tuple[Element, Text]:
    """The project in a .qdpx file, and its texts.

    Raises SourceError: Unsafe for a zip bomb, DOCTYPE or path that leads out of the file.
    """
    guard.check_package(name, data, limit_bytes=limit_bytes)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        found = sorted(
            (part for part in package.infolist() if part.filename.lower().endswith(".qde")),
            key=lambda part: part.filename.count("/"),
        )
        if not found:
            raise WrongType("Hier zit geen REFI-QDA-project in.", remedy=_AGAIN, place=name)
        if found[0].file_size > MOST_XML:
            raise TooLarge("Dit project is te groot.", remedy="Knip het in delen.", place=name)
        root = parsed(name, package.read(found[0]), "Project")
    except _BROKEN as trouble:
        raise guard.damaged(name, "qdpx") from trouble
    return root, _texts(name, package)


def parsed(name: str, data: bytes, wanted: str) -> Element:
    """The root element of REFI-QDA XML; raises Unsafe, Corrupt or WrongType."""
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as trouble:
        raise Unsafe(
            "Dit bestand verwijst naar gegevens buiten zichzelf (DOCTYPE); dat is niet veilig.",
            remedy=_AGAIN,
            place=name,
        ) from trouble
    except (ParseError, ValueError, LookupError) as trouble:
        raise Corrupt(
            "Dit bestand is beschadigd of niet volledig.", remedy=_AGAIN, place=name
        ) from trouble
    if local(root) != wanted:
        what = {"Project": "project", "CodeBook": "codeboek"}[wanted]
        raise WrongType(f"Dit is geen {what} van REFI-QDA.", remedy=_AGAIN, place=name)
    return root


def open_codebook(name: str, data: bytes) -> Element:
    """The codebook in a .qdc file; raises SourceError."""
    if not data.strip():
        raise EmptySource("Dit bestand is leeg.", remedy=_AGAIN, place=name)
    if len(data) > MOST_XML:
        raise TooLarge("Dit codeboek is te groot.", remedy="Knip het in delen.", place=name)
    return parsed(name, data, "CodeBook")


def _bare(path: str) -> str:
    """A file's name without its folder; programs differ in slashes and capitals."""
    return PurePosixPath(path.replace("\\", "/")).name.lower()


def _texts(name: str, package: zipfile.ZipFile) -> Text:
    parts = {_bare(part.filename): part for part in package.infolist()}

    def text(path: str) -> str | None:
        """The part that an internal path names; folders are called differently by each program."""
        scheme, _, inner = path.partition("://")
        inner = unquote(inner.replace("\\", "/")).lstrip("/")
        if scheme.lower() != "internal":
            return None
        if guard.leads_out(inner):
            raise Unsafe(
                "Dit project verwijst naar een bestand buiten zichzelf.", remedy=_AGAIN, place=name
            )
        part = parts.get(_bare(inner))
        if part is None:
            return None
        try:
            data = package.read(part)
        except _BROKEN as trouble:
            raise guard.damaged(name, "qdpx") from trouble
        marked = any(data.startswith(mark) for mark, _ in guard.BOMS)
        return ("\ufeff" if marked else "") + decode(data)

    return text
