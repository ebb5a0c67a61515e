"""A report beside the day as it is now: what each of its numbers was, is, and what changed it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from analysis.privacy.holding import HELD
from analysis.report.day import Day
from analysis.report.origin_words import OriginWords
from analysis.report.tally import Resolved, Tally, resolve
from analysis.report.trace import Trace, Traces


@dataclass(frozen=True, slots=True)
class Origin:
    """One thing of a report, in words and numbers.

    `changed`: another number, or a quote that is another text, is gone or no longer stands for the
    same. `other`: the same, with other statements behind it. `sign` is `now` as tables have it.
    `kept`, `added` and `elsewhere` are ids of statements of the day: those that stood behind it
    and still do, that came, and that are still in the day but no longer behind it. `lost` counts
    those that are no longer in the day. `missing` are its corners and themes that are gone, as
    they may be shown. Of a quote `then` and `now` are '', since its statement has the text.
    """

    trace: Trace
    name: str
    then: str
    now: str
    sign: str
    difference: str
    changed: bool
    other: bool
    kept: tuple[str, ...]
    added: tuple[str, ...]
    elsewhere: tuple[str, ...]
    lost: int
    missing: tuple[str, ...]


class Comparison:
    """One report, and the day that it was made of as that is now."""

    def __init__(self, traces: Traces, tally: Tally) -> None:
        self.traces = settled(traces, tally.day)
        self.words = OriginWords(tally)
        self._tally = tally
        self._known: dict[str, Origin] = {}

    def of(self, trace: Trace) -> Origin:
        """One of the report's traces beside the day."""
        if trace.id not in self._known:
            found = resolve(trace, self._tally)
            whole = trace.kind in ("table", "figure")
            self._known[trace.id] = self._whole(found) if whole else self._origin(found)
        return self._known[trace.id]

    def cells(self, whole: Trace) -> tuple[Origin, ...]:
        """The numbers that a table or figure shows, in its order."""
        return tuple(self.of(one) for one in self.traces.behind(whole))

    @cached_property
    def numbers(self) -> tuple[Origin, ...]:
        """Every number of the report, in its tables and in its sentences."""
        return tuple(self.of(one) for one in self.traces if one.kind == "number")

    def _whole(self, found: Resolved) -> Origin:
        """A table or figure has changed where one of its numbers has."""
        cells, own = self.cells(found.trace), self._origin(found)
        if not cells:
            return own
        changed, other = sum(one.changed for one in cells), sum(one.other for one in cells)
        said = self.words.cells(changed, other, len(cells))
        return replace(own, difference=said, changed=bool(changed), other=bool(other))

    def _origin(self, found: Resolved) -> Origin:
        trace, there = found.trace, self._tally.day.by_id
        quote = trace.spec.measure == "quote"
        added = set(found.added)
        differs = found.known and (found.then != found.now or (quote and bool(found.gone)))
        return Origin(
            trace=trace,
            name=self.words.name(trace),
            then="" if quote else self.words.then(trace),
            now="" if quote else self.words.now(found),
            sign="" if quote else self.words.sign(found),
            difference=self.words.difference(found),
            changed=differs,
            other=found.changed and not differs,
            kept=tuple(one for one in found.statements if one not in added),
            added=found.added,
            elsewhere=tuple(one for one in found.gone if one in there),
            lost=sum(one not in there for one in found.gone),
            missing=tuple(self._lost_name(name, trace) for name in found.missing),
        )

    def _lost_name(self, name: str, trace: Trace) -> str:
        say = self.words.theme if name == trace.spec.theme else self.words.corner
        return say(name)


def settled(traces: Traces, day: Day) -> Traces:
    """The traces with corners under the names that they have on the day now.

    A corner that was called otherwise, or whose name was held back, is known by its statements:
    where all of them now stand in one corner that is no other corner of the report, it is that
    one. The ids stay as they were printed.
    """
    here = {corner.name for corner in day.event.corners}
    named = _named(traces)
    unsure = {name for name in named if name not in here or name.startswith(HELD)}
    new = {name: name for name in named - unsure}
    for name in sorted(unsure):
        now = {day.by_id[one].corner for one in _behind(traces, name) if one in day.by_id}
        if len(now) == 1 and (found := now.pop()) not in new.values():
            new[name] = found
    return traces.renamed(lambda name: new.get(name, name))


def _named(traces: Traces) -> set[str]:
    scopes = (one.spec.of.corners or () for one in traces)
    corners = (one.spec.corner for one in traces)
    return {name for scope in scopes for name in scope} | {
        one for one in corners if one is not None
    }


def _behind(traces: Traces, corner: str) -> set[str]:
    found = (one.statements for one in traces if one.spec.corner == corner)
    return {identity for ids in found for identity in ids}
