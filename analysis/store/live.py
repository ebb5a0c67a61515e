"""The part of the store that serves a live day; each method is one transaction, as in `Store`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from analysis.live.days import Bond, Door, LiveDay, LivePost, Moment, RoundState, WallChoice
from analysis.live.posting import Kept, Post, Refusal
from analysis.store import live_days, live_moderation, live_posts
from analysis.store.engine import reading, writing
from analysis.store.live_posts import Outcome
from analysis.types import Category, Statement


class Live:
    """Live days: `Store.live`. Methods raise StoreError as those of `Store` do."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    # The day, for the facilitator

    def open_day(self, event_id: str, *, now: datetime) -> LiveDay:
        """Let phones send to this day: a code for each corner, all rounds open.

        Of a day that is live already only corners without a code get one.
        """
        with writing(self._engine) as connection:
            live_days.open_day(connection, event_id, now)
            return live_days.live_days(connection, event_id)[0]

    def days(self) -> list[LiveDay]:
        """Every live day, the last opened first."""
        with reading(self._engine) as connection:
            return live_days.live_days(connection)

    def day(self, event_id: str) -> LiveDay | None:
        """This day, if it is live."""
        with reading(self._engine) as connection:
            return next(iter(live_days.live_days(connection, event_id)), None)

    def set_rounds(self, event_id: str, states: Mapping[Category, RoundState]) -> None:
        """Open, pause or close the rounds of these kinds."""
        with writing(self._engine) as connection:
            live_days.set_rounds(connection, event_id, states)

    def renew_code(self, event_id: str, corner: str) -> str:
        """A new code for a corner; the old one leads nowhere from now on."""
        with writing(self._engine) as connection:
            return live_days.renew_code(connection, event_id, corner)

    def set_wall(self, event_id: str, choice: WallChoice) -> None:
        """Keep what the facilitator chose for the wall."""
        with writing(self._engine) as connection:
            live_days.set_wall(connection, event_id, choice)

    def set_bonding(self, event_id: str, moment: Moment) -> None:
        """Ask the three questions on feeling connected at this moment, or (NONE) not."""
        with writing(self._engine) as connection:
            live_days.set_bonding(connection, event_id, moment)

    def bonds(self, event_id: str) -> dict[tuple[str, Moment], Bond]:
        """(corner, moment) -> number of answers and their means; any number, also one."""
        with reading(self._engine) as connection:
            return live_days.bonds(connection, event_id)

    # What came in, for the facilitator and the wall

    def posts(self, event_id: str, ids: Collection[str] | None = None) -> list[LivePost]:
        """What came in and was not taken back, the newest first: all, or these."""
        with reading(self._engine) as connection:
            return live_moderation.posts(connection, event_id, ids)

    def told_on_wall(self, event_id: str, *, newest: int) -> list[LivePost]:
        """What the wall tells in words: the newest, all that is pinned or quoted, a test."""
        with reading(self._engine) as connection:
            ids = live_moderation.told_on_wall(connection, event_id, newest)
            return live_moderation.posts(connection, event_id, ids)

    def received(self, event_id: str) -> dict[str, tuple[int, datetime]]:
        """Corner -> how many of its statements came in by phone, and when the last one came."""
        with reading(self._engine) as connection:
            return live_moderation.received(connection, event_id)

    def off_wall(self, event_id: str) -> frozenset[str]:
        """Ids of statements that the wall may not show: hidden, held back or not looked at."""
        with reading(self._engine) as connection:
            return live_moderation.off_wall(connection, event_id)

    def mark(self, event_id: str, ids: Collection[str], **values: str | bool) -> None:
        """Set `state` ("shown", "hidden"), `names` ("released"), `pinned` or `quote`.

        Raises StoreError where one was taken back or merged meanwhile.
        """
        with writing(self._engine) as connection:
            live_moderation.mark(connection, event_id, ids, **values)

    def mend(self, event_id: str, statement_id: str, text: str) -> None:
        """Write another text for a statement; `LivePost.original` keeps what was sent."""
        with writing(self._engine) as connection:
            live_moderation.mend(connection, event_id, statement_id, text)

    def merge(self, event_id: str, into: str, ids: Collection[str]) -> None:
        """Let these count no longer, since `into` says the same; `unmerge` takes them apart."""
        with writing(self._engine) as connection:
            live_moderation.merge(connection, event_id, into, ids)

    def unmerge(self, event_id: str, statement_id: str) -> None:
        """Make a merged statement one of its own again."""
        with writing(self._engine) as connection:
            live_moderation.unmerge(connection, event_id, statement_id)

    def add_test(self, event_id: str, corner: str, *, now: datetime) -> str:
        """Put a test message among what came in, in the place of the last one; its id."""
        with writing(self._engine) as connection:
            return live_moderation.add_test(connection, event_id, corner, now)

    # The phones

    def door(self, code: str) -> Door | None:
        """What the form of the corner with this code needs; None where the code leads nowhere."""
        with reading(self._engine) as connection:
            return live_days.doors(connection, [code]).get(code)

    def keep(self, posts: Sequence[Post]) -> list[Outcome]:
        """Keep statements, each token once, in one commit; what became of each.

        A token that was kept before gives what was kept then, also where the round is closed now.
        """
        with writing(self._engine) as connection:
            return live_posts.keep(connection, posts)

    def receipts(self, tokens: Sequence[str]) -> list[Kept]:
        """What stands still of what was sent under these tokens, in the order given."""
        with reading(self._engine) as connection:
            return live_posts.receipts(connection, tokens)

    def change(self, token: str, text: str, category: Category, *, now: datetime) -> Outcome:
        """Let its sender change a statement within five minutes."""
        with writing(self._engine) as connection:
            return live_posts.change(connection, token, text, category, now)

    def withdraw(self, token: str, *, now: datetime) -> Refusal | None:
        """Let its sender take a statement back within five minutes; None where that is done."""
        with writing(self._engine) as connection:
            return live_posts.withdraw(connection, token, now)

    def answer_bond(self, token: str, door: Door, answers: tuple[int, int, int]) -> None:
        """Keep answers (gezien, erbij, ertoe; 1 to 5) at the door's moment; a token's once."""
        with writing(self._engine) as connection:
            live_days.add_bond(connection, token, door, answers)

    # The coder beside the app

    def take_turn(self, work: str, holder: str, *, now: datetime, seconds: float) -> bool:
        """Whether `holder` is the one process that may do this work for so many seconds."""
        with writing(self._engine) as connection:
            return live_days.take_turn(connection, work, holder, now, seconds=seconds)

    def waiting(self, most: int) -> dict[str, list[str]]:
        """Event -> ids of statements that nobody looked at yet, the oldest first."""
        with reading(self._engine) as connection:
            return live_moderation.waiting(connection, most)

    def looked_at(
        self, event_id: str, seen: Iterable[Statement], held: Collection[str]
    ) -> list[str]:
        """Note that names were looked for in these, and which are held back.

        The ids of those that still are as they were seen; the others are looked at again.
        """
        with writing(self._engine) as connection:
            return live_moderation.looked_at(connection, event_id, seen, held)
