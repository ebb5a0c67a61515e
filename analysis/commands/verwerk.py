"""`koffiehoek verwerk`: a folder of flip-overs in, all documents out, the whole way."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from analysis.commands.lees import replaced_words, told
from analysis.commands.options import (
    add_codebook,
    add_limit,
    allowed_words,
    contents,
    limit_bytes,
    refuse_overwriting,
)
from analysis.export.documents import DOCUMENTS, FIGURES, Made, Step, make, papers_of
from analysis.export.folder import write_folder
from analysis.intake import Intake, files_in, lexicon_for, read_files, without_copies
from analysis.material import read_day
from analysis.privacy.allowing import Allowing
from analysis.privacy.entering import finder_or_shipped, partner_names, take_out
from analysis.privacy.holding import Holding
from analysis.privacy.taking_out import Taken

_WIDE = 78  # letters on a line of a terminal


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("map", type=Path, metavar="MAP", help="map met de uitgetypte flip-overs")
    parser.add_argument(
        "--uit", required=True, type=Path, metavar="MAP", help="map waar de synthese komt"
    )
    parser.add_argument("--titel", default=None, help="titel van de dag; anders de naam van de map")
    parser.add_argument(
        "--niet", type=Path, metavar="F.txt", help="woorden die geen naam zijn, een per regel"
    )
    parser.add_argument(
        "--zonder-figuren", action="store_true", help="teken geen figuren: dat scheelt veel tijd"
    )
    add_codebook(parser)
    add_limit(parser)


def run(args: argparse.Namespace) -> int:
    """Read, code, count and write; 0 when all files were read, 2 when one or more could not be."""
    refuse_overwriting(args.uit, [args.map])
    # What an earlier run wrote within the folder is no flip-over.
    written = args.uit.resolve()
    paths = [path for path in files_in([args.map]) if written not in path.resolve().parents]
    files, unopened = contents(paths)
    lexicon = lexicon_for(args.codeboek)
    read = read_files(files, lexicon=lexicon, limit_bytes=limit_bytes(args))
    intake, copies = without_copies(read)
    failures = (*unopened, *intake.failures)
    if not intake.items:
        return told(failures)
    allowed = allowed_words(args.niet)
    items, replaced = take_out(intake.items, taken=Taken(allowed), lexicon=lexicon)
    finder = Allowing(finder_or_shipped(None), allowed | partner_names(lexicon))
    intake, holding = Intake(tuple(items), intake.failures), Holding(finder)
    made = _made(intake, args, holding)
    write_folder(args.uit, made.files)
    print(
        f"{len(intake.statements)} uitspraken van {len(intake.corners)} hoeken uit "
        f"{len(intake.items)} bestanden. Geschreven in {args.uit}: {_written(made.files)}."
    )
    if replaced:
        print(replaced_words(replaced))
    held = sum(holding.held(statement.text) for statement in intake.statements)
    pictures = [made.missing] if made.missing and not args.zonder_figuren else []
    return told(failures, (*copies, *_held_words(held), *pictures))


def _made(intake: Intake, args: argparse.Namespace, holding: Holding) -> Made:
    teller = _Teller()
    try:
        teller(Step("Thema's voorstellen en tellen", 0.0))
        now = datetime.now(UTC)
        title = args.titel or args.map.resolve().name
        day = read_day(intake, args.codeboek, title=title, holding=holding, made=now)
        pictures = not args.zonder_figuren
        names = [name for name in DOCUMENTS if pictures or name != FIGURES]
        papers = papers_of(day.material(made=now), names, pictures=pictures)
        return make(papers, names, progress=teller)
    finally:
        teller.end()


def _held_words(count: int) -> list[str]:
    """How many statements are held back, why, and what to do about it; nothing without any."""
    if not count:
        return []
    what = "1 uitspraak is" if count == 1 else f"{count} uitspraken zijn"
    return [
        f"{what} achtergehouden: er staat misschien nog een naam of ander persoonsgegeven in. In "
        "uitspraken.csv staan de bron en de regel. Is een woord geen naam, geef het dan met --niet."
    ]


def _written(files: Mapping[str, bytes]) -> str:
    """The names of what was written; figures go by their folder."""
    figures = sum(name.startswith(f"{FIGURES}/") for name in files)
    names = [name for name in files if not name.startswith(f"{FIGURES}/")]
    return ", ".join([*names, *([f"{FIGURES}/ ({figures} bestanden)"] if figures else [])])


class _Teller:
    """Tells on a terminal how far it is, on one line that goes when it is done."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, step: Step) -> None:
        if self._shown:
            self._line(f"{step.text} …")

    def end(self) -> None:
        """Wipe the line."""
        if self._shown:
            self._line("")

    @staticmethod
    def _line(text: str) -> None:
        # Spaces over what stood there: not every terminal on Windows knows a sign for that.
        print(f"\r{text[:_WIDE]:{_WIDE}}\r", end="", file=sys.stderr, flush=True)
