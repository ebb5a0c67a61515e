"""How much may come in: wide enough for a room behind one address, too narrow for a machine.

Each limit is a bucket of turns that fills up by itself: so many at once, so many a second after
that. Nothing of it is stored, and what is remembered is bounded.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from dataclasses import dataclass

from analysis.errors import UsageError

VARIABLE = "KOFFIEHOEK_POSTS_PER_MINUUT"
PER_MINUTE = 1200
"""Statements that one corner may send in a minute."""

_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many a second after that."""

    at_once: float
    per_second: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What one corner, one address and one chain of forms may send, and codes that are wrong."""

    corner: Rate
    address: Rate
    sender: Rate
    wrong: Rate


def limits(per_minute: int = PER_MINUTE) -> Limits:
    """The limits that go with so many statements a minute of one corner."""
    share = per_minute / PER_MINUTE
    return Limits(
        corner=Rate(per_minute, per_minute / 60),
        address=Rate(5 * per_minute, 5 * per_minute / 60),
        sender=Rate(max(1, 60 * share), 2 * share),
        wrong=Rate(300, 0.5),  # guessing gets no easier where more may be sent
    )


def limits_asked() -> Limits:
    """The limits that the environment asks for; raises UsageError for what is no number."""
    given = os.environ.get(VARIABLE, str(PER_MINUTE)).strip()
    if not (given.isascii() and given.isdecimal() and 1 <= len(given.lstrip("0")) <= 9):
        raise UsageError(
            f"{VARIABLE} is “{given[:30]}”; dat is geen aantal.",
            remedy=f"Geef een heel getal boven nul, bijvoorbeeld {PER_MINUTE}.",
        )
    return limits(int(given))


class Meter:
    """Counts by key how many turns are left; who came longest ago is forgotten first."""

    def __init__(self, rate: Rate, *, most: int = _MOST) -> None:
        self._rate = rate
        self._most = most
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._left)

    def left(self, key: str, now: float) -> float:
        """How many turns `key` has left at `now` (seconds of a clock that never goes back)."""
        level, then = self._left.get(key, (self._rate.at_once, now))
        return min(self._rate.at_once, level + (now - then) * self._rate.per_second)

    def take(self, key: str, now: float, *, number: int = 1) -> bool:
        """Take turns if there are so many left; all or none. A full bucket is always enough."""
        level = self.left(key, now)
        allowed = level >= min(number, self._rate.at_once)
        self._left[key] = (max(0.0, level - number) if allowed else level, now)
        self._left.move_to_end(key)
        while len(self._left) > self._most:
            self._left.popitem(last=False)
        return allowed
