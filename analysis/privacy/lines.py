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
            wanted = [one for text in texts for one in found.get(text, ())]
            if wanted:
                yield from _located(_lines_at(lines, place), wanted)


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
    lines: Sequence[str], wanted: Sequence[Finding]
) -> Iterator[tuple[str, list[Finding]]]:
    """The wanted findings wherever they stand in these lines, each line with its share.

    A share keeps the whole name as its text, so that both halves are one person.
    """
    where: list[_Where] = [
        (number, sign.start()) for number, line in enumerate(lines) for sign in _SIGN.finditer(line)
    ]
    letters = "".join(lines[number][at] for number, at in where)
    for one in wanted:
        sought = "".join(_SIGN.findall(one.text))
        at = letters.find(sought) if sought else -1
        while at >= 0:
            if _whole(where, at, at + len(sought)):
                yield from _shares(lines, where[at : at + len(sought)], one)
            at = letters.find(sought, at + 1)


def _whole(where: Sequence[_Where], start: int, end: int) -> bool:
    """Whether the letters [start, end) are no piece of a longer word."""
    return not (
        (start > 0 and _beside(where[start - 1], where[start]))
        or (end < len(where) and _beside(where[end - 1], where[end]))
    )


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
