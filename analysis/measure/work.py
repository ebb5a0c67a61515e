"""The work without a screen: the whole way, reading and coding, storing, and reading back."""

from __future__ import annotations

import hashlib
import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.charts.palette import dutch
from analysis.intake import lexicon_for, read_files
from analysis.measure import fresh
from analysis.measure.figures import Figure, Sizes
from analysis.measure.samples import (
    codebook,
    example_statements,
    sample_reading,
    write_sample,
)
from analysis.proposing import code, coder_for, codings_from
from analysis.settings import example_folder
from analysis.store import ImportItem, Store, open_store
from analysis.types import Event

_AT_A_TIME = 10_000  # statements in one file of the stored day


def timed(work: Callable[[], object]) -> float:
    """The seconds that pass while `work` is done."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def whole_way(sizes: Sizes) -> list[Figure]:
    """`koffiehoek verwerk` of the example day in processes of its own, start-up included."""
    quick, used = _processing(sizes.repeats, "--zonder-figuren")
    whole, _ = _processing(1)
    how = (
        f"mediaan van {len(quick)} verse processen met opstarten; slechtste "
        f"{dutch(max(quick), decimals=1)} s, rekentijd gemiddeld {dutch(used, decimals=1)} s"
    )
    drawn = "alle documenten met alle figuren als PNG, SVG en PDF, één vers proces"
    count = len(example_statements())
    return [
        Figure("verwerk zonder figuren", statistics.median(quick), "s", count, how, limit=10),
        Figure("verwerk voorbeelddag", whole[0], "s", count, drawn),
    ]


def _processing(repeats: int, *options: str) -> tuple[list[float], float]:
    """The seconds of each run, and the processor seconds of one."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        given = ["verwerk", str(example_folder()), "--uit", str(folder / "uit"), *options]
        before = os.times()
        seconds = [timed(lambda: fresh.run(given, folder)) for _ in range(repeats)]
        after = os.times()
    return seconds, (sum(after[2:4]) - sum(before[2:4])) / repeats


def many_statements(sizes: Sizes) -> list[Figure]:
    """Reading and coding one large xlsx."""
    with TemporaryDirectory() as name:
        path = write_sample(Path(name), sizes.many)
        seconds, used, read = fresh.in_fresh_process(read_and_code, str(path))
    how = (
        "een vers proces; van de bytes van één xlsx tot de voorstellen, met het laden van de "
        f"woordenboeken en zonder het opstarten van Python; rekentijd {dutch(used, decimals=1)} s"
    )
    return [Figure("xlsx lezen en coderen", seconds, "s", read, how, limit=10)]


def read_and_code(path: str) -> tuple[float, float, int]:
    """Seconds and processor seconds to read and code one file, and its number of statements."""
    data = Path(path).read_bytes()
    started, used = time.perf_counter(), time.process_time()
    read = read_files([(Path(path).name, data)], lexicon=lexicon_for(codebook()))
    coded = code(read.statements, codebook())
    return time.perf_counter() - started, time.process_time() - used, len(coded)


def storing(sizes: Sizes) -> list[Figure]:
    """One file of many statements into an empty SQLite database, with its proposals."""
    with TemporaryDirectory() as name:
        seconds = fresh.in_fresh_process(fill, fresh.database_in(Path(name)), sizes.many)
    how = "uitspraken met al hun voorstellen in één transactie, in een lege SQLite op schijf"
    return [Figure("opslaan", seconds, "s", sizes.many, how)]


def fill(url: str, count: int) -> float:
    """Fill a database with one day of `count` statements; the seconds of the storing alone."""
    with open_store(url) as store:
        event = store.create_event(Event(id="", title="Meting", codebook=codebook().key))
        return sum(
            _store(store, event, min(_AT_A_TIME, count - done), f"deel {done}.xlsx")
            for done in range(0, count, _AT_A_TIME)
        )


def _store(store: Store, event: Event, count: int, source: str) -> float:
    reading = sample_reading(count, source=source)
    item = ImportItem(reading, hashlib.sha256(source.encode()).hexdigest())
    coder = coder_for(codebook())
    codings = codings_from(
        coder.propose(reading.statements),
        coder=coder.name,
        codebook=codebook(),
        created=datetime.now(UTC),
    )
    return timed(lambda: store.import_readings(event.id, [item], codings, keep_duplicates=True))


def cold_frames(url: str) -> tuple[float, int]:
    """Seconds to read the first day of a database as frames, and the number of its statements."""
    with open_store(url) as store:
        event = store.events()[0]
        started = time.perf_counter()
        frames = store.frames(event.id)
        return time.perf_counter() - started, len(frames.statements)
