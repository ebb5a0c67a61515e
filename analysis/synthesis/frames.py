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
    """A day's statements and the current decisions on them, without texts.

    `statements`: one row a statement in the day's order, index `id` (str, unique); columns
    `corner`, `category` ('werkt', 'knelpunt' or 'kans'; missing where none is known), `source`
    (file name; two files may share one) and `position` (int, growing, not always without gaps).

    `codings`: one row for each statement, target and code that anyone decided on; columns
    `statement_id`, `target` ('theme', 'category' or 'dimension'), `code`, `assigned` and
    `by_machine` (bool). Where several category codings of one statement are assigned, the last
    row counts.

    The text columns are categorical, and the categories of `statement_id` are `statements.index`,
    so that its codes are row numbers. Plain strings work too and are several times slower:
    `make_frames` turns them.
    """

    statements: pd.DataFrame
    codings: pd.DataFrame


def make_frames(statements: pd.DataFrame, codings: pd.DataFrame) -> Frames:
    """Frames with their text columns as categoricals; the given tables stay as they are.

    Decisions on statements that are not there keep their row and lose their statement.
    """
    words = {"corner": "category", "category": "category", "source": "category"}
    keys = {"target": "category", "code": "category", "assigned": "bool", "by_machine": "bool"}
    rows = statements.index.get_indexer(pd.Index(codings["statement_id"], dtype="str"))
    whose = pd.Categorical.from_codes(rows, categories=statements.index)
    return Frames(statements.astype(words), codings.astype(keys).assign(statement_id=whose))


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
