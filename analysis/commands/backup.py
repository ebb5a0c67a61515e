"""`koffiehoek backup`: a copy of everything, also while people are at work."""

from __future__ import annotations

import argparse
from pathlib import Path
from shlex import quote as quoted

from analysis.backup import Contents, backup
from analysis.charts.palette import dutch
from analysis.store import open_store


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--uit", type=Path, metavar="BESTAND|MAP",
        help="waarheen: een .zip-bestand (wat daar staat wordt vervangen) of een map; anders de "
        "map reservekopieen bij uw gegevens",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Make the copy and say what is in it; raises StoreError."""
    with open_store() as store:
        made = backup(store, to=args.uit)
    print(f"Reservekopie gemaakt: {made.path}")
    print(f"{told(made.contents)} Nagelezen en in orde.")
    print(f"Terugzetten: koffiehoek herstel {quoted(str(made.path))}")
    return 0


def told(contents: Contents) -> str:
    """What is in a copy, in one sentence."""
    return (
        f"Daarin: {_counted(contents.days, 'bijeenkomst', 'bijeenkomsten')} met "
        f"{_counted(contents.statements, 'uitspraak', 'uitspraken')} en "
        f"{_counted(contents.keys, 'sleutel', 'sleutels')}."
    )


def _counted(number: int, one: str, more: str) -> str:
    return f"{dutch(number)} {one if number == 1 else more}"
