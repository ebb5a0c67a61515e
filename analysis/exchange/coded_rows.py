"""Coded texts of a table as what came in, with a source of the texts themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from analysis.exchange.grid import text_of
from analysis.exchange.incoming import (
    Incoming,
    IncomingCode,
    IncomingCoding,
    IncomingSource,
    Skipped,
    person,
    summed,
)
from analysis.exchange.refi_parts import kind_named
from analysis.ingest.reading import statement_id
from analysis.types import Category, CategoryBasis, Place, Statement

_NO_PATHS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(slots=True)
class Coded:
    """A text of a table, the number of its row, and its codes: yes where one holds, no where not.

    A code that a row says nothing of is not among them.
    """

    text: str
    corner: str
    row: int
    source: str
    kind: Category | None = None
    codes: dict[str, bool] = field(default_factory=dict)
    coder: str = ""


def incoming_from(
    coded: Sequence[Coded],
    skipped: Sequence[Skipped],
    *,
    coder: str,
    paths: Mapping[str, tuple[str, ...]] = _NO_PATHS,
) -> Incoming:
    """Statements, codes and codings; `coder` is who coded where a row does not tell.

    `paths` gives the levels of a code's name, its own last; without it a name is one level.
    """
    by_source: dict[str, list[Coded]] = {}
    for one in coded:
        by_source.setdefault(one.source, []).append(one)
    statements: list[Statement] = []
    codings: dict[tuple[str, str, str], IncomingCoding] = {}
    spans: dict[str, tuple[int, int]] = {}
    sources = []
    # The same words again are another statement, unless another coder says something of them.
    seen: Counter[tuple[str, str, str, str]] = Counter()
    for name, mine in by_source.items():
        lines: list[str] = []
        at = 0
        for one in mine:
            text, who = text_of([one.text]), person(one.coder) or coder
            seen[name, one.corner, text, who] += 1
            own = statement_id(name, one.corner, text, seen[name, one.corner, text, who])
            if own not in spans:
                lines.append(text)
                spans[own] = (at, at + len(text))
                at += len(text) + 1
                statements.append(_statement(own, text, one, len(lines)))
            for code, yes in one.codes.items():
                codings[own, code, who] = IncomingCoding(own, code, who, assigned=yes)
        sources.append(IncomingSource(name, "\n".join(lines)))
    used = dict.fromkeys(code for _, code, _ in codings)
    return Incoming(
        sources=tuple(sources),
        statements=tuple(statements),
        codes=tuple(_code(name, paths.get(name, (name,))) for name in used),
        codings=tuple(codings.values()),
        coders=tuple(dict.fromkeys(one.coder for one in codings.values())),
        skipped=summed(skipped),
        spans=spans,
    )


def _statement(own: str, text: str, one: Coded, line: int) -> Statement:
    basis: CategoryBasis | None = "column" if one.kind else None
    return Statement(own, text, one.corner, one.kind, basis, one.source, Place(line, line))


def _code(key: str, path: tuple[str, ...]) -> IncomingCode:
    return IncomingCode(key, path[-1], path[:-1], kind=kind_named(path[-1], path[:-1]), used=True)
