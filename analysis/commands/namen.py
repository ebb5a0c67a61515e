"""`koffiehoek namen`: statements in, the same without names out, with what was found in each."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from analysis.coding import statement_from_record
from analysis.commands.options import allowed_words, refuse_overwriting
from analysis.privacy.allowing import Allowing
from analysis.privacy.finder import shipped_finder
from analysis.privacy.findings import Finding
from analysis.privacy.pseudonyms import highest_number, numbered, replaced
from analysis.privacy.taking_out import Found, find_in_texts
from analysis.records import read_lines, write_lines


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("invoer", type=Path, metavar="IN.jsonl", help="uitspraken, een per regel")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--uit", type=Path, metavar="UIT.jsonl", help="waar de uitspraken zonder namen komen"
    )
    what.add_argument(
        "--toets", action="store_true",
        help="schrijf niets; in IN.jsonl staat in 'names' wat mensen markeerden, toon de cijfers",
    )  # fmt: skip
    parser.add_argument(
        "--niet", type=Path, metavar="F.txt", help="wat geen naam is: een woord of naam per regel"
    )


def run(args: argparse.Namespace) -> int:
    """Take the names out of every statement, or tell how well that goes."""
    finder = Allowing(shipped_finder(), allowed_words(args.niet))
    if args.toets:
        report = import_module("analysis.commands.names_report").report  # draws: slow to load
        print("\n".join(report(args.invoer, finder)))
        return 0
    refuse_overwriting(args.uit, [args.invoer, *filter(None, [args.niet])])
    statements = list(_statements(args.invoer))  # all at once: a name is sought in all of them
    found = find_in_texts((text for _, text in statements), finder)
    write_lines(args.uit, records(statements, found))
    counts = [len(found[text]) for _, text in statements]
    print(
        f"{len(statements)} uitspraken; in {sum(map(bool, counts))} daarvan zijn samen "
        f"{sum(counts)} namen en gegevens vervangen."
    )
    return 0


def _statements(path: Path) -> Iterator[tuple[str, str]]:
    """The id and text of each statement; a half character, which cannot be written, is a "?"."""
    for line, record in read_lines(path):
        statement = statement_from_record(record, line=line, file=str(path))
        yield statement.id, statement.text.encode("utf-8", "replace").decode("utf-8")


def records(
    statements: Sequence[tuple[str, str]], found: Mapping[str, tuple[Finding, ...]]
) -> Iterator[dict[str, Any]]:
    """One object for each (id, text), in their order; offsets are those of the text given.

    Persons get numbers above those of pseudonyms that the texts hold already.
    """
    after = highest_number(text for _, text in statements)
    numbers = numbered(Found(found).persons(), after=after)
    for identity, text in statements:
        here = found[text]
        yield {
            "id": identity,
            "text": replaced(text, here, numbers),
            "found": [
                {
                    "start": one.start, "end": one.end, "kind": one.kind.value,
                    "text": one.text, "reason": one.reason,
                }
                for one in here
            ],
        }  # fmt: skip
