"""`koffiehoek codeer`: statements in, proposed codings out, in the same order."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from analysis.codebook import Codebook
from analysis.coding import statement_from_record, to_record
from analysis.commands.options import add_codebook
from analysis.errors import UsageError
from analysis.intake import coder_for
from analysis.records import read_lines, write_lines

_BATCH = 5_000  # statements held at once, so that a million fit in memory


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("invoer", type=Path, metavar="IN.jsonl", help="uitspraken, een per regel")
    parser.add_argument(
        "--uit", required=True, type=Path, metavar="UIT.jsonl", help="waar de voorstellen komen"
    )
    add_codebook(parser)


def run(args: argparse.Namespace) -> int:
    """Propose codings for every statement, streaming."""
    if args.invoer.resolve() == args.uit.resolve():
        raise UsageError(
            "invoer en uitvoer zijn hetzelfde bestand.",
            remedy="Kies achter --uit een andere naam.",
            place=str(args.uit),
        )
    count = write_lines(args.uit, _proposals(args.invoer, args.codeboek))
    print(f"{count} uitspraken gecodeerd met codeboek {args.codeboek.title}.")
    return 0


def _proposals(path: Path, codebook: Codebook) -> Iterator[dict[str, Any]]:
    coder = coder_for(codebook)
    statements = (statement_from_record(record, line=line) for line, record in read_lines(path))
    while batch := list(islice(statements, _BATCH)):
        for coded in coder.propose(batch):
            yield to_record(coded, codebook)
