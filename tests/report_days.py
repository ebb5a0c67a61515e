"""Days of any size, coded by hand: a statement's themes and whether a person looked.

Tests of the report and of its documents share them: `from report_days import day_of`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd

from analysis.codebook import Codebook, Theme
from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.holding import Holding
from analysis.report import Day, Facts, Report, build_report, gather_facts, shown_day
from analysis.synthesis import make_frames
from analysis.types import Category, Corner, Event, Place, Statement

MADE = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FILLER = "dit is een uitspraak van gewone lengte over"


@dataclass(frozen=True)
class Said:
    """One statement of a day; `themes` None: nobody and nothing decided on any."""

    corner: str
    kind: Category | None
    themes: tuple[str, ...] | None = ()
    person: bool = False
    text: str | None = None


def day_of(
    said: Sequence[Said],
    *,
    themes: Sequence[str] = ("openheid", "integraliteit"),
    corners: Sequence[Corner] | None = None,
    title: str = "Themadag",
    holding=None,
    corner_word: str = "koffiehoek",
) -> Day:
    statements = [
        Statement(
            id=f"s{number}",
            text=f"{FILLER} {one.corner} {number}" if one.text is None else one.text,
            corner=one.corner,
            category=one.kind,
            category_basis=None,
            source="dag.txt",
            place=Place(number + 1, number + 1),
        )
        for number, one in enumerate(said)
    ]
    table = pd.DataFrame(
        {
            "corner": pd.Series([s.corner for s in statements], dtype="str"),
            "category": pd.Series([s.category for s in statements], dtype="str"),
            "source": pd.Series([s.source for s in statements], dtype="str"),
            "position": range(len(statements)),
        }
    ).set_axis(pd.Index([s.id for s in statements], dtype="str", name="id"))
    decisions = [
        (statement.id, "theme", theme, theme in one.themes, not one.person)
        for statement, one in zip(statements, said, strict=True)
        if one.themes is not None
        for theme in themes
    ]
    columns = ["statement_id", "target", "code", "assigned", "by_machine"]
    frames = make_frames(table, pd.DataFrame(decisions, columns=columns))
    named = dict.fromkeys(one.corner for one in said)
    event = Event(
        id="dag",
        title=title,
        codebook="proef@1",
        date="2026-03-05",
        corner_word=corner_word,
        corners=tuple(Corner(name) for name in named) if corners is None else tuple(corners),
    )
    codebook = Codebook(
        name="proef",
        version=1,
        title="Proef",
        themes=[Theme(name=t, label=t.capitalize(), definition=f"Over {t}.") for t in themes],
    )
    return shown_day(event, codebook, frames, statements, holding=holding)


def report_of(day: Day, facts: Facts | None = None, **options) -> Report:
    return build_report(day, facts or gather_facts(day, files=1), made=MADE, **options)


def many(
    corner: str, kind: Category | None, themes: Sequence[str] | None, count: int = 1, **how
) -> list[Said]:
    return [Said(corner, kind, themes, **how) for _ in range(count)]


W, B, C = Category.WERKT, Category.KNELPUNT, Category.KANS
OPEN, WHOLE, BOTH = ("openheid",), ("integraliteit",), ("openheid", "integraliteit")


class _Names:
    """Takes every Henk for a name."""

    def find(self, text: str) -> tuple[Finding, ...]:
        at = text.find("Henk")
        found = Finding(at, at + 4, FindingKind.PERSON, "Henk", "naam")
        return (found,) if at >= 0 else ()


def names_held() -> Holding:
    """Holds back what has Henk in it."""
    return Holding(_Names())


HOSTILE = (
    '=HYPERLINK("http://kwaad.nl";"klik")',
    "+31 is geen formule",
    "-2 collega's",
    "@iedereen kijkt mee",
    "\t=1+1",
    "<script>alert(1)</script> & <b>vet</b>",
    "]]> </w:t></w:r> &lt; &#x41; %s {n} $x",
    '#set text(red) #import "kwaad" $x^2$ *vet* _schuin_ `code`',
    "../../etc/passwd C:\\kwaad\\x.exe",
    "omgekeerd \u202e netrov \u202c en niets\u200b zichtbaars",
    "stuur\x00 \x07 en \x1b[31m tekens \ufffe",
)


def _hostile() -> Day:
    said = [
        Said(f"<b>Hoek</b> {number % 3} & =1", kind, BOTH, text=text)
        for number, text in enumerate(HOSTILE)
        for kind in (W, B, C)
    ]
    return day_of(said, title='=Dag <1> & "twee" /..\\', corner_word="tafel")


def _corners() -> Day:
    said = [one for n in range(40) for one in many(f"Hoek met een langere naam {n}", B, OPEN, 2)]
    return day_of(said)


def _themes() -> Day:
    themes = [f"thema{n}" for n in range(30)]
    said = [
        Said(corner, kind, (theme,))
        for theme in themes
        for corner in ("Politie", "School", "OM")
        for kind in (W, B, C)
    ]
    return day_of(said, themes=themes)


def _long() -> Day:
    long = ("Wij zoeken elkaar te laat op en dat kost de jongere maanden. " * 40)[:2000]
    unbroken = "x" * 2000
    said = [
        Said(c, k, OPEN, text=t) for c in ("A", "B") for k in (W, B, C) for t in (long, unbroken)
    ]
    return day_of(said)


def _scripts() -> Day:
    texts = (
        "نحن نعمل معا كل يوم",
        "samen 👩‍👩‍👧‍👦 sterk 🚓",
        "שלום לכולם",
        "团结 werkt",
        "e\u0301e\u0301n loket",
    )
    said = [
        Said(c, k, OPEN, text=t) for c in ("الشرطة", "School 🏫") for k in (W, C) for t in texts
    ]
    return day_of(said, title="يوم 📋 Themadag")


ODD_DAYS: dict[str, Callable[[], Day]] = {
    "none": lambda: day_of([]),
    "none in corners": lambda: day_of([], corners=[Corner("Politie"), Corner("School")]),
    "one": lambda: day_of([Said("Politie", C, OPEN)]),
    "hostile": _hostile,
    "40 corners": _corners,
    "30 themes": _themes,
    "2,000 characters": _long,
    "other scripts": _scripts,
}
"""Days at the edges of what documents must bear."""
