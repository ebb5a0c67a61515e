"""The coder's process beside this server: there while a day is live, and started anew if it ends.

See analysis/live/coding.py for what it does.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from threading import Event as Signal
from threading import Thread
from typing import TYPE_CHECKING, Any

from analysis import low_priority
from analysis.errors import KoffiehoekError
from analysis.settings import python_path
from live.warming import Warming

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.starlette import App

    from analysis.store import Store

_LOOK = 1.0  # seconds between two looks whether a day is live
_SETTLE = 10.0  # after it ended by itself, before it is started anew
# Python lets a page that counts go on for 5 ms before others get a turn, and keeping a statement
# takes some twenty turns.
_TURN = 0.0001  # seconds


class Beside:
    """Starts and ends the coder's process as days go live and close."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self._stop = Signal()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._run, name="codeur", daemon=True)

    def start(self) -> None:
        """Begin to look, in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """End the process and the looking."""
        self._stop.set()
        self._end()

    def _run(self) -> None:
        while not self._stop.is_set():
            pause = _LOOK
            try:
                pause = self._look()
            except (KoffiehoekError, OSError):
                logging.getLogger("koffiehoek").exception("the coder beside the app")
                pause = _SETTLE
            self._stop.wait(pause)

    def _look(self) -> float:
        if self._process is not None and self._process.poll() is not None:
            self._process = None
            return _SETTLE
        needed = self._needed()
        if needed and self._process is None:
            self._process = self._opened()
        if not needed:
            self._end()
        return _LOOK

    def _needed(self) -> bool:
        live = self._store().live
        return any(day.open for day in live.days()) or bool(live.waiting(1))

    def _opened(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # this Python, and our own module
            [sys.executable, "-m", "analysis.live.coding"],
            stdin=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": python_path()},
            creationflags=low_priority.creation_flags(),
        )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()  # it reads the end, finishes what it does and leaves


def lifespan_with(
    store: Callable[[], Store],
) -> Callable[[App], AbstractAsyncContextManager[dict[str, Any] | None]]:
    """A lifespan for the app that keeps the coder's process beside it."""

    @asynccontextmanager
    async def lifespan(_app: App) -> AsyncIterator[None]:
        beside, warming = Beside(store), Warming()
        beside.start()
        warming.start()
        sys.setswitchinterval(_TURN)
        try:
            yield
        finally:
            warming.stop()
            beside.stop()

    return lifespan
