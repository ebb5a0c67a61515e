"""What the wall's scenes are made of: numbers with their bars, kinds, and what signs mean."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.charts.cells import EMPTY
from analysis.charts.palette import MARKS, WORDS
from analysis.live.wall_numbers import Number

_SHORTEST_WORD, _LONGEST_WORD = 8, 20
_EM = {"<": 0.85, "+": 0.6, ".": 0.35}


@dataclass(frozen=True, slots=True)
class Part:
    """A scene's own HTML, what its signs mean, and what stands beside its title."""

    body: str
    legend: str = ""
    beside: str = ""


def kind_class(kind: str) -> str:
    """The class that gives a kind its colour."""
    return f"s-{kind or 'geen'}"


def kind_word(kind: str) -> str:
    """Mark and word of a kind."""
    return f'<span class="soort {kind_class(kind)}"><i>{MARKS[kind]}</i> {WORDS[kind]}</span>'


def kind_mark(kind: str) -> str:
    """The mark alone, with the word for who does not see it."""
    return (
        f'<span class="soort {kind_class(kind)}"><i>{MARKS[kind]}</i>'
        f'<span class="stil">{WORDS[kind]}</span></span>'
    )


def figure(number: Number) -> str:
    """A number to read; '+' stands smaller, so that it is no digit."""
    text = html.escape(number.text).replace("+", "<sup>+</sup>")
    return f'<b class="getal {number.state}">{text}</b>'


def bar(number: Number, top: int) -> str:
    """Its bar: solid what people looked at, hatched what the computer proposed, dotted a few.

    A few alone have a bar that is the same for any number of them.
    """
    if number.state == "few":
        return '<span class="staaf"><i class="alleen enkele"></i></span>'
    shares = (("na", number.reviewed), ("vo", number.proposed), ("enkele", number.few))
    drawn = (
        f'<i class="{name}" style="width:{100 * share / top:.1f}%"></i>'
        for name, share in shares
        if share
    )
    return f'<span class="staaf">{"".join(drawn)}</span>'


def top_of(numbers: Iterable[Number]) -> int:
    """The number whose bar is full."""
    return max((number.low for number in numbers if number.state == "counted"), default=1)


def widest(numbers: Iterable[Number]) -> float:
    """How wide the widest number is, in em, so that it fits."""
    return max((sum(_EM.get(sign, 0.66) for sign in one.text) for one in numbers), default=1.0)


def letters(names: Iterable[str]) -> int:
    """Characters of the longest word, up to where it is broken, so that words fit."""
    words = (len(word) for name in names for word in name.split())
    return max(_SHORTEST_WORD, min(max(words, default=0), _LONGEST_WORD))


def name_of(name: str) -> str:
    """A corner or theme at the head of a row; how long it is tells how large it can be."""
    return f'<span class="naam" style="--tekens:{max(len(name), 1)}">{html.escape(name)}</span>'


def statements(number: Number) -> str:
    """'312 uitspraken'."""
    return f"{figure(number)} {'uitspraak' if number.text == '1' else 'uitspraken'}"


def legend(numbers: Iterable[Number], least: int) -> str:
    """What the signs among these numbers mean; of signs that are not there nothing."""
    shown = list(numbers)
    states = {number.state for number in shown}
    counted = [number for number in shown if number.state == "counted"]
    parts = {
        '<i class="vlak na"></i> nagekeken door mensen': any(one.reviewed for one in counted),
        '<i class="vlak vo"></i> voorstel van de computer': any(one.proposed for one in counted),
        f"<b>&lt;{least}</b> minder dan {least}": "few" in states,
        "<b>+</b> of meer": any(not one.exact for one in counted),
        **{f"<b>{sign}</b> {words}": state in states for state, (sign, words) in EMPTY.items()},
    }
    return "".join(f"<span>{words}</span>" for words, there in parts.items() if there)
