"""What the page Regie says of a live day, as values: corners, pace, timer, the list of posts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from analysis.charts.palette import dutch
from analysis.live.address import loopback, public_address
from analysis.live.days import CornerCode, LiveDay, LivePost, NamesState, PostState, RoundState
from analysis.live.opening import corner_names
from analysis.types import Category, Corner

QUIET = timedelta(minutes=3)
"""So long without a statement, and a corner stands out."""
PACE_OVER = timedelta(minutes=1)
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,3}[.)])\s+")

ROUND_WORDS = {
    RoundState.OPEN: "open",
    RoundState.PAUSED: "pauze",
    RoundState.CLOSED: "dicht",
}


def read_corners(typed: str) -> tuple[Corner, ...]:
    """The corners that were typed, one a line; bullets and numbers before them go off.

    Raises:
        UsageError: none is there, one is there twice or too long, or there are too many.
    """
    names = corner_names([_BULLET.sub("", line) for line in typed.splitlines()])
    return tuple(Corner(name, position=place) for place, name in enumerate(names))


# The picture


@dataclass(frozen=True, slots=True)
class CornerNow:
    """A corner at this moment: how much came in, when the last, and whether it stands out."""

    corner: str
    code: str
    number: int
    last: str  # Dutch: when the last statement came, or that none came yet
    quiet: bool


def corners_now(
    live: LiveDay, received: Mapping[str, tuple[int, datetime]], now: datetime
) -> list[CornerNow]:
    """Each corner in the order of the day; `received` as `Live.received` gives it.

    A corner is quiet where others are not: in a break, or with all rounds closed, none stands out.
    """
    lasts: dict[str, tuple[int, datetime | None]] = {
        place.corner: received.get(place.corner, (0, None)) for place in live.corners
    }
    late = {
        corner for corner, (_, last) in lasts.items() if now - (last or live.opened) >= QUIET
    }  # fmt: skip
    stands_out = live.open and len(late) < len(lasts)
    return [
        _corner_now(place, lasts[place.corner], now, stands_out and place.corner in late)
        for place in live.corners
    ]


def _corner_now(
    place: CornerCode, came: tuple[int, datetime | None], now: datetime, quiet: bool
) -> CornerNow:
    number, last = came
    said = "nog niets"
    if last is not None:
        said = f"al {_length(now - last)} stil" if quiet else ago(last, now)
    return CornerNow(place.corner, place.code, number, said, quiet)


def ago(moment: datetime, now: datetime) -> str:
    """How long ago that was: 'net', '40 s geleden', '2 min geleden', '3 uur geleden'."""
    past = now - moment
    return "net" if past < timedelta(seconds=10) else f"{_length(past)} geleden"


def _length(past: timedelta) -> str:
    """'40 s' (in steps of ten, so that it does not flicker), '2 min', '3 uur', '2 dagen'."""
    seconds = max(int(past.total_seconds()), 0)
    if seconds < 60:
        return f"{seconds // 10 * 10} s"
    if seconds < 3600:
        return f"{seconds // 60} min"
    hours = seconds // 3600
    return f"{hours} uur" if hours < 48 else f"{hours // 24} dagen"


Samples = tuple[tuple[datetime, int], ...]
"""(moment, total) as they were seen in the last minute, the oldest first."""


def sampled(samples: Samples, now: datetime, total: int) -> Samples:
    """The samples with one more; those of longer than some minute ago fall off."""
    recent = (one for one in samples if now - one[0] <= PACE_OVER * 1.1)
    return (*recent, (now, total))


def pace_words(samples: Samples) -> str:
    """How fast statements come: '14 in de laatste minuut', '3 in de laatste 20 s'.

    '' where nothing came, or it was watched for too short.
    """
    (first, before), (last, total) = samples[0], samples[-1]
    over = last - first
    if over < timedelta(seconds=10) or total <= before:
        return ""
    window = "minuut" if over >= PACE_OVER * 0.9 else _length(over)
    return f"{dutch(total - before)} in de laatste {window}"


# The timer


def timer_end(wall_timer: str | None) -> datetime | None:
    """When the time is up, as the wall's choice keeps it; None where no timer runs."""
    if not wall_timer:
        return None
    try:
        end = datetime.fromisoformat(wall_timer)
    except ValueError:
        return None
    return end if end.tzinfo else None


def time_left(end: datetime, now: datetime) -> str:
    """Minutes and seconds that are left: '4:32'; '0:00' from when the time is up."""
    seconds = max(int((end - now).total_seconds() + 0.999), 0)
    return f"{seconds // 60}:{seconds % 60:02d}"


# The list


class Show(StrEnum):
    """Which statements the list holds; the value is what people read."""

    ALL = "Alles"
    HELD = "Achtergehouden"
    HIDDEN = "Verborgen"
    PINNED = "Vastgezet"
    QUOTES = "Citaten"
    MERGED = "Samengevoegd"


_SHOWN: Mapping[Show, Callable[[LivePost], bool]] = {
    Show.ALL: lambda post: post.state is not PostState.MERGED,
    Show.HELD: lambda post: post.held,
    Show.HIDDEN: lambda post: post.state is PostState.HIDDEN,
    Show.PINNED: lambda post: post.pinned,
    Show.QUOTES: lambda post: post.quote,
    Show.MERGED: lambda post: post.state is PostState.MERGED,
}


def listed(
    posts: Iterable[LivePost], *, show: Show, corner: str | None, category: Category | None,
    sought: str,
) -> list[LivePost]:  # fmt: skip
    """The posts that fit, in the order given; None is every corner or kind.

    `sought`: words that must all stand in the text, whatever their case. What is merged is listed
    only where that was asked for; what is held back is never found by its text.
    """
    words = sought.casefold().split()
    return [
        post
        for post in posts
        if _SHOWN[show](post)
        and corner in (None, post.corner)
        and category in (None, post.category)
        and (not words or _holds(post, words))
    ]


def _holds(post: LivePost, words: Collection[str]) -> bool:
    text = post.text.casefold()
    return not post.held and all(word in text for word in words)


def state_words(post: LivePost) -> tuple[str, ...]:
    """What there is to know of a post's state; nothing where it simply stands on the wall."""
    if post.state is PostState.TEST:
        return ("proefbericht",)
    if post.state is PostState.MERGED:
        return ("samengevoegd",)
    said = {
        "verborgen": post.state is PostState.HIDDEN,
        "achtergehouden": post.held,
        "wordt nog bekeken": post.names is NamesState.NEW,
        "vastgezet": post.pinned,
        "citaat": post.quote,
        "verbeterd": post.text != post.original,
    }
    return tuple(word for word, holds in said.items() if holds)


def alike(post: LivePost, posts: Iterable[LivePost]) -> list[LivePost]:
    """The shown statements of the same corner that this one may be merged with, likest first."""
    others = [
        other
        for other in posts
        if other.corner == post.corner and other.on_wall
        and other.statement_id != post.statement_id
    ]  # fmt: skip
    near = {
        other.statement_id: fuzz.token_set_ratio(post.text.casefold(), other.text.casefold())
        for other in others
    }
    return sorted(others, key=lambda other: -near[other.statement_id])


def all_in(rounds: Mapping[Category, RoundState], state: RoundState) -> bool:
    """Whether the rounds of all kinds are in this state."""
    return all(rounds.get(kind, RoundState.CLOSED) is state for kind in Category)


def page_of(posts: Sequence[str], number: int, size: int) -> Sequence[str]:
    """The part of a list on page `number`, counted from 1."""
    return posts[(number - 1) * size : number * size]


# The address


def address_for(origin: str | None) -> str:
    """The address that phones type: what was set or is known, else where the visitor found the app.

    Raises:
        UsageError: the address that was set is none.
    """
    known = public_address()
    return origin if origin and out_of_reach(known) else known


def out_of_reach(address: str) -> bool:
    """Whether only this computer itself finds this address."""
    return loopback(urlsplit(address).hostname)
