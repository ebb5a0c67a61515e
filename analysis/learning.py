"""Learning from the day: what people decided moves the proposals that nobody decided on yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from analysis.coding.classifier import ModelCoder
from analysis.coding.day import DayModel, learn_day
from analysis.proposing import codings_from
from analysis.storing import codebook_of
from analysis.types import Coding, CodingTarget, Event, Statement

if TYPE_CHECKING:
    from analysis.codebook import Codebook
    from analysis.store import Store

_TOLD_FROM = 0.02  # a probability that moves less is not worth a row

Key = tuple[str, str]
"""(statement id, theme)"""


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of learning: decided statements, and those of which other themes are proposed."""

    decided: int
    changed: tuple[str, ...]


def relearn(store: Store, event: Event) -> Learned:
    """Learn from all decisions of people on this day and store the proposals that it changes.

    Proposals for what a person decided are left alone. Raises StoreError where the day is gone.
    """
    codebook = codebook_of(event, store)
    statements = store.statements(event.id)
    latest = store.latest_codings(event.id)
    decided = decisions_of_people(latest)
    reviewed = {identity for identity, _ in decided}
    coder = ModelCoder(codebook, day=day_model(statements, decided, codebook))
    before = {(c.statement_id, c.code): c for c in latest if _is_proposal(c)}
    open_ones = [s for s in statements if s.id not in reviewed]
    now = datetime.now(UTC)
    proposed = codings_from(
        coder.propose(open_ones), coder=coder.name, codebook=codebook, created=now
    )
    themes = [c for c in proposed if c.target is CodingTarget.THEME]
    moved = [c for c in themes if _differs(c, before.get((c.statement_id, c.code)))]
    flipped = [c.statement_id for c in moved if _flips(c, before.get((c.statement_id, c.code)))]
    if moved:
        store.add_codings(event.id, moved)
    return Learned(len(reviewed), tuple(dict.fromkeys(flipped)))


def decisions_of_people(codings: Sequence[Coding]) -> dict[Key, bool]:
    """What people decided on themes; of several coders the newest counts."""
    return {
        (coding.statement_id, coding.code): coding.assigned
        for coding in codings
        if coding.target is CodingTarget.THEME and not coding.by_machine
    }


def day_model(
    statements: Sequence[Statement], decided: Mapping[Key, bool], codebook: Codebook
) -> DayModel | None:
    """What the decisions teach; None without any."""
    by_statement: dict[str, dict[str, bool]] = defaultdict(dict)
    for (identity, theme), assigned in decided.items():
        by_statement[identity][theme] = assigned
    known = [statement for statement in statements if statement.id in by_statement]
    if not known:
        return None
    plain = ModelCoder(codebook)
    looked = plain.look([statement.text for statement in known])
    odds = plain.log_odds(looked)
    names = [theme.name for theme in codebook.themes]
    said = [[by_statement[s.id].get(name) for name in names] for s in known]
    truth = np.array([[bool(value) for value in row] for row in said])
    told = np.array([[value is not None for value in row] for row in said])
    return learn_day(looked.rows, odds, truth, told)


def _is_proposal(coding: Coding) -> bool:
    return coding.by_machine and coding.target is CodingTarget.THEME


def _flips(new: Coding, old: Coding | None) -> bool:
    return old is None or new.assigned != old.assigned


def _differs(new: Coding, old: Coding | None) -> bool:
    if old is None or new.assigned != old.assigned:
        return True
    return abs((new.probability or 0) - (old.probability or 0)) >= _TOLD_FROM
