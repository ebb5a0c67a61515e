"""Nothing is lost: the server is killed in the middle of a round, and two serve one day."""

from __future__ import annotations

import http.client
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest

from analysis.codebook import load_codebook
from analysis.live.opening import make_live_day
from analysis.store import open_store

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90  # seconds
KINDS = ("werkt", "knelpunt", "kans")
TOKEN = re.compile(r'name="bewijs" value="([^"]+)"')


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class App:
    """The real server on a port of its own; may be killed and started again."""

    def __init__(self, url: str, folder: Path) -> None:
        self.port, self.folder = free_port(), folder
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "KOFFIEHOEK_DATABASE_URL": url,
            "XDG_DATA_HOME": str(folder),
            "XDG_STATE_HOME": str(folder),
        }
        self.start()

    def start(self) -> None:
        command = ["-m", "analysis.cli", "start", "--geen-browser", "--poort", str(self.port)]
        self.process = subprocess.Popen(
            [sys.executable, *command], cwd=self.folder, env=self.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + PATIENCE
        while not self.healthy():
            assert self.process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)

    def healthy(self) -> bool:
        try:
            return self.ask("GET", "/gezond")[0] == 200
        except OSError:
            return False

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8")
        finally:
            connection.close()


@contextmanager
def serving(url: str, folder: Path):
    app = App(url, folder)
    try:
        yield app
    finally:
        app.kill()


class Sender(threading.Thread):
    """Sends one statement after another, as phones do: without an answer, the same form again."""

    def __init__(self, apps: list[App], code: str, name: str, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.apps, self.code, self.sender, self.stop = apps, code, name, stop
        self.acknowledged: list[str] = []
        self.refused: list[tuple[int, str]] = []

    def run(self) -> None:
        number = 0
        while not self.stop.is_set():
            number += 1
            self.send(f"Uitspraak {self.sender} {number}")

    def send(self, text: str) -> None:
        token = None
        while not self.stop.is_set():
            with suppress(OSError, http.client.HTTPException):
                app = random.choice(self.apps)
                token = token or TOKEN.search(app.ask("GET", f"/meedoen/{self.code}")[1])[1]
                form = {"soort": random.choice(KINDS), "tekst": text, "bewijs": token}
                status, said = app.ask("POST", f"/meedoen/{self.code}", urlencode(form))
                if status == 303:
                    self.acknowledged.append(text)
                else:
                    self.refused.append((status, said))
                return
            time.sleep(0.05)


@contextmanager
def senders(apps: list[App], codes: list[str]):
    stop = threading.Event()
    all_of_them = [Sender(apps, code, f"{code} {n}", stop) for code in codes for n in range(4)]
    for sender in all_of_them:
        sender.start()
    yield all_of_them
    stop.set()
    for sender in all_of_them:
        sender.join(PATIENCE)


def live_day(url: str) -> tuple[str, list[str]]:
    with open_store(url) as store:
        day = make_live_day(
            store, title="Dag", corners=["Politie", "OM"], now=datetime.now(UTC),
            codebook=load_codebook("beter_verbonden"),
        )  # fmt: skip
    return day.event_id, [one.code for one in day.corners]


def wait_for(holds) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


def check(url: str, event_id: str, sent: list[Sender]) -> None:
    """Each acknowledged statement is there once; of the others none is there twice."""
    with open_store(url) as store:
        texts = [statement.text for statement in store.statements(event_id)]
    acknowledged = [text for sender in sent for text in sender.acknowledged]
    assert len(acknowledged) > 50
    assert set(acknowledged) - set(texts) == set()
    assert len(texts) == len(set(texts))
    assert [one for sender in sent for one in sender.refused] == []


def test_a_server_that_is_killed_under_load_loses_and_doubles_nothing(tmp_path):
    url = f"sqlite:///{tmp_path / 'k.sqlite3'}"
    event_id, codes = live_day(url)
    with serving(url, tmp_path) as app, senders([app], codes) as sent:
        for _ in range(2):
            before = sum(len(one.acknowledged) for one in sent)
            wait_for(lambda seen=before: sum(len(one.acknowledged) for one in sent) > seen + 40)
            app.kill()
            app.start()
        before = sum(len(one.acknowledged) for one in sent)
        wait_for(lambda: sum(len(one.acknowledged) for one in sent) > before + 10)
    check(url, event_id, sent)


@pytest.mark.postgres
def test_two_servers_on_one_postgresql_serve_one_day_and_one_may_die(tmp_path, postgres_url):
    event_id, codes = live_day(postgres_url)
    folders = [tmp_path / "een", tmp_path / "twee"]
    for folder in folders:
        folder.mkdir()
    with serving(postgres_url, folders[0]) as one, serving(postgres_url, folders[1]) as two:
        with senders([one, two], codes) as sent:
            wait_for(lambda: sum(len(sender.acknowledged) for sender in sent) > 60)
            two.kill()
            wait_for(lambda: sum(len(sender.acknowledged) for sender in sent) > 100)
        check(postgres_url, event_id, sent)
        assert one.healthy()
