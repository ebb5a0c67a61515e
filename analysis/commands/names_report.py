"""What `koffiehoek namen --toets` prints: how well names and other personal data are found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from analysis.charts.palette import dutch
from analysis.charts.reliability import interval
from analysis.commands.marked import read_marked
from analysis.errors import UsageError
from analysis.privacy.evaluation import (
    ALL,
    LOWER,
    MIDDLE,
    START,
    NamesEvaluation,
    Precision,
    Recall,
    evaluate,
)
from analysis.privacy.findings import FindingKind, Finds
from analysis.privacy.taking_out import find_in_texts

_WORDS: Mapping[str, str] = {
    ALL: "alles samen",
    FindingKind.PERSON: "namen van personen",
    FindingKind.PHONE: "telefoonnummers",
    FindingKind.EMAIL: "e-mailadressen",
    FindingKind.BSN: "burgerservicenummers",
    FindingKind.IBAN: "rekeningnummers",
    FindingKind.ADDRESS: "adressen",
    FindingKind.PLATE: "kentekens",
    FindingKind.BIRTHDATE: "geboortedatums",
    FindingKind.URL: "links en accounts",
    LOWER: "zonder hoofdletter",
    START: "aan het begin van een zin",
    MIDDLE: "midden in een zin",
}
_FEW = 30  # under this many pieces an interval says more than the figure


def report(path: Path, finder: Finds) -> Iterator[str]:
    """The lines of the report on a file of marked texts.

    Raises UsageError where the file holds none, or something else.
    """
    gold = list(read_marked(path))
    if not gold:
        raise UsageError(
            "hier staan geen uitspraken in.",
            remedy="Zet op elke regel een uitspraak met de stukken die mensen markeerden.",
            place=str(path),
        )
    found = find_in_texts((one.text for one in gold), finder)
    yield from _lines(evaluate(gold, [found[one.text] for one in gold]))


def _lines(found: NamesEvaluation) -> Iterator[str]:
    marks = found.recall[0].n if found.recall else 0
    yield (
        f"{dutch(found.texts)} uitspraken; in {dutch(found.with_marks)} daarvan "
        f"{dutch(marks)} gemarkeerde namen en gegevens."
    )
    yield "Gedekt: er blijft geen letter van staan. Geraakt: er is iets van gevonden."
    yield "Tussen haakjes staat het interval van 95 % (1.000 trekkingen van uitspraken)."
    if any(row.n < _FEW for row in found.recall):
        yield f"Let op: bij een n onder {_FEW} zegt het interval meer dan het cijfer."
    yield from _recalls("Wat wordt gevonden?", found.recall)
    yield from _precisions(found.precision)
    yield from _recalls("Namen van personen, per achtergrond", found.backgrounds)
    yield from _recalls("Namen van personen, zoals ze er staan", found.writing)


def _recalls(title: str, rows: Sequence[Recall]) -> Iterator[str]:
    if rows:
        cells = [(row.group, row.n, interval(row.covered), interval(row.touched)) for row in rows]
        yield from _table(title, ("gedekt", "geraakt"), cells)


def _precisions(rows: Sequence[Precision]) -> Iterator[str]:
    if rows:
        cells = [
            (row.group, row.n, interval(row.same_kind), interval(row.any_kind)) for row in rows
        ]
        yield from _table("Klopt wat gevonden is?", ("van die soort", "van welke soort ook"), cells)


def _table(
    title: str, heads: tuple[str, str], rows: Sequence[tuple[str, int, str, str]]
) -> Iterator[str]:
    names = [_WORDS.get(group, group) for group, *_ in rows]
    width = max(map(len, names))
    yield from ("", title)
    yield f"{'':{width}}  {'n':>6}  {heads[0]:22}  {heads[1]}"
    for name, (_, n, first, second) in zip(names, rows, strict=True):
        yield f"{name:{width}}  {dutch(n):>6}  {first:22}  {second}"
