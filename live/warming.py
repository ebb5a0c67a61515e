"""Loads what the first page needs once the server answers, so that a start waits for none of it."""

from __future__ import annotations

import logging
from importlib import import_module
from threading import Timer

_AFTER = 0.5  # seconds: phones that sent while the server was away come first
_NEEDED = ("pages.components.frame", "pages.components.day", "analysis.charts.overview")


def warm_up_soon() -> Timer:
    """Begin in a moment, in a thread that does not keep the server from stopping."""
    timer = Timer(_AFTER, _warm_up)
    timer.daemon = True
    timer.start()
    return timer


def _warm_up() -> None:
    try:
        for name in _NEEDED:
            import_module(name)
    except Exception:  # who opens a page is told
        logging.getLogger("koffiehoek").exception("warming up")
