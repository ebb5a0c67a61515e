"""Who is in: looks sessions up, keeps them alive while they are used, and ends them."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar
from weakref import WeakValueDictionary

from anyio import CapacityLimiter, to_thread

from analysis.access import Session, Tries, digest, ends, hashed, matches, new_token, outdated
from analysis.live.address import loopback
from analysis.store import Store
from analysis.store.access import Access

FREE_HERE, FREE_IN_ALL = 5, 50
"""Wrong tries that are answered at once: from one address, and from all together."""

KEEPER: Final = "koffiehoek.keeper"
"""Where routes find the keeper in the scope of a request; the gate puts it there."""

_T = TypeVar("_T")
_KNOWN_FOR = 5.0  # seconds in which a session is not looked up again
_TOUCH_EVERY = timedelta(minutes=5)
_MOST_KNOWN = 1_000
_HASHING = 2  # passwords that are looked at side by side; each takes 64 MB for a moment


class Keeper:
    """Sessions of one process, on the database that all processes share.

    Methods raise StoreError where the database cannot do it.
    """

    def __init__(self, opened: Callable[[], Store]) -> None:
        self._opened = opened
        self._known: OrderedDict[str, tuple[Session, float]] = OrderedDict()
        self._ended: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()
        self._here, self._in_all = Tries(free=FREE_HERE), Tries(free=FREE_IN_ALL)
        self._hashing: CapacityLimiter | None = None

    async def session(self, token: str) -> Session | None:
        """The session of a token, noted as in use; None where there is none (any more)."""
        key, now = digest(token), datetime.now(UTC)
        known, looked = self._known.get(key, (None, 0.0))
        if known is None or time.monotonic() - looked > _KNOWN_FOR:
            known = await self._look_up(key, now)
        return known if known is not None and now < ends(known) else None

    async def _look_up(self, key: str, now: datetime) -> Session | None:
        def look(access: Access) -> Session | None:
            found = access.session(key, now)
            if found is None or now - found.seen < _TOUCH_EVERY:
                return found
            return access.seen(found, now)

        found = await self._do(look)
        self._known.pop(key, None)
        if found is not None:
            self._known[key] = (found, time.monotonic())
            while len(self._known) > _MOST_KNOWN:
                self._known.popitem(last=False)
        return found

    def ended(self, token: str) -> asyncio.Event:
        """Is set as soon as this session is ended in this process."""
        return self._ended.setdefault(digest(token), asyncio.Event())

    async def password(self) -> str | None:
        """The hash of the facilitator's password; None where none was set."""
        return await self._do(Access.password)

    async def knows_key(self, key: str) -> bool:
        """Whether this is the key of the link on which the first password is set."""
        return bool(key) and await self._do(Access.key) == digest(key)

    async def set_first(self, password: str, key: str) -> bool:
        """Set the first password; False where the link is of no use (any more)."""
        kept = await self._hash(lambda: hashed(password))
        return await self._do(lambda access: access.set_first_password(kept, key=digest(key)))

    def wait(self, address: str, *, now: float) -> float:
        """Begin a try from this address; seconds to wait first, and then nothing may be tried."""
        if loopback(address):  # whoever sits at the computer itself is not kept out by others
            return self._here.begin(address, now)
        everybody = self._in_all.wait("", now)
        return everybody or self._here.begin(address, now) or self._in_all.begin("", now)

    async def is_password(self, password: str, kept: str, address: str) -> bool:
        """Whether a password that was typed is the right one; forgets wrong tries if so."""
        if not await self._hash(lambda: matches(kept, password)):
            return False
        self._here.right(address)
        self._in_all.right("")
        if outdated(kept):
            renewed = await self._hash(lambda: hashed(password))
            await self._do(lambda access: access.renew_hash(kept, renewed))
        return True

    async def let_in(self) -> str:
        """Open a session; gives the token for the browser."""
        token, now = new_token(), datetime.now(UTC)
        key = digest(token)
        await self._do(lambda access: access.open_session(key, method="password", now=now))
        return token

    async def let_out(self, token: str) -> None:
        """End a session: its connections in this process close now, elsewhere within seconds."""
        key = digest(token)
        await self._do(lambda access: access.end_session(key))
        self._known.pop(key, None)
        if event := self._ended.get(key):
            event.set()

    async def _do(self, work: Callable[[Access], _T]) -> _T:
        return await to_thread.run_sync(lambda: work(self._opened().access))

    async def _hash(self, work: Callable[[], _T]) -> _T:
        self._hashing = self._hashing or CapacityLimiter(_HASHING)  # belongs to a running loop
        return await to_thread.run_sync(work, limiter=self._hashing)
