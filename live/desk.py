"""What the phones share in one server process: doors looked up, the writer, the limits."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from analysis.live.codes import read_code
from analysis.live.days import Door
from analysis.live.guarding import Limits, Meter, limits_asked
from analysis.store import Store
from analysis.store.shared import shared_store
from live.writer import Writer

_FRESH: Final = 1.0  # seconds that a door is not looked up again
_MOST_DOORS: Final = 2_000
_MOST_ADDRESSES, _MOST_CODES = 2_000, 200


@dataclass(frozen=True, slots=True)
class Found:
    """A corner's door, and the store in which it was found."""

    door: Door
    store: Store


class Desk:
    """Used from one event loop; what asks the database waits in a thread."""

    def __init__(
        self, opened: Callable[[], Store] = shared_store, *, limits: Limits | None = None
    ) -> None:
        self._opened = opened
        limits = limits or limits_asked()
        self._corner, self._address = Meter(limits.corner), Meter(limits.address)
        self._sender, self._wrong = Meter(limits.sender), Meter(limits.wrong)
        self._doors: OrderedDict[str, tuple[Found, float]] = OrderedDict()
        self._asked: dict[str, asyncio.Task[Found | None]] = {}
        self._seen: OrderedDict[str, set[str]] = OrderedDict()
        self._writer: tuple[Store, Writer] | None = None

    async def door(self, typed: str, address: str) -> Found | None:
        """The corner with this code; None where the code leads nowhere.

        Raises:
            TooManyCodes: from this address came too many wrong codes.
            StoreError: the database cannot be asked.
        """
        code = read_code(typed)
        seen = self._seen.get(address, set())
        # A room that shares an address with who guesses keeps the corners that it is in.
        if code not in seen and self._wrong.left(address, time.monotonic()) < 1:
            raise TooManyCodes
        found = await self._looked_up(code) if code else None
        if found is None:
            self._wrong.take(address, time.monotonic())
        elif code and code not in seen:
            self._note(address, code)
        return found

    def _note(self, address: str, code: str) -> None:
        codes = self._seen.setdefault(address, set())
        self._seen.move_to_end(address)
        if len(codes) < _MOST_CODES:
            codes.add(code)
        while len(self._seen) > _MOST_ADDRESSES:
            self._seen.popitem(last=False)

    async def _looked_up(self, code: str) -> Found | None:
        known = self._doors.get(code)
        if known and time.monotonic() - known[1] < _FRESH:
            return known[0]
        asked = self._asked.get(code)
        if asked is None or asked.done():  # who asks meanwhile waits for the same answer
            asked = self._asked[code] = asyncio.create_task(self._ask(code))
            asked.add_done_callback(lambda _: self._asked.pop(code, None))
        return await asyncio.shield(asked)

    async def _ask(self, code: str) -> Found | None:
        def ask() -> Found | None:
            store = self._opened()
            door = store.live.door(code)
            return Found(door, store) if door else None

        self._doors.pop(code, None)
        found = await asyncio.to_thread(ask)
        if found:
            self._doors[code] = (found, time.monotonic())
            while len(self._doors) > _MOST_DOORS:
                self._doors.popitem(last=False)
        return found

    async def anew(self, found: Found) -> Found:
        """The same corner as it is now: its rounds may have been closed a moment ago."""
        self._doors.pop(found.door.code, None)
        return await self._looked_up(found.door.code) or found

    async def store(self) -> Store:
        """The database itself, for what hangs on no door."""
        return await asyncio.to_thread(self._opened)

    def writer(self, store: Store) -> Writer:
        """The one writer; a new one where the database was opened anew."""
        if self._writer is None or self._writer[0] is not store:
            self._writer = (store, Writer(store))
        return self._writer[1]

    def allows(self, code: str, address: str, chain: str, *, number: int = 1) -> bool:
        """Whether so many statements may come in now from here, in one sending."""
        now = time.monotonic()
        return (
            self._sender.take(f"{code} {chain}", now)
            and self._address.take(address, now, number=number)
            and self._corner.take(code, now, number=number)
        )


class TooManyCodes(Exception):
    """Somebody seems to be guessing codes."""
