"""The one writer of what phones send: commits together what came in while it was committing.

A disk takes as long to be sure of one statement as of a hundred. So each request waits for the next
commit, and is answered after it: what was answered stands on disk.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from analysis.live.posting import Post
from analysis.store import Store
from analysis.store.actor import acting_as
from analysis.store.live_posts import Outcome

_MOST = 500  # statements in one commit
_ROOM = 20_000  # that wait; a room sends some hundreds at once
WHO = "deelnemers"
"""Under this name the log tells what phones wrote."""


class Full(Exception):
    """More waits to be written than a room can send."""


class Writer:
    """Writes for one server process; used from its event loop only."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[tuple[Post, asyncio.Future[Outcome]]] = []
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="schrijver")
        self._task: asyncio.Task[None] | None = None

    async def keep(self, post: Post) -> Outcome:
        """What became of a statement, once that stands on disk.

        Raises:
            StoreError: the database cannot keep it; nothing of it was kept.
            Full: more waits than can be written in time.
        """
        if len(self._waiting) >= _ROOM:
            raise Full
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Outcome] = loop.create_future()
        self._waiting.append((post, answer))
        if self._task is None or self._task.done():
            self._task = loop.create_task(self._write())
        return await answer

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
            posts = [post for post, _ in batch]
            try:
                outcomes = await loop.run_in_executor(self._thread, partial(self._keep, posts))
            except Exception as error:
                for _, answer in batch:
                    if not answer.done():
                        answer.set_exception(error)
                continue
            for (_, answer), outcome in zip(batch, outcomes, strict=True):
                if not answer.done():  # who hung up waits no longer; it is kept all the same
                    answer.set_result(outcome)

    def _keep(self, posts: list[Post]) -> list[Outcome]:
        with acting_as(WHO):
            return self._store.live.keep(posts)

    def close(self) -> None:
        """Let the thread end after what it is writing."""
        self._thread.shutdown(wait=True)
