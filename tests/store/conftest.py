"""A store on each database, and short ways to make what goes into it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from analysis.store import ImportItem, SourceText, Store, open_store
from analysis.types import (
    Category,
    Coding,
    CodingTarget,
    Corner,
    Event,
    LeftOut,
    Place,
    Reading,
    Span,
    Statement,
)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with open_store(database_url) as opened:
        yield opened


@pytest.fixture
def event_id(store: Store) -> str:
    corners = (Corner("Politie"), Corner("OM", frozenset({Category.WERKT})))
    return store.create_event(Event("", "Themadag", "bv@1", corners=corners)).id


class Make:
    """Values with everything filled in that a test does not care about."""

    def statement(
        self,
        number: int,
        text: str,
        corner: str = "Politie",
        category: Category | None = Category.WERKT,
        source: str = "a.txt",
    ) -> Statement:
        basis = "heading" if category else None
        place = Place(number, number)
        return Statement(f"{source}-{number}", text, corner, category, basis, source, place)

    def item(self, *statements: Statement, name: str = "a.txt", **reading: object) -> ImportItem:
        texts = tuple(SourceText(s.place, f"- {s.text}", "statement") for s in statements)
        left = LeftOut(name, "parkeren bij P2", Place(99, 99), "Gaat over de dag zelf.")
        return ImportItem(Reading(name, statements, (left,), **reading), f"sha-{name}", texts)  # type: ignore[arg-type]

    def coding(
        self,
        statement_id: str,
        code: str = "openheid",
        *,
        assigned: bool = True,
        coder: str = "machine:zoektermen",
        target: CodingTarget = CodingTarget.THEME,
        evidence: tuple[Span, ...] = (),
    ) -> Coding:
        created = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)
        return Coding(statement_id, target, code, assigned, coder, "bv@1", created, 0.8, evidence)


@pytest.fixture
def make() -> Make:
    return Make()
