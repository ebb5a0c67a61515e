"""Removing a day from the pages: what memory holds of it goes too."""

from __future__ import annotations

from analysis.keeping import Removed, remove_day
from pages.components import data, state


def remove(event_id: str) -> Removed:
    """Remove a day for good, and forget what this visitor and the shared caches hold.

    Raises StoreError where the day is gone, or a file of it cannot be removed.
    """
    chosen = state.current_event_id()
    removed = remove_day(data.store(), event_id)
    data.forget_cached()
    state.forget_all()
    if chosen != event_id:
        state.choose_event(chosen)
    return removed
