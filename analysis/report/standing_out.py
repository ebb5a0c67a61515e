"""What stands out, in words: more or less than size alone would give, with the caution it asks."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.report.context import ALL_KINDS, Cell, Context
from analysis.report.wording import Sentence, word
from analysis.synthesis.incidence import NO_THEME

_NOTABLE = frozenset({"much_more", "more", "much_less", "less"})
"""Verdicts of `contrast` that say something."""

_MOST = 4


def stands_out(about: Context, cells: Iterable[Cell]) -> tuple[Sentence, ...]:
    """The strongest differences among these cells first, at most four; then what to mind.

    Without any difference it says why: none is found, numbers are small, or there is nothing to
    compare with. Nothing at all where nothing was said or coded.
    """
    rows = [row for row in cells if row["theme"] != NO_THEME]
    verdicts = {row["verdict"] for row in rows if row["count"] or row["verdict"] != "small"}
    notable = _notable(rows)
    said = [_difference(about, row) for row in notable[:_MOST]]
    if not notable and "same" in verdicts:
        said.append(about.words.say("nothing_stands_out"))
    if "small" in verdicts:
        compared = notable or "same" in verdicts
        said.append(about.words.say("small_some" if compared else "small_all"))
    elif not said and _alone(rows):
        said.append(about.words.say("alone"))
    return tuple(said)


def cautions(about: Context) -> tuple[Sentence, ...]:
    """What holds for all comparisons in the report."""
    found = any(row["verdict"] in _NOTABLE for row in about.compared)
    return (about.words.say("by_chance"),) if found else ()


def _notable(rows: Iterable[Cell]) -> list[Cell]:
    """The differences, strongest first; all kinds together only where no kind apart says it."""
    found = [row for row in rows if row["verdict"] in _NOTABLE]
    apart = {(row["corner"], row["theme"]) for row in found if row["category"] is not None}
    kept = (
        row
        for row in found
        if row["category"] is not None or (row["corner"], row["theme"]) not in apart
    )
    return sorted(kept, key=lambda row: -abs(row["residual"]))


def _alone(rows: Iterable[Cell]) -> bool:
    return any(row["verdict"] == "alone" and row["count"] for row in rows)


def _difference(about: Context, row: Cell) -> Sentence:
    corner, theme, kind = row["corner"], row["theme"], row["category"]
    return about.words.say(
        row["verdict"],
        corner=corner,
        theme=about.day.labels[theme],
        kind=word("kinds", ALL_KINDS if kind is None else kind),
        n=about.number("count", corner, theme, kind),
        expected=about.number("expected", corner, theme, kind),
    )
