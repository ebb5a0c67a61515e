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
    summed,
)
from analysis.exchange.refi_parts import kind_named
from analysis.ingest.reading import statement_id
from analysis.types import Category, CategoryBasis, Place, Statement

_NO_PATHS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(slots=True)
class Coded:
    """A text of a table with its codes (an ordered set) and the number of its row."""

    text: str
    corner: str
    row: int
    source: str
    kind: Category | None = None
    codes: dict[str, None] = field(default_factory=dict)
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
    seen: Counter[tuple[str, str, str]] = Counter()
    for name, mine in by_source.items():
        sources.append(IncomingSource(name, text_of([one.text for one in mine])))
        at = 0
        for line, one in enumerate(mine, 1):
            text = text_of([one.text])
            seen[name, one.corner, text] += 1
            own = statement_id(name, one.corner, text, seen[name, one.corner, text])
            basis: CategoryBasis | None = "column" if one.kind else None
            statements.append(
                Statement(own, text, one.corner, one.kind, basis, name, Place(line, line))
            )
            spans[own] = (at, at + len(text))
            at += len(text) + 1
            for code in one.codes:
                who = one.coder or coder
                codings[own, code, who] = IncomingCoding(own, code, who)
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


def _code(key: str, path: tuple[str, ...]) -> IncomingCode:
    return IncomingCode(key, path[-1], path[:-1], kind=kind_named(path[-1], path[:-1]), used=True)
