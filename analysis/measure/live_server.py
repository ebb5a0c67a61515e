"""The real app in a process of its own, for measuring a live day: started, weighed, killed."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.errors import UsageError
from analysis.live.guarding import VARIABLE
from analysis.measure import fresh
from analysis.settings import LOCAL_NAMES
from analysis.store import Store, open_store

HOST = LOCAL_NAMES[0]
CORNERS = 12
_UNLIMITED = "900000"  # statements a minute of one corner: all come from this computer
_PATIENCE = 120.0  # seconds
_LOOK = 0.01  # seconds between two looks whether it answers


@dataclass(frozen=True, slots=True)
class Load:
    """What a process holds (MB; None: unknown here) and the processor seconds it used so far."""

    megabytes: float | None
    processor: float | None


class Server:
    """The app on one folder of data, with a live day of twelve corners."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = fresh.free_port()
        self._process: subprocess.Popen[bytes] | None = None
        told = json.loads(fresh.run(_new_day(), folder))
        self.day: str = told["id"]
        self.codes: list[str] = [corner["code"] for corner in told["corners"]]

    def start(self) -> float:
        """Start the app; seconds until it said that it is healthy. Raises UsageError."""
        command = fresh.command("start", "--geen-browser", "--poort", str(self.port))
        began = time.perf_counter()
        self._process = subprocess.Popen(  # noqa: S603  # this Python, and options of our own
            command,
            cwd=self._folder,
            env={**fresh.surroundings(self._folder), VARIABLE: _UNLIMITED},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while time.perf_counter() - began < _PATIENCE and self._process.poll() is None:
            if _healthy(self.port):
                return time.perf_counter() - began
            time.sleep(_LOOK)
        raise UsageError("De app kwam niet op gang, dus de live dag is niet te meten.")

    def kill(self) -> None:
        """End it as a power cut does: on Unix with SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=_PATIENCE)

    def stop(self) -> None:
        """End it in the usual way, if it runs."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(timeout=_PATIENCE)

    def load(self) -> tuple[Load, Load]:
        """That of the server, and of the coder's process beside it."""
        assert self._process is not None
        return _load(self._process.pid), _load(_child(self._process.pid))

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Its database."""
        with open_store(fresh.database_in(self._folder)) as store:
            yield store


@contextmanager
def served() -> Iterator[Server]:
    """A server that runs, on fresh data."""
    with TemporaryDirectory() as name:
        server = Server(Path(name))
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _new_day() -> list[str]:
    corners = (f"Hoek {letter}" for letter in "ABCDEFGHIJKL"[:CORNERS])
    return ["dag", "nieuw", "Meting", "--json", *(part for c in corners for part in ("--hoek", c))]


def _healthy(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/gezond")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _load(process: int | None) -> Load:
    if process is None:
        return Load(None, None)
    return Load(fresh.resident_mb(process), _processor(process))


def _child(process: int) -> int | None:
    """The process that this one started; None where there is none or this cannot be seen."""
    for folder in Path("/proc").glob("[0-9]*"):
        fields = _stat(int(folder.name))
        if fields and int(fields[1]) == process:
            return int(folder.name)
    return None


def _processor(process: int) -> float | None:
    fields = _stat(process)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else None


def _stat(process: int) -> list[str]:
    """What Linux tells of a process, from its state on (proc(5)); nothing elsewhere."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()
