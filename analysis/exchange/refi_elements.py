"""Which elements of the standard are taken over, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element  # the type only; parsing is defusedxml's

from analysis.exchange.incoming import Skipped

_SPACE = "urn:qda-xml:"
_TEXT = frozenset({"Description", "PlainTextContent", "PlainTextSelection", "NoteRef"})
SOURCES = frozenset({"TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource"})
"""The elements that are a source."""
_SELECTED = frozenset({"Description", "Coding", "NoteRef"})
_TAKEN: Mapping[str, frozenset[str]] = {
    "Project": frozenset(
        {"Users", "CodeBook", "Cases", "Sources", "Notes", "Sets", "Description", "NoteRef"}
    ),
    "Users": frozenset({"User"}),
    "CodeBook": frozenset({"Codes"}),
    "Codes": frozenset({"Code"}),
    "Code": frozenset({"Description", "Code", "NoteRef"}),
    "Cases": frozenset({"Case"}),
    "Case": frozenset({"Description", "SourceRef", "SelectionRef"}),
    "Sets": frozenset({"Set"}),
    "Set": frozenset({"Description", "MemberSource"}),
    "Sources": SOURCES,
    "TextSource": _TEXT,
    "PDFSource": frozenset({"Description", "NoteRef", "Representation"}),
    "PictureSource": frozenset({"Description", "NoteRef", "TextDescription"}),
    "AudioSource": frozenset({"Description", "NoteRef", "Transcript"}),
    "VideoSource": frozenset({"Description", "NoteRef", "Transcript"}),
    "Representation": _TEXT,
    "TextDescription": _TEXT,
    "Transcript": frozenset(
        {"Description", "PlainTextContent", "SyncPoint", "TranscriptSelection", "NoteRef"}
    ),
    "PlainTextSelection": _SELECTED,
    "TranscriptSelection": _SELECTED,
    "Coding": frozenset({"CodeRef", "NoteRef"}),
    "Notes": frozenset({"Note"}),
    "Note": frozenset({"Description", "PlainTextContent"}),
}
_AREA = "een stuk beeld of geluid: Koffiehoek leest alleen tekst"
_VARIABLE = "variabelen kent Koffiehoek niet"
_GROUP = "groepen van codes of notities kent Koffiehoek niet"
_LEFT: Mapping[str, tuple[str, str]] = {
    "Coding": ("Codering", "een code bij een hele bron, zonder uitspraak waar die op slaat"),
    "CodeRef": ("Codering", "een code bij een hele case, zonder uitspraak waar die op slaat"),
    "Variables": ("Variabele", _VARIABLE),
    "VariableValue": ("Waarde van een variabele", _VARIABLE),
    "Links": ("Verband", "verbanden kent Koffiehoek niet"),
    "Graphs": ("Tekening", "tekeningen kent Koffiehoek niet"),
    "PDFSelection": ("Selectie", "een vlak op een bladzijde: Koffiehoek leest alleen tekst"),
    "PictureSelection": ("Selectie", _AREA),
    "AudioSelection": ("Selectie", _AREA),
    "VideoSelection": ("Selectie", _AREA),
    "Sets": ("Groep", _GROUP),
    "MemberCode": ("Code in een groep", _GROUP),
    "MemberNote": ("Notitie in een groep", _GROUP),
}
"""Elements of the standard: what they are called, and why they are left."""
_UNKNOWN = "staat niet in de standaard"


def local(element: Element) -> str:
    """An element's name without its namespace; one that is not of REFI-QDA keeps it."""
    if not isinstance(element.tag, str):  # a comment or instruction
        return ""
    space, brace, name = element.tag.rpartition("}")
    own = not brace or space.removeprefix("{").lower().startswith(_SPACE)
    return name if own else element.tag


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children that bear one of these names."""
    return (child for child in element if local(child) in names)


def child(element: Element, name: str) -> Element | None:
    """The first child of this name."""
    return next(children(element, name), None)


def text_of(element: Element, name: str) -> str:
    """The text of the first child of this name, stripped; empty where there is none."""
    found = child(element, name)
    return (found.text or "").strip() if found is not None else ""


def pruned(root: Element) -> list[Skipped]:
    """Take out of the tree what is not taken over; the list tells what that was."""
    out: list[Skipped] = []
    waiting = [(root, "het project")]
    while waiting:
        element, where = waiting.pop()
        taken = _TAKEN.get(local(element), frozenset())
        for one in list(element):
            name = local(one)
            if name in taken:
                named = name in SOURCES or name in ("Code", "Case", "Set")
                waiting.append((one, one.get("name") or where if named else where))
                continue
            element.remove(one)
            if name:
                what, why = _LEFT.get(name, (name, _UNKNOWN))
                out.append(Skipped(what, where, why, _number(one)))
    return out


def _number(element: Element) -> int:
    """How many things an element holds: 'Variables' stands for each of its variables."""
    return max(1, len(element)) if local(element) in ("Variables", "Links", "Graphs", "Sets") else 1
