"""`koffiehoek overeenstemming`: how far coders agree, and the statements on which they differ."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from analysis.charts.palette import dutch, percent
from analysis.charts.reliability import interval, question_names
from analysis.coding.agreement import (
    FEWEST_STATEMENTS,
    FEWEST_USES,
    Agreement,
    Dispute,
    Question,
    compare,
    disputes,
    pairs,
    reading,
    tabulate,
)
from analysis.coding.bootstrap import Estimate
from analysis.commands.labelled import read_judgements
from analysis.commands.options import add_codebook
from analysis.errors import UsageError
from analysis.export.agreement import answers


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "bestanden", nargs="+", type=Path, metavar="F.jsonl",
        help="per regel wat een codeur zei: id, coder, themes, eventueel text en category",
    )  # fmt: skip
    add_codebook(parser)


def run(args: argparse.Namespace) -> int:
    """Compare all coders, then each two of them, and print where they differ."""
    found = [pair for path in args.bestanden for pair in read_judgements(path, args.codeboek)]
    judgements = [judgement for judgement, _ in found]
    texts = {one.statement_id: text for one, text in found if text}
    themes = [theme.name for theme in args.codeboek.themes]
    table = tabulate(judgements, themes)
    couples = pairs(table)
    if not couples:
        raise UsageError(
            "er zijn geen uitspraken die twee codeurs hebben gecodeerd.",
            remedy="Geef per regel 'id' en 'coder', met dezelfde id's bij elke codeur.",
            place=", ".join(map(str, args.bestanden)),
        )
    groups = ([table.coders] if len(table.coders) > 2 else []) + [*couples]
    labels = {theme.name: theme.label for theme in args.codeboek.themes}
    names = question_names(labels)
    for group in groups:
        print("\n".join(_figures(compare(table, group), names)), end="\n\n")
    print("\n".join(_disputes(disputes(judgements, themes), texts, labels)))
    return 0


def _figures(found: Sequence[Agreement], names: Mapping[Question, str]) -> Iterator[str]:
    first = found[0]
    yield f"{' tegen '.join(first.coders)}"
    width = max(len(name) for name in names.values())
    yield (
        f"{'':{width}}  {'n':>6}  {'eens':>5}  {'alfa (interval van 95 %)':26}"
        f"{'kappa (interval van 95 %)':26}oordeel"
    ).rstrip()
    for one in found:
        if one.percent is None:
            continue
        figures = f"{_number(one.alpha):26}{_number(one.kappa):26}"
        share = percent(one.percent.value)
        yield (
            f"{names[one.question]:{width}}  {dutch(one.n):>6}  {share:>5}  {figures}"
            f"{reading(one.alpha)}"
        )
    if not all(one.enough for one in found):
        yield (
            f"Te weinig: minder dan {FEWEST_STATEMENTS} uitspraken, of het zeldzaamste antwoord "
            f"bij minder dan {FEWEST_USES}."
        )


def _number(found: Estimate | None) -> str:
    return "–" if found is None else interval(found)


def _disputes(
    found: Sequence[Dispute], texts: Mapping[str, str], labels: Mapping[str, str]
) -> Iterator[str]:
    yield f"Twistpunten: {dutch(len(found))}"
    for one in found:
        yield f"{one.statement_id}  {texts.get(one.statement_id, '')}".rstrip()
        for coder, said in one.said.items():
            words = ", ".join(
                f"{question} {answer}" for question, answer in answers(one, said, labels)
            )
            yield f"    {coder}: {words}"
