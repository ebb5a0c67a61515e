"""`koffiehoek dag`: a live day for scripts: made, with the codes of its corners, and taken out."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from analysis.commands.options import add_codebook
from analysis.live.codes import shown_code
from analysis.live.opening import make_live_day
from analysis.records import statement_record, write_lines
from analysis.store import open_store
from analysis.storing import codebook_of, finder_of


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done, and the options of each."""
    doing = parser.add_subparsers(dest="doen", required=True, metavar="DOEN")
    new = doing.add_parser("nieuw", help="maak een dag die meteen openstaat voor telefoons")
    new.add_argument("titel", metavar="TITEL", help="hoe de dag heet")
    new.add_argument(
        "--hoek", action="append", required=True, metavar="NAAM",
        help="de naam van een koffiehoek; geef deze optie per hoek",
    )  # fmt: skip
    new.add_argument("--json", action="store_true", help="toon het resultaat als JSON")
    add_codebook(new)
    out = doing.add_parser("uitspraken", help="schrijf de uitspraken van een dag naar een bestand")
    out.add_argument("id", metavar="ID", help="de dag, zoals 'dag nieuw --json' haar noemt")
    out.add_argument(
        "--uit", required=True, type=Path, metavar="F.jsonl", help="waar de uitspraken komen"
    )


def run(args: argparse.Namespace) -> int:
    """Make a day, or write its statements."""
    return _new(args) if args.doen == "nieuw" else _statements(args)


def _new(args: argparse.Namespace) -> int:
    with open_store() as store:
        day = make_live_day(
            store, title=args.titel, corners=args.hoek, codebook=args.codeboek,
            now=datetime.now(UTC),
        )  # fmt: skip
    if args.json:
        corners = [{"name": one.corner, "code": one.code} for one in day.corners]
        print(json.dumps({"id": day.event_id, "corners": corners}, ensure_ascii=False))
        return 0
    print(f"De dag staat open voor telefoons. Nummer: {day.event_id}")
    for one in day.corners:
        print(f"  {shown_code(one.code)}  {one.corner}")
    return 0


def _statements(args: argparse.Namespace) -> int:
    with open_store() as store:
        event = store.event(args.id)
        statements = store.statements(event.id)
        finder = finder_of(store.allowed_forms(event.id), codebook_of(event, store))
    count = write_lines(args.uit, map(statement_record, statements))
    corners = {statement.corner for statement in statements}
    print(f"{count} uitspraken van {len(corners)} hoeken.")
    named = sum(bool(finder.find(statement.text)) for statement in statements)
    if named:
        where = "1 uitspraak" if named == 1 else f"{named} uitspraken"
        print(
            f"Let op: in {where} staan misschien namen of gegevens; geef het bestand niet zo door.",
            file=sys.stderr,
        )
    return 0
