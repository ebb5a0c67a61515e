"""How the matrix moves, as a small picture: themes by kind, now, later and the difference.

A table with shaded cells, so that a screen reader reads the same numbers.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from analysis.charts import COLOURS, WORDS, dutch
from analysis.charts.palette import MARKS, ink_on, look, mix
from analysis.codebook.difference import Counts, Difference

_FAINTEST = 0.14  # one statement must not look like none
_GAP = '<td class="gat" aria-hidden="true"></td>'


def movement_html(found: Difference, labels: dict[str, str], *, dark: bool) -> str:
    """The picture as safe HTML; `labels` give the themes' names on the screen."""
    kinds = [kind for kind in COLOURS if kind or _without_kind(found)]
    moves = {
        (theme, kind): found.after.get((theme, kind), 0) - found.before.get((theme, kind), 0)
        for theme in found.themes
        for kind in kinds
    }
    rows = "".join(
        f'<tr><th scope="row">{html.escape(labels[theme])}</th>'
        + _cells(found.before, theme, kinds, _top(found), dark)
        + _GAP
        + _cells(found.after, theme, kinds, _top(found), dark)
        + _GAP
        + _moves(moves, theme, kinds, dark)
        + "</tr>"
        for theme in found.themes
    )
    return (
        '<table class="verschuiving"><caption>Aantal uitspraken per thema en soort</caption>'
        f"<thead>{_heads(kinds)}</thead><tbody>{rows}</tbody></table>"
    )


def _without_kind(found: Difference) -> bool:
    return any(kind == "" for counts in (found.before, found.after) for _, kind in counts)


def _top(found: Difference) -> int:
    return max([1, *found.before.values(), *found.after.values()])


def _heads(kinds: Sequence[str]) -> str:
    gap = _GAP
    titles = ("Nu", "Straks", "Verschil")
    upper = gap.join(f'<th scope="colgroup" colspan="{len(kinds)}">{one}</th>' for one in titles)
    lower = gap.join(
        "".join(f'<th scope="col">{MARKS[kind]}<br>{WORDS[kind]}</th>' for kind in kinds)
        for _ in titles
    )
    return f"<tr><td></td>{upper}</tr><tr><td></td>{lower}</tr>"


def _cells(counts: Counts, theme: str, kinds: Sequence[str], top: int, dark: bool) -> str:
    return "".join(
        _cell(dutch(counts.get((theme, kind), 0)), kind, counts.get((theme, kind), 0) / top, dark)
        for kind in kinds
    )


def _moves(moves: dict[tuple[str, str], int], theme: str, kinds: Sequence[str], dark: bool) -> str:
    top = max([1, *map(abs, moves.values())])
    return "".join(
        _cell(_signed(moves[theme, kind]), kind, abs(moves[theme, kind]) / top, dark)
        for kind in kinds
    )


def _signed(move: int) -> str:
    if not move:
        return "="
    return f"{dutch(move, sign=True)} {'▲' if move > 0 else '▼'}"


def _cell(text: str, kind: str, share: float, dark: bool) -> str:
    page = look(dark)
    strength = _FAINTEST + (1 - _FAINTEST) * share if share else 0.0
    fill = mix(page.cell, COLOURS[kind], strength)
    ink = ink_on(fill) if share else page.muted
    return f'<td style="background:{fill};color:{ink}">{text}</td>'
