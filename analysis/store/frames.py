"""An event as two tables for the matrix: whole numbers out of the database, words put back here.

Reading some hundred thousand rows is most of a matrix page's cold start, hence no object a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import sqlalchemy as sa

from analysis.store import codings as decisions
from analysis.store import events
from analysis.store import kinds as kinds_now
from analysis.store import tables as t
from analysis.store.fetching import Integers, pair, pairs_of, rows_of
from analysis.store.statements import sources
from analysis.synthesis.frames import Frames
from analysis.types import Category

KINDS = [kind.value for kind in Category]


def frames(connection: sa.Connection, event_id: str) -> Frames:
    """Statements and current decisions of an event; raises StoreError where it is gone.

    `corner` has the event's corners as categories, in their order, and `category` the three kinds;
    a person's kind stands over the one that was read.
    """
    corners = [corner.name for corner in events.one_event(connection, event_id).corners]
    rows = rows_of(connection, _statements(), {"of_event": event_id})
    rows = sorted(rows, key=itemgetter(0))
    columns = list(zip(*rows, strict=True)) or [()] * 5
    numbers, ids, corner, category, source = columns
    position = np.array(numbers, dtype=np.int64)
    kinds = pd.Categorical(category, categories=pd.Index(KINDS))
    statements = pd.DataFrame(
        {
            "corner": pd.Categorical(corner, categories=pd.Index(corners, dtype="str")),
            "category": _with_decisions(connection, event_id, kinds, position),
            "source": _source_names(connection, event_id, source),
            "position": position,
        },
        index=pd.Index(ids, name="id", dtype="str"),
    )
    return Frames(statements, _codings(connection, event_id, statements))


@cache
def _statements() -> sa.Select[*tuple[Any, ...]]:
    s = t.statement.c
    columns = (s.number, s.id, s.corner, s.category, s.source_id)
    return sa.select(*columns).where(s.event_id == sa.bindparam("of_event"))


@cache
def _decisions() -> sa.Select[int]:
    now = decisions.current()
    # One number for code, yes or no, and by whom.
    flags = sa.cast(now.c.assigned, sa.Integer) * 2 + sa.cast(now.c.by_person, sa.Integer)
    return sa.select(pair(now.c.statement, now.c.code * 4 + flags))


def _source_names(
    connection: sa.Connection, event_id: str, source_ids: Sequence[str]
) -> pd.Categorical[str]:
    """Source ids as file names; two files may share one."""
    names = {source.id: source.name for source in sources(connection, event_id)}
    places = pd.Index(list(names), dtype="str").get_indexer(pd.Index(list(source_ids), dtype="str"))
    return _words(places, list(names.values()))


def _with_decisions(
    connection: sa.Connection, event_id: str, kinds: pd.Categorical[Any], position: Integers
) -> pd.Categorical[str]:
    """The kinds as read, else as the machine proposes, with persons' decisions over them."""
    codes = kinds.codes.copy()
    proposed = kinds_now.proposed_kinds(connection, event_id)
    for row in np.flatnonzero(codes < 0):
        if kind := proposed.get(int(position[row])):
            codes[row] = KINDS.index(kind)
    for number, decided in kinds_now.decided_kinds(connection, event_id).items():
        row = np.searchsorted(position, number)
        read = Category(KINDS[kinds.codes[row]]) if kinds.codes[row] >= 0 else None
        now = kinds_now.kind_now(read, decided, proposed.get(number))
        codes[row] = KINDS.index(now) if now else -1
    return pd.Categorical.from_codes(codes, categories=pd.Index(KINDS))


def _codings(connection: sa.Connection, event_id: str, statements: pd.DataFrame) -> pd.DataFrame:
    numbers, packed = pairs_of(connection, _decisions(), {"of_event": event_id})
    codes = decisions.codes_of(connection, event_id)
    targets = [codes[number][0] for number in sorted(codes)]
    names = [codes[number][1] for number in sorted(codes)]
    return pd.DataFrame(
        {
            "statement_id": pd.Categorical.from_codes(
                np.searchsorted(statements["position"].to_numpy(), numbers),
                categories=statements.index,
            ),
            "target": _words(packed >> 2, targets),
            "code": _words(packed >> 2, names),
            "assigned": (packed & 2).astype(bool),
            "by_machine": (packed & 1) == 0,
        }
    )


def _words(codes: npt.NDArray[np.integer[Any]], words: Sequence[str]) -> pd.Categorical[str]:
    """The word at each code's place in `words`, which may hold the same word twice."""
    unique = list(dict.fromkeys(words))
    places = np.array([unique.index(word) for word in words], dtype=np.int64)
    return pd.Categorical.from_codes(places[codes], categories=pd.Index(unique, dtype="str"))
