"""The coder's work during a live day: looks for names in what came in, and proposes codes for it.

It runs as a process of its own of low priority (this module), beside each server that has a live
day, so that no phone and no page waits for it: Python lets one thread of a process work at a time.
Of several servers on one database one does the work, until it says nothing for some seconds.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from datetime import UTC, datetime
from threading import Event as Signal
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO
from uuid import uuid4

from analysis import low_priority
from analysis.errors import KoffiehoekError
from analysis.log import keep_log
from analysis.proposing import codings_from
from analysis.store import open_store
from analysis.storing import codebook_of, finder_of
from analysis.types import Place, Statement

if TYPE_CHECKING:
    from analysis.codebook import Codebook
    from analysis.coding import Coder
    from analysis.store import Store

_WORK = "coder"
_MOST = 60  # statements at a time: what came in last need not wait for a large heap
_PAUSE = 0.3  # seconds between two looks
_TURN, _RENEW = 6.0, 2.0  # seconds that a turn lasts, and after which it is taken again
_TROUBLE_PAUSE = 2.0


class LiveCoder:
    """Works off what waits; keeps the coder of each codebook version."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._coders: dict[str, tuple[Codebook, Coder]] = {}

    def warm_up(self) -> None:
        """Load what days that are open need, so that the first statement does not wait for it."""
        example = Statement("", "Korte lijnen.", "", None, None, "", Place(1, 1))
        for day in self._store.live.days():
            if day.open:
                event = self._store.event(day.event_id)
                codebook, coder = self._coder(event.codebook, codebook_of(event, self._store))
                finder_of((), codebook).find(example.text)
                coder.propose([example])

    def work(self) -> int:
        """Look at the oldest that wait; how many there were.

        Raises:
            StoreError: the database cannot be read or written; they wait still.
        """
        waiting = self._store.live.waiting(_MOST)
        for event_id, ids in waiting.items():
            self._look(event_id, ids)
        return sum(len(ids) for ids in waiting.values())

    def _look(self, event_id: str, ids: list[str]) -> None:
        store = self._store
        event = store.event(event_id)
        codebook, coder = self._coder(event.codebook, codebook_of(event, store))
        statements = store.statements(event_id, ids)
        finder = finder_of(store.allowed_forms(event_id), codebook)
        held = [one.id for one in statements if finder.find(one.text)]
        proposed = coder.propose(statements)
        now = datetime.now(UTC)
        codings = codings_from(proposed, coder=coder.name, codebook=codebook, created=now)
        with store.at_once():
            same = set(store.live.looked_at(event_id, statements, held))
            store.add_codings(event_id, [c for c in codings if c.statement_id in same])

    def _coder(self, key: str, codebook: Codebook) -> tuple[Codebook, Coder]:
        if key not in self._coders:
            # Here, so that a process without its turn loads nothing large.
            from analysis.proposing import coder_for  # noqa: PLC0415

            self._coders[key] = codebook, coder_for(codebook)
        return self._coders[key]


def serve(store: Store, stop: Signal) -> None:
    """Work until told to stop, whenever it is this process's turn; trouble is logged and waits."""
    coder, holder = LiveCoder(store), uuid4().hex
    mine, renew = False, 0.0
    while not stop.is_set():
        try:
            if time.monotonic() >= renew:
                before, mine = mine, _take_turn(store, holder)
                renew = time.monotonic() + _RENEW
                if mine and not before:
                    coder.warm_up()
            done = coder.work() if mine else 0
        except KoffiehoekError:
            logging.getLogger("koffiehoek").exception("live coder")
            stop.wait(_TROUBLE_PAUSE)
            continue
        if not done:
            stop.wait(_PAUSE)


def _take_turn(store: Store, holder: str) -> bool:
    return store.live.take_turn(_WORK, holder, now=datetime.now(UTC), seconds=_TURN)


def main(given: BinaryIO) -> None:
    """The process: works until the one that started it closes the pipe, or dies."""
    low_priority.give_way()
    keep_log()
    stop = Signal()

    def follow() -> None:
        given.read()
        stop.set()

    Thread(target=follow, daemon=True).start()
    with open_store(moves_early=True) as store:  # so that no phone waits for it
        serve(store, stop)


if __name__ == "__main__":
    main(sys.stdin.buffer)
    os._exit(0)
