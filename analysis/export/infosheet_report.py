"""The infosheet of a report: the day in figures, each theme in what was said of it, the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analysis.charts.palette import PLURALS, WORDS, dutch
from analysis.export.infosheet import Infosheet, Number, Point, Points, Quote, SheetTheme
from analysis.export.rows import Row
from analysis.report.parts import KindQuotes, Report, ThemeSection
from analysis.report.parts import Quote as Said
from analysis.report.wording import Wording, local_date
from analysis.synthesis.incidence import NO_KIND

_LONG = 220  # characters; longer ones are no quotes unless the author chooses them
_CALL_OUTS = 2  # a theme: more, and nothing stands out
_CODEBOOK = 60  # characters of the codebook's title
_ORIGIN = (
    "Het kleine nummer bij een uitspraak en bij de matrix zegt waar dat vandaan komt: typ het over "
    "op de pagina „Waar komt dit vandaan?” van Koffiehoek."
)

States = Mapping[tuple[str, str], set[str]]
"""Theme's label and kind -> the states of its cells, see synthesis.matrix."""


def infosheet(report: Report) -> Infosheet:
    """What the page of this report says.

    Of each theme and kind the report's quotes are the points; the best of those that have more
    than one are call-outs instead. What was said on two themes stands under the first, and under
    the second only where it has nothing else.
    """
    page = _Page(_states(report), report.rows)
    return Infosheet(
        title=report.title,
        subtitle=report.date,
        numbers=_numbers(report),
        themes=tuple(page.theme(section) for section in report.themes),
        matrix=report.matrix,
        made=_made(report),
        notice=report.warning.text if report.warning else "",
        corner_word=report.corner_word,
        measure=report.measure,
        matrix_id=report.figure.trace,
    )


def _numbers(report: Report) -> tuple[Number, ...]:
    """Statements, corners and themes, and statements by kind; at most six."""
    n, corners, themes = report.matrix.n, len(report.corners), len(report.themes)
    totals = report.matrix.totals.sum()
    kinds = {kind: int(totals[kind]) for kind in report.matrix.kinds}
    corner = Wording(report.corner_word).noun("hoek", corners)
    said = [
        Number(dutch(n), "uitspraak" if n == 1 else "uitspraken"),
        Number(dutch(corners), corner),
    ]
    if NO_KIND not in kinds:
        said.append(Number(dutch(themes), "thema" if themes == 1 else "thema’s"))
    silent = _not_asked(_states(report))
    return (*said, *(_of_kind(kind, count, kind in silent) for kind, count in kinds.items()))


def _of_kind(kind: str, count: int, silent: bool) -> Number:
    if silent:
        return Number("–", f"{PLURALS[kind]}, niet gevraagd")
    return Number(dutch(count), WORDS[kind] if count == 1 and kind != "werkt" else PLURALS[kind])


def _states(report: Report) -> States:
    found: dict[tuple[str, str], set[str]] = {}
    for row in report.matrix.cells.to_dict("records"):
        found.setdefault((row["theme"], row["category"]), set()).add(row["state"])
    return found


def _not_asked(states: States) -> set[str]:
    """The kinds that no corner was asked for."""
    kinds = {kind for _, kind in states}
    return kinds - {kind for (_, kind), found in states.items() if found != {"not_asked"}}


class _Page:
    """Knows what stands on the page already, by its words."""

    def __init__(self, states: States, rows: Sequence[Row]) -> None:
        self._states = states
        self._rows = rows
        self._shown: set[str] = set()
        self._called: set[str] = set()

    def theme(self, section: ThemeSection) -> SheetTheme:
        """A theme with its points and call-outs."""
        fresh = {kind.kind: self._fresh(kind.quotes) for kind in section.quotes}
        # The kind that most was said of comes first, where there is no room for all.
        most = sorted(section.quotes, key=lambda kind: -_count(kind))
        best = {kind.kind: fresh[kind.kind][0] for kind in most if len(fresh[kind.kind]) > 1}
        best = dict(list(best.items())[:_CALL_OUTS])
        self._called |= {_words(one.text) for one in best.values()}
        return SheetTheme(
            name=section.label,
            kinds={
                kind.kind: self._points(section, kind, fresh[kind.kind][kind.kind in best :])
                for kind in section.quotes
            },
            quotes=tuple(
                Quote(one.text, kind, one.corner, one.trace) for kind, one in best.items()
            ),
            n=self._n(section),
        )

    def _n(self, section: ThemeSection) -> int | None:
        """How many statements; None where there are none because they wait for their codes."""
        found = (states for (theme, _), states in self._states.items() if theme == section.label)
        waiting = any("not_coded" in states for states in found)
        n = section.n.value
        return n if isinstance(n, int) and (n or not waiting) else None

    def _points(self, section: ThemeSection, kind: KindQuotes, quotes: Sequence[Said]) -> Points:
        count = _count(kind)
        states = self._states.get((section.label, kind.kind), set())
        return Points(
            items=tuple(Point(one.text, one.trace) for one in quotes or self._again(kind.quotes)),
            n=f"n = {kind.n.text}" if count else "",
            empty=self._counted(section, kind, count) if count else _empty(states),
        )

    def _counted(self, section: ThemeSection, kind: KindQuotes, count: int) -> str:
        """Where the statements are that do not stand here: elsewhere, or nowhere."""
        here = [r.text for r in self._rows if section.label in r.themes and r.kind == kind.kind]
        others = [text for text in here if _words(text) not in self._shown]
        long = sum(len(text.strip()) > _LONG for text in others)
        return _where(count, len(here) - len(others), long)

    def _fresh(self, quotes: Iterable[Said]) -> tuple[Said, ...]:
        """Those that are not on the page yet; from now on they are."""
        new = {_words(one.text): one for one in reversed(tuple(quotes))}
        found = {words: one for words, one in new.items() if words not in self._shown}
        self._shown |= found.keys()
        return tuple(reversed(found.values()))

    def _again(self, quotes: Iterable[Said]) -> tuple[Said, ...]:
        """The first that may stand there a second time: not what is a call-out."""
        return tuple(one for one in quotes if _words(one.text) not in self._called)[:1]


def _words(text: str) -> str:
    """The text without what differs by typist."""
    return " ".join(text.casefold().split())


def _where(count: int, elsewhere: int, long: int) -> str:
    """'2 uitspraken: 1 elders op dit blad, 1 te lang voor dit blad.'

    The others are not shown: a name may stand in them, or they were not chosen.
    """
    said = "1 uitspraak" if count == 1 else f"{dutch(count)} uitspraken"
    parts = {
        "elders op dit blad": elsewhere,
        "te lang voor dit blad": long,
        "hier niet getoond": count - elsewhere - long,
    }
    there = {words: number for words, number in parts.items() if number > 0}
    if len(there) == 1:
        return f"{said}, {next(iter(there))}."
    return f"{said}: {', '.join(f'{dutch(number)} {words}' for words, number in there.items())}."


def _empty(states: set[str]) -> str:
    """Why nothing stands there where nothing was said."""
    if states == {"not_asked"}:
        return "Niet gevraagd."
    if "not_coded" in states:
        return "Niets genoemd, maar nog niet alles is gecodeerd."
    return "Niets genoemd."


def _count(kind: KindQuotes) -> int:
    return kind.n.value if isinstance(kind.n.value, int) else 0


def _made(report: Report) -> str:
    title = report.facts.codebook
    short = title if len(title) <= _CODEBOOK else f"{title[: _CODEBOOK - 1].rstrip()}…"
    day = local_date(report.traces.made)
    codebook = f"codeboek {short}, versie {report.facts.version}"
    return f"Gemaakt met Koffiehoek op {day} · {codebook}. {_ORIGIN}"
