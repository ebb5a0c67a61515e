"""Stretches of text with one look, as Word, OpenDocument and PowerPoint keep them, to pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; a newline in it is a soft line break."""

    text: str
    bold: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """What becomes one block: a line of a paragraph, or a part of it that was struck out.

    `first` tells whether it stands on the first line of its paragraph.
    """

    text: str
    bold: bool
    struck: bool
    first: bool


def pieces(runs: Iterable[Run]) -> Iterator[Piece]:
    """The lines of a paragraph; struck parts follow the line that they stood in."""
    first = True
    for line in _lines(runs):
        found = tuple(pieces_of_line(line, first=first))
        yield from found
        first = first and not found


def _lines(runs: Iterable[Run]) -> Iterator[Sequence[Run]]:
    line: list[Run] = []
    for run in runs:
        head, *more = run.text.split("\n")
        line.append(Run(head, run.bold, run.struck))
        for text in more:
            yield line
            line = [Run(text, run.bold, run.struck)]
    yield line


def pieces_of_line(line: Sequence[Run], *, first: bool = True) -> Iterator[Piece]:
    """The pieces of runs that belong on one line; newlines in them stay."""
    text, bold = _standing(line)
    if text:
        yield Piece(text, bold, struck=False, first=first)
    for struck, group in groupby(line, key=lambda run: run.struck or not run.text.strip()):
        members = tuple(group)
        text = "".join(run.text for run in members).strip()
        if struck and text:
            yield Piece(text, _all_bold(members), struck=True, first=first)


def _standing(line: Sequence[Run]) -> tuple[str, bool]:
    """What was not struck, with one space where a struck part had spaces at its ends."""
    text, cut = "", ""
    for run in line:
        if run.struck:
            cut += run.text
            continue
        if cut and run.text:
            spaced = (text[-1:] + cut[:1] + cut[-1:] + run.text[:1]).split(" ")
            text = text.rstrip(" ") + " " * (len(spaced) > 1) + run.text.lstrip(" ")
            cut = ""
        else:
            text += run.text
    return text.strip(), _all_bold([run for run in line if not run.struck])


def _all_bold(runs: Iterable[Run]) -> bool:
    return all(run.bold for run in runs if run.text.strip())
