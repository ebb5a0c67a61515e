"""The writer: answers after the commit, and commits together what came in meanwhile."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from analysis.errors import StoreError
from analysis.live.posting import Kept, Post, Refusal
from analysis.types import Category
from live import writer as module
from live.writer import Full, Writer

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def post(number: int) -> Post:
    return Post("CDFHJK", Category.WERKT, f"tekst {number}", f"token {number}", NOW)


class FakeStore:
    """Keeps what it is given; the first commit may fail."""

    def __init__(self, error=None):
        self.batches, self.error = [], error
        self.live = self

    def keep(self, posts):
        self.batches.append([one.token for one in posts])
        if self.error and len(self.batches) == 1:
            raise self.error
        return [Kept(p.token, p.token, p.category, p.text, p.received) for p in posts]


def run(work):
    return asyncio.run(work)


def test_what_comes_in_together_is_committed_together():
    store = FakeStore()

    async def send():
        writer = Writer(store)
        kept = await asyncio.gather(*(writer.keep(post(number)) for number in range(50)))
        writer.close()
        return kept

    kept = run(send())
    assert [one.text for one in kept] == [f"tekst {number}" for number in range(50)]
    assert len(store.batches) == 1


def test_no_commit_is_larger_than_the_most(monkeypatch):
    monkeypatch.setattr(module, "_MOST", 20)
    store = FakeStore()

    async def send():
        writer = Writer(store)
        await asyncio.gather(*(writer.keep(post(number)) for number in range(50)))
        writer.close()

    run(send())
    assert [len(batch) for batch in store.batches] == [20, 20, 10]


def test_a_failed_commit_is_told_to_all_of_it_and_the_next_goes_on():
    store = FakeStore(StoreError("vol"))

    async def send():
        writer = Writer(store)
        first = await asyncio.gather(
            *(writer.keep(post(n)) for n in (1, 2)), return_exceptions=True
        )
        after = await writer.keep(post(3))
        writer.close()
        return first, after

    first, after = run(send())
    assert [type(one) for one in first] == [StoreError, StoreError]
    assert isinstance(after, Kept)


def test_who_hangs_up_harms_nobody():
    store = FakeStore()

    async def send():
        writer = Writer(store)
        gone = asyncio.ensure_future(writer.keep(post(1)))
        await asyncio.sleep(0)
        gone.cancel()
        kept = await writer.keep(post(2))
        writer.close()
        return kept

    assert run(send()).token == "token 2"
    assert sum(map(len, store.batches)) == 2


def test_more_than_fits_is_refused(monkeypatch):
    monkeypatch.setattr(module, "_ROOM", 1)

    async def send():
        writer = Writer(FakeStore())
        first = asyncio.ensure_future(writer.keep(post(1)))
        await asyncio.sleep(0)
        with pytest.raises(Full):
            await writer.keep(post(2))
        await first
        writer.close()

    run(send())


def test_what_the_store_refuses_is_told(store):
    async def send():
        writer = Writer(store)
        outcome = await writer.keep(post(1))
        writer.close()
        return outcome

    assert run(send()) is Refusal.UNKNOWN
