"""Learning from the day, through the store."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from analysis.codebook import load_codebook
from analysis.learning import relearn
from analysis.store import ImportItem, Store
from analysis.storing import new_event, store_intake
from analysis.types import Category, Coding, CodingTarget, Event, Place, Reading, Statement

TEXTS = (
    "De bakfiets staat klaar",
    "Bakfiets is geleend aan de buren",
    "Een bakfiets voor elke wijk",
    "De lamp op de gang is stuk",
)


@pytest.fixture
def event(store: Store) -> Event:
    event = new_event(store, title="Dag", date=None, codebook=load_codebook("beter_verbonden"))
    statements = tuple(
        Statement(f"u{at}", text, "Politie", Category.WERKT, "heading", "a.txt", Place(at, at))
        for at, text in enumerate(TEXTS, 1)
    )
    store_intake(store, event, [ImportItem(Reading("a.txt", statements, ()), "x")])
    return event


def decide(store: Store, event: Event, identity: str, theme: str, assigned: bool) -> None:
    now = datetime.now(UTC)
    store.add_codings(
        event.id,
        [Coding(identity, CodingTarget.THEME, theme, assigned, "Ans", event.codebook, now)],
    )


def chance(store: Store, event: Event, identity: str, theme: str) -> float:
    codings = store.latest_codings(event.id, [identity])
    [found] = [c for c in codings if c.code == theme and c.by_machine]
    return found.probability or 0.0


def test_without_decisions_nothing_changes(store: Store, event: Event) -> None:
    before = store.latest_codings(event.id)
    learned = relearn(store, event)
    assert (learned.decided, learned.changed) == (0, ())
    assert store.latest_codings(event.id) == before


def test_decisions_move_what_is_like_them(store: Store, event: Event) -> None:
    like = chance(store, event, "u3", "integraliteit")
    unlike = chance(store, event, "u4", "integraliteit")
    for identity in ("u1", "u2"):
        decide(store, event, identity, "integraliteit", True)
    own = chance(store, event, "u1", "integraliteit")
    learned = relearn(store, event)
    assert learned.decided == 2
    moved = chance(store, event, "u3", "integraliteit") - like
    assert moved > 0.05
    assert moved > abs(chance(store, event, "u4", "integraliteit") - unlike)
    assert chance(store, event, "u1", "integraliteit") == own  # what a person decided is left alone
    [mine] = [c for c in store.latest_codings(event.id, ["u1"]) if c.coder == "Ans" and c.assigned]
    assert mine.code == "integraliteit"


def proposed(store: Store, event: Event) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {f"u{at}": set() for at in range(1, len(TEXTS) + 1)}
    for coding in store.latest_codings(event.id):
        if coding.by_machine and coding.assigned and coding.target is CodingTarget.THEME:
            found[coding.statement_id].add(coding.code)
    return found


def test_what_changed_is_told(store: Store, event: Event) -> None:
    before = proposed(store, event)
    theme = next(t for t in ("betrokkenheid", "openheid") if t not in before["u3"])
    for identity in ("u1", "u2"):
        for _ in range(3):
            decide(store, event, identity, theme, True)
    learned = relearn(store, event)
    after = proposed(store, event)
    assert set(learned.changed) == {i for i, themes in after.items() if themes != before[i]}
    assert relearn(store, event).changed == ()  # nothing new to learn
