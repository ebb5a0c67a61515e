"""A live day as it is lived: phones, walls and people at once, the ceiling, and kills under load.

The app runs as `koffiehoek start` serves it, on SQLite; those who use it run in processes of their
own, on the same computer.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.live.posting import cleaned
from analysis.measure import fresh
from analysis.measure.figures import Figure, LiveSizes, Sizes, quantile
from analysis.measure.live_figures import (
    PAUSE,
    Kills,
    Step,
    Use,
    of_ceiling,
    of_day,
    of_kills,
    of_people,
)
from analysis.measure.live_phones import STEADY, Sent, Target, send_at_rate, send_steadily
from analysis.measure.live_screens import SCREENS, Place, Visits, watch
from analysis.measure.live_server import HOST, Server, served
from analysis.measure.live_together import Together
from analysis.measure.samples import example_statements

_CHOOSE = 3.0  # seconds between two choices of somebody on a page
_WARM = 120.0  # seconds that the coder may take to load
_LATEST = 30.0  # seconds that the coder may take to finish what waits
_FIRST_RATE, _FASTER = 100.0, 1.3  # statements a second
_SLOW = 1.0  # seconds; where p95 passes this, the ceiling is reached
_HURRY = 1.0  # seconds between two statements of a phone while the server is killed
_STAGE = 10_000_000  # numbers of statements of one stage, so that no text is there twice


def live_day(sizes: Sizes) -> list[Figure]:
    """All figures of a live day."""
    plan = sizes.live
    texts = [statement.text for statement in example_statements()]
    with served() as server:
        target = Target(HOST, server.port, server.codes, texts)
        _warm_up(server, target)
        since = datetime.now(UTC)
        alone = _use(server, target, 0, plan.seconds, phones=plan.phones, walls=plan.walls)
        busy = _use(
            server, target, 1, plan.seconds / 2,
            phones=plan.phones, walls=plan.walls, people=plan.few,
        )  # fmt: skip
        proposed = _until_proposed(server, since)
        many = _use(server, target, 2, plan.seconds / 2, people=plan.many)
        kills = _kills(server, target, plan)
        ceiling = _ceiling(target, plan)  # last, since the coder has much left to do after it
    return [
        *of_day(alone, proposed), *of_people(busy), *of_people(many),
        *of_ceiling(ceiling), *of_kills(kills),
    ]  # fmt: skip


def _warm_up(server: Server, target: Target) -> None:
    """See a first statement coded: on a real day the coder is there long before the first one."""
    fresh.in_fresh_process(send_at_rate, target, rate=1.0, seconds=1.0, first=99 * _STAGE)
    _until_coded(server, _WARM)


def _use(
    server: Server, target: Target, stage: int, seconds: float,
    *, phones: int = 0, walls: int = 0, people: int = 0,
) -> Use:  # fmt: skip
    """Let phones, walls and people use the app for so many seconds, all from one moment on."""
    visits = Visits(walls, people, min(_CHOOSE, seconds / 2), seconds)
    with TemporaryDirectory() as name, ThreadPoolExecutor() as pool:
        together = Together(Path(name))
        seeing = pool.submit(
            fresh.in_fresh_process, watch, Place(HOST, server.port, server.day), together, visits
        )
        sending = pool.submit(
            fresh.in_fresh_process, send_steadily, target, together,
            phones=phones, pause=PAUSE, seconds=seconds, first=stage * _STAGE,
        )  # fmt: skip
        begin = together.start([STEADY, SCREENS])
        time.sleep(max(0, begin - time.monotonic()))
        before = server.load()
        time.sleep(max(0, begin + seconds - time.monotonic()))
        after = server.load()
        return Use(phones, visits, sending.result(), seeing.result(), before, after)


def _until_coded(server: Server, most: float) -> None:
    """Wait until no statement waits for the coder, or so many seconds."""
    until = time.monotonic() + most
    with server.store() as store:
        while store.live.waiting(1) and time.monotonic() < until:
            time.sleep(0.2)


def _until_proposed(server: Server, since: datetime) -> list[float]:
    """Seconds from receiving statements to their proposals, of those that have them in time."""
    _until_coded(server, _LATEST)
    with server.store() as store:
        posts = store.live.posts(server.day)
        posted = {post.statement_id: post.posted for post in posts if post.posted > since}
        first: dict[str, datetime] = {}
        for coding in store.latest_codings(server.day):
            first.setdefault(coding.statement_id, coding.created)
    return [(first[one] - posted[one]).total_seconds() for one in posted if one in first]


def _ceiling(target: Target, plan: LiveSizes) -> list[Step]:
    """Each rate that was tried, the last one too much where that was reached."""
    steps: list[Step] = []
    rate = _FIRST_RATE
    for number in range(plan.rates):
        first = (10 + number) * _STAGE
        sending = fresh.in_fresh_process(
            send_at_rate, target, rate=rate, seconds=plan.rate_seconds, first=first
        )
        steps.append(Step(rate, sending))
        if quantile([sent.seconds for sent in sending.sent], 0.95) > _SLOW:
            break
        rate *= _FASTER
    return steps


def _kills(server: Server, target: Target, plan: LiveSizes) -> Kills:
    """Kill the server while phones send, start it again, and count what became of statements."""
    starts: list[float] = []
    sent: list[Sent] = []
    for number in range(plan.kills):
        with TemporaryDirectory() as name, ThreadPoolExecutor() as pool:
            together = Together(Path(name))
            sending = pool.submit(
                fresh.in_fresh_process, send_steadily, target, together, phones=plan.phones,
                pause=_HURRY, seconds=plan.kill_seconds, first=(50 + number) * _STAGE,
            )  # fmt: skip
            moment = random.uniform(0.3, 0.8) * plan.kill_seconds  # noqa: S311  # no secret
            time.sleep(max(0, together.start([STEADY]) + moment - time.monotonic()))
            server.kill()
            starts.append(server.start())
            sent += sending.result().sent
    with server.store() as store:
        stored = [statement.text for statement in store.statements(server.day)]
    return counted(sent, stored, starts)


def counted(sent: Sequence[Sent], stored: Iterable[str], starts: Sequence[float]) -> Kills:
    """How many statements were answered and are not there, and how many are there twice."""
    times = Counter(stored)
    answered = [cleaned(one.text) for one in sent if one.answered is not None]
    return Kills(
        starts=tuple(starts),
        answered=len(answered),
        retried=sum(one.tries > 1 for one in sent),
        lost=sum(times[text] == 0 for text in answered),
        doubled=sum(times[cleaned(one.text)] > 1 for one in sent),
        unanswered=len(sent) - len(answered),
    )
