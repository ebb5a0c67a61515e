"""What was found in a statement, found again in its source's own lines, which may cut it in two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.privacy.findings import Finding
from analysis.store.values import ImportItem
from analysis.types import Place

_SIGN = re.compile(r"[^\W_]")
_BULLET = re.compile(r"^\s*(?:\d{1,2}[.)]|\(?[a-z]\))\s+")
_Where = tuple[int, int]
"""Number of a line and place of a letter in it."""


def findings_in_lines(
    items: Iterable[ImportItem], found: Mapping[str, tuple[Finding, ...]]
) -> Iterator[tuple[str, list[Finding]]]:
    """(line, findings) for the lines behind each statement, heading and left-out text.

    Letters and figures alone are compared: bullets, hyphens and line ends come and go in reading.
    """
    for item in items:
        lines = _by_place([(line.place, line.text) for line in item.source_texts])
        for place, texts in _parts(item):
            for text in texts:
                if here := found.get(text):
                    yield from _located(_lines_at(lines, place), text, here)


def lines_of_parts(items: Iterable[ImportItem]) -> set[str]:
    """The lines that hold nothing but what was read from them, apart from a bullet or number."""
    repeated: set[str] = set()
    others: set[str] = set()
    for item in items:
        letters: dict[tuple[int | None, str | None, int], str] = defaultdict(str)
        for place, texts in _parts(item):
            mine = "".join(_SIGN.findall(" ".join(reversed(texts))))
            for number in range(place.line_start, place.line_end + 1):
                letters[(place.page, place.cell, number)] += mine
        for line in item.source_texts:
            key = (line.place.page, line.place.cell, line.place.line_start)
            own = "".join(_SIGN.findall(_BULLET.sub("", line.text)))
            (repeated if own in letters[key] else others).add(line.text)
    return repeated - others


def _parts(item: ImportItem) -> Iterator[tuple[Place, tuple[str, ...]]]:
    for statement in item.reading.statements:
        yield statement.place, (statement.text, statement.label or "")
    for part in (*item.reading.left_out, *item.reading.headings):
        yield part.place, (part.text,)


_Lines = Mapping[tuple[int | None, str | None, int], list[str]]


def _by_place(lines: Iterable[tuple[Place, str]]) -> _Lines:
    found: dict[tuple[int | None, str | None, int], list[str]] = defaultdict(list)
    for place, text in lines:
        found[(place.page, place.cell, place.line_start)].append(text)
    return found


def _lines_at(lines: _Lines, place: Place) -> list[str]:
    return [
        text
        for number in range(place.line_start, place.line_end + 1)
        for text in lines.get((place.page, place.cell, number), ())
    ]


def _located(
    lines: Sequence[str], text: str, found: Sequence[Finding]
) -> Iterator[tuple[str, list[Finding]]]:
    """The findings of a text wherever they stand in these lines, each line with its share.

    A share keeps the whole name as its text, so that both halves are one person.
    """
    where: list[_Where] = [
        (number, sign.start()) for number, line in enumerate(lines) for sign in _SIGN.finditer(line)
    ]
    letters = "".join(lines[number][at] for number, at in where)
    signs = list(_SIGN.finditer(text))
    whole = letters.find("".join(sign.group() for sign in signs))
    for one in found:
        mine = [at for at, sign in enumerate(signs) if one.start <= sign.start() < one.end]
        if mine and whole >= 0:
            yield from _shares(lines, where[whole + mine[0] : whole + mine[-1] + 1], one)
        elif mine:  # something stands between: its letters alone, wherever they are
            cut = text[one.end : one.end + 1].isalnum()  # "Karin" in "Karins"
            yield from _by_letters(lines, where, letters, one, cut=cut)


def _by_letters(
    lines: Sequence[str], where: Sequence[_Where], letters: str, one: Finding, *, cut: bool
) -> Iterator[tuple[str, list[Finding]]]:
    sought = "".join(_SIGN.findall(one.text))
    at = letters.find(sought)
    while at >= 0:
        end = at + len(sought)
        begins = at == 0 or not _beside(where[at - 1], where[at])
        ends = cut or end == len(where) or not _beside(where[end - 1], where[end])
        if begins and ends:
            yield from _shares(lines, where[at:end], one)
        at = letters.find(sought, at + 1)


def _beside(one: _Where, other: _Where) -> bool:
    return one[0] == other[0] and one[1] + 1 == other[1]


def _shares(
    lines: Sequence[str], places: Sequence[_Where], one: Finding
) -> Iterator[tuple[str, list[Finding]]]:
    by_line: dict[int, list[int]] = defaultdict(list)
    for number, at in places:
        by_line[number].append(at)
    for number, share in by_line.items():
        yield lines[number], [replace(one, start=min(share), end=max(share) + 1)]
