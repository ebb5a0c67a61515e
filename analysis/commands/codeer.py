"""`koffiehoek codeer`: statements in, proposed codings out, in the same order."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from analysis.codebook import Codebook
from analysis.coding import statement_from_record, to_record
from analysis.commands.options import add_codebook, refuse_overwriting
from analysis.proposing import coder_for
from analysis.records import read_lines, write_lines

BATCH = 1_000  # statements held at once, so that a million fit in memory
_SELDOM = 100_000  # new objects


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("invoer", type=Path, metavar="IN.jsonl", help="uitspraken, een per regel")
    parser.add_argument(
        "--uit", required=True, type=Path, metavar="UIT.jsonl", help="waar de voorstellen komen"
    )
    add_codebook(parser)


def run(args: argparse.Namespace) -> int:
    """Propose codings for every statement, streaming."""
    refuse_overwriting(args.uit, [args.invoer])
    records = read_lines(args.invoer)
    count = write_lines(args.uit, proposals(records, args.codeboek, file=str(args.invoer)))
    print(f"{count} uitspraken gecodeerd met codeboek {args.codeboek.title}.")
    return 0


def proposals(
    records: Iterable[tuple[int, Any]], codebook: Codebook, *, file: str
) -> Iterator[dict[str, Any]]:
    """One record of proposals for each numbered record, in the same order, BATCH at a time.

    Raises UsageError, which names `file` and the line, for a record that is no statement.
    """
    coder = coder_for(codebook)
    _leave_alone()
    statements = (statement_from_record(found, line=line, file=file) for line, found in records)
    while batch := list(islice(statements, BATCH)):
        for coded in coder.propose(batch):
            yield to_record(coded, codebook)


def _leave_alone() -> None:
    """Keep the collector of unused objects from looking again and again at all that was loaded.

    That would take a quarter of the time; what a batch leaves behind is still collected.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_SELDOM)
