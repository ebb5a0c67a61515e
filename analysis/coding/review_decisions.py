"""What a reviewer's act adds to the codings: decisions, their undoing, and what they teach.

Decisions are only ever added. An act decides on no more than it changes or confirms.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from analysis.coding.review import Case
from analysis.types import Category, Coding, CodingTarget


@dataclass(frozen=True, slots=True)
class Coder:
    """Who decides, with which codebook (name@version), and when."""

    name: str
    codebook: str
    now: datetime

    def coding(self, case: Case, target: CodingTarget, code: str, assigned: bool) -> Coding:
        """A decision of this coder."""
        return Coding(case.statement.id, target, code, assigned, self.name, self.codebook, self.now)


def restate_themes(
    case: Case, themes: Iterable[str], chosen: Collection[str], coder: Coder
) -> list[Coding]:
    """Decide that of `themes` these are `chosen`, also where the coder said so before."""
    return [coder.coding(case, CodingTarget.THEME, theme, theme in chosen) for theme in themes]


def _own_word(case: Case, theme: str, coder: str, assigned: bool) -> bool:
    now = case.current(CodingTarget.THEME, theme)
    return now is not None and now.coder == coder and now.assigned == assigned


def toggle_theme(
    case: Case, themes: Iterable[str], theme: str, assigned: bool, coder: Coder
) -> list[Coding]:
    """Decide on one theme, and confirm the others as far as no person has decided on them."""
    others = [
        coder.coding(case, CodingTarget.THEME, other, bool(now and now.assigned))
        for other in themes
        if other != theme and (CodingTarget.THEME, other) not in case.people
        for now in (case.current(CodingTarget.THEME, other),)
    ]
    return [coder.coding(case, CodingTarget.THEME, theme, assigned), *others]


def set_kind(case: Case, kind: Category | None, coder: Coder) -> list[Coding]:
    """Decide that the statement is of this kind, or of none."""
    return [coder.coding(case, CodingTarget.CATEGORY, one.value, one is kind) for one in Category]


def accept(
    case: Case, themes: Sequence[str], chosen: Collection[str], coder: Coder
) -> list[Coding]:
    """Confirm the themes as they were shown, and the kind where no heading or person settled it."""
    confirmed = [
        coding
        for coding in restate_themes(case, themes, chosen, coder)
        if not _own_word(case, coding.code, coder.name, coding.assigned)
    ]
    kind = case.statement.category
    if kind and (case.clash or case.statement.category_basis == "text"):
        confirmed += set_kind(case, kind, coder)
    return confirmed


def set_code(case: Case, code: str, assigned: bool, coder: Coder) -> list[Coding]:
    """Decide on a code beside the themes."""
    return [coder.coding(case, CodingTarget.DIMENSION, code, assigned)]


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a reviewer, to be undone as one: what it added, and what counted before.

    `before` holds for (statement, target, code) the coder's own word, where that counted.
    """

    added: tuple[Coding, ...]
    before: Mapping[tuple[str, CodingTarget, str], bool]


def step(added: Sequence[Coding], cases: Mapping[str, Case]) -> Step:
    """An act on statements that stood as in `cases` (by id)."""
    before = {}
    for coding in added:
        now = cases[coding.statement_id].current(coding.target, coding.code)
        if now and now.coder == coding.coder:
            before[coding.statement_id, coding.target, coding.code] = now.assigned
    return Step(tuple(added), before)


def undo(act: Step, cases: Mapping[str, Case], now: datetime) -> list[Coding]:
    """What to add so that `act` counts no longer; `cases` as they stand now, by statement id.

    The coder's own earlier word is given again, unless another has decided since: then, and where
    there was none, the act is withdrawn, so that no one else's decision is overruled.
    """
    return [
        _undone(coding, act.before, cases[coding.statement_id], now)
        for coding in act.added
        if coding.statement_id in cases
    ]


def _undone(
    coding: Coding,
    before: Mapping[tuple[str, CodingTarget, str], bool],
    case: Case,
    now: datetime,
) -> Coding:
    earlier = before.get((coding.statement_id, coding.target, coding.code))
    latest = case.current(coding.target, coding.code)
    if earlier is None or latest is None or latest.coder != coding.coder:
        return replace(coding, created=now, withdrawn=True)
    return replace(coding, created=now, assigned=earlier)


def others_since(drawn: Case, now: Case, coder: str) -> list[str]:
    """The names of others who decided something between `drawn` and `now`, each once."""
    known = {c for decided in drawn.people.values() for c in decided}
    fresh = [c for decided in now.people.values() for c in decided if c not in known]
    return list(dict.fromkeys(c.coder for c in fresh if c.coder != coder))


def training_examples(cases: Iterable[Case], themes: Sequence[str]) -> Iterator[dict[str, Any]]:
    """What people decided, as examples to learn from: one object a reviewed statement.

    {"text", "themes": names in the codebook's order, "category": from a heading or a person, else
    null, "coders": how many people}. No ids, and no names of people.
    """
    for case in cases:
        if not case.reviewed:
            continue
        statement = case.statement
        assigned = case.assigned(CodingTarget.THEME, themes)
        kind = None if statement.category_basis == "text" else statement.category
        yield {
            "text": statement.text,
            "themes": [theme for theme in themes if theme in assigned],
            "category": kind.value if kind else None,
            "coders": len({c.coder for decided in case.people.values() for c in decided}),
        }
