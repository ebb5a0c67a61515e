"""Who is at work, for the activity log: set at the doors, read where something is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

acting: ContextVar[str] = ContextVar("acting", default="onderzoeker")
"""The name under which this thread or task writes."""


@contextmanager
def acting_as(name: str) -> Iterator[None]:
    """Within this block, log what is done under `name`."""
    token = acting.set(name)
    try:
        yield
    finally:
        acting.reset(token)
