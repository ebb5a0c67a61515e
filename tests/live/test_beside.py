"""The coder's process beside a server: there while a day is live, gone when its server is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from analysis.codebook import load_codebook
from analysis.live.days import RoundState
from analysis.live.opening import make_live_day
from analysis.live.posting import Post
from analysis.live.tokens import issue
from analysis.settings import python_path
from analysis.store import open_store
from analysis.types import Category
from live import beside as module
from live.beside import Beside

PATIENCE = 60  # seconds; a busy machine takes its time
# A server that dies without a word: it starts the coder's process and is killed.
SERVER = (
    "import sys, time\n"
    "from analysis.store import open_store\n"
    "from live.beside import Beside\n"
    "store = open_store()\n"
    "beside = Beside(lambda: store)\n"
    "beside.start()\n"
    "while beside._process is None: time.sleep(0.05)\n"
    "print(beside._process.pid, flush=True)\n"
    "time.sleep(600)\n"
)


@pytest.fixture
def live(tmp_path, monkeypatch):
    monkeypatch.setenv("KOFFIEHOEK_DATABASE_URL", f"sqlite:///{tmp_path / 'k.sqlite3'}")
    monkeypatch.setattr(module, "_LOOK", 0.05)
    with open_store() as store:
        codebook = load_codebook("beter_verbonden")
        day = make_live_day(
            store, title="Dag", corners=["Politie"], codebook=codebook, now=datetime.now(UTC)
        )
        yield store, day


def until(holds):
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_works_while_the_day_is_open_and_ends_after(live):
    store, day = live
    beside = Beside(lambda: store)
    beside.start()
    try:
        door, now = store.live.door(day.corners[0].code), datetime.now(UTC)
        token = issue(door.secret, door.code, now)
        store.live.keep([Post(door.code, Category.WERKT, "Korte lijnen", token, now)])
        until(lambda: not store.live.waiting(1))
        process = beside._process
        store.live.set_rounds(day.event_id, dict.fromkeys(Category, RoundState.CLOSED))
        until(lambda: process.poll() is not None)
        assert store.counts(day.event_id).coded_by_machine == 1
    finally:
        beside.stop()


@pytest.mark.usefixtures("live")
def test_it_ends_when_its_server_is_killed():
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": python_path()},
        text=True,
    )
    pid = int(server.stdout.readline())
    assert alive(pid)
    server.kill()
    server.communicate()
    until(lambda: not alive(pid))


def test_no_process_without_a_live_day(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'leeg.sqlite3'}") as store:
        beside = Beside(lambda: store)
        beside._look()
        assert beside._process is None
