"""Days that go out, projects that come in, and the standard that both keep to."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from analysis.codebook import load_codebook
from analysis.exchange.refi_out import Day, Memo, SourceFile
from analysis.store.values import SourceText
from analysis.types import (
    Category,
    Coding,
    CodingTarget,
    Corner,
    Event,
    Place,
    Source,
    Statement,
)

STANDARD = Path(__file__).parent / "standard"
WHEN = datetime(2026, 3, 4, 10, 20, 30, tzinfo=UTC)
LINES = (
    "Hoek OM",
    "- =HYPERLINK('http://kwaad') & <b>vet</b>",
    "- eerlijk 😀 zijn, dan 👨‍👩‍👧 nog eens eerlijk zijn",
    "",
    "- het loopt over",
    "  twee regels heen",
    "- التعاون بين الشركاء ضروري",
    "- dubbel dubbel",
)
TEXTS = {
    "a": ("=HYPERLINK('http://kwaad') & <b>vet</b>", 2, 2),
    "b": ("eerlijk 😀 zijn, dan 👨‍👩‍👧 nog eens eerlijk zijn", 3, 3),
    "c": ("het loopt over twee regels heen", 5, 6),
    "d": ("التعاون بين الشركاء ضروري", 7, 7),
    "e": ("dubbel", 8, 8),
    "f": ("dubbel", 8, 8),
    "g": ("anders gezegd dan er staat", 2, 3),
}


def coding(statement, code, coder="An", target=CodingTarget.THEME, **more):
    more = {"assigned": True} | more
    return Coding(statement, target, code, coder=coder, codebook="beter_verbonden@1",
                  created=WHEN, **more)  # fmt: skip


@pytest.fixture
def day() -> Day:
    lines = tuple(
        SourceText(Place(number, number), text, "statement") for number, text in enumerate(LINES, 1)
    )
    kinds = {"a": Category.WERKT, "b": Category.KNELPUNT, "c": Category.KANS}
    statements = [
        Statement(name, text, "Hoek OM" if name != "f" else "School", kinds.get(name),
                  "heading" if name in kinds else None, "om & co.txt", Place(first, last))
        for name, (text, first, last) in TEXTS.items()
    ]  # fmt: skip
    loose = Statement("los", "van een telefoon", "School", None, None, "live", Place(1, 1))
    machine = "machine:model@3"
    codings = [
        coding("a", "openheid"),
        coding("a", "openheid", "Bo"),
        coding("a", "integraliteit", machine, probability=0.9),
        coding("b", "openheid", machine, probability=0.9),
        coding("b", "openheid", assigned=False),
        coding("b", "betrokkenheid", machine, assigned=False),
        coding("b", "knelpunt", "Bo", CodingTarget.CATEGORY),
        coding("c", "operationeel", "Bo", CodingTarget.DIMENSION),
        coding("c", "verdwenen_thema", "Bo"),
        coding("d", "openheid", "Bo", blind=True),
        coding("d", "integraliteit", "Bo", withdrawn=True),
        coding("los", "openheid", machine),
    ]
    return Day(
        event=Event("dag-1", "Themadag “A & B”", "beter_verbonden@1", "2026-03-04",
                    corners=(Corner("Hoek OM"), Corner("School"), Corner("Leeg"))),
        codebook=load_codebook("beter_verbonden"),
        sources=[
            SourceFile(Source("s1", "dag-1", "om & co.txt", "0" * 64, WHEN), lines),
            SourceFile(Source("s2", "dag-1", "live", "1" * 64, WHEN)),
        ],
        statements=[*statements, loose],
        codings=codings,
        memos={"a": [Memo("Nog eens vragen & <kijken>", "An", WHEN)]},
    )  # fmt: skip


@pytest.fixture(scope="session")
def schemas() -> dict[str, etree.XMLSchema]:
    """The standard's own schema of projects, and that of codebooks, by the name of the root."""
    return {
        root: etree.XMLSchema(etree.parse(STANDARD / f"{name}.xsd"))
        for root, name in (("Project", "Project"), ("CodeBook", "Codebook"))
    }


@pytest.fixture
def valid(schemas) -> Callable[[bytes], etree._Element]:
    """Parses XML that the standard allows; a mark of order, an error or an unknown part fails."""

    def check(data: bytes) -> etree._Element:
        assert data.startswith(b"<?xml")
        root = etree.fromstring(data)
        schemas[etree.QName(root).localname].assertValid(root)
        return root

    return check


def packed(files: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return buffer.getvalue()


@pytest.fixture
def foreign() -> Callable[..., bytes]:
    """A .qdpx of another program: the inside of Project as XML, and files beside it."""

    def make(inside: str, *, origin: str = "NVivo 14", **files: bytes | str) -> bytes:
        qde = (
            '<?xml version="1.0" encoding="utf-8"?>\n<Project name="Proef" '
            f'origin="{origin}" xmlns="urn:QDA-XML:project:1.0">{inside}</Project>'
        )
        return packed({"project.qde": qde} | {f"Sources/{k}.txt": v for k, v in files.items()})

    return make


@pytest.fixture
def package() -> Callable[[dict[str, bytes | str]], bytes]:
    return packed
