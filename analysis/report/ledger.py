"""Writes down where everything comes from while a report is made."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from analysis.report.tally import Tally
from analysis.report.trace import Scope, Spec, Trace, TraceKind, Traces, trace_id
from analysis.report.wording import Number


class Ledger:
    """Gives each number, quote, table and figure its trace, each thing once.

    `scope` is the part of the day that the report is about.
    """

    def __init__(self, tally: Tally, scope: Scope, made: datetime) -> None:
        self.tally = tally
        self.scope = scope
        self.made = made
        self._known: dict[tuple[TraceKind, Spec], Trace] = {}
        self._taken: set[str] = set()

    def number(self, spec: Spec) -> Number:
        """A number, counted now; `spec` says itself of which part of the day."""
        trace = self._trace("number", spec)
        state = self.tally.state(spec)
        return Number(self.tally.text(spec, trace.value, state), trace.value, trace.id, state)

    def quote(self, statement_id: str, theme: str | None, kind: str) -> str:
        """The id of a quote that stands for a theme and kind; without theme: for its kind."""
        spec = Spec("quote", theme=theme, kind=kind, name=statement_id)
        return self._trace("quote", spec).id

    def whole(self, kind: Literal["table", "figure"], spec: Spec) -> str:
        """The id of a table or figure."""
        return self._trace(kind, spec).id

    def traces(self) -> Traces:
        """All that was given until now, in that order."""
        return Traces(self.tally.day.event.id, self.made, tuple(self._known.values()))

    def _trace(self, kind: TraceKind, spec: Spec) -> Trace:
        if (kind, spec) not in self._known:
            self._known[kind, spec] = Trace(
                self._free_id(kind, spec),
                kind,
                spec,
                self.tally.value(spec),
                self.tally.ids(spec),
                self.made,
            )
        return self._known[kind, spec]

    def _free_id(self, kind: TraceKind, spec: Spec) -> str:
        event, again = self.tally.day.event.id, 0
        while (identity := trace_id(event, kind, spec, again=again)) in self._taken:
            again += 1
        self._taken.add(identity)
        return identity
