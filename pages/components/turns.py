"""Drawing one after the other what many look at: side by side each would take as long as all.

Python lets one thread work at a time, so ten pages that are drawn at once are all late, and the
phones wait for ten; in turn the first is there at once, and the phones wait for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

_PATIENCE = 0.5  # seconds: nobody waits longer for somebody else's large page
_turn = RLock()


@contextmanager
def in_turn() -> Iterator[None]:
    """Draw when it is this page's turn; not for what takes seconds."""
    mine = _turn.acquire(timeout=_PATIENCE)
    try:
        yield
    finally:
        if mine:
            _turn.release()
