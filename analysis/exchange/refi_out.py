"""A day as a REFI-QDA project (.qdpx), for other programs for coding.

One plain text a source, statements as selections, kinds, themes, obstacles and second dimension as
codes, corners as cases (and as sets of sources, where a source is one corner's), coders as users,
remarks as notes. The same values give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement  # only writes

from analysis.charts.palette import WORDS
from analysis.codebook.schema import Codebook
from analysis.exchange.layout import lay_out
from analysis.exchange.refi import (
    ASKED,
    ORIGIN,
    PROJECT_SPACE,
    PROPOSALS,
    READ,
    guid,
    selection_guid,
    sound,
    stated,
    xml_bytes,
)
from analysis.exchange.refi_codes import Code, code_guid, codes_element, codes_of
from analysis.exchange.refi_codings import given_codes
from analysis.privacy.holding import Holding
from analysis.store.values import SourceText
from analysis.types import Category, Coding, Event, Source, Statement

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)  # the oldest that a zip file knows


@dataclass(frozen=True, slots=True)
class Memo:
    """A remark that a coder made on a statement."""

    text: str
    coder: str
    created: datetime


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source with its lines as they were read."""

    source: Source
    lines: tuple[SourceText, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """All of a day that goes into a project.

    `statements` name their source as `sources` do; `codings` as `Store.latest_codings` gives them,
    the blind ones among them where they are to go out. `memos` goes by statement id.
    """

    event: Event
    codebook: Codebook
    sources: Sequence[SourceFile]
    statements: Sequence[Statement]
    codings: Sequence[Coding] = ()
    memos: Mapping[str, Sequence[Memo]] = field(default_factory=dict)


def project(day: Day, *, holding: Holding | None = None, made: datetime | None = None) -> bytes:
    """The .qdpx file of a day; `made` is the time that it bears.

    Texts, remarks and file names that `holding` holds back do not go out. The machine's proposal
    for a code goes out where no person decided on that code of that statement.
    """
    return _Project(day, holding, made).packed()


def _moment(when: datetime) -> str:
    """An xsd:dateTime in UTC, whole seconds."""
    when = when.astimezone(UTC) if when.tzinfo else when
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


class _Project:
    """One project in the making: the XML element by element, and the texts beside it."""

    def __init__(self, day: Day, holding: Holding | None, made: datetime | None) -> None:
        self._day = day
        self._holding = holding
        self._shown = holding.shown if holding else str
        self._shown_source = holding.shown_source if holding else str
        self._texts: list[tuple[str, str]] = []  # guid of the source, its text
        self._users: dict[str, str] = {}  # coder -> guid
        self._notes: list[Element] = []
        self._own: dict[str, list[Statement]] = {}
        for statement in day.statements:
            self._own.setdefault(statement.source, []).append(statement)
        self._codings: dict[str, list[Coding]] = {}
        for coding in day.codings:
            self._codings.setdefault(coding.statement_id, []).append(coding)
        self._given: set[Code] = set()
        self._root = self._made(made)

    def packed(self) -> bytes:
        """The project and its texts in one zip file."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
            files = [("project.qde", xml_bytes(self._root, PROJECT_SPACE))]
            files += [(f"sources/{own}.txt", text.encode("utf-8")) for own, text in self._texts]
            for name, data in files:
                entry = zipfile.ZipInfo(name, _FIRST_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, data)
        return buffer.getvalue()

    def _made(self, made: datetime | None) -> Element:
        event = self._day.event
        root = Element("Project", name=sound(event.title), origin=ORIGIN)
        if made:
            root.set("creationDateTime", _moment(made))
        sources = Element("Sources")
        for one in self._day.sources:
            sources.append(self._source(one))
        book = Element("CodeBook")
        retired = self._given - codes_of(self._day.codebook)
        book.append(codes_element(self._day.codebook, retired))
        notes = Element("Notes")
        notes.extend(self._notes)
        # The standard prescribes this order, and that nothing is empty.
        parts = (self._user_list(), book, self._cases(), sources, notes, self._sets())
        root.extend(part for part in parts if len(part))
        SubElement(root, "Description").text = sound(self._about())
        return root

    def _about(self) -> str:
        event = self._day.event
        lines = [f"Codeboek: {self._day.codebook.title} ({event.codebook})."]
        if event.date:
            lines.insert(0, f"Datum: {event.date}.")
        return "\n".join(lines)

    def _source_guid(self, source: Source) -> str:
        return guid("source", self._day.event.id, source.id)

    def _source(self, one: SourceFile) -> Element:
        own = self._source_guid(one.source)
        mine = self._own.get(one.source.name, [])
        laid = lay_out(one.lines, mine, holding=self._holding)
        self._texts.append((own, laid.text))
        name = sound(self._shown_source(one.source.name))
        element = Element("TextSource", guid=own, name=name, plainTextPath=f"internal://{own}.txt")
        element.set("creationDateTime", _moment(one.source.imported))
        for statement in mine:
            start, end = laid.spans[statement.id]
            selection = SubElement(
                element, "PlainTextSelection", guid=selection_guid(own, statement.id),
                name=sound(statement.id), startPosition=str(start), endPosition=str(end),
            )  # fmt: skip
            said = self._shown(sound(statement.text))
            if said != stated(laid.text[start:end]):
                SubElement(selection, "Description").text = said
            self._add_codings(selection, statement)
            self._add_memos(selection, statement.id)
        return element

    def _add_codings(self, selection: Element, statement: Statement) -> None:
        for given in given_codes(statement, self._codings.get(statement.id, ())):
            self._given.add(given.code)
            own = guid(selection.attrib["guid"], *given.code, given.coder)
            coding = SubElement(selection, "Coding", guid=own)
            coding.set("creatingUser", self._user(given.coder))
            if given.created:
                coding.set("creationDateTime", _moment(given.created))
            target = code_guid(self._day.codebook.name, given.code)
            SubElement(coding, "CodeRef", targetGUID=target)

    def _user(self, coder: str) -> str:
        return self._users.setdefault(coder, guid("user", coder))

    def _user_list(self) -> Element:
        users, named = Element("Users"), set[str]()
        for coder, own in self._users.items():
            name = sound(coder)
            if coder == READ:
                name = f"{PROPOSALS} (gelezen)"
            elif coder.startswith("machine:"):
                name = PROPOSALS if PROPOSALS not in named else f"{PROPOSALS} ({coder})"
            named.add(name)
            SubElement(users, "User", guid=own, name=name, id=sound(coder))
        return users

    def _add_memos(self, selection: Element, statement_id: str) -> None:
        for number, memo in enumerate(self._day.memos.get(statement_id, ())):
            own = guid(selection.attrib["guid"], "memo", str(number))
            note = Element("Note", guid=own, creatingUser=self._user(memo.coder))
            note.set("creationDateTime", _moment(memo.created))
            SubElement(note, "PlainTextContent").text = sound(self._shown(memo.text))
            self._notes.append(note)
            SubElement(selection, "NoteRef", targetGUID=own)

    def _cases(self) -> Element:
        cases = Element("Cases")
        whole = self._whole_sources()
        ids = {one.source.name: self._source_guid(one.source) for one in self._day.sources}
        asked = {corner.name: corner.asked for corner in self._day.event.corners}
        for corner, statements in self._by_corner().items():
            case = SubElement(cases, "Case", guid=self._corner_guid(corner), name=sound(corner))
            if corner in asked:
                words = [WORDS[kind] for kind in Category if kind in asked[corner]]
                SubElement(case, "Description").text = f"{ASKED}{', '.join(words) or 'niets'}."
            for source in whole.get(corner, ()):
                SubElement(case, "SourceRef", targetGUID=source)
            for one in statements:
                if one.source in ids:
                    target = selection_guid(ids[one.source], one.id)
                    SubElement(case, "SelectionRef", targetGUID=target)
        return cases

    def _sets(self) -> Element:
        sets = Element("Sets")
        for corner, sources in self._whole_sources().items():
            own = guid("set", self._day.event.id, corner)
            one = SubElement(sets, "Set", guid=own, name=sound(corner))
            for source in sources:
                SubElement(one, "MemberSource", targetGUID=source)
        return sets

    def _corner_guid(self, corner: str) -> str:
        return guid("corner", self._day.event.id, corner)

    def _by_corner(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {corner.name: [] for corner in self._day.event.corners}
        for statement in self._day.statements:
            found.setdefault(statement.corner, []).append(statement)
        return found

    def _whole_sources(self) -> dict[str, list[str]]:
        """Corner -> the sources of which every statement is that corner's."""
        found: dict[str, list[str]] = {}
        for one in self._day.sources:
            corners = {statement.corner for statement in self._own.get(one.source.name, ())}
            if len(corners) == 1:
                found.setdefault(corners.pop(), []).append(self._source_guid(one.source))
        return found
