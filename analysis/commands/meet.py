"""`koffiehoek meet`: how fast and how large this computer makes the work, beside the limits."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from analysis.measure.coding import proposing
from analysis.measure.figures import FULL, SMALL, Figure, Sizes, conditions, table
from analysis.measure.live import live_day
from analysis.measure.peers import term_matching
from analysis.measure.privacy import finding_names
from analysis.measure.report import documents, pages_meanwhile
from analysis.measure.screen import matrix_page, memory
from analysis.measure.work import many_statements, storing, whole_way

MEASUREMENTS: dict[str, Callable[[Sizes], list[Figure]]] = {
    "verwerk": whole_way,
    "xlsx": many_statements,
    "opslaan": storing,
    "matrix": matrix_page,
    "geheugen": memory,
    "coderen": proposing,
    "zoektermen": term_matching,
    "namen": finding_names,
    "documenten": documents,
    "tegelijk": pages_meanwhile,
    "live": live_day,
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    names = ", ".join(MEASUREMENTS)
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "wat", nargs="?", choices=list(MEASUREMENTS), metavar="NAAM",
        help=f"meet alleen dit: {names}",
    )  # fmt: skip
    one.add_argument("--alleen", choices=list(MEASUREMENTS), metavar="NAAM", help="hetzelfde")
    parser.add_argument(
        "--snel", action="store_true", help="kleine aantallen, om te zien of het meten werkt"
    )


def run(args: argparse.Namespace) -> int:
    """Measure and print; always 0, since a slow machine is no error."""
    sizes = SMALL if args.snel else FULL
    told, figures = conditions(), list[Figure]()
    chosen = args.wat or args.alleen
    for name in [chosen] if chosen else MEASUREMENTS:
        print(f"Bezig met meten: {name} ...", file=sys.stderr, flush=True)
        figures += MEASUREMENTS[name](sizes)
    if args.snel:
        told.append("Kleine aantallen: de grenzen zeggen hier niets, dus er is geen oordeel.")
    print("\n".join([*told, "", table(figures, judged=not args.snel)]))
    return 0
