"""`koffiehoek toets`: how good the proposals are, held against what people gave."""

from __future__ import annotations

import argparse
import html
import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from analysis.charts.palette import WORDS, dutch, percent
from analysis.charts.reliability import certainty_figure, interval, reliability_figure
from analysis.codebook import Codebook
from analysis.coding.evaluation import AtShare, Evaluation, Gold, Score, evaluate
from analysis.commands.labelled import read_gold
from analysis.commands.options import add_codebook, refuse_overwriting
from analysis.errors import UsageError
from analysis.proposing import coder_for
from analysis.records import whole_or_not, write_lines
from analysis.types import NO_CORNER, Place, Statement

_FEW = 30  # under this many statements intervals say more than figures
_STYLE = (
    "body {font-family: system-ui, sans-serif; max-width: 70rem; margin: 1rem auto; "
    "padding: 0 1rem} pre {overflow-x: auto; font-size: 1rem}"
)
_TOLD_SHARES = (0.1, 0.3, 0.5, 1.0)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "goud", type=Path, metavar="GOUD.jsonl",
        help="uitspraken met de thema's die mensen gaven: id, text, themes, eventueel category",
    )  # fmt: skip
    parser.add_argument("--uit", type=Path, metavar="F.json", help="alle cijfers als JSON")
    parser.add_argument(
        "--figuur", type=Path, metavar="F.html", help="ijking en zekerheid in beeld"
    )
    add_codebook(parser)


def run(args: argparse.Namespace) -> int:
    """Propose, compare, print the report, and write what was asked for."""
    asked = [path for path in (args.uit, args.figuur) if path]
    for place, path in enumerate(asked):
        refuse_overwriting(path, [args.goud, *asked[:place]])
    gold = list(read_gold(args.goud, args.codeboek))
    if not gold:
        raise UsageError(
            "hier staan geen uitspraken in.",
            remedy="Zet op elke regel een uitspraak met de thema's die mensen gaven.",
            place=str(args.goud),
        )
    found = _evaluate(gold, args.codeboek)
    print("\n".join(report(found, args.codeboek)))
    if args.uit:
        write_lines(args.uit, [as_record(found)])
    if args.figuur:
        _write(args.figuur, page(found, args.codeboek))
    return 0


def _evaluate(gold: Sequence[Gold], codebook: Codebook) -> Evaluation:
    """From the text alone: the machine sees neither the corner nor the kind that people gave."""
    statements = [
        Statement(one.id, one.text, NO_CORNER, None, None, "", Place(line, line))
        for line, one in enumerate(gold, 1)
    ]
    coded = coder_for(codebook).propose(statements)
    return evaluate(gold, coded, [theme.name for theme in codebook.themes])


def report(found: Evaluation, codebook: Codebook) -> Iterator[str]:
    """The lines of the report."""
    labels = {theme.name: theme.label for theme in codebook.themes} | WORDS
    yield f"{dutch(found.n)} uitspraken, codeboek {codebook.title}."
    yield "De voorstellen komen uit de tekst alleen."
    yield "Tussen haakjes staat het interval van 95 % (1.000 trekkingen van uitspraken)."
    if found.n < _FEW:
        yield f"Let op: minder dan {_FEW} uitspraken zijn te weinig om veel te zeggen."
    yield from ("", "Thema's")
    yield from _table(found.themes, labels)
    yield f"Gemiddelde F1 over de thema's: {interval(found.macro_f1)}."
    yield f"Alle thema's van een uitspraak goed: {interval(found.exact)}."
    yield from ("", f"Soort (bij {dutch(found.kind_n)} uitspraken gaven mensen er een)")
    if found.kind_n:
        yield from _table(found.kinds, labels)
        yield f"Gemiddelde F1 over de soorten: {interval(found.kind_macro_f1)}."
    yield from ("", "Betekenen de kansen wat ze zeggen?")
    ece = interval(found.calibration.ece, decimals=3)
    yield f"Gemiddelde afwijking (ECE): {ece}; n = {dutch(found.calibration.n)} kansen."
    yield from ("", "Hoe zekerder, hoe beter? De zekerste uitspraken alleen")
    yield from (_share_line(one) for one in found.most_certain if one.share in _TOLD_SHARES)
    yield from ("", "Alle uitspraken, als mensen het minst zekere deel nakijken")
    yield from (_share_line(one) for one in found.reviewed if one.share in (0, *_TOLD_SHARES[:-1]))


def _table(scores: Sequence[Score], labels: dict[str, str]) -> Iterator[str]:
    width = max(len(labels[one.code]) for one in scores)
    head = ("precisie", "vindkans", "F1")
    yield (
        f"{'':{width}}  gegeven  voorgesteld  " + "  ".join(f"{word:22}" for word in head).rstrip()
    )
    for one in scores:
        figures = "  ".join(f"{interval(x):22}" for x in (one.precision, one.recall, one.f1))
        counts = f"{dutch(one.given):>7}  {dutch(one.proposed):>11}"
        yield f"{labels[one.code]:{width}}  {counts}  {figures}".rstrip()


def _share_line(one: AtShare) -> str:
    return (
        f"{percent(one.share):>5}  F1 {interval(one.macro_f1):22}  alle thema's goed "
        f"{interval(one.exact):22}  n = {dutch(one.n)}"
    )


def as_record(found: Evaluation) -> dict[str, Any]:
    """All figures as one JSON object; what cannot be known is null."""
    record: dict[str, Any] = _without_nan(asdict(found))
    return record


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(one) for one in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def page(found: Evaluation, codebook: Codebook) -> str:
    """A web page with both figures and the report, which needs no network."""
    figures = (reliability_figure(found), certainty_figure(found))
    drawn = "".join(
        f'<div role="img" aria-label="{html.escape(figure.layout.title.text)} '
        'De cijfers staan hieronder.">'
        + figure.to_html(full_html=False, include_plotlyjs=place == 0)
        + "</div>"
        for place, figure in enumerate(figures)
    )
    said = html.escape("\n".join(report(found, codebook)))
    title = f"Toets: {html.escape(codebook.title)}"
    return (
        '<!doctype html>\n<html lang="nl"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>"
        f"{drawn}<h2>In cijfers</h2><pre>{said}</pre></body></html>\n"
    )


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_or_not(path) as out:
            out.write(text.encode("utf-8"))
    except OSError as error:
        raise UsageError(
            "hier kan niet geschreven worden.", remedy="Kies een andere plaats.", place=str(path)
        ) from error
