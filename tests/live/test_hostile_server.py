"""The worst that a phone can send, over sockets of our own, to the real server: it stays up.

The tests share one server; each looks afterwards whether it is well.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from phones import TOKEN, live_day

from analysis.store import Store, open_store

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90  # seconds
SECRET = "zwabberplank"  # what only one statement says


@dataclass(frozen=True)
class Server:
    """A running app with a day of two corners."""

    port: int
    store: Store
    event_id: str
    codes: tuple[str, ...]
    folder: Path

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str]:
        """The status of an answer and what it says."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8")

    def token(self, corner: int = 0) -> str:
        return TOKEN.findall(self.ask("GET", f"/meedoen/{self.codes[corner]}")[1])[-1]

    def send(self, text: str, token: str) -> int:
        body = urlencode({"soort": "werkt", "tekst": text, "bewijs": token}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", f"/meedoen/{self.codes[0]}", body, **kind)[0]

    def raw(self, sent: bytes, *, more: Iterable[bytes] = ()) -> bytes:
        """What comes back for these bytes; what comes after may find the door shut."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as wire:
            wire.sendall(sent)
            with suppress(OSError):
                for part in more:
                    wire.sendall(part)
            answer = b""
            with suppress(OSError):
                while part := wire.recv(65_536):
                    answer += part
            return answer

    def texts(self) -> list[str]:
        return [statement.text for statement in self.store.statements(self.event_id)]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("belaagd")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"sqlite:///{folder / 'proef.sqlite3'}"
    with open_store(url) as store, (folder / "uitvoer.txt").open("w") as output:
        day = live_day(store, "Politie", SECRET)
        process = subprocess.Popen(
            [sys.executable, "-m", "analysis.cli", "start", "--geen-browser", "--poort", str(port)],
            cwd=folder, stdout=output, stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "KOFFIEHOEK_DATABASE_URL": url,
                 "XDG_DATA_HOME": str(folder), "XDG_STATE_HOME": str(folder)},
        )  # fmt: skip
        codes = tuple(one.code for one in day.corners)
        server = Server(port, store, day.event_id, codes, folder)
        try:
            until = time.monotonic() + PATIENCE
            while not well(server):
                assert process.poll() is None
                assert time.monotonic() < until
                time.sleep(0.1)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=30)


def well(server: Server) -> bool:
    with suppress(OSError, http.client.HTTPException):
        return server.ask("GET", "/gezond") == (200, "ok")
    return False


@pytest.fixture
def server(running: Server) -> Iterator[Server]:
    """The server, which must be well afterwards, have kept nothing and have told nothing."""
    before = running.texts()
    yield running
    assert well(running)
    assert running.send(f"Gezond {len(before)}", running.token()) == 303
    assert running.texts() == [*before, f"Gezond {len(before)}"]
    told = (running.folder / "uitvoer.txt").read_text("utf-8")
    for log in running.folder.rglob("*.log"):
        told += log.read_text("utf-8")
    assert "Traceback" not in told
    assert "Gezond" not in told
    assert "127.0.0.1:" not in told.replace(f"127.0.0.1:{running.port}", "")


def test_fifty_at_once_with_one_token_are_one_statement(running):
    token, before = running.token(), running.texts()
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: running.send("Allemaal tegelijk", token), range(50)))
    assert answers == [303] * 50
    assert running.texts() == [*before, "Allemaal tegelijk"]


def head(path: str, *lines: str, method: str = "POST") -> bytes:
    form = ("Content-Type: application/x-www-form-urlencoded",) if method == "POST" else ()
    return "\r\n".join(
        (f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *form, *lines, "", "")
    ).encode("latin-1")


def status(answer: bytes) -> int:
    found = re.match(rb"HTTP/1\.1 (\d{3})", answer)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("path", ["", "/schrijver", "/verbondenheid", "/wijzig"])
def test_ten_megabytes_are_not_read(server, path):
    parts = iter([b"tekst=" + b"x" * 10_000_000])
    sent = head(f"/meedoen/{server.codes[0]}{path}", "Content-Length: 10000006")
    assert status(server.raw(sent, more=parts)) in (413, 0)  # 0: it hung up while we were sending


def test_ten_megabytes_in_pieces_are_not_read(server):
    piece = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    sent = head(f"/meedoen/{server.codes[0]}", "Transfer-Encoding: chunked")
    pieces = (piece for _ in range(160))
    assert status(server.raw(sent, more=pieces)) in (413, 0)


def test_who_sends_slowly_keeps_nobody_waiting(server):
    sent = head(f"/meedoen/{server.codes[0]}", "Content-Length: 1000")
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(100)]
    try:
        for wire in slow:
            wire.sendall(sent + b"tekst=")
        assert server.ask("GET", f"/meedoen/{server.codes[0]}")[0] == 200
    finally:
        for wire in slow:
            wire.close()


RAW = {
    "no request": b"\x00\xff\x16\x03\x01 hallo\r\n\r\n",
    "long address": head("/meedoen/" + "x" * 200_000, method="GET"),
    "long header": head("/meedoen", "X-Lang: " + "x" * 200_000, method="GET"),
    "many headers": head("/meedoen", *(f"X-{n}: 1" for n in range(5_000)), method="GET"),
    "two lengths": head("/meedoen", "Content-Length: 4", "Content-Length: 40") + b"x=12",
    "length and pieces": head("/meedoen", "Content-Length: 4", "Transfer-Encoding: chunked")
    + b"0\r\n\r\nGET /beheer HTTP/1.1\r\n\r\n",
    "length below zero": head("/meedoen", "Content-Length: -1"),
    "length without end": head("/meedoen", "Content-Length: " + "9" * 400),
    "broken pieces": head("/meedoen", "Transfer-Encoding: chunked") + b"zz\r\nxx\r\n",
    "no host": b"GET /meedoen HTTP/1.1\r\nConnection: close\r\n\r\n",
    "two hosts": head("/meedoen", "Host: evil.example", method="GET"),
    "other host": head("/meedoen", "X-Forwarded-Host: evil.example", method="GET").replace(
        b"Host: 127.0.0.1", b"Host: evil.example"
    ),
    "forwarded": head(
        "/meedoen", "X-Forwarded-For: <script>, 1.2.3.4", "Forwarded: for=x", method="GET"
    ),
    "up": head("/meedoen/../beheer", method="GET"),
    "up, written otherwise": head("/meedoen/%2e%2e/%2e%2e/etc/passwd", method="GET"),
    "up, with slashes hidden": head("/meedoen/..%2f..%2f..%2fetc%2fpasswd", method="GET"),
    "two slashes": head("//evil.example/meedoen", method="GET"),
    "backslash": head("/meedoen\\..\\..\\etc", method="GET"),
    "null": head("/meedoen/%00", method="GET"),
    "no unicode": head("/meedoen/%ff%fe", method="GET"),
    "whole address": head("http://evil.example/meedoen", method="GET"),
    "star": head("*", method="OPTIONS"),
    "tunnel": head("evil.example:443", method="CONNECT"),
    "upgrade": head(
        "/meedoen", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", method="GET",
    ),
    "multipart": head("/meedoen", "Content-Length: 60").replace(
        b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=x"
    )
    + b'--x\r\nContent-Disposition: form-data; name="code"\r\n\r\nx\r\n--x',
}  # fmt: skip


def test_what_is_hardly_a_request_is_answered_or_hung_up_on(server):
    answers = {name: server.raw(sent) for name, sent in RAW.items()}
    for name, answer in answers.items():
        assert status(answer) < 500, name
        for leak in (b"Traceback", b"root:", b"Location: http", b"starlette", SECRET.encode()):
            assert leak not in answer, name
    refused = {name for name, answer in answers.items() if status(answer) >= 400}
    assert refused >= {"no request", "two lengths", "length below zero", "multipart", "null"}


def test_forged_and_foreign_tokens_are_refused(server):
    for token in ("", "A" * 48, server.token(1), server.token()[::-1], server.token() + "A"):
        assert server.send("Gekaapt", token) == 403


def test_a_page_of_one_corner_says_nothing_of_another(server):
    code, other = server.codes
    for path in ("/meedoen", f"/meedoen/{code}", f"/meedoen/{code}/schrijver", "/meedoen/CCCCCC"):
        said = server.ask("GET", path)[1]
        assert SECRET not in said
        assert other not in said
