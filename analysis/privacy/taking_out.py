"""Names out of what was read, before anything is stored: files in, the same files without names.

Places, kinds and counts stay as they were; ids are those of the texts without names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.ingest.file_names import free_name
from analysis.ingest.reading import statement_id
from analysis.privacy.allowing import Allowing
from analysis.privacy.findings import UNSURE, Finding, FindingKind, Finds, settled
from analysis.privacy.lines import findings_in_lines, lines_of_parts
from analysis.privacy.pseudonyms import PARTICLES, folded, replaced, word_for
from analysis.privacy.sought import Sought
from analysis.store.values import ImportItem, SourceText
from analysis.types import Category, LeftOut, Place, Reading, Source, Statement

_GIVEN = "door u als naam aangewezen"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a researcher said of words: no names (`allowed`), or names all the same (`names`)."""

    allowed: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """The personal data in each distinct text of a day's files; texts without any are left out."""

    by_text: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)

    def persons(self) -> list[str]:
        """Each form of a person's name, in order of first appearance."""
        every = (one for found in self.by_text.values() for one in found)
        return list(dict.fromkeys(o.text for o in every if o.kind is FindingKind.PERSON))


def pieces(items: Iterable[ImportItem], *, lines: bool = True) -> Iterator[str]:
    """Every text of the items that is stored or shown, file by file; of file names the stem.

    Without `lines` not the lines of the sources themselves.
    """
    for item in items:
        reading = item.reading
        yield _stem(reading.source)
        for statement in reading.statements:
            yield statement.corner
            if statement.label:
                yield statement.label
            yield statement.text
        yield from reading.asked
        yield from {place.sheet for place in _places(item)}
        yield from {part.reason for part in (*reading.left_out, *reading.headings)}
        for part in (*reading.left_out, *reading.headings):
            yield part.text
        for line in item.source_texts if lines else ():
            yield line.text


def _places(item: ImportItem) -> Iterator[Place]:
    """Where everything in a file stands."""
    yield from (statement.place for statement in item.reading.statements)
    yield from (part.place for part in (*item.reading.left_out, *item.reading.headings))
    yield from (line.place for line in item.source_texts)


def find_in(
    items: Sequence[ImportItem], finder: Finds, *, taken: Taken | None = None,
    spared: Collection[str] = (), ordinary: Container[str] | None = None,
) -> Found:  # fmt: skip
    """Find the personal data in all texts: in each by itself, then names found in any of them.

    A source's lines repeat what was read from them, so they get the findings of that: a line cut
    off, with a bullet before it, reads worse, and may cut a name in two.
    `spared` texts, such as corners that the day has, hold none. Names of `ordinary` words
    (folded; default: all that the shipped lists know) are not sought in other texts.
    """
    kept = set(spared)
    texts = [text for text in pieces(items) if text not in kept]
    repeated = lines_of_parts(items).difference(pieces(items, lines=False))
    found = find_in_texts(texts, finder, taken=taken, ordinary=ordinary, repeated=repeated)
    for text, more in findings_in_lines(items, found):
        if text not in kept:
            found[text] = covering([*found[text], *more])
    return Found({text: here for text, here in found.items() if here})


def find_in_texts(
    texts: Iterable[str],
    finder: Finds,
    *,
    taken: Taken | None = None,
    ordinary: Container[str] | None = None,
    repeated: Container[str] = (),
) -> dict[str, tuple[Finding, ...]]:
    """The personal data in each distinct text, in order of appearance; see `find_in`.

    In the `repeated` ones only names are sought that were found in another text.
    """
    taken = taken or Taken()
    allowing = Allowing(finder, taken.allowed)
    first = {text: () if text in repeated else allowing.find(text) for text in dict.fromkeys(texts)}
    forms = _carried(first, _listed() if ordinary is None else ordinary)
    given = Sought(sorted(taken.names), reason=_GIVEN)
    elsewhere = Sought(forms)
    return {
        text: covering([*given.find(text), *here, *allowing.others(text, elsewhere.find(text))])
        for text, here in first.items()
    }


def _carried(found: Mapping[str, tuple[Finding, ...]], ordinary: Container[str]) -> Iterator[str]:
    """The persons' forms to be sought in other texts too, where nothing else points to them.

    Not those that only the words around them gave away, nor those of words that the lists know,
    which were weighed in each text by itself.
    """
    sure = {text: tuple(o for o in here if o.reason != UNSURE) for text, here in found.items()}
    for form in Found(sure).persons():
        words = [word for word in re.findall(r"[^\W_]+", form) if word.casefold() not in PARTICLES]
        if not all(folded(word) in ordinary for word in words):
            yield form


def _listed() -> Container[str]:
    from analysis.privacy.names.lists import shipped_lists  # noqa: PLC0415 - large

    return shipped_lists()


def covering(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings settled, and of those that overlap another what sticks out."""
    kept = list(settled(findings))
    for one in findings:
        spans = [(one.start, one.end)]
        for other in kept:
            spans = [rest for span in spans for rest in _outside(span, other)]
        kept += [rest for start, end in spans if (rest := _cut(one, start, end))]
    return tuple(sorted(kept, key=lambda one: one.start))


def _cut(one: Finding, start: int, end: int) -> Finding | None:
    """The finding from `start` to `end`; None where no letter or figure is left of it."""
    if len(one.text) != one.end - one.start:  # a line's share of a name that goes on elsewhere
        return replace(one, start=start, end=end)
    text = one.text[start - one.start : end - one.start]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if not any(sign.isalnum() for sign in text):
        return None
    return replace(one, start=start, end=start + len(text), text=text)


def _outside(span: tuple[int, int], other: Finding) -> list[tuple[int, int]]:
    """What of a span lies before and after a finding."""
    start, end = span
    if other.end <= start or end <= other.start:
        return [span]
    pieces = [(start, other.start), (other.end, end)]
    return [(first, last) for first, last in pieces if first < last]


def how_many(items: Iterable[ImportItem], found: Found) -> int:
    """How many names and other data stand in statements, labels, headings and left-out lines."""
    return sum(
        len(found.by_text.get(text, ()))
        for item in items
        for text in (
            *(s.text for s in item.reading.statements),
            *dict.fromkeys(s.label or "" for s in item.reading.statements),
            *(part.text for part in (*item.reading.left_out, *item.reading.headings)),
        )
    )


def who_is_who(found: Found, numbers: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    """(pseudonym, name as typed) of each form of each person, by number."""
    every = {
        (numbers[folded(one.text)], word_for(one, numbers), one.text)
        for here in found.by_text.values()
        for one in here
        if one.kind is FindingKind.PERSON
    }
    return tuple((word, form) for _, word, form in sorted(every))


def without_names(
    items: Sequence[ImportItem], found: Found, numbers: Mapping[str, int],
    *, sources: Iterable[Source] = (),
) -> tuple[list[ImportItem], dict[str, str]]:  # fmt: skip
    """The items with all that was found replaced, and each old statement id with its new one.

    A file whose name would then be another file's, of these or of the day's `sources`, gets a
    number behind it, since statements are told apart by it.
    """
    used = {source.name: source.digest for source in sources}
    by_text = {text: replaced(text, here, numbers) for text, here in found.by_text.items()}

    def clean(text: str) -> str:
        return by_text.get(text, text)

    ids: dict[str, str] = {}
    taken: set[str] = {s.id for item in items for s in item.reading.statements}
    out = []
    for item in items:
        name = item.reading.source
        stem = _stem(name)
        source = free_name(replaced(name, found.by_text.get(stem, ()), numbers), item.digest, used)
        reading = _reading(item.reading, source, clean, ids, taken)
        lines = tuple(_line(line, clean) for line in item.source_texts)
        out.append(replace(item, reading=reading, source_texts=lines))
    return out, ids


def _stem(name: str) -> str:
    """A file's name without its ending; underscores stand for spaces, at the same places."""
    stem, dot, _ = name.rpartition(".")
    return (stem if dot else name).replace("_", " ")


def _reading(
    reading: Reading, source: str, clean: Callable[[str], str], ids: dict[str, str],
    taken: set[str],
) -> Reading:  # fmt: skip
    statements = [_statement(s, source, clean, ids, taken) for s in reading.statements]
    asked: dict[str, frozenset[Category]] = {}
    for corner, kinds in reading.asked.items():
        name = clean(corner)
        asked[name] = asked.get(name, frozenset()) | kinds
    return replace(
        reading,
        source=source,
        statements=tuple(statements),
        left_out=tuple(_part(part, source, clean) for part in reading.left_out),
        headings=tuple(_part(part, source, clean) for part in reading.headings),
        asked=asked,
    )


def _statement(
    statement: Statement, source: str, clean: Callable[[str], str], ids: dict[str, str],
    taken: set[str],
) -> Statement:  # fmt: skip
    """Without names; where its source, corner or text changed its id is that of what it is now."""
    now = replace(
        statement, source=source, corner=clean(statement.corner), text=clean(statement.text),
        label=statement.label and clean(statement.label), place=_place(statement.place, clean),
    )  # fmt: skip
    if statement.id not in ids:  # the same file may be there twice
        same = (now.source, now.corner, now.text) == (
            statement.source, statement.corner, statement.text
        )  # fmt: skip
        ids[statement.id] = statement.id if same else _free_id(now, taken)
    return replace(now, id=ids[statement.id])


def _free_id(statement: Statement, taken: set[str]) -> str:
    number = 1
    while True:
        found = statement_id(statement.source, statement.corner, statement.text, number)
        if found not in taken:
            taken.add(found)
            return found
        number += 1


def _part(part: LeftOut, source: str, clean: Callable[[str], str]) -> LeftOut:
    return replace(
        part, source=source, text=clean(part.text), reason=clean(part.reason),
        place=_place(part.place, clean),
    )  # fmt: skip


def _line(line: SourceText, clean: Callable[[str], str]) -> SourceText:
    return replace(line, text=clean(line.text), place=_place(line.place, clean))


def _place(place: Place, clean: Callable[[str], str]) -> Place:
    return place.on_sheet(clean(place.sheet)) if place.sheet else place
