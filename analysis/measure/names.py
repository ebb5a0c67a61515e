"""Finding names in a process that loads nothing else; `analysis.measure.privacy` reads the clock.

So that the memory is that of finding names, this module imports nothing large.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from analysis.measure import fresh

_FIRST = "Wijkagent Henk belt"


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds to load, seconds and processor seconds to find, and memory in MB (None: unknown)."""

    loading: float
    seconds: float
    used: float
    megabytes: float | None


def find_all(texts: Sequence[str]) -> Spent:
    """Load what finds names, try it once, and find in all texts."""
    started = time.perf_counter()
    finder = import_module("analysis.privacy.finder").shipped_finder()
    finder.find(_FIRST)
    loaded, used = time.perf_counter(), time.process_time()
    for text in texts:
        finder.find(text)
    seconds, used = time.perf_counter() - loaded, time.process_time() - used
    return Spent(loaded - started, seconds, used, fresh.resident_mb(os.getpid()))
