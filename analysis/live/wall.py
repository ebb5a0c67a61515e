"""What the wall may show of a day: its numbers, texts, codes and how connected people feel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from analysis.live.codes import shown_code
from analysis.live.days import Bond, LiveDay, LivePost, Moment, NamesState, PostState, WallChoice
from analysis.live.wall_numbers import Tally
from analysis.synthesis.incidence import NO_KIND

NEWEST = 6
"""Statements in the scene with the newest ones."""
FEWEST_ANSWERS = 5
"""Under so many answers nothing is told of how connected a corner feels."""
TEST_FOR = timedelta(seconds=60)
"""So long a test message is shown."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the wall shows it; `kind` is '' where it has none."""

    id: str
    text: str
    corner: str
    kind: str
    posted: datetime
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Bonding:
    """How connected a corner feels, at the start of the day and at its end."""

    corner: str
    begin: Bond
    eind: Bond


@dataclass(frozen=True, slots=True)
class Join:
    """Where phones can send statements: the address, and (corner, its code as it is read)."""

    address: str
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Wall:
    """All that the wall may show; what is hidden or held back is in none of it.

    `join` is None where phones cannot send now.
    """

    title: str
    corner_word: str
    tally: Tally
    choice: WallChoice
    newest: tuple[Said, ...] = ()
    quotes: tuple[Said, ...] = ()
    test: Said | None = None
    bonds: tuple[Bonding, ...] = ()
    join: Join | None = None

    def tested(self, now: datetime) -> Said | None:
        """The test message, while it is young."""
        return self.test if self.test and now - self.test.posted < TEST_FOR else None


def texts(
    posts: Iterable[LivePost], *, corners: Mapping[str, str], held: Callable[[str], bool]
) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """The newest statements, pinned ones first, and those released as quotations, the newest first.

    `posts` come the newest first. `corners`: corner -> what the screen calls it. `held`: whether a
    name may stand in a text; what somebody released is shown all the same.
    """
    may = [
        post
        for post in posts
        if post.on_wall and (post.names is NamesState.RELEASED or not held(post.text))
    ]
    newest = sorted(may, key=lambda post: not post.pinned)[:NEWEST]
    quotes = [post for post in may if post.quote]
    return (
        tuple(_said(post, corners) for post in newest),
        tuple(_said(post, corners) for post in quotes),
    )


def trial_message(posts: Iterable[LivePost], *, corners: Mapping[str, str]) -> Said | None:
    """The facilitator's test message; its text is the house's own."""
    found = (post for post in posts if post.state is PostState.TEST)
    return next((_said(post, corners) for post in found), None)


def _said(post: LivePost, corners: Mapping[str, str]) -> Said:
    kind = str(post.category or NO_KIND)
    corner = corners.get(post.corner, "")
    return Said(post.statement_id, post.text, corner, kind, post.posted, post.pinned)


def bonding(
    bonds: Mapping[tuple[str, Moment], Bond], live: LiveDay, *, corners: Mapping[str, str]
) -> tuple[Bonding, ...]:
    """Corners that answered often enough at the start and at the end.

    None while the questions are asked: who sees a mean change with one answer knows that answer.
    """
    if live.bonding is not Moment.NONE:
        return ()
    found = []
    for corner, shown in corners.items():
        begin, eind = (bonds.get((corner, moment)) for moment in (Moment.BEGIN, Moment.EIND))
        if begin and eind and min(begin.number, eind.number) >= FEWEST_ANSWERS:
            found.append(Bonding(shown, begin, eind))
    return tuple(found)


def joining(live: LiveDay, address: str, *, corners: Mapping[str, str]) -> Join | None:
    """Where phones can send; None while no kind is open. `address`: the app's own."""
    if not live.open:
        return None
    codes: Sequence[tuple[str, str]] = [
        (corners.get(one.corner, ""), shown_code(one.code)) for one in live.corners
    ]
    return Join(f"{address}/meedoen", tuple(codes))
