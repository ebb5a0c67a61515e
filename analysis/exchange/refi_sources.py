"""The texts of a REFI-QDA source, and the selections in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # the type only

from analysis.exchange.incoming import Skipped
from analysis.exchange.positions import Mark, Position, counted
from analysis.exchange.refi_elements import child, children, local
from analysis.exchange.refi_package import Text
from analysis.exchange.refi_parts import plain

_MOST_SELECTED = 20_000
_TEXTS = ("Representation", "TextDescription", "Transcript")
_SORTS = {
    "TextSource": "Tekstbron",
    "PDFSource": "PDF",
    "PictureSource": "Afbeelding",
    "AudioSource": "Geluidsopname",
    "VideoSource": "Video-opname",
}


@dataclass(frozen=True, slots=True)
class Selected:
    """A selection: code points [start, end) of its text, at least one."""

    element: Element
    guid: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text with its selections; lines end in "\\n"."""

    element: Element
    name: str
    text: str
    selected: tuple[Selected, ...]
    _starts: list[int] = field(default_factory=list)

    def line_of(self, position: int) -> int:
        """The line of a code point, counting from 1."""
        if not self._starts:
            at = -1
            self._starts.append(0)
            while (at := self.text.find("\n", at + 1)) >= 0:
                self._starts.append(at + 1)
        return bisect_right(self._starts, position)


def texts_in(
    source: Element, text: Text, skipped: list[Skipped], *, ours: bool
) -> Iterator[ReadText]:
    """The texts of a source: its own, or those of a PDF, a picture's description, a transcript.

    In a project of `ours` positions are as the standard has them; in others that is found out.
    A source without text is told in `skipped`, as are selections that do not fit.
    """
    sort = local(source)
    name = " ".join(source.get("name", "").split()) or _SORTS[sort]
    holders = [source] if sort == "TextSource" else list(children(source, *_TEXTS))
    found = False
    for holder in holders:
        raw = _raw(holder, text)
        if raw is None:
            continue
        found = True
        yield _read(holder, name, raw, skipped, ours=ours)
    if not found:
        skipped.append(Skipped(_SORTS[sort], name, "er zit geen tekst bij in het bestand"))


def _raw(holder: Element, text: Text) -> str | None:
    inline = child(holder, "PlainTextContent")
    if inline is not None and inline.text:
        return inline.text
    path = holder.get("plainTextPath")
    found = text(path) if path else None
    return found if found is not None else "" if inline is not None else None


def _read(holder: Element, name: str, raw: str, skipped: list[Skipped], *, ours: bool) -> ReadText:
    points = {plain(p.get("guid")): p.get("position") for p in children(holder, "SyncPoint")}
    marks: list[tuple[Element, Mark]] = []
    for element in children(holder, "PlainTextSelection", "TranscriptSelection"):
        if local(element) == "PlainTextSelection":
            start, end = element.get("startPosition"), element.get("endPosition")
        else:
            start = points.get(plain(element.get("fromSyncPoint")))
            end = points.get(plain(element.get("toSyncPoint")))
        try:
            mark = Mark(int(start or ""), int(end or ""), element.get("name", ""))
        except ValueError:
            skipped.append(
                Skipped("Selectie", name, "er staat niet bij waar zij begint en eindigt")
            )
            continue
        marks.append((element, mark))
    text, position = counted(raw, [] if ours else [mark for _, mark in marks])
    selected = (_selected(element, mark, position, name, skipped) for element, mark in marks)
    return ReadText(holder, name, text, tuple(one for one in selected if one))


def _selected(
    element: Element, mark: Mark, position: Position, name: str, skipped: list[Skipped]
) -> Selected | None:
    start, end = position(mark.start), position(mark.end)
    reason = ""
    if start is None or end is None:
        reason = "zij loopt voorbij het einde van de tekst"
    elif start >= end:
        reason = "er staat geen tekst in"
    elif end - start > _MOST_SELECTED:
        reason = f"zij is langer dan {_MOST_SELECTED} tekens: dat is geen uitspraak"
    if reason or start is None or end is None:
        skipped.append(Skipped("Selectie", name, reason))
        return None
    return Selected(element, plain(element.get("guid")), mark.name, start, end)
