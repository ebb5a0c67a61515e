"""The kind that each statement has now: what was read, what persons decided, what is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from analysis.store import codings
from analysis.store import tables as t
from analysis.store.fetching import pair, pairs_of
from analysis.types import Category, Coding, CodingTarget


def decided_kinds(
    connection: sa.Connection, event_id: str, numbers: Sequence[int] | None = None
) -> dict[int, dict[Category, bool]]:
    """What persons decided about kinds: statement number -> kind -> yes or no, oldest first.

    Of all statements, or of those with these numbers.
    """
    kinds: dict[int, Category] = {
        n: kind for n, kind in _kinds_of(connection, event_id).items() if kind
    }
    if not kinds:
        return {}
    given = {"of_event": event_id, "kinds": list(kinds), "some": numbers}
    decided: dict[int, dict[Category, bool]] = {}
    for row in connection.execute(_decided(of_some=numbers is not None), given):
        decided.setdefault(row.statement, {})[kinds[row.code]] = row.assigned
    return decided


@cache
def _decided(*, of_some: bool) -> sa.Select[*tuple[Any, ...]]:
    now = codings.current(of_some=of_some, of_kinds=True)
    return sa.select(now).order_by(now.c.id)


def _kinds_of(connection: sa.Connection, event_id: str) -> dict[int, Category | None]:
    """Number of a code -> the kind that it stands for, None for "no kind"; other codes left out."""
    return {
        number: _kind_or_none(name)
        for number, (target, name) in codings.codes_of(connection, event_id).items()
        if target == CodingTarget.CATEGORY
    }


def proposed_kinds(
    connection: sa.Connection, event_id: str, numbers: Sequence[int] | None = None
) -> dict[int, Category | None]:
    """What the machine last proposed for the kind: statement number -> kind, None for no kind.

    Of all statements, or of those with these numbers.
    """
    kinds = _kinds_of(connection, event_id)
    if not kinds:
        return {}
    given = {"of_event": event_id, "kinds": list(kinds), "some": numbers}
    found = pairs_of(connection, _proposed(of_some=numbers is not None), given)
    return {statement: kinds[code] for statement, code in zip(*map(list, found), strict=True)}


@cache
def _proposed(*, of_some: bool) -> sa.Select[int]:
    k = t.coding.c
    kinds: sa.BindParameter[int] = sa.bindparam("kinds", expanding=True)
    newest = (
        sa.select(sa.func.max(k.id))
        .where(k.event_id == sa.bindparam("of_event"), ~k.by_person, k.code.in_(kinds))
        .group_by(k.statement)
    )
    if of_some:
        newest = newest.where(k.statement.in_(sa.bindparam("some", expanding=True)))
    return sa.select(pair(k.statement, k.code)).where(k.id.in_(newest))


def _kind_or_none(name: str) -> Category | None:
    return Category(name) if name in set(Category) else None


def kind_now(
    read: Category | None, decided: Mapping[Category, bool], proposed: Category | None = None
) -> Category | None:
    """A person's yes goes first; then what was read; then what the machine proposes.

    What a person said no to is left out.
    """
    chosen = [kind for kind, assigned in decided.items() if assigned]
    if chosen:
        return chosen[-1]
    return next((kind for kind in (read, proposed) if kind and kind not in decided), None)


def kind_decisions(
    ids: Iterable[str], category: Category | None, *, coder: str, codebook: str
) -> list[Coding]:
    """A person's decision that these statements are of one kind, or of none."""
    now = datetime.now(UTC)
    return [
        Coding(
            statement_id=statement_id,
            target=CodingTarget.CATEGORY,
            code=kind.value,
            assigned=kind == category,
            coder=coder,
            codebook=codebook,
            created=now,
        )
        for statement_id in ids
        for kind in Category
    ]
