"""Decisions: only ever added; a person's goes before the machine's, then the last added counts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from analysis.errors import StoreError
from analysis.store import tables as t
from analysis.store.values import Counts, Decision
from analysis.types import Coding, CodingTarget, Span

_AT_A_TIME = 500  # values in one IN (...): well under what either database allows
NO_MEMOS: Mapping[Coding, str] = MappingProxyType({})
"""No notes on decisions."""


def in_parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The values in lists short enough for one query."""
    remaining = iter(values)
    while part := list(islice(remaining, _AT_A_TIME)):
        yield part


def statement_numbers(
    connection: sa.Connection, event_id: str, ids: Iterable[str]
) -> dict[str, int]:
    """The number of each of these statements; raises StoreError where one is gone."""
    wanted = {t.storable(statement_id) for statement_id in ids}
    numbers = known_numbers(connection, event_id, wanted)
    if missing := sorted(wanted - set(numbers)):
        raise statement_gone(missing[0])
    return numbers


def known_numbers(connection: sa.Connection, event_id: str, ids: Iterable[str]) -> dict[str, int]:
    """The number of each of these statements; those that are gone are left out."""
    numbers: dict[str, int] = {}
    for part in in_parts(ids):
        rows = connection.execute(_numbers(), {"of_event": event_id, "some": part})
        numbers.update((row.id, row.number) for row in rows)
    return numbers


# What is asked for every visitor and every statement is put together once: to build a query anew
# takes longer than to answer it.


@cache
def _numbers() -> sa.Select[str, int]:
    s = t.statement.c
    mine = s.event_id == sa.bindparam("of_event")
    return sa.select(s.id, s.number).where(mine, s.id.in_(sa.bindparam("some", expanding=True)))


def statement_gone(statement_id: str) -> StoreError:
    """The error for a statement that is not there."""
    return StoreError(
        f"Uitspraak {statement_id} bestaat niet in deze bijeenkomst.",
        remedy="Laad de pagina opnieuw: misschien is de bron verwijderd.",
    )


def add(
    connection: sa.Connection,
    event_id: str,
    codings: Sequence[Coding],
    numbers: Mapping[str, int],
    *,
    memo: str | None = None,
    memos: Mapping[Coding, str] = NO_MEMOS,
) -> None:
    """Store decisions about statements whose numbers are known.

    `memo` is one note on all of them, `memos` those that stand with one decision.
    """
    codes = _code_numbers(connection, event_id, {_code(coding) for coding in codings})
    rows = [
        {
            "event_id": event_id,
            "statement": numbers[t.storable(coding.statement_id)],
            "code": codes[_code(coding)],
            "assigned": coding.assigned,
            "by_person": not coding.by_machine,
            "coder": coding.coder,
            "codebook": coding.codebook,
            "created": coding.created,
            "probability": coding.probability,
            "evidence": _evidence_json(coding.evidence),
            "memo": memos.get(coding, memo) if memos else memo,
            "withdrawn": coding.withdrawn,
            "blind": coding.blind,
        }
        for coding in codings
    ]
    if rows:
        connection.execute(sa.insert(t.coding), rows)


def _code(coding: Coding) -> tuple[str, str]:
    return coding.target.value, t.storable(coding.code)


def _code_numbers(
    connection: sa.Connection, event_id: str, wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """The event's number for each (target, name), made where it is new."""
    known = {(target, name): n for n, (target, name) in codes_of(connection, event_id).items()}
    new = {code: n for n, code in enumerate(sorted(set(wanted) - set(known)), len(known))}
    rows = [
        {"event_id": event_id, "number": number, "target": target, "name": name}
        for (target, name), number in new.items()
    ]
    if rows:
        connection.execute(sa.insert(t.code), rows)
    return known | new


def codes_of(connection: sa.Connection, event_id: str) -> dict[int, tuple[str, str]]:
    """Number -> (target, name) of all that was ever decided on in the event."""
    found = connection.execute(_codes(), {"of_event": event_id})
    return {row.number: (row.target, row.name) for row in found}


@cache
def _codes() -> sa.Select[int, str, str]:
    c = t.code.c
    return sa.select(c.number, c.target, c.name).where(c.event_id == sa.bindparam("of_event"))


def _evidence_json(evidence: tuple[Span, ...]) -> str | None:
    if not evidence:
        return None
    spans = [[span.start, span.end, span.term] for span in evidence]
    return json.dumps(spans, ensure_ascii=False, separators=(",", ":"))


def _spans(evidence: str | None) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in json.loads(evidence)) if evidence else ()


@cache
def current(*, of_some: bool = False, of_kinds: bool = False) -> sa.Subquery:
    """The decision that counts for each statement and code of the event `of_event`.

    Columns: id, statement, code, assigned, by_person. With `of_some` of the statements whose
    numbers are in `some`; with `of_kinds` persons' decisions on the codes that are in `kinds`.
    `of_event`, `some` and `kinds` are parameters of what executes it.
    """
    c = t.coding.c
    where: list[sa.ColumnElement[bool]] = []
    if of_some:
        where.append(c.statement.in_(sa.bindparam("some", expanding=True)))
    if of_kinds:
        where += [c.by_person, c.code.in_(sa.bindparam("kinds", expanding=True))]
    following = sa.func.lead(c.id).over(
        partition_by=(c.statement, c.code), order_by=(c.by_person, c.id)
    )
    ranked = (
        sa.select(c.id, c.statement, c.code, c.assigned, c.by_person, following.label("following"))
        .where(
            c.event_id == sa.bindparam("of_event"), ~c.blind, sa.or_(~c.by_person, _stands()),
            *where,
        )
        .subquery()
    )  # fmt: skip
    last = ranked.c.following.is_(None)
    columns = (column for column in ranked.c if column.key != "following")
    return sa.select(*columns).where(last).subquery()


def _stands() -> sa.ColumnElement[bool]:
    """Whether the coder has not withdrawn the decision, nor is it the withdrawal itself."""
    c, w = t.coding.c, t.coding.alias("withdrawal")
    return ~sa.exists().where(
        w.c.event_id == c.event_id,
        w.c.statement == c.statement,
        w.c.code == c.code,
        w.c.withdrawn,
        w.c.coder == c.coder,
        w.c.id >= c.id,
        w.c.blind == c.blind,
    )


def history(connection: sa.Connection, event_id: str, statement_id: str) -> list[Decision]:
    """All decisions on one statement, in the order in which they were added."""
    number = statement_numbers(connection, event_id, [statement_id])[t.storable(statement_id)]
    c = t.coding.c
    query = (
        sa.select(t.coding, t.code.c.target, t.code.c.name)
        .join(t.code, (t.code.c.event_id == c.event_id) & (t.code.c.number == c.code))
        .where(c.event_id == event_id, c.statement == number)
        .order_by(c.id)
    )
    return [_decision(row, statement_id) for row in connection.execute(query)]


def memos(connection: sa.Connection, event_id: str) -> dict[str, list[Decision]]:
    """Statement id -> its decisions that bear a note, in the order in which they were added."""
    c, s = t.coding.c, t.statement.c
    query = (
        sa.select(t.coding, t.code.c.target, t.code.c.name, s.id.label("statement_id"))
        .join(t.code, (t.code.c.event_id == c.event_id) & (t.code.c.number == c.code))
        .join(t.statement, (s.event_id == c.event_id) & (s.number == c.statement))
        .where(c.event_id == event_id, c.memo.is_not(None))
        .order_by(c.statement, c.id)
    )
    found: dict[str, list[Decision]] = {}
    for row in connection.execute(query):
        found.setdefault(row.statement_id, []).append(_decision(row, row.statement_id))
    return found


def _decision(row: sa.Row[*tuple[Any, ...]], statement_id: str) -> Decision:
    coding = Coding(
        statement_id=statement_id,
        target=CodingTarget(row.target),
        code=row.name,
        assigned=row.assigned,
        coder=row.coder,
        codebook=row.codebook,
        created=row.created,
        probability=row.probability,
        evidence=_spans(row.evidence),
        withdrawn=row.withdrawn,
        blind=row.blind,
    )
    return Decision(coding, row.memo)


def evidence(
    connection: sa.Connection, event_id: str, ids: Iterable[str]
) -> dict[str, dict[str, tuple[Span, ...]]]:
    """Statement -> code -> evidence, of current decisions that assign a code and show why."""
    names = {number: name for number, (_, name) in codes_of(connection, event_id).items()}
    found: dict[str, dict[str, tuple[Span, ...]]] = {}
    by_number = {n: i for i, n in statement_numbers(connection, event_id, ids).items()}
    for part in in_parts(by_number):
        for row in connection.execute(_shown_why(), {"of_event": event_id, "some": part}):
            found.setdefault(by_number[row.statement], {})[names[row.code]] = _spans(row.evidence)
    return found


@cache
def _shown_why() -> sa.Select[*tuple[Any, ...]]:
    now = current(of_some=True)
    return (
        sa.select(now.c.statement, now.c.code, t.coding.c.evidence)
        .join(t.coding, t.coding.c.id == now.c.id)
        .where(now.c.assigned, t.coding.c.evidence.is_not(None))
    )


def latest(
    connection: sa.Connection, event_id: str, ids: Collection[str] | None = None, *, blind: bool
) -> list[Coding]:
    """Each person's last standing decision on each code, and beside them the machine's last.

    With `blind` those of second coders instead. Ordered by statement, then as they were added.
    """
    c = t.coding.c
    whose = sa.case((c.by_person, c.coder), else_="")
    following = sa.func.lead(c.id).over(partition_by=(c.statement, c.code, whose), order_by=c.id)
    wanted = [c.event_id == event_id, c.blind if blind else ~c.blind]
    if ids is not None:
        numbers = statement_numbers(connection, event_id, ids).values()
        wanted.append(c.statement.in_(list(numbers)))
    ranked = (
        sa.select(t.coding, following.label("following"))
        .where(*wanted, sa.or_(~c.by_person, _stands()))
        .subquery()
    )
    r = ranked.c
    query = (
        sa.select(ranked, t.code.c.target, t.code.c.name, t.statement.c.id.label("statement_id"))
        .join(t.code, (t.code.c.event_id == r.event_id) & (t.code.c.number == r.code))
        .join(
            t.statement,
            (t.statement.c.event_id == r.event_id) & (t.statement.c.number == r.statement),
        )
        .where(r.following.is_(None))
        .order_by(r.statement, r.id)
    )
    return [_decision(row, row.statement_id).coding for row in connection.execute(query)]


def counts(connection: sa.Connection, event_id: str) -> Counts:
    """How far the event is."""
    sources = sa.select(t.source.c.id).where(t.source.c.event_id == event_id)
    by_machine = sa.select(t.coding.c.statement).where(
        t.coding.c.event_id == event_id, ~t.coding.c.by_person
    )
    themes = [n for n, code in codes_of(connection, event_id).items() if code[0] == "theme"]
    by_person = sa.select(t.coding.c.statement).where(
        t.coding.c.event_id == event_id,
        t.coding.c.by_person,
        ~t.coding.c.blind,
        t.coding.c.code.in_(themes),
        _stands(),
    )

    def count(query: sa.Select[*tuple[Any, ...]]) -> int:
        return connection.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0

    return Counts(
        sources=count(sources),
        statements=count(sa.select(t.statement.c.id).where(t.statement.c.event_id == event_id)),
        left_out=count(sa.select(t.left_out.c.position).where(t.left_out.c.source_id.in_(sources))),
        coded_by_machine=count(by_machine.distinct()),
        decided_by_person=count(by_person.distinct()),
    )
