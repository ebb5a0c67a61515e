"""The two tables that every synthesis starts from: statements and the current decisions on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.types import CodedStatement, CodingTarget, Statement

STATEMENT_COLUMNS = ("corner", "category", "source", "position")
CODING_COLUMNS = ("statement_id", "target", "code", "assigned", "by_machine")

_Row = tuple[str, str, str, bool, bool]


@dataclass(frozen=True, eq=False)
class Frames:
    """Statements and their current decisions.

    `statements`: index `id` (unique); columns corner, category ('werkt', 'knelpunt', 'kans' or
    NA: what the heading gave), source, position (order within the day).
    `codings`: one row a decision; columns statement_id, target ('theme', 'category' or
    'dimension'), code, assigned (bool), by_machine (bool). Where several category codings of one
    statement are assigned, the last row counts. Both work with plain strings; categoricals are
    several times faster, `make_frames` makes them.
    """

    statements: pd.DataFrame
    codings: pd.DataFrame


def make_frames(statements: pd.DataFrame, codings: pd.DataFrame) -> Frames:
    """Frames with their text columns as categoricals; the given tables stay as they are."""
    words = {"corner": "category", "category": "category", "source": "category"}
    keys = {"statement_id": "category", "target": "category", "code": "category"}
    flags = {"assigned": "bool", "by_machine": "bool"}
    return Frames(statements.astype(words), codings.astype({**keys, **flags}))


def frames_from(statements: Sequence[Statement], coded: Sequence[CodedStatement]) -> Frames:
    """Frames of what was read and what the machine proposed, before a person has looked.

    Each proposal is a decision of the machine, assigned or not.
    """
    table = pd.DataFrame(
        {
            "corner": pd.Series([s.corner for s in statements], dtype="str"),
            "category": pd.Series([s.category for s in statements], dtype="str"),
            "source": pd.Series([s.source for s in statements], dtype="str"),
            "position": range(len(statements)),
        }
    ).set_axis(pd.Index([s.id for s in statements], dtype="str", name="id"))
    rows = [row for item in coded for row in _decisions(item)]
    return make_frames(table, pd.DataFrame(rows, columns=list(CODING_COLUMNS)))


def _decisions(item: CodedStatement) -> Iterator[_Row]:
    for proposal in item.themes:
        yield item.statement_id, CodingTarget.THEME, proposal.theme, proposal.assigned, True
    for proposal in item.dimension:
        yield item.statement_id, CodingTarget.DIMENSION, proposal.theme, proposal.assigned, True
    if item.category.value is not None:
        yield item.statement_id, CodingTarget.CATEGORY, item.category.value, True, True
