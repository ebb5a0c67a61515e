"""Apps that stand within a second: each is a fork of one Python in which all is loaded already.

    python ready_apps.py EXAMPLE.sqlite3

puts the example day into a new database, says so with a line, and then, for each line
{"folder", "environment", "arguments"} that comes in, runs `koffiehoek ARGUMENTS` in that folder and
answers with its process id. It ends when nothing can come in any more.
"""

from __future__ import annotations

import json
import os
import pkgutil
import signal
import sys
from importlib import import_module
from pathlib import Path

from analysis import cli
from analysis.example import ensure_example
from analysis.store import open_store


def main(example: str) -> None:
    """Make ready, then start what is asked for."""
    load()
    with open_store(f"sqlite:///{example}") as store:
        ensure_example(store)  # and so the word lists are in memory too
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who asked for it waits for its end
    print("klaar", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        if (child := os.fork()) == 0:
            serve(Path(asked["folder"]), asked["environment"], asked["arguments"])
        print(child, flush=True)


def load() -> None:
    """Import what a page imports when somebody opens it for the first time."""
    import_module("streamlit.starlette")
    components = import_module("pages.components")
    for found in pkgutil.iter_modules(components.__path__):
        import_module(f"{components.__name__}.{found.name}")


def serve(folder: Path, environment: dict[str, str], arguments: list[str]) -> None:
    """Run the command in this process, as a new one would, and end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    output = os.open(folder / "uitvoer.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(output, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(folder)
    os.environ.update(environment)
    code = 1
    try:
        code = cli.main(arguments)
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1])
