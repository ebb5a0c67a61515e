"""Processes of their own, so that no measurement profits from what another one loaded."""

from __future__ import annotations

import os
import pickle
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from analysis.errors import UsageError
from analysis.settings import LOCAL_NAMES, python_path

Given = ParamSpec("Given")
Result = TypeVar("Result")


def in_fresh_process(
    function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
) -> Result:
    """Call a function of a module in a new interpreter and return what it returns."""
    with TemporaryDirectory() as name:
        call, result = Path(name) / "call", Path(name) / "result"
        call.write_bytes(pickle.dumps((function, args, kwargs)))
        subprocess.run(  # noqa: S603  # this Python, and a module of our own
            [sys.executable, "-c", _CALL, str(call), str(result)],
            env={**os.environ, "PYTHONPATH": python_path()},
            check=True,
        )
        answer: Result = pickle.loads(result.read_bytes())  # noqa: S301  # written just now by us
        return answer


# Not multiprocessing: that runs the main module again, which may be anything.
_CALL = """
import pickle, sys
from pathlib import Path
function, args, kwargs = pickle.loads(Path(sys.argv[1]).read_bytes())
Path(sys.argv[2]).write_bytes(pickle.dumps(function(*args, **kwargs)))
"""


def command(*options: str) -> list[str]:
    """The command line that runs `koffiehoek` with these options under this Python."""
    return [sys.executable, "-m", "analysis.cli", *options]


def surroundings(folder: Path) -> dict[str, str]:
    """The environment for such a command: Koffiehoek with all its files in `folder`."""
    return {
        **os.environ,
        "PYTHONPATH": python_path(),
        "KOFFIEHOEK_DATABASE_URL": database_in(folder),
        "XDG_STATE_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
    }


def database_in(folder: Path) -> str:
    """The address of a SQLite database in a folder."""
    return f"sqlite:///{(folder / 'meting.sqlite3').as_posix()}"


def free_port() -> int:
    """A port of this computer on which nobody listens."""
    with socket.socket() as probe:
        probe.bind((LOCAL_NAMES[0], 0))
        port: int = probe.getsockname()[1]
        return port


def run(options: Sequence[str], folder: Path) -> str:
    """Run `koffiehoek` to its end: what it printed. Raises UsageError where that fails."""
    done = subprocess.run(  # noqa: S603  # this Python, and options of our own
        command(*options),
        cwd=folder,
        env=surroundings(folder),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise UsageError(f"'koffiehoek {options[0]}' lukte niet: {done.stderr.strip()}")
    return done.stdout


def resident_mb(process: int) -> float | None:
    """The memory that a process holds now (resident set), in MB of 1,000,000 bytes; None: unknown.

    Linux only: macOS and Windows have no /proc.
    """
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return None
    found = re.search(r"VmRSS:\s*(\d+) kB", status)
    return int(found[1]) * 1024 / 1e6 if found else None
