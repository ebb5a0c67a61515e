"""The figures of a live day: from what phones, walls and people saw to rows with their limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from analysis.charts.palette import dutch
from analysis.measure.figures import Figure, quantile
from analysis.measure.live_phones import Sending, Sent, word_of
from analysis.measure.live_screens import Seen, Visits
from analysis.measure.live_server import Load

PAUSE = 5.0
"""Seconds between two statements of one phone."""


@dataclass(frozen=True, slots=True)
class Use:
    """The app as it was used, and what that took of the computer.

    `before` and `after`: the server's load and that of the coder's process.
    """

    phones: int
    visits: Visits
    sending: Sending
    seen: Seen
    before: tuple[Load, Load]
    after: tuple[Load, Load]


@dataclass(frozen=True, slots=True)
class Step:
    """A rate (statements a second) at which was sent."""

    rate: float
    sending: Sending


@dataclass(frozen=True, slots=True)
class Kills:
    """What became of statements while the server was killed; `starts` in seconds to healthy."""

    starts: tuple[float, ...]
    answered: int
    retried: int
    lost: int
    doubled: int
    unanswered: int


def of_day(use: Use, proposed: Sequence[float]) -> list[Figure]:
    """Phones and walls: how fast, how soon visible and proposed, and what that takes."""
    sent, seen = use.sending.sent, use.seen
    told = f"{_how(use)}; van het versturen tot de 303, die pas na het bewaren komt"
    visible = seconds_to_wall(sent, seen.shown)
    on_wall = (
        "van de 303 tot het eerste bericht van de muur met de nieuwste uitspraken waarin zij of "
        f"een latere staat; {dutch(seen.refreshes)} verversingen van alle muren"
    )
    by_coder = "van de ontvangst tot het vastleggen van de voorstellen door de codeur"
    wall, coder = quantile_or_none(visible), quantile_or_none(proposed)
    return [
        *_posts("posten", use, told, all_of_them=True),
        Figure("zichtbaar op de muur, p95", wall, "s", len(visible), on_wall, 3),
        Figure("voorstellen staan klaar, p95", coder, "s", len(proposed), by_coder, 5),
        *_taken(use),
    ]


def of_people(use: Use) -> list[Figure]:
    """The matrix page for so many people, and the posts meanwhile."""
    how = f"{_how(use)}; van de keuze van een andere hoek tot het einde van wat anders wordt"
    every = "van de keuze van een andere maat tot het einde van de hele pagina"
    name = f"matrixpagina, {use.visits.people} mensen"
    reruns = [1000 * seconds for seconds in use.seen.reruns]
    whole = [1000 * seconds for seconds in use.seen.whole]
    both = len(reruns) + len(whole)
    figures = [
        Figure(f"{name}, p95", quantile_or_none(reruns), "ms", len(reruns), how, 300, decimals=0),
        Figure(
            "  hele pagina, p95", quantile_or_none(whole), "ms", len(whole), every, 300, decimals=0
        ),
        Figure("  meldingen van fouten", use.seen.troubles, "", both, how, 0, decimals=0),
        _share("  rekentijd server", use, 0),
    ]
    return [*figures, *(_posts("  posten intussen", use, how) if use.phones else [])]


def of_ceiling(steps: Sequence[Step]) -> list[Figure]:
    """The highest rate at which p95 stays within a second."""
    fine = [step for step in steps if _p95(step.sending.sent) <= 1]
    best = fine[-1] if fine else steps[0]
    last = steps[-1]
    end = (
        f"bij {dutch(last.rate)} per seconde was p95 meer dan 1 s"
        if last not in fine
        else "hoger is niet geprobeerd"
    )
    how = (
        f"het tempo gaat in {dutch(len(steps))} stappen omhoog, en elke telefoon haalt na elke "
        f"uitspraak het volgende formulier; {end}; rekentijd van de zenders zelf "
        f"{dutch(100 * best.sending.share)}% van één processor"
    )
    sent = best.sending.sent
    return [Figure("plafond", answered_a_second(sent), "per s", len(sent), how, decimals=0)]


def of_kills(kills: Kills) -> list[Figure]:
    """What was lost, what is there twice, and how soon the server is back."""
    times = len(kills.starts)
    how = (
        f"{dutch(times)} keer kill -9 op een willekeurig moment onder belasting; uitspraken zonder "
        f"antwoord zijn met hetzelfde bewijs opnieuw gestuurd ({dutch(kills.retried)} keer)"
    )
    started = f"slechtste van {dutch(times)}, mediaan {dutch(median(kills.starts), decimals=1)} s"
    return [
        Figure("kwijt na kill -9", kills.lost, "", kills.answered, how, 0, decimals=0),
        Figure("  dubbel", kills.doubled, "", kills.answered, how, 0, decimals=0),
        Figure("  nooit beantwoord", kills.unanswered, "", kills.answered, how, 0, decimals=0),
        Figure("van start tot gezond", max(kills.starts), "s", times, started, 2),
    ]


def seconds_to_wall(
    sent: Sequence[Sent], shown: Sequence[tuple[float, Sequence[str]]]
) -> list[float]:
    """For each statement: seconds from its answer to when the wall showed it or a later one.

    The wall shows the last few; those before them are in its numbers by then, since the coder looks
    at the oldest first. Statements later than the last that was shown are left out.
    """
    answered = sorted(
        ((one.answered, word_of(one.text)) for one in sent if one.answered is not None),
    )
    place = {word: at for at, (_, word) in enumerate(answered)}
    found: list[float] = []
    for moment, words in shown:
        last = max((place[word] for word in words if word in place), default=-1)
        found += [max(0.0, moment - answered[at][0]) for at in range(len(found), last + 1)]
    return found


def answered_a_second(sent: Sequence[Sent]) -> float:
    """Statements that were answered in a second, from the first that was due on."""
    moments = [one.answered for one in sent if one.answered is not None]
    if not moments:
        return 0.0
    return len(moments) / (max(moments) - min(one.due for one in sent))


def quantile_or_none(values: Sequence[float]) -> float | None:
    """The 95th percentile; None of nothing."""
    return quantile(values, 0.95) if values else None


def _p95(sent: Sequence[Sent]) -> float:
    return quantile([one.seconds for one in sent], 0.95)


def _posts(name: str, use: Use, how: str, *, all_of_them: bool = False) -> list[Figure]:
    sent = use.sending.sent
    times = [1000 * one.seconds for one in sent if one.answered is not None]
    wrong = sum(one.answered is None for one in sent)

    def at(part: float) -> float | None:
        return quantile(times, part) if times else None

    others = [(", p50", 0.5), (", p99", 0.99)] if all_of_them else []
    return [
        Figure(f"{name}, p95", at(0.95), "ms", len(times), how, 25),
        *(Figure(f"  {name}{label}", at(part), "ms", len(times), how) for label, part in others),
        Figure("  fouten", wrong, "", len(sent), how, 0, decimals=0),
    ]


def _taken(use: Use) -> list[Figure]:
    """Memory, and the part of one processor."""
    server, coder = use.after
    count = len(use.sending.sent)
    driver = (
        f"die {use.phones} telefoons en {use.visits.walls} muren naspelen, op dezelfde computer"
    )
    return [
        Figure("geheugen server", server.megabytes, "MB", count, _AT_END, decimals=0),
        Figure("  geheugen codeur", coder.megabytes, "MB", count, _AT_END, decimals=0),
        _share("rekentijd server", use, 0),
        _share("  rekentijd codeur", use, 1),
        Figure("  rekentijd zenders zelf", 100 * use.sending.share, "%", count, driver, decimals=0),
        Figure("  rekentijd muren zelf", 100 * use.seen.share, "%", count, driver, decimals=0),
    ]


_AT_END = "wat het proces aan het eind vasthoudt"


def _share(name: str, use: Use, which: int) -> Figure:
    before, after = use.before[which].processor, use.after[which].processor
    share = None if before is None or after is None else 100 * (after - before) / use.visits.seconds
    return Figure(name, share, "%", len(use.sending.sent), "deel van één processor", decimals=0)


def _how(use: Use) -> str:
    parts = [
        f"{dutch(use.phones)} telefoons die elk om de {dutch(PAUSE)} s sturen"
        if use.phones
        else "",
        f"{dutch(use.visits.walls)} muren" if use.visits.walls else "",
        f"{dutch(use.visits.people)} mensen op de matrixpagina" if use.visits.people else "",
    ]
    return f"{', '.join(part for part in parts if part)}, {dutch(use.visits.seconds)} s lang"
