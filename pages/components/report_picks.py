"""The quotes of one theme and kind as the author sees them, and what can be done to them."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report import Choice, Day, Report
from analysis.synthesis import NO_THEME
from analysis.types import Statement

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What can be quoted for one theme and kind.

    `shown` are the ids that the report has, in order, and `others` those that could stand there
    too. `held` counts the statements in which a name may stand; `lost` the chosen ones that may not
    be shown, or no longer stand for this theme and kind.
    """

    theme: str
    kind: str
    shown: Ids
    others: Ids
    held: int
    lost: int
    own: bool  # the author chose them


def cells_of(report: Report, day: Day, choice: Choice, theme: str) -> list[Cell]:
    """The cells of a theme, kind by kind; `report` is the one without any chosen quotes."""
    (section,) = (one for one in report.themes if one.name == theme)
    fits = choice.fitted(
        corners=day.incidence.corners, themes=(*day.themes, NO_THEME), ids=day.by_id
    )
    found = []
    for part in section.quotes:
        trace = report.traces.get(part.n.trace)
        proposed = tuple(quote.statement for quote in part.quotes)
        ids = trace.statements if trace else ()
        found.append(_cell(day, fits, (theme, part.kind), ids, proposed))
    return found


def _cell(day: Day, choice: Choice, where: tuple[str, str], ids: Ids, proposed: Ids) -> Cell:
    free = tuple(one for one in ids if day.may_quote(day.by_id[one]))
    picked = choice.picked(*where)
    shown = proposed if picked is None else tuple(one for one in picked if one in set(free))
    return Cell(
        *where,
        shown=shown,
        others=tuple(one for one in free if one not in set(shown)),
        held=len(ids) - len(free),
        lost=0 if picked is None else len(picked) - len(shown),
        own=picked is not None,
    )


def moved(ids: Ids, one: str, by: int) -> Ids:
    """`one` so many places further on; at the ends it stays."""
    place = ids.index(one)
    rest = [other for other in ids if other != one]
    rest.insert(max(0, place + by), one)
    return tuple(rest)


def without(ids: Ids, one: str) -> Ids:
    """The others."""
    return tuple(other for other in ids if other != one)


def replaced(ids: Ids, one: str, new: str) -> Ids:
    """`new` in the place of `one`."""
    return tuple(new if other == one else other for other in ids)


def in_short(statement: Statement, most: int) -> str:
    """The statement on one line, for a list: its text, cut at a word, and its corner."""
    text = " ".join(statement.text.split())
    if len(text) > most:
        text = f"{text[:most].rsplit(' ', 1)[0]} …"
    return f"{text} ({statement.corner})"
