"""Apps that stand within a second: each is a fork of one Python in which all is loaded already.

    python ready_apps.py EXAMPLE.sqlite3

puts the example day into a new database, says so with a line, and then, for each line
{"command", "folder", "environment"} that comes in, does what `python COMMAND...` would do in that
folder, and answers with its process id. It ends when nothing can come in any more.
"""

from __future__ import annotations

import json
import os
import pkgutil
import runpy
import signal
import sys
from importlib import import_module
from pathlib import Path

from analysis.example import ensure_example
from analysis.store import open_store

OUTPUT = "uitvoer.txt"


def main(example: str) -> None:
    """Make ready, then start what is asked for."""
    load()
    with open_store(f"sqlite:///{example}") as store:
        ensure_example(store)  # and so the word lists are in memory too
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who asked for it sees it end
    print("klaar", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        if (child := os.fork()) == 0:
            become(asked["command"], Path(asked["folder"]), asked["environment"])
        print(child, flush=True)


def load() -> None:
    """Import what a page imports when somebody opens it for the first time."""
    import_module("streamlit.starlette")
    components = import_module("pages.components")
    for found in pkgutil.iter_modules(components.__path__):
        import_module(f"{components.__name__}.{found.name}")


def become(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Be the process of `python COMMAND...`: its folder, environment, output and end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    output = os.open(folder / OUTPUT, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(output, stream)
    os.chdir(folder)
    os.environ.update(environment)
    try:
        run(command)
    except SystemExit as ended:
        os._exit(ended.code if isinstance(ended.code, int) else 1)
    finally:
        sys.stdout.flush()
        os._exit(1)


def run(command: list[str]) -> None:
    """Run a module or a script as Python does."""
    if command[0] == "-m":
        sys.argv = command[1:]
        runpy.run_module(command[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = command
        runpy.run_path(command[0], run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1])
