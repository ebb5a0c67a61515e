"""Loads what the first page needs once the server answers, so that a start waits for none of it.

What is loaded stays. Python's collector looks through all of it again and again, and everything
waits for as long as that takes (200 ms of a server in use), so that is set apart.
"""

from __future__ import annotations

import gc
import logging
from importlib import import_module
from threading import Event as Signal
from threading import Thread

_AFTER = 0.5  # seconds: phones that sent while the server was away come first
_NEEDED = ("pages.components.frame", "pages.components.day", "analysis.charts.overview")
_APART_AFTER = (20.0, 40.0, 240.0)  # seconds between: by then pages and walls have been opened
_NEW, _YOUNG, _OLD = 10_000, 20, 20
"""Objects that are made before the new ones are looked at, and how much rarer older ones are."""


class Warming:
    """Warms up in a thread that does not keep the server from stopping."""

    def __init__(self) -> None:
        self._stop = Signal()
        self._thread = Thread(target=self._run, name="opwarmen", daemon=True)

    def start(self) -> None:
        """Begin in a moment."""
        self._thread.start()

    def stop(self) -> None:
        """Do nothing more."""
        self._stop.set()

    def join(self) -> None:
        """Wait until it is done."""
        self._thread.join()

    def _run(self) -> None:
        if self._stop.wait(_AFTER):
            return
        load()
        set_apart()
        for pause in _APART_AFTER:
            if self._stop.wait(pause):
                return
            gc.freeze()


def load() -> None:
    """Load what the first page needs; what goes wrong is logged."""
    try:
        for name in _NEEDED:
            import_module(name)
    except Exception:  # who opens a page is told
        logging.getLogger("koffiehoek").exception("warming up")


def set_apart() -> None:
    """Let the collector leave alone what is there now, and look less often at what comes."""
    gc.set_threshold(_NEW, _YOUNG, _OLD)
    gc.freeze()
