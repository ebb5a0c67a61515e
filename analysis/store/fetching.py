"""Many rows fetched in one go.

SQLite lets other threads in between any two rows; where others are busy each row then waits
for its turn. As one JSON text all rows are one row.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

Integers = npt.NDArray[np.int64]
_ROOM = 1 << 20
"""More than an event has codes, four times over."""


def rows_of(
    connection: sa.Connection, query: sa.Select[*tuple[Any, ...]], given: Mapping[str, object]
) -> Sequence[Sequence[Any]]:
    """The rows of a query that is put together once, as the database has them, in any order.

    Only for texts and whole numbers; yes and no may come as 1 and 0.
    """
    if connection.dialect.name != "sqlite":
        return connection.execute(query, given).cursor.fetchall()
    found: list[list[Any]] = json.loads(connection.scalar(_as_one(query), given) or "[]")
    return found


def pair(first: sa.ColumnElement[int], second: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """Two numbers from 0 on as one; the second below `_ROOM`."""
    return sa.cast(first, sa.BigInteger) * _ROOM + second


def pairs_of(
    connection: sa.Connection, query: sa.Select[int], given: Mapping[str, object]
) -> tuple[Integers, Integers]:
    """All pairs of a query of one `pair`, in any order: the first numbers, the second ones."""
    if connection.dialect.name == "sqlite":
        text = connection.scalar(_as_text(query), given) or ""
        values = np.fromstring(text, dtype=np.int64, sep=",")
    else:
        found: Any = connection.execute(query, given).cursor
        values = np.fromiter(chain.from_iterable(found), dtype=np.int64)
    first, second = np.divmod(values, _ROOM)
    return first, second


@cache
def _as_text(query: sa.Select[int]) -> sa.Select[str]:
    inner = query.subquery()
    return sa.select(sa.func.group_concat(*inner.c))


@cache
def _as_one(query: sa.Select[*tuple[Any, ...]]) -> sa.Select[str]:
    inner = query.order_by(None).subquery()
    return sa.select(sa.func.json_group_array(sa.func.json_array(*inner.c)))
