"""One measured figure with its limit and conditions, and the table they are printed in."""

from __future__ import annotations

import math
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from analysis.charts.palette import dutch

HEAD = ("meting", "uitkomst", "grens", "oordeel", "aantal")


@dataclass(frozen=True, slots=True)
class LiveSizes:
    """How a live day is measured: seconds of use, phones, walls, people, rates, kills."""

    seconds: float
    phones: int
    walls: int
    few: int  # people on pages while phones send
    many: int  # people on pages
    rates: int  # steps in which the rate goes up, at most
    rate_seconds: float
    kills: int
    kill_seconds: float  # that phones send around a kill


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many statements and repetitions a measurement takes; limits are set for FULL."""

    many: int  # statements in one file
    stored: int  # statements in the database
    reported: int  # statements of a day of which documents are made
    reruns: int
    repeats: int
    live: LiveSizes


FULL = Sizes(
    many=10_000, stored=100_000, reported=3_000, reruns=20, repeats=3,
    live=LiveSizes(
        seconds=60, phones=170, walls=3, few=20, many=40, rates=20, rate_seconds=5,
        kills=8, kill_seconds=5,
    ),
)  # fmt: skip
SMALL = Sizes(
    many=200, stored=2_000, reported=300, reruns=3, repeats=1,
    live=LiveSizes(
        seconds=3, phones=6, walls=1, few=2, many=3, rates=1, rate_seconds=0.5,
        kills=1, kill_seconds=2,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured: `value` in `unit`, over `count` items, `how` in Dutch.

    A value without a limit is told and not judged; None could not be measured here.
    """

    name: str
    value: float | None
    unit: str
    count: int
    how: str
    limit: float | None = None
    decimals: int = 1
    at_least: bool = False  # the limit is a floor, not a ceiling


def quantile(values: Sequence[float], part: float) -> float:
    """The smallest of `values` (one or more) that this part of them (0 to 1) does not exceed."""
    return sorted(values)[max(0, math.ceil(part * len(values)) - 1)]


def conditions() -> list[str]:
    """Dutch lines: when, on which machine and under which Python this was measured."""
    load = dutch(os.getloadavg()[0], decimals=1) if hasattr(os, "getloadavg") else "onbekend"
    now = datetime.now().astimezone()
    lines = [
        f"Gemeten op {now:%d-%m-%Y om %H:%M}.",
        f"Machine: {platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"belasting bij het begin {load}.",
        f"Python {platform.python_version()}.",
    ]
    if sys.dont_write_bytecode:
        lines.append("PYTHONDONTWRITEBYTECODE staat aan: opstarten kost dan meer.")
    return lines


def table(figures: Sequence[Figure], *, judged: bool) -> str:
    """The figures under each other, then how each was measured; not judged: too few items.

    What was measured in one go is explained once, under the first of its figures.
    """
    rows = [HEAD, *(_cells(figure, judged=judged) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    hows: dict[str, str] = {}
    for figure in figures:
        hows.setdefault(figure.how, figure.name.strip())
    return "\n".join([*lines, "", *(f"{name}: {how}." for how, name in hows.items())])


def verdict(figure: Figure, *, judged: bool) -> str:
    """'haalt', 'haalt niet', or '' where there is nothing to judge."""
    if figure.limit is None or figure.value is None or not judged:
        return ""
    enough = figure.value >= figure.limit if figure.at_least else figure.value <= figure.limit
    return "haalt" if enough else "haalt niet"


def _cells(figure: Figure, *, judged: bool) -> tuple[str, ...]:
    value = "niet te meten"
    if figure.value is not None:
        value = f"{dutch(figure.value, decimals=figure.decimals)} {figure.unit}"
    limit = "" if figure.limit is None else f"{dutch(figure.limit)} {figure.unit}"
    return (figure.name, value, limit, verdict(figure, judged=judged), dutch(figure.count))


def _line(row: Iterable[str], widths: Sequence[int]) -> str:
    name, value, limit, told, count = row
    cells = (
        name.ljust(widths[0]),
        value.rjust(widths[1]),
        limit.rjust(widths[2]),
        told.ljust(widths[3]),
        count.rjust(widths[4]),
    )
    return "  ".join(cells).rstrip()
