"""`koffiehoek verwerk`: a folder of flip-overs in, statements and matrix out, the whole way."""

from __future__ import annotations

import argparse
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
from analysis.errors import UsageError
from analysis.export import (
    evidence_from,
    export_rows,
    matrix_csv,
    matrix_html,
    statements_csv,
    workbook,
)
from analysis.intake import Intake, files_in, lexicon_for, read_files, without_copies
from analysis.privacy.allowing import Allowing
from analysis.privacy.entering import finder_or_shipped, partner_names, take_out
from analysis.privacy.holding import Holding
from analysis.privacy.taking_out import Taken
from analysis.proposing import code
from analysis.records import whole_or_not
from analysis.synthesis import build_matrix, frames_from
from analysis.synthesis.labels import relabelled, unique_labels


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("map", type=Path, metavar="MAP", help="map met de uitgetypte flip-overs")
    parser.add_argument(
        "--uit", required=True, type=Path, metavar="MAP", help="map waar de synthese komt"
    )
    parser.add_argument("--titel", default=None, help="titel boven de matrix")
    parser.add_argument(
        "--niet", type=Path, metavar="F.txt", help="woorden die geen naam zijn, een per regel"
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
    outputs = _outputs(intake, args, holding)
    for name, content in outputs.items():
        _write(args.uit / name, content)
    print(
        f"{len(intake.statements)} uitspraken van {len(intake.corners)} hoeken uit "
        f"{len(intake.items)} bestanden. Geschreven in {args.uit}: {', '.join(outputs)}."
    )
    if replaced:
        print(replaced_words(replaced))
    held = sum(holding.held(statement.text) for statement in intake.statements)
    return told(failures, (*copies, *_held_words(held)))


def _held_words(count: int) -> list[str]:
    """How many statements are held back, why, and what to do about it; nothing without any."""
    if not count:
        return []
    what = "1 uitspraak is" if count == 1 else f"{count} uitspraken zijn"
    return [
        f"{what} achtergehouden: er staat misschien nog een naam of ander persoonsgegeven in. In "
        "uitspraken.csv staan de bron en de regel. Is een woord geen naam, geef het dan met --niet."
    ]


def _outputs(intake: Intake, args: argparse.Namespace, holding: Holding) -> dict[str, bytes]:
    statements = intake.statements
    coded = code(statements, args.codeboek)
    codes = (*args.codeboek.themes, *args.codeboek.extra_codes)
    labels = unique_labels((code.name, code.label) for code in codes)
    frames = relabelled(frames_from(statements, coded), labels)
    themes = [labels[theme.name] for theme in args.codeboek.themes]
    matrix = build_matrix(frames, corners=intake.corners, themes=themes)
    rows = export_rows(
        statements, frames, themes=themes, evidence=evidence_from(coded, labels), holding=holding
    )
    left_out = [part for item in intake.items for part in item.reading.left_out]
    title = args.titel or f"Matrix: {args.map.resolve().name}"
    return {
        "uitspraken.csv": statements_csv(rows),
        "matrix.csv": matrix_csv(matrix, frames),
        "synthese.xlsx": workbook(matrix, rows, left_out, holding=holding),
        "matrix.html": matrix_html(matrix, frames, rows, title=title).encode("utf-8"),
    }


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_or_not(path) as out:
            out.write(content)
    except OSError as error:
        raise UsageError(
            "hier kan niet geschreven worden.",
            remedy="Kies een andere map, of sluit het bestand als het ergens open staat.",
            place=str(path),
        ) from error
