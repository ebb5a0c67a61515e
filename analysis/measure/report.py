"""Documents of a large day: how long an author waits for each, and what other visitors notice."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.charts.palette import dutch
from analysis.export.documents import DOCUMENTS, Papers, make, papers_of
from analysis.export.making import Making, start
from analysis.material import Material, stored_day
from analysis.measure import fresh
from analysis.measure.figures import Figure, Sizes, quantile
from analysis.measure.samples import codebook, sample_reading
from analysis.measure.screen import open_matrix, rerun_matrix
from analysis.privacy.entering import finder_or_shipped
from analysis.privacy.holding import Holding
from analysis.proposing import coder_for, codings_from
from analysis.store import ImportItem, SourceText, Store, open_store
from analysis.types import Event

_LIMITS = {"rapport.docx": 20, "presentatie.pptx": 10, "infosheet.pdf": 2, "dag.qdpx": 5}
"""Document -> seconds, for a day of 3,000 statements."""
_MEANWHILE = ("rapport.docx", "presentatie.pptx", "synthese.xlsx")
_TIMES = 3  # as many reruns as of the matrix page alone: of few there is no p95


def documents(sizes: Sizes) -> list[Figure]:
    """What an author waits for: the report as values, then each document by itself."""
    with TemporaryDirectory() as name:
        url = fresh.database_in(Path(name))
        fresh.in_fresh_process(fill_day, url, sizes.reported)
        first, seconds, pictures, megabytes = fresh.in_fresh_process(make_each, url)
    count = sizes.reported
    drawn = "met figuren" if pictures else "zonder figuren: geen browser gevonden"
    how = (
        f"12 hoeken; van de knop tot de bytes, {drawn}; Word, PowerPoint en Excel in een eigen "
        "proces, met het starten daarvan"
    )
    read = "een vers proces leest de dag uit SQLite, zoekt namen, telt en kiest citaten"
    used = "het proces dat de documenten achter elkaar maakte, zonder de browser"
    return [
        Figure("verslag samenstellen", first, "s", count, read),
        *(
            Figure(f"  {name}", seconds[name], "s", count, how, limit=_LIMITS.get(name))
            for name in seconds
        ),
        Figure("  geheugen documenten", megabytes, "MB", count, used, decimals=0),
    ]


def make_each(url: str) -> tuple[float, dict[str, float], bool, float | None]:
    """Seconds for the material, and for each document that has a limit or goes by a process.

    Then whether there were pictures, and the memory of a process that makes them all.
    """
    started = time.perf_counter()
    material = _material(url)
    first, seconds, missing = time.perf_counter() - started, {}, ""
    for name in (*_LIMITS, "synthese.xlsx", "raamwerk.docx"):
        started = time.perf_counter()
        made = start(material, [name]).result()
        seconds[name] = time.perf_counter() - started
        missing = made.missing or missing
    papers = papers_of(material, [*seconds])
    return first, seconds, not missing, fresh.in_fresh_process(weigh, papers, [*seconds])


def weigh(papers: Papers, names: Sequence[str]) -> float | None:
    """The memory in MB of this process after it made these documents."""
    make(papers, names)
    return fresh.resident_mb(os.getpid())


def pages_meanwhile(sizes: Sizes) -> list[Figure]:
    """The matrix page alone, and while another visitor has documents made."""
    with TemporaryDirectory() as name:
        url = fresh.database_in(Path(name))
        fresh.in_fresh_process(fill_day, url, sizes.reported)
        alone, meanwhile, made = fresh.in_fresh_process(visit_meanwhile, url, sizes.reruns)
    labels = ", ".join(DOCUMENTS[name].label for name in _MEANWHILE)
    how = (
        f"{dutch(len(alone))} keer een andere hoek, met Streamlits AppTest, eerst alleen en dan "
        f"terwijl in hetzelfde serverproces {dutch(made)} keer documenten worden gemaakt "
        f"({labels})"
    )
    count = sizes.reported
    return [
        Figure("matrixpagina alleen, p95", quantile(alone, 0.95), "ms", count, how, decimals=0),
        Figure(
            "  terwijl documenten ontstaan",
            quantile(meanwhile, 0.95),
            "ms",
            count,
            how,
            500,
            decimals=0,
        ),
    ]


def visit_meanwhile(url: str, reruns: int) -> tuple[list[float], list[float], int]:
    """Milliseconds of reruns alone, and of as many meanwhile; how often documents were begun."""
    material = _material(url)
    app = open_matrix(url)
    count = reruns * _TIMES
    alone = [1000 * rerun_matrix(app, number) for number in range(count)]
    meanwhile, makings = [], [start(material, _MEANWHILE)]
    for number in range(count):
        if makings[-1].done:
            makings.append(start(material, _MEANWHILE))
        meanwhile.append(1000 * rerun_matrix(app, number))
    _finish(makings)
    return alone, meanwhile, len(makings)


def _finish(makings: Sequence[Making]) -> None:
    """See that those that ended did so well, and stop the last."""
    makings[-1].cancel()
    for making in makings[:-1]:
        making.result()


def fill_day(url: str, count: int) -> None:
    """Fill a database with one day of `count` statements, its lines and its proposals."""
    book, reading = codebook(), sample_reading(count, source="meting.xlsx")
    lines = tuple(SourceText(one.place, one.text, "statement") for one in reading.statements)
    coder = coder_for(book)
    proposed = coder.propose(reading.statements)
    codings = codings_from(proposed, coder=coder.name, codebook=book, created=datetime.now(UTC))
    with open_store(url) as store:
        event = store.create_event(Event(id="", title="Meting", codebook=book.key))
        item = ImportItem(reading, "0" * 64, lines)
        store.import_readings(event.id, [item], codings, keep_duplicates=True)


def _material(url: str) -> Material:
    with open_store(url) as store:
        return _of_first_day(store)


def _of_first_day(store: Store) -> Material:
    holding = Holding(finder_or_shipped(None))
    day = stored_day(store, store.events()[0].id, holding=holding)
    return day.material(made=datetime.now(UTC))
