"""Limited tries: after a few wrong passwords each next one has to wait, longer every time."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

_FIRST_WAIT, _LONGEST_WAIT = 30.0, 15 * 60.0  # seconds
_FORGOTTEN = 60 * 60.0  # seconds after the last wrong one
_MOST_PLACES = 10_000


@dataclass(slots=True)
class _Count:
    wrong: int = 0
    last: float = 0.0


class Tries:
    """Wrong tries by place (an address), in memory: a restart forgets them, nothing is stored.

    `free`: how many tries are answered at once. Times are seconds of one steady clock.
    """

    def __init__(self, *, free: int) -> None:
        self._free = free
        self._counts: OrderedDict[str, _Count] = OrderedDict()

    def wait(self, place: str, now: float) -> float:
        """Seconds until a next try from this place is looked at; 0 where it is now."""
        count = self._counts.get(place)
        if count is None or now - count.last > _FORGOTTEN or count.wrong < self._free:
            return 0.0
        doubled = min(count.wrong - self._free, 10)  # beyond that the longest wait holds anyhow
        pause: float = min(_FIRST_WAIT * 2**doubled, _LONGEST_WAIT)
        return max(0.0, count.last + pause - now)

    def begin(self, place: str, now: float) -> float:
        """Count a try as wrong before it is looked at, so that many at once do not slip through.

        Returns the seconds still to wait; above 0 nothing is counted and nothing may be looked at.
        """
        if (pause := self.wait(place, now)) > 0:
            return pause
        count = self._counts.pop(place, _Count())
        if now - count.last > _FORGOTTEN:
            count = _Count()
        self._counts[place] = _Count(count.wrong + 1, now)
        while len(self._counts) > _MOST_PLACES:
            self._counts.popitem(last=False)
        return 0.0

    def right(self, place: str) -> None:
        """The password was right after all: begin anew."""
        self._counts.pop(place, None)
