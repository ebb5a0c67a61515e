"""A live day: its corners' codes, its rounds, what the facilitator did with what came in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from analysis.types import Category


class RoundState(StrEnum):
    """Whether phones may send statements of a kind."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class PostState(StrEnum):
    """What became of a statement that came in."""

    SHOWN = "shown"
    HIDDEN = "hidden"  # off the wall; it stays a statement of the day
    MERGED = "merged"  # into another one; it counts no longer
    WITHDRAWN = "withdrawn"  # by its sender: its text is gone
    TEST = "test"  # the facilitator's, to see that all works; never a statement


class NamesState(StrEnum):
    """Whether names were looked for in a text, and what came of it."""

    NEW = "new"  # not looked at yet: it waits
    CLEAN = "clean"
    HELD = "held"  # a name may stand in it: held back until somebody decides
    AGAIN = "again"  # held back, and looked at again since what counts as a name changed
    RELEASED = "released"  # somebody decided that it may be shown


class Moment(StrEnum):
    """When the three questions on feeling connected are asked; NONE is not now."""

    NONE = ""
    BEGIN = "begin"
    EIND = "eind"


@dataclass(frozen=True, slots=True)
class CornerCode:
    """The code by which phones find a corner."""

    code: str
    corner: str


@dataclass(frozen=True, slots=True)
class WallChoice:
    """What the facilitator chose for the wall; it is kept as JSON.

    `scene` is "" where scenes turn by themselves, else the name of the one that stays, with its
    corner or theme in `subject`. Cells under `least` are shown as "<least". `timer` is when the
    time is up, ISO 8601 with its zone.
    """

    scene: str = ""
    subject: str = ""
    frozen: bool = False
    least: int = 3
    seconds: int = 12
    timer: str | None = None

    def to_json(self) -> str:
        """The choice as the store keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> WallChoice:
        """The choice that was kept; what another version does not know gets its first value."""
        try:
            given = json.loads(text)
        except ValueError:
            given = {}
        first: dict[str, Any] = asdict(cls())
        known = given.items() if isinstance(given, dict) else ()
        same = {
            name: value
            for name, value in known
            if name in first and type(value) is type("" if first[name] is None else first[name])
        }
        return cls(**(first | same))


@dataclass(frozen=True, slots=True)
class LiveDay:
    """A day that phones can send to."""

    event_id: str
    opened: datetime
    corners: tuple[CornerCode, ...]  # in the order of the day's corners
    rounds: Mapping[Category, RoundState]
    bonding: Moment
    wall: WallChoice

    @property
    def open(self) -> bool:
        """Whether any kind can be sent."""
        return RoundState.OPEN in self.rounds.values()


@dataclass(frozen=True, slots=True)
class Door:
    """What the form of one corner needs to know."""

    event_id: str
    title: str
    corner_word: str
    code: str
    corner: str
    secret: str
    rounds: Mapping[Category, RoundState]
    bonding: Moment


@dataclass(frozen=True, slots=True)
class LivePost:
    """A statement of the live day as the facilitator handles it, the text and place it has now."""

    statement_id: str
    text: str
    original: str  # as it was sent, or as its sender changed it
    corner: str
    category: Category | None
    posted: datetime
    state: PostState
    names: NamesState
    pinned: bool
    quote: bool
    merged_into: str | None = None

    @property
    def held(self) -> bool:
        """Whether it waits until somebody decides about a name in it."""
        return self.names in (NamesState.HELD, NamesState.AGAIN)

    @property
    def on_wall(self) -> bool:
        """Whether the wall may show it."""
        return self.state is PostState.SHOWN and self.names in (
            NamesState.CLEAN, NamesState.RELEASED
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bond:
    """How connected a corner feels: the number of answers and their means, each from 1 to 5."""

    number: int
    seen: float
    belonging: float
    mattering: float
