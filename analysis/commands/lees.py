"""`koffiehoek lees`: files and folders in, one statement a line out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analysis.commands.options import (
    add_codebook,
    add_limit,
    contents,
    limit_bytes,
    refuse_overwriting,
)
from analysis.errors import KoffiehoekError
from analysis.ingest.lexicon import Lexicon
from analysis.intake import Intake, files_in, lexicon_for, read_files, without_copies
from analysis.privacy.entering import take_out, with_data
from analysis.records import left_out_record, statement_record, write_lines


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("paden", nargs="+", type=Path, metavar="PAD", help="bestanden en mappen")
    parser.add_argument(
        "--uit", required=True, type=Path, metavar="F.jsonl", help="waar de uitspraken komen"
    )
    parser.add_argument(
        "--overig", type=Path, metavar="F.jsonl", help="waar komt wat geen uitspraak werd"
    )
    parser.add_argument(
        "--namen-eruit", action="store_true",
        help="vervang namen en andere persoonsgegevens, zoals bij het inlezen in de app",
    )  # fmt: skip
    add_codebook(parser)
    add_limit(parser)


def run(args: argparse.Namespace) -> int:
    """Read the files; 0 when all were read, 2 when one or more could not be."""
    codebook = args.codeboek
    paths = files_in(args.paden)
    refuse_overwriting(args.uit, paths)
    if args.overig:
        refuse_overwriting(args.overig, [args.uit, *paths])
    files, unopened = contents(paths)
    lexicon = lexicon_for(codebook)
    read = read_files(files, lexicon=lexicon, limit_bytes=limit_bytes(args))
    intake, copies = without_copies(read)
    failures = (*unopened, *intake.failures)
    if not intake.items:
        return told(failures)
    if args.namen_eruit:
        items, replaced = take_out(intake.items, lexicon=lexicon)
        intake, notes = Intake(tuple(items), intake.failures), [replaced_words(replaced)]
    else:
        notes = _warning(intake, lexicon)
    count = write_lines(args.uit, map(statement_record, intake.statements))
    if args.overig:
        write_lines(args.overig, _others(intake))
    corners = {statement.corner for statement in intake.statements}
    print(f"{count} uitspraken van {len(corners)} hoeken uit {len(intake.items)} bestanden.")
    return told(failures, (*copies, *notes))


def replaced_words(count: int) -> str:
    """How many names and other data were taken out, in Dutch."""
    what = "naam of gegeven is" if count == 1 else "namen en gegevens zijn"
    return f"{count} {what} vervangen; wie wat is, staat nergens."


def _warning(intake: Intake, lexicon: Lexicon) -> list[str]:
    """What to know of the statements in which names or other data stand; nothing without any."""
    count = with_data(intake.items, lexicon=lexicon)
    if not count:
        return []
    where = "1 uitspraak" if count == 1 else f"{count} uitspraken"
    return [
        f"Let op: in {where} staan namen of gegevens; 'koffiehoek namen' of --namen-eruit haalt "
        "ze eruit."
    ]


def _others(intake: Intake) -> list[dict[str, object]]:
    """What became no statement: left out, or used as heading."""
    return [
        left_out_record(part)
        for item in intake.items
        for part in (*item.reading.left_out, *item.reading.headings)
    ]


def told(failures: tuple[KoffiehoekError, ...], notes: tuple[str, ...] = ()) -> int:
    """Say what could not be read and what else to know; the exit code that goes with it."""
    for note in notes:
        print(note, file=sys.stderr)
    for failure in failures:
        print(failure.message, file=sys.stderr)
    return 2 if failures else 0
