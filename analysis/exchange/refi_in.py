"""A REFI-QDA project or codebook of any program, as far as Koffiehoek can hold it.

Selections of text become statements; cases (else sets of sources, else the sources) corners; users
coders. What has no place here is not taken over, and listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from xml.etree.ElementTree import Element  # the type only

from analysis.charts.palette import WORDS
from analysis.errors import TooLarge
from analysis.exchange.incoming import (
    NOBODY,
    Incoming,
    IncomingCoding,
    IncomingNote,
    IncomingSource,
    Skipped,
    corner_of,
    person,
    summed,
)
from analysis.exchange.refi import ASKED, ORIGIN, PROPOSALS, READ, selection_guid, stated
from analysis.exchange.refi_elements import SOURCES, child, children, pruned, text_of
from analysis.exchange.refi_package import Text, open_codebook, open_project
from analysis.exchange.refi_parts import codes_in, moment, plain
from analysis.exchange.refi_sources import ReadText, Selected, texts_in
from analysis.ingest.guard import DEFAULT_LIMIT
from analysis.ingest.reading import statement_id
from analysis.types import NO_CORNER, Category, CategoryBasis, Place, Statement

_BLIND = " (blind)"
_PROPOSED = "machine:refi-qda"
_MOST_TEXT = 20_000_000  # code points of all statements: overlapping selections multiply a text


def read_project(name: str, data: bytes, *, limit_bytes: int = DEFAULT_LIMIT) -> Incoming:
    """What a .qdpx file holds; raises SourceError."""
    root, text = open_project(name, data, limit_bytes=limit_bytes)
    return _Reader(name, root, text).read()


def read_codebook(name: str, data: bytes) -> Incoming:
    """The codes in a .qdc file; raises SourceError."""
    root = open_codebook(name, data)
    skipped = pruned(root)
    return Incoming(codes=tuple(codes_in(root, skipped)), skipped=summed(skipped))


class _Reader:
    """One project being read: what was found so far, and what was left behind."""

    def __init__(self, name: str, root: Element, text: Text) -> None:
        self._name = name
        self._root = root
        self._text = text
        self._skipped = pruned(root)
        self._ours = root.get("origin") == ORIGIN
        self._codes = {one.key: one for one in codes_in(child(root, "CodeBook"), self._skipped)}
        self._users = self._read_users()
        self._notes_by_guid = {plain(n.get("guid")): n for n in self._inside("Notes", "Note")}
        self._corner_of, self._corner_of_source = self._read_cases()
        self._sets = self._read_sets()
        self._statements: list[Statement] = []
        self._spans: dict[str, tuple[int, int]] = {}
        self._codings: dict[tuple[str, str, str], IncomingCoding] = {}
        self._notes: list[IncomingNote] = []
        self._told: set[str] = set()  # guids of notes that something refers to
        self._taken: Counter[tuple[str, str, str]] = Counter()
        self._sources: dict[str, IncomingSource] = {}
        self._length = 0

    def read(self) -> Incoming:
        """All of it."""
        for source in self._inside("Sources", *SOURCES):
            self._read_source(source)
        self._read_other_notes()
        used = {one.code for one in self._codings.values()}
        coders = dict.fromkeys(coder for coder in self._users.values() if coder != READ)
        return Incoming(
            sources=tuple(self._sources.values()),
            statements=tuple(self._with_kinds()),
            codes=tuple(replace(one, used=one.key in used) for one in self._codes.values()),
            codings=tuple(one for one in self._codings.values() if one.coder != READ),
            coders=tuple(dict.fromkeys(one.removesuffix(_BLIND) for one in coders)),
            notes=tuple(self._notes),
            skipped=summed(self._skipped),
            spans=self._spans,
            asked=self._read_asked() if self._ours else {},
        )

    def _read_asked(self) -> dict[str, frozenset[Category]]:
        """Corner -> the kinds that were asked there, as our own cases tell."""
        found: dict[str, frozenset[Category]] = {}
        for case in self._inside("Cases", "Case"):
            said = text_of(case, "Description")
            if said.startswith(ASKED):
                words = set(said.removeprefix(ASKED).removesuffix(".").split(", "))
                kinds = frozenset(kind for kind in Category if WORDS[kind] in words)
                found[" ".join(case.get("name", "").split()) or NO_CORNER] = kinds
        return found

    def _skip(self, what: str, where: str, reason: str) -> None:
        self._skipped.append(Skipped(what, where, reason))

    def _inside(self, group: str, *names: str) -> Iterator[Element]:
        for one in children(self._root, group):
            yield from children(one, *names)

    # Who, and in which corner

    def _read_users(self) -> dict[str, str]:
        """Guid -> coder; the machine under the name that it had here."""
        users: dict[str, str] = {}
        for number, user in enumerate(self._inside("Users", "User"), 1):
            name, own = (" ".join(user.get(key, "").split()) for key in ("name", "id"))
            if name.startswith(PROPOSALS):
                name = own if own.startswith("machine:") else _PROPOSED
            else:
                name = person(name or own)
            users[plain(user.get("guid"))] = name or f"Codeur {number}"
        return users

    def _coder(self, *elements: Element) -> str:
        """Who made the first of these of which it is told."""
        found = (e.get(key) for e in elements for key in ("creatingUser", "creatingUserGUID"))
        guid = next((plain(one) for one in found if one), "")
        return self._users.get(guid, NOBODY)

    def _read_cases(self) -> tuple[dict[str, str], dict[str, str]]:
        """Selection -> corner and source -> corner, by guid; the first case goes before others."""
        ways: tuple[tuple[str, dict[str, str]], ...] = (("SelectionRef", {}), ("SourceRef", {}))
        for case in self._inside("Cases", "Case"):
            corner = " ".join(case.get("name", "").split()) or NO_CORNER
            for tag, found in ways:
                for ref in children(case, tag):
                    first = found.setdefault(plain(ref.get("targetGUID")), corner)
                    if first != corner:
                        self._skip("Case", corner, f"de tekst staat ook al in de case “{first}”")
        return ways[0][1], ways[1][1]

    def _read_sets(self) -> dict[str, str]:
        """Source -> corner by sets, where no source is in two of them; else nothing."""
        found: dict[str, str] = {}
        double = False
        for one in self._inside("Sets", "Set"):
            for ref in children(one, "MemberSource"):
                name = " ".join(one.get("name", "").split()) or NO_CORNER
                double |= found.setdefault(plain(ref.get("targetGUID")), name) != name
        if double:
            self._skip("Groep", "het project", "er zijn bronnen in meer dan één groep")
        return {} if double else found

    def _corner(self, selected: Selected, source: str, name: str) -> str:
        corner = self._corner_of.get(selected.guid) or self._corner_of_source.get(source)
        return corner or self._sets.get(source) or corner_of(name)

    # Sources and their statements

    def _read_source(self, element: Element) -> None:
        texts = list(texts_in(element, self._text, self._skipped, ours=self._ours))
        for one in texts:
            name = self._free(one.name)
            self._sources[name] = IncomingSource(name, one.text)
            self._read_selections(one, name, element)
            self._add_notes(one.element, f"bron “{name}”", None)
        if not any(one.element is element for one in texts):
            self._add_notes(element, f"bron “{element.get('name', '')}”", None)

    def _free(self, given: str) -> str:
        name, number = given, 2
        while name in self._sources:
            path = PurePath(given)
            name, number = f"{path.stem} ({number}){path.suffix}", number + 1
        return name

    def _read_selections(self, source: ReadText, name: str, element: Element) -> None:
        by_span: dict[tuple[int, int], Statement] = {}
        holder = plain(element.get("guid"))
        for selected in source.selected:
            span = (selected.start, selected.end)
            ours = selected.guid == selection_guid(holder, selected.name)
            said = text_of(selected.element, "Description") if ours else ""
            text = said or stated(source.text[slice(*span)])
            statement = None if ours else by_span.get(span)
            if statement is None:
                if not text:
                    self._skip("Selectie", name, "er staat geen tekst in")
                    continue
                statement = self._statement(selected, source, name, text, ours=ours, holder=holder)
                by_span.setdefault(span, statement)
            self._read_codings(selected, statement, source.element, element)
            self._add_notes(selected.element, "uitspraak", statement.id, described=not ours)

    def _statement(
        self, selected: Selected, source: ReadText, name: str, text: str,
        *, ours: bool, holder: str,
    ) -> Statement:  # fmt: skip
        corner = self._corner(selected, holder, name)
        own = selected.name if ours and selected.name not in self._spans else ""
        while not own or own in self._spans:
            self._taken[name, corner, text] += 1
            own = statement_id(name, corner, text, self._taken[name, corner, text])
        self._length += len(text)
        if self._length > _MOST_TEXT:
            raise TooLarge(
                "In dit project overlappen zo veel selecties elkaar dat het niet te lezen is.",
                remedy="Voer een deel van het project uit.",
                place=self._name,
            )
        self._spans[own] = (selected.start, selected.end)
        place = Place(source.line_of(selected.start), source.line_of(selected.end - 1))
        statement = Statement(own, text, corner, None, None, name, place)
        self._statements.append(statement)
        return statement

    def _read_codings(self, selected: Selected, statement: Statement, *above: Element) -> None:
        for coding in children(selected.element, "Coding"):
            ref = child(coding, "CodeRef")
            key = plain(ref.get("targetGUID")) if ref is not None else ""
            if key not in self._codes:
                self._skip("Codering", statement.source, "de code staat niet in het codeboek")
                continue
            coder = self._coder(coding, selected.element, *above, self._root)
            when = coding.get("creationDateTime") or selected.element.get("creationDateTime")
            name = coder.removesuffix(_BLIND)
            self._codings[statement.id, key, coder] = IncomingCoding(
                statement.id, key, name, moment(when), blind=name != coder
            )
            self._add_notes(coding, "uitspraak", statement.id)

    def _with_kinds(self) -> Iterator[Statement]:
        """The statements with their kind: the last that a person gave, else the machine's."""
        given: dict[str, tuple[Category, CategoryBasis | None]] = {}
        for one in sorted(self._codings.values(), key=lambda one: _weight(one.coder)):
            kind = self._codes[one.code].kind
            if kind and not one.blind:
                given[one.statement_id] = kind, _basis(one.coder)
        for statement in self._statements:
            kind, basis = given.get(statement.id, (None, None))
            yield replace(statement, category=kind, category_basis=basis)

    # Notes

    def _add_notes(
        self, element: Element, about: str, statement: str | None, *, described: bool = True
    ) -> None:
        """What an element's description and notes say."""
        if described and (text := text_of(element, "Description")):
            coder, when = self._coder(element), moment(element.get("creationDateTime"))
            self._notes.append(IncomingNote(text, about, statement, coder, when))
        for ref in children(element, "NoteRef"):
            guid = plain(ref.get("targetGUID"))
            if (note := self._notes_by_guid.get(guid)) is None:
                self._skip("Notitie", about, "de notitie staat niet in het project")
                continue
            self._told.add(guid)
            self._add_note(note, about, statement)

    def _add_note(self, note: Element, about: str, statement: str | None) -> None:
        raw = self._text(note.get("plainTextPath", "")) if note.get("plainTextPath") else None
        said = text_of(note, "PlainTextContent") or (raw or "").removeprefix("\ufeff").strip()
        text = said or text_of(note, "Description") or note.get("name", "")
        if not text:
            self._skip("Notitie", about, "er staat geen tekst in")
            return
        coder, when = self._coder(note), moment(note.get("creationDateTime"))
        self._notes.append(IncomingNote(text, about, statement, coder, when))

    def _read_other_notes(self) -> None:
        """Notes on cases, sets, codes and the project, and those to which nothing refers."""
        for group, name, words in (("Cases", "Case", "hoek"), ("Sets", "Set", "groep")):
            for one in self._inside(group, name):
                about = f"{words} “{one.get('name', '')}”"
                self._add_notes(one, about, None, described=not self._ours)
        book = child(self._root, "CodeBook")
        for one in book.iter() if book is not None else ():
            self._add_notes(one, f"code “{one.get('name', '')}”", None, described=False)
        self._add_notes(self._root, "het project", None, described=not self._ours)
        for guid, note in self._notes_by_guid.items():
            if guid not in self._told:
                self._add_note(note, "het project", None)


def _weight(coder: str) -> int:
    """What goes before what, the heaviest last: what was read, proposals, persons."""
    return 0 if coder == READ else 1 if coder.startswith("machine:") else 2


def _basis(coder: str) -> CategoryBasis | None:
    return "heading" if coder == READ else "text" if coder.startswith("machine:") else None
