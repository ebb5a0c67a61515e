"""What a reviewer sees of a statement, and in which order statements come up for review.

Pure: statements and the latest codings go in, cases and lists of ids come out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from analysis.types import Category, Coding, CodingTarget, Statement

Key = tuple[CodingTarget, str]
"""What a decision is about: its target and code."""

Order = Literal["doubt", "disagreement", "corner", "read"]
Show = Literal["todo", "skipped", "all", "clash"]

CLASH_FROM = 0.7
"""From this probability on the machine's reading of the text is held against a heading's kind."""


@dataclass(frozen=True, slots=True)
class Case:
    """A statement with the machine's last proposals and each person's last standing decisions.

    `people` holds for each code the decisions of different coders, the newest last.
    """

    statement: Statement
    machine: Mapping[Key, Coding]
    people: Mapping[Key, tuple[Coding, ...]]

    def current(self, target: CodingTarget, code: str) -> Coding | None:
        """The decision that counts: the newest of a person, else the machine's."""
        decided = self.people.get((target, code))
        return decided[-1] if decided else self.machine.get((target, code))

    def assigned(self, target: CodingTarget, codes: Iterable[str]) -> frozenset[str]:
        """Those of `codes` that the statement has now."""
        found = ((code, self.current(target, code)) for code in codes)
        return frozenset(code for code, coding in found if coding and coding.assigned)

    @property
    def reviewed(self) -> bool:
        """Whether a person has decided on a theme."""
        return any(target is CodingTarget.THEME for target, _ in self.people)

    @property
    def read_kind(self) -> tuple[Category | None, float]:
        """The kind that the text alone suggests, and its probability; (None, 0) without."""
        proposed = [c for (t, _), c in self.machine.items() if t is CodingTarget.CATEGORY]
        if not proposed:
            return None, 0.0
        last = proposed[-1]
        known = last.code in set(Category)
        return (Category(last.code) if known else None), last.probability or 0.0

    @property
    def clash(self) -> Category | None:
        """The kind that the text clearly suggests where its heading gave another one.

        None where they agree, or where a person has decided on the kind.
        """
        s = self.statement
        if s.category is None or s.category_basis in (None, "text"):
            return None
        if any(target is CodingTarget.CATEGORY for target, _ in self.people):
            return None
        read, probability = self.read_kind
        return read if read and read != s.category and probability >= CLASH_FROM else None

    def proposals(self, themes: Iterable[str]) -> list[Coding]:
        """The machine's proposals for these themes, as far as it made any."""
        found = (self.machine.get((CodingTarget.THEME, theme)) for theme in themes)
        return [coding for coding in found if coding]


def cases(statements: Iterable[Statement], codings: Iterable[Coding]) -> list[Case]:
    """One case a statement, in the order of `statements`.

    `codings` as `Store.latest_codings` gives them: each person's and the machine's last, in the
    order in which they were added.
    """
    machine: dict[str, dict[Key, Coding]] = defaultdict(dict)
    people: dict[str, dict[Key, tuple[Coding, ...]]] = defaultdict(dict)
    for coding in codings:
        key = (coding.target, coding.code)
        if coding.by_machine:
            proposed = machine[coding.statement_id]
            proposed.pop(key, None)  # so that the last one added stands last
            proposed[key] = coding
        else:
            decided = people[coding.statement_id]
            decided[key] = (*decided.get(key, ()), coding)
    return [Case(s, machine.get(s.id, {}), people.get(s.id, {})) for s in statements]


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the order of review needs to know of one statement."""

    id: str
    corner: str
    certainty: float
    disagreements: int  # themes on which search terms and proposal differ
    clash: bool


def rank(
    found: Sequence[Case],
    *,
    themes: Sequence[str],
    certainty: Callable[[Sequence[float]], float],
    terms: Callable[[str], Collection[str]],
) -> list[Ranking]:
    """Weigh the machine's proposals; `terms` gives the codes whose search terms are in a text."""
    return [_ranking(case, themes, certainty, terms) for case in found]


def _ranking(
    case: Case,
    themes: Sequence[str],
    certainty: Callable[[Sequence[float]], float],
    terms: Callable[[str], Collection[str]],
) -> Ranking:
    proposals = case.proposals(themes)
    hits = terms(case.statement.text)
    return Ranking(
        id=case.statement.id,
        corner=case.statement.corner,
        certainty=certainty([p.probability for p in proposals if p.probability is not None]),
        disagreements=sum(p.assigned != (p.code in hits) for p in proposals),
        clash=case.clash is not None,
    )


def queue(
    ranked: Iterable[Ranking],
    *,
    order: Order,
    show: Show,
    reviewed: Collection[str],
    skipped: Collection[str],
    corners: Sequence[str] = (),
) -> tuple[str, ...]:
    """The ids to review, in `order`; statements that rank the same stay as they were read.

    "todo" leaves out what was reviewed or skipped. `corners` gives the order of the corners;
    others come after them. Under "disagreement" only statements with any disagreement come.
    """
    kept = [one for one in ranked if _shown(one, show, reviewed, skipped)]
    if order == "doubt":
        kept.sort(key=lambda one: one.certainty)
    elif order == "disagreement":
        kept = [one for one in kept if one.disagreements]
        kept.sort(key=lambda one: (-one.disagreements, one.certainty))
    elif order == "corner":
        places = {corner: place for place, corner in enumerate(corners)}
        kept.sort(key=lambda one: places.get(one.corner, len(places)))
    return tuple(one.id for one in kept)


def _shown(one: Ranking, show: Show, reviewed: Collection[str], skipped: Collection[str]) -> bool:
    if show == "todo":
        return one.id not in reviewed and one.id not in skipped
    if show == "skipped":
        return one.id in skipped and one.id not in reviewed
    return one.clash or show == "all"


def above(
    ranked: Iterable[Ranking],
    least: float,
    *,
    reviewed: Collection[str],
    skipped: Collection[str],
) -> tuple[str, ...]:
    """What may be taken over unseen: at least as certain as `least`, and nobody doubted it."""
    return tuple(
        one.id
        for one in ranked
        if one.certainty >= least and not one.clash
        if one.id not in reviewed and one.id not in skipped
    )


_PAUSE_SECONDS = 120
_FEWEST_GAPS = 5


def minutes_left(moments: Sequence[datetime], left: int) -> int | None:
    """How long `left` statements take at the pace of these reviews, rounded up.

    Gaps of over two minutes were pauses. None while there are too few reviews to tell.
    """
    gaps = [(later - sooner).total_seconds() for sooner, later in pairwise(moments)]
    worked = [gap for gap in gaps if gap <= _PAUSE_SECONDS]
    if len(worked) < _FEWEST_GAPS:
        return None
    return math.ceil(sum(worked) / len(worked) * left / 60)
