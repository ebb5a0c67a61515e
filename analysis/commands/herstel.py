"""`koffiehoek herstel`: bring a copy back."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.backup import restore
from analysis.commands.backup import told
from analysis.store.engine import database_url, shown


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("bestand", type=Path, metavar="BESTAND", help="een reservekopie (.zip)")
    parser.add_argument(
        "--vervang", action="store_true",
        help="zet terug over wat er in een PostgreSQL-database al staat",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Bring it back and say what was done; raises SourceError and StoreError."""
    done = restore(args.bestand, replace=args.vervang)
    made = done.contents.made.astimezone()
    print(f"Teruggezet in {shown(database_url())}: de reservekopie van {made:%d-%m-%Y om %H:%M}.")
    print(told(done.contents))
    if done.kept:
        print(f"Wat er stond, is bewaard in {done.kept}")
    print("U kunt Koffiehoek weer starten: koffiehoek start")
    return 0
