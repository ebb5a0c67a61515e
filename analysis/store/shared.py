"""The one store of a server process, for all its doors: pages, phones, the way in."""

from __future__ import annotations

from threading import Lock

import sqlalchemy as sa

from analysis.store.engine import database_url
from analysis.store.store import Store, open_store

_LOCK = Lock()
_open: list[tuple[sa.URL, Store]] = []


def shared_store() -> Store:
    """The database of the settings, opened by the first who asks.

    Raises StoreError where it cannot be opened; the next who asks tries again.
    """
    url = database_url()
    with _LOCK:
        if _open and _open[0][0] == url:
            return _open[0][1]
        _close()
        store = open_store()
        _open.append((url, store))
        return store


def forget_shared() -> None:
    """Give all connections back; who asks next opens the database anew."""
    with _LOCK:
        _close()


def _close() -> None:
    while _open:
        _open.pop()[1].close()
