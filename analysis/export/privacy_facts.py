"""What is so on this computer: the facts from which the documents on privacy are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from analysis.keys import key_file
from analysis.privacy.findings import FindingKind
from analysis.settings import log_file, version
from analysis.types import Event

if TYPE_CHECKING:
    from analysis.store import Store


@dataclass(frozen=True, slots=True)
class DayFacts:
    """One day as the documents list it; dates are ISO 8601, `keep_until` None is: not set."""

    title: str
    date: str | None
    statements: int
    keep_until: str | None
    has_key: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of the finder: shares 0..1, None or absent where it was not measured.

    `recall` goes by kind of data, `backgrounds` is the recall of persons by background of the name.
    """

    texts: int | None = None
    names: int | None = None
    precision: float | None = None
    recall: Mapping[FindingKind, float] = field(default_factory=dict)
    backgrounds: Mapping[str, float] = field(default_factory=dict)

    @property
    def measured(self) -> bool:
        """Whether there is enough to quote."""
        known = None not in (self.texts, self.names, self.precision)
        return known and FindingKind.PERSON in self.recall


@dataclass(frozen=True, slots=True)
class Facts:
    """The real settings; no name of anyone stands in them.

    `database` is the address as a user may see it, never with a password. `coders` counts the
    people who coded, `allowed` the forms on the organisation's own list of what is no name.
    """

    made: date
    version: str
    database: str
    on_server: bool  # PostgreSQL, else a file on this computer
    this_computer_only: bool  # the app answers no other computer
    days: tuple[DayFacts, ...]
    coders: int
    allowed: int
    log: str
    figures: Figures
    live_days: int = 0  # days on which participants send with their phones
    login: bool = False  # who opens the pages is asked who they are

    @property
    def statements(self) -> int:
        """Of all days together."""
        return sum(day.statements for day in self.days)

    @property
    def keys(self) -> int:
        """Days whose key stands on this computer."""
        return sum(day.has_key for day in self.days)


def shipped_figures() -> Figures:
    """The figures of this version's finder."""
    text = (files("analysis.privacy") / "shipped" / "cijfers.yaml").read_text(encoding="utf-8")
    return figures_from(yaml.safe_load(text))


def figures_from(table: Mapping[str, Any]) -> Figures:
    """Figures from what cijfers.yaml holds; kinds that were not measured are left out."""
    recall = {FindingKind(k): float(v) for k, v in table["recall"].items() if v is not None}
    return Figures(
        texts=table["texts"],
        names=table["names"],
        precision=table["precision"],
        recall=recall,
        backgrounds=dict(table["backgrounds"]),
    )


def gathered(
    store: Store, *, database: str, this_computer_only: bool, login: bool, today: date
) -> Facts:
    """The facts as they are now; `database` is its address without a password."""
    events = store.events()
    return Facts(
        made=today,
        version=version(),
        database=database,
        on_server=store.on_server,
        this_computer_only=this_computer_only,
        days=tuple(_day(store, event) for event in events),
        coders=len(_coders(store, events)),
        allowed=len(store.allowed_forms()),
        log=str(log_file()),
        figures=shipped_figures(),
        live_days=len(store.live.days()),
        login=login,
    )


def _day(store: Store, event: Event) -> DayFacts:
    return DayFacts(
        title=event.title,
        date=event.date,
        statements=store.counts(event.id).statements,
        keep_until=event.keep_until,
        has_key=key_file(event.id).is_file(),
    )


def _coders(store: Store, events: Iterable[Event]) -> set[str]:
    """The people who coded on any day, also those whose coding was blind."""
    return {
        coding.coder
        for event in events
        for blind in (False, True)
        for coding in store.latest_codings(event.id, blind=blind)
        if not coding.by_machine
    }
