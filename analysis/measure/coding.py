"""Proposing codes: how long starting takes, how many statements a second, how much memory."""

from __future__ import annotations

import json
import os
import statistics
import time
from collections import deque
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.charts.palette import dutch
from analysis.commands.codeer import proposals
from analysis.measure import fresh
from analysis.measure.figures import Figure, Sizes
from analysis.measure.samples import codebook, sample_statements
from analysis.measure.work import timed

_WARM = 2_000


def proposing(sizes: Sizes) -> list[Figure]:
    """Starting `koffiehoek codeer`, and what the coder does in a process of its own."""
    seconds, used, megabytes = fresh.in_fresh_process(propose_all, sizes.many)
    how = (
        f"na het laden en {dutch(_WARM)} andere uitspraken; in elke uitspraak een woord dat "
        f"nergens anders staat; rekentijd {dutch(used, decimals=1)} s, één proces"
    )
    return [
        _starting(sizes),
        Figure(
            "coderen",
            sizes.many / seconds,
            "per s",
            sizes.many,
            how,
            decimals=0,
            limit=3_000,
            at_least=True,
        ),
        Figure("  geheugen", megabytes, "MB", sizes.many, "hetzelfde proces, na afloop", limit=500),
    ]


def propose_all(count: int) -> tuple[float, float, float | None]:
    """Seconds and processor seconds to propose codes for `count` statements; memory in MB."""
    texts = [statement.text for statement in sample_statements(_WARM + count)]
    records = ((line, {"id": str(line), "text": text}) for line, text in enumerate(texts, 1))
    proposed = proposals(records, codebook(), file="")
    exhaust(islice(proposed, _WARM))
    started, used = time.perf_counter(), time.process_time()
    exhaust(proposed)
    spent = time.perf_counter() - started, time.process_time() - used
    return *spent, fresh.resident_mb(os.getpid())


def _starting(sizes: Sizes) -> Figure:
    with TemporaryDirectory() as name:
        folder = Path(name)
        given = folder / "in.jsonl"
        given.write_text(json.dumps({"id": "1", "text": "Korte lijnen"}) + "\n", "utf-8")
        options = ["codeer", str(given), "--uit", str(folder / "uit.jsonl")]
        seconds = [timed(lambda: fresh.run(options, folder)) for _ in range(sizes.repeats)]
    how = f"`koffiehoek codeer` met één uitspraak, mediaan van {len(seconds)} verse processen"
    return Figure("codeer opstarten", statistics.median(seconds), "s", 1, how, limit=3)


def exhaust(items: Iterable[object]) -> None:
    """Take all items and keep none."""
    deque(items, maxlen=0)
