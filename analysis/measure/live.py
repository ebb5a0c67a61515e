"""A live day as it is lived: phones, walls and people at once, the ceiling, and kills under load.

The app runs as `koffiehoek start` serves it, on SQLite; those who use it run in processes of their
own, on the same computer.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median

from analysis.charts.palette import dutch, percent
from analysis.measure import fresh
from analysis.measure.figures import Figure, LiveSizes, Sizes, quantile
from analysis.measure.live_phones import Sending, Sent, Target, send_at_rate, send_steadily
from analysis.measure.live_screens import Place, Seen, watch
from analysis.measure.live_server import CORNERS, HOST, Load, Server, served
from analysis.measure.samples import example_statements

PHONES, PAUSE = 170, 5.0
"""Senders, and the seconds between two statements of each."""
_WALLS = 3
_FEW, _MANY, _CHOOSE = 20, 40, 3.0  # people on pages, and seconds between two choices of each
_READY = 4.0  # seconds for processes to start and pages to be opened
_SLOW = 1.0  # seconds: where p95 passes this, the ceiling is reached
_FASTER, _SLOWEST = 1.5, 100.0  # statements a second: the first rate, and how it grows
_RETRY = 60.0
_PROPOSED = 10.0  # seconds in which the coder may finish what waits
"""Statement numbers begin at these, so that no text of two stages is the same."""


def live_day(sizes: Sizes) -> list[Figure]:
    """All figures of a live day."""
    plan = sizes.live
    with served() as server:
        stage = _Stage(server)
        alone = stage.use(plan.seconds, phones=PHONES, walls=_WALLS)
        busy = stage.use(plan.seconds / 2, phones=PHONES, walls=_WALLS, people=_FEW)
        waited = _until_proposed(server, [*alone.sent, *busy.sent])
        many = stage.use(plan.seconds / 2, people=_MANY)
        ceiling = stage.ceiling(plan)
    with served() as server:
        kills = _Stage(server).kills(plan)
    return [*alone.posts(), *busy.with_people(), *many.only_people(), *ceiling, *kills]
