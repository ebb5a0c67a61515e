"""How the work grows with what it is given: a ratio within one run, so that no machine is too slow.

How long something takes is measured by `koffiehoek meet`; here only that it is no square.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_TRIES = 6
_NO_SQUARE = 2.0  # a square of four times as much takes four times as long a piece
_CLEAR = 1.5  # then there is no need to look again


def longer(prepare: Callable[[int], T], work: Callable[[T], object], size: int, of: int) -> float:
    """How many times as long `work` takes with `size` pieces as with `of`.

    Measured in processor time; the least of several tries, as another program can only make one
    of the two slower than it is.
    """
    small, large = prepare(of), prepare(size)
    work(small)  # what is loaded at first use
    found = float("inf")
    for _ in range(_TRIES):
        found = min(found, _seconds(work, large) / _seconds(work, small))
        if found < _CLEAR * size / of:
            break
    return found


def evenly(prepare: Callable[[int], T], work: Callable[[T], object], size: int) -> bool:
    """Whether `work` takes about as long a piece with `size` pieces as with a quarter of them."""
    return longer(prepare, work, size, size // 4) < 4 * _NO_SQUARE


def _seconds(work: Callable[[T], object], given: T) -> float:
    gc.collect()
    gc.disable()  # it goes through all that is loaded, and happens more often in the longer work
    try:
        started = time.process_time()
        work(given)
        return max(time.process_time() - started, 1e-6)
    finally:
        gc.enable()
