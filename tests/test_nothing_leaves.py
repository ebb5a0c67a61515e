"""Nothing leaves the machine: the whole command line and every page, with the network cut off.

Each command runs in a network of its own that leads nowhere and where every packet for another
machine is counted (tests/network_cut.py): not one is sent, and all works as ever.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from analysis import cli

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
FLIPOVERS = ROOT / "data" / "flipovers"
CODERS = ROOT / "data" / "toets" / "andere_opdracht.codeurs.jsonl"
WALK = TESTS / "browser" / "nothing_outside.py"  # runs here alone
PATIENCE = 600  # seconds

NOT_HERE = (
    "Deze test sluit het netwerk af met 'unshare' en 'ip', en dat lukt hier niet. Nodig zijn Linux "
    "en de pakketten util-linux en iproute2 (make systeem); een gewone gebruiker moet een eigen "
    "naamruimte mogen maken (sysctl kernel.apparmor_restrict_unprivileged_userns=0)."
)

LINES = {
    "lees": f"{FLIPOVERS} --uit u.jsonl --overig o.jsonl",
    "codeer": "in.jsonl --uit u.jsonl",
    "verwerk": "dag --uit synthese",
    "toets": "in.jsonl",
    "overeenstemming": f"{CODERS}",
    "meet": "--snel --alleen opslaan",
    "namen": "in.jsonl --uit u.jsonl",
    "dag": "nieuw Themadag --hoek Politie --json",
    "toegang": "lijst",
    "backup": "--uit kopie.zip",
    "herstel": "kopie.zip",
}
"""What each command is given; `start` has a test of its own."""

TRIES = {
    "a packet": "s = socket.socket(type=socket.SOCK_DGRAM); s.sendto(b'x', ('198.51.100.1', 9))",
    "a connection": "socket.create_connection(('198.51.100.1', 443), timeout=1)",
    "a name": "socket.getaddrinfo('example.org', 443)",
    "an IPv6 address": "socket.create_connection(('2001:db8::7', 443), timeout=1)",
}
HERE = "with socket.create_server(('127.0.0.1', 0)) as s: socket.create_connection(s.getsockname())"


@dataclass(frozen=True)
class Done:
    """How a command ended, how many packets it sent to other machines, and what it printed."""

    code: int
    packets: int
    said: str


def cut_off(folder: Path, *command: str) -> Done:
    """Run a command in this folder with the network cut off."""
    given = ["unshare", "--net", "--mount"]
    if os.geteuid() != 0:
        given[1:1] = ["--user", "--map-root-user"]
    if any(shutil.which(program) is None for program in ("unshare", "ip")):
        pytest.fail(NOT_HERE, pytrace=False)
    result = folder / "afgesloten.json"
    own = {"KOFFIEHOEK_DATABASE_URL": f"sqlite:///{folder / 'proef.sqlite3'}"}
    done = subprocess.run(
        [*given, sys.executable, str(TESTS / "network_cut.py"), str(result), *command],
        cwd=folder,
        env={**os.environ, **own, "PYTHONPATH": str(ROOT), "HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    if not result.is_file():
        pytest.fail(f"{NOT_HERE}\n{done.stdout}", pytrace=False)
    return Done(**json.loads(result.read_text("utf-8")), said=done.stdout)


def python(folder: Path, *options: str) -> Done:
    return cut_off(folder, sys.executable, *options)


@pytest.mark.parametrize("name", TRIES)
def test_whoever_tries_is_seen(tmp_path, name):
    assert python(tmp_path, "-c", f"import socket\n{TRIES[name]}").packets > 0


def test_this_machine_itself_can_be_reached(tmp_path):
    done = python(tmp_path, "-c", f"import socket\n{HERE}")
    assert (done.code, done.packets) == (0, 0), done.said


def test_every_command_is_tried():
    assert {*LINES, "start"} == set(cli.COMMANDS)


@pytest.mark.parametrize("name", LINES)
def test_a_command_works_and_reaches_for_nothing(tmp_path, name):
    statements = [
        {"id": "1", "text": "Samen met de politie om tafel", "themes": ["integraliteit"]},
        {"id": "2", "text": "Henk zegt eerlijk wat hij weet", "themes": ["openheid"]},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, statements)), "utf-8")

    if name == "herstel":
        python(tmp_path, "-m", "analysis.cli", "backup", *LINES["backup"].split())
    (tmp_path / "dag").mkdir()  # few corners: each has a picture, which a browser draws
    for path in sorted(FLIPOVERS.glob("*.txt"))[:2]:
        shutil.copy(path, tmp_path / "dag")

    done = python(tmp_path, "-m", "analysis.cli", name, *LINES[name].split())

    assert (done.code, done.packets) == (0, 0), done.said


def test_the_app_and_all_its_pages_work_and_reach_for_nothing(tmp_path):
    """`start`, and a browser that goes through every page: neither the app nor the browser."""
    options = [f"-c{ROOT / 'pyproject.toml'}", f"--basetemp={tmp_path / 'proef'}"]
    options += ["-p", "no:cacheprovider", "-p", "no:xdist"]
    done = python(tmp_path, "-m", "pytest", *options, str(WALK))
    assert (done.code, done.packets) == (0, 0), done.said
