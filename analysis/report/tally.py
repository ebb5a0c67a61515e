"""Counts what a trace says is counted: when a report is made, and again when somebody asks.

One place for both, so that what changed is the day and never the way of counting.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.charts.palette import dutch, percent
from analysis.report.day import Day
from analysis.report.trace import Scope, Spec, Trace
from analysis.report.wording import Value
from analysis.synthesis.incidence import KINDS, NO_KIND, NO_THEME
from analysis.types import CodingTarget

_DECIMALS = 6
EMPTY_TEXT = {"not_asked": "–", "not_coded": "?"}
"""As the figures have it, see charts.cells."""

Bools = NDArray[np.bool_]


class Tally:
    """Counts on one day as it is now; `facts` are the numbers that no statement leads back to."""

    def __init__(self, day: Day, facts: Mapping[str, Value] = MappingProxyType({})) -> None:
        self.day = day
        self.facts = facts
        self._found = day.incidence
        # One column more: where a theme that is gone points to.
        self._assigned = np.pad(self._found.assigned, ((0, 0), (0, 1)))
        self._decided = np.pad(self._found.decided, ((0, 0), (0, 1)))
        # Neither is ever changed in place.
        self._scopes: dict[Scope, Bools] = {}
        self._groups: dict[tuple[Scope, str | None, str | None], Bools] = {}

    def value(self, spec: Spec) -> Value:
        """What is counted, None where there is nothing to count (see `state`)."""
        if spec.measure == "fact":
            return self.facts.get(spec.name or "")
        if spec.measure == "quote":
            statement = self.day.by_id.get(spec.name or "")
            return fingerprint(statement.text) if statement else None
        if spec.measure == "asked":
            return len(self._heard(spec))
        return None if self.state(spec) in EMPTY_TEXT else self._counted(spec)

    def _counted(self, spec: Spec) -> Value:
        if spec.measure == "share":
            return _rounded(self._count(spec), self._base(spec))
        if spec.measure == "expected":
            across = replace(spec, corner=None)
            said = int((self._mask(across) & self._comparable(across)).sum())
            base = self._base(spec)
            return _rounded(base * said, self._base(across)) if base else None
        if spec.measure == "corners":
            return int(np.unique(self._found.corner[self._mask(spec)]).size)
        return self._count(spec)

    def ids(self, spec: Spec) -> tuple[str, ...]:
        """The statements behind it, in the day's order."""
        if spec.measure in ("fact", "asked"):
            return ()
        return tuple(self._found.ids[self._mask(spec)])

    def state(self, spec: Spec) -> str:
        """Which of the three kinds of empty it is, or "counted".

        Over all corners a kind is asked where one of them was asked for it.
        """
        total = spec.corner is None and spec.measure not in ("count", "share")
        if total or spec.measure == "quote":
            return "counted"
        if spec.kind is not None and not self._was_asked(spec):
            return "not_asked"
        if spec.theme is not None and not self._count(spec):
            waiting = self._carrying(spec) & ~self._decided[:, self._theme(spec.theme)]
            return "not_coded" if waiting.any() else "none"
        return "counted" if self._count(spec) else "none"

    def _was_asked(self, spec: Spec) -> bool:
        if spec.corner is None:
            return bool(self._heard(spec))
        return self._asked(self._corner(spec.corner), spec.kind or "")

    def text(self, spec: Spec, value: Value, state: str) -> str:
        """How it is written: 1.234, 29%, 6,4, or the sign of its kind of empty."""
        if value is None or isinstance(value, str):
            return EMPTY_TEXT.get(state, "–")
        if spec.measure == "share":
            return percent(value)
        decimals = 1 if spec.measure == "expected" or not float(value).is_integer() else 0
        return dutch(value, decimals=decimals)

    def missing(self, spec: Spec) -> tuple[str, ...]:
        """The corners and themes of `spec` that are no longer there."""
        corners = [name for name in (spec.corner, *(spec.of.corners or ())) if name is not None]
        lost = [name for name in corners if name not in self._found.corners]
        if spec.theme is not None and spec.theme not in self._found.themes:
            lost.append(spec.theme)
        return tuple(dict.fromkeys(lost))

    def _count(self, spec: Spec) -> int:
        return int(self._mask(spec).sum())

    def _base(self, spec: Spec) -> int:
        """The statements that could have carried it; see synthesis.contrast."""
        mask = self._within(spec.of).copy()
        if spec.corner is not None:
            mask &= self._found.corner == self._corner(spec.corner)
        if spec.theme is not None:
            mask &= self._decided[:, self._theme(spec.theme)]
        mask &= self._comparable(spec)
        return int(mask.sum())

    def _comparable(self, spec: Spec) -> Bools:
        """The statements (n,) of corners that were asked for the kind; without it for every kind.

        A corner that was asked for less had less to say.
        """
        if spec.kind is not None:
            return np.isin(self._found.corner, self._heard(spec))
        kinds = [kind for kind in KINDS if kind != NO_KIND]
        if spec.of.kinds is not None:
            kinds = [kind for kind in kinds if kind in spec.of.kinds]
        places = [_place(KINDS, kind) for kind in kinds]
        asked: Bools = np.logical_and.reduce(self._asked_there[:, places], axis=1)
        return asked[self._found.corner]

    def _mask(self, spec: Spec) -> Bools:
        """The statements (n,) behind `spec`."""
        mask = self._carrying(spec)
        if spec.measure == "uncoded":
            whole = self._found.decided[:, :-1].all(axis=1)
            decided = whole if spec.theme is None else self._decided[:, self._theme(spec.theme)]
            return np.logical_and(mask, ~decided)
        if spec.theme is not None:
            mask = np.logical_and(mask, self._assigned[:, self._theme(spec.theme)])
        if spec.measure == "reviewed":
            mask = np.logical_and(mask, self._reviewed(spec.theme))
        if spec.measure == "quote":
            mask = np.logical_and(mask, self._found.ids == spec.name)
        return mask

    def _carrying(self, spec: Spec) -> Bools:
        """The statements (n,) of the scope, the corner and the kind, whatever their themes."""
        key = (spec.of, spec.corner, spec.kind)
        if key not in self._groups:
            mask = self._within(spec.of)
            if spec.corner is not None:
                mask = np.logical_and(mask, self._found.corner == self._corner(spec.corner))
            if spec.kind is not None:
                mask = np.logical_and(mask, self._found.kind == _place(KINDS, spec.kind))
            self._groups[key] = mask
        return self._groups[key]

    def _within(self, scope: Scope) -> Bools:
        if scope not in self._scopes:
            mask = np.ones(len(self._found.ids), dtype=bool)
            if scope.corners is not None:
                mask &= np.isin(self._found.corner, [self._corner(name) for name in scope.corners])
            if scope.kinds is not None:
                mask &= np.isin(self._found.kind, [_place(KINDS, kind) for kind in scope.kinds])
            self._scopes[scope] = mask
        return self._scopes[scope]

    def _heard(self, spec: Spec) -> list[int]:
        """The corners of the scope that could have said this kind."""
        names = self._found.corners if spec.of.corners is None else spec.of.corners
        places = [self._corner(name) for name in names if name in self._found.corners]
        return [at for at in places if spec.kind is None or self._asked(at, spec.kind)]

    def _asked(self, corner: int, kind: str) -> bool:
        known = 0 <= corner < len(self._found.corners)
        return known and bool(self._asked_there[corner, _place(KINDS, kind)])

    @cached_property
    def _asked_there(self) -> Bools:
        """Corner x kind (and one more): asked there, or said all the same."""
        asked = {corner.name: corner.asked for corner in self.day.event.corners}
        table = np.ones((len(self._found.corners), len(KINDS) + 1), dtype=bool)
        for row, name in enumerate(self._found.corners):
            if name in asked:
                wanted = {str(kind) for kind in asked[name]} | {""}
                table[row, : len(KINDS)] = [kind in wanted for kind in KINDS]
        table[self._found.corner, self._found.kind] = True
        return table

    @cached_property
    def _by_people(self) -> dict[str, Bools]:
        """Theme -> the statements (n,) on which a person decided it; '' is: any theme."""
        codings = self.day.frames.codings
        people = ~codings["by_machine"] & (codings["target"] == CodingTarget.THEME.value)
        whose = pd.Index(codings["statement_id"].astype("str"))
        rows = self._found.ids.get_indexer(whose)
        known = people.to_numpy(dtype=bool) & (rows >= 0)
        places, codes = rows[known], codings["code"].to_numpy(dtype=str)[known]
        table = {}
        for theme in ("", *self.day.themes):
            mask = np.zeros(len(self._found.ids), dtype=bool)
            mask[places if not theme else places[codes == theme]] = True
            table[theme] = mask
        return table

    def _reviewed(self, theme: str | None = None) -> Bools:
        """The statements (n,) on which a person decided this theme, or any."""
        nobody = np.zeros(len(self._found.ids), dtype=bool)
        whole = theme is None or theme == NO_THEME
        return self._by_people.get("" if whole else str(theme), nobody)

    def _corner(self, name: str | None) -> int:
        return _place(self._found.corners, name)

    def _theme(self, name: str) -> int:
        return _place(self._found.themes, name)


def fingerprint(text: str) -> str:
    """Tells whether a text is still the same, without saying what it was."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _place(names: tuple[str, ...], name: str | None) -> int:
    """Where `name` stands, or len(names): a place that nothing has."""
    return names.index(name) if name in names else len(names)


def _rounded(part: float, whole: float) -> float | None:
    return round(part / whole, _DECIMALS) if whole else None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A trace beside what would stand there now.

    `added` and `gone` are the statements that came and went. `missing` names the corners and
    themes that are no longer there. `known` is False for a fact that was not gathered anew.
    """

    trace: Trace
    now: Value
    statements: tuple[str, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    missing: tuple[str, ...] = ()
    known: bool = True

    @property
    def then(self) -> Value:
        """What stood in the report."""
        return self.trace.value

    @property
    def changed(self) -> bool:
        """Whether the value or a statement behind it is another one now."""
        return self.known and (self.then != self.now or bool(self.added or self.gone))


def resolve(trace: Trace, tally: Tally) -> Resolved:
    """What a trace said then, and what it says of the day as it is now."""
    spec = trace.spec
    now = tally.ids(spec)
    before, after = set(trace.statements), set(now)
    return Resolved(
        trace=trace,
        now=tally.value(spec),
        statements=now,
        added=tuple(one for one in now if one not in before),
        gone=tuple(one for one in trace.statements if one not in after),
        missing=tally.missing(spec),
        known=spec.measure != "fact" or (spec.name or "") in tally.facts,
    )
