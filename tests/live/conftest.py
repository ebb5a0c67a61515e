"""A phone at a corner of a live day."""

import pytest
from phones import Phone, live_day

from analysis.live.days import LiveDay
from analysis.store import Store


@pytest.fixture
def day(store: Store) -> LiveDay:
    """A day of two corners that is open for phones."""
    return live_day(store)


@pytest.fixture
def phone(store: Store, day: LiveDay) -> Phone:
    """A phone at its first corner."""
    return Phone(store, day)
