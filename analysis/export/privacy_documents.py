"""Documents for who watches over privacy, made from the real settings.

The register of processing activities (AVG art. 30, lid 1) and a start for a DPIA (art. 35, lid 7).
Their words stand in templates/; what a program cannot know is left to fill in, and marked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from analysis.charts.palette import dutch, percent
from analysis.export.privacy_facts import DayFacts, Facts, Figures
from analysis.export.word import WordFile
from analysis.privacy.findings import FindingKind

_TEMPLATES = Path(__file__).parent / "templates"
_CHOICE = re.compile(r"<<(\w+)>>")
_DAYS_HEAD = ("Dag", "Datum", "Uitspraken", "Bewaren tot", "Sleutel")
_DAYS_WIDTHS = (6.6, 2.5, 2.5, 2.8, 2.2)
_NO_DAYS = "Er staat nog geen dag in het programma."
_NOT_SET = "[vul in: nog geen datum gezet]"
_FOUND = {
    FindingKind.PERSON: "namen van personen",
    FindingKind.PHONE: "telefoonnummers",
    FindingKind.EMAIL: "mailadressen",
    FindingKind.BSN: "burgerservicenummers",
    FindingKind.IBAN: "rekeningnummers",
    FindingKind.ADDRESS: "adressen",
    FindingKind.PLATE: "kentekens",
    FindingKind.BIRTHDATE: "geboortedata",
    FindingKind.URL: "links",
}


def register_document(facts: Facts) -> bytes:
    """The register of processing activities for this use of the program, as .docx."""
    return _document("verwerkingsregister", facts)


def dpia_document(facts: Facts) -> bytes:
    """A start for a DPIA with the facts filled in, as .docx."""
    return _document("dpia", facts)


def dutch_date(iso: str) -> str:
    """'2026-11-22' as '22-11-2026'."""
    return f"{date.fromisoformat(iso):%d-%m-%Y}"


def _document(template: str, facts: Facts) -> bytes:
    words = _template(template)
    fill = _Filler(facts)
    document = WordFile(words["title"], made=facts.made)
    for text in words["opening"]:
        document.text(fill(text))
    for section in words["sections"]:
        _section(document, section, fill, facts.days)
    return document.content()


def _section(
    document: WordFile, section: Mapping[str, Any], fill: _Filler, days: Sequence[DayFacts]
) -> None:
    document.heading(section["heading"], section.get("level", 1))
    for text in section.get("texts", ()):
        document.text(fill(text))
    document.points(fill(text) for text in section.get("points", ()))
    if table := section.get("table"):
        head = table["head"]
        rows = [[fill(cell) for cell in row] for row in table["rows"]]
        document.table(head, rows, table["widths"])
    if section.get("days"):
        _days(document, days)


def _days(document: WordFile, days: Sequence[DayFacts]) -> None:
    if not days:
        document.text(_NO_DAYS)
        return
    rows = [
        (
            day.title,
            dutch_date(day.date) if day.date else "niet ingevuld",
            dutch(day.statements),
            dutch_date(day.keep_until) if day.keep_until else _NOT_SET,
            "ja" if day.has_key else "nee",
        )
        for day in days
    ]
    document.table(_DAYS_HEAD, rows, _DAYS_WIDTHS)


@cache
def _template(name: str) -> Any:
    return yaml.safe_load((_TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8"))


class _Filler:
    """Fills a template's text with the facts."""

    def __init__(self, facts: Facts) -> None:
        sentences = _template("privacy_zinnen")
        self._chosen = {name: sentences[name][which] for name, which in _choices(facts).items()}
        self._values = _values(facts)

    def __call__(self, text: str) -> str:
        chosen = _CHOICE.sub(lambda found: self._chosen[found[1]], text)
        return chosen.format_map(self._values)


def _choices(facts: Facts) -> dict[str, str]:
    """Which sentence of privacy_zinnen.yaml holds."""
    place = "server" if facts.on_server else "file"
    return {
        "where": place,
        "processors": place,
        "reach": _reach(facts),
        "live": "some" if facts.live_days else "none",
        "keys": "some" if facts.keys else "none",
        "measured": "known" if facts.figures.measured else "unknown",
        "backgrounds": "known" if facts.figures.backgrounds else "unknown",
    }


def _reach(facts: Facts) -> str:
    if facts.login:
        return "login"
    return "this_computer" if facts.this_computer_only else "network"


def _values(facts: Facts) -> dict[str, str]:
    figures = facts.figures
    return {
        "made": f"{facts.made:%d-%m-%Y}",
        "version": facts.version,
        "database": facts.database,
        "log": facts.log,
        "days": _counted(len(facts.days), "dag", "dagen"),
        "statements": _counted(facts.statements, "uitspraak", "uitspraken"),
        "coders": _counted(facts.coders, "persoon", "personen"),
        "allowed": _counted(facts.allowed, "woord", "woorden"),
        "keys": _counted(facts.keys, "dag", "dagen"),
        "live_days": _counted(facts.live_days, "dag", "dagen"),
        "texts": _counted(figures.texts or 0, "uitspraak", "uitspraken"),
        "names": _counted(figures.names or 0, "gegeven", "gegevens"),
        "precision": percent(figures.precision or 0),
        "recall": _recall(figures),
        "backgrounds": _backgrounds(figures),
    }


def _counted(number: int, one: str, many: str) -> str:
    return f"{dutch(number)} {one if number == 1 else many}"


def _recall(figures: Figures) -> str:
    """'93% van de namen van personen, 99% van de telefoonnummers'."""
    return ", ".join(
        f"{percent(share)} van de {_FOUND[kind]}" for kind, share in figures.recall.items()
    )


def _backgrounds(figures: Figures) -> str:
    """'Turks 96%, Pools 91%', the weakest first; in the figures they stand without capitals."""
    weakest_first = sorted(figures.backgrounds.items(), key=lambda one: one[1])
    return ", ".join(f"{name.capitalize()} {percent(share)}" for name, share in weakest_first)
