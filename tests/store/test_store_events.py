"""Events, corners, codebooks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.errors import StoreError
from analysis.types import Category, Corner, Event


def test_event_comes_back_whole(store):
    earlier = store.create_event(Event("", "Vorig jaar", "bv@1"))
    corners = (
        Corner("Politie", frozenset({Category.WERKT, Category.KANS}), 0),
        Corner("OM", frozenset(), 1),
    )
    made = store.create_event(
        Event("", "Themadag", "bv@1", "2026-03-01", "tafel", earlier.id, corners)
    )
    assert store.event(made.id) == made
    assert store.events() == [made, earlier]
    assert made.id != earlier.id


def test_update_event_writes_all_but_corners(store, event_id):
    before = store.event(event_id)
    after = store.update_event(
        replace(before, title="Nieuw", date="2026-01-02", corner_word="tafel", codebook="bv@2")
    )
    assert after == store.event(event_id)
    assert (after.title, after.date, after.corner_word, after.codebook) == (
        "Nieuw",
        "2026-01-02",
        "tafel",
        "bv@2",
    )
    assert after.corners == before.corners


def test_set_corners_keeps_the_order_given(store, event_id):
    event = store.set_corners(event_id, [Corner("Z", position=7), Corner("A")])
    assert [(corner.name, corner.position) for corner in event.corners] == [("Z", 0), ("A", 1)]


def test_set_corners_refuses_what_would_lose_or_double(store, event_id, make):
    store.import_readings(event_id, [make.item(make.statement(1, "Korte lijnen"))])
    with pytest.raises(StoreError, match="“Politie” staan nog uitspraken"):
        store.set_corners(event_id, [Corner("OM")])
    with pytest.raises(StoreError, match="twee keer"):
        store.set_corners(event_id, [Corner("Politie"), Corner("Politie")])
    assert [corner.name for corner in store.event(event_id).corners] == ["Politie", "OM"]


def test_delete_event_takes_all_that_hangs_on_it(store, event_id, make):
    statement = make.statement(1, "Korte lijnen")
    next_year = store.create_event(Event("", "Later", "bv@1", previous=event_id))
    store.import_readings(event_id, [make.item(statement)], [make.coding(statement.id)])
    store.delete_event(event_id)
    assert store.events() == [replace(next_year, previous=None)]
    assert (store.statements(event_id), store.left_out(event_id)) == ([], [])


def test_revision_grows_with_every_write(store, event_id, make):
    statement = make.statement(1, "Korte lijnen")
    writes = [
        lambda: store.update_event(store.event(event_id)),
        lambda: store.set_corners(event_id, store.event(event_id).corners),
        lambda: store.import_readings(event_id, [make.item(statement)]),
        lambda: store.add_codings(event_id, [make.coding(statement.id)]),
        lambda: store.decide_category(event_id, [statement.id], Category.KANS, coder="An"),
        lambda: store.move_statements(event_id, [statement.id], corner="OM"),
        lambda: store.remove_source(event_id, store.sources(event_id)[0].id),
    ]
    revisions = [store.revision(event_id)]
    for write in writes:
        write()
        revisions.append(store.revision(event_id))
    assert revisions == sorted(set(revisions))
    assert len(revisions) == len(writes) + 1


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.event("weg"),
        lambda store: store.revision("weg"),
        lambda store: store.frames("weg"),
        lambda store: store.delete_event("weg"),
        lambda store: store.set_corners("weg", []),
        lambda store: store.import_readings("weg", []),
        lambda store: store.add_codings("weg", []),
        lambda store: store.update_event(Event("weg", "x", "bv@1")),
    ],
)
def test_an_event_that_is_gone_is_told(store, ask):
    with pytest.raises(StoreError, match="bestaat niet meer"):
        ask(store)


def test_codebook_versions_are_added_and_never_changed(store):
    first = store.add_codebook("bv", "1", "themes: []\n")
    assert store.add_codebook("bv", "1", "themes: []\n") == first
    with pytest.raises(StoreError, match="nieuw versienummer"):
        store.add_codebook("bv", "1", "themes: [x]\n")
    second = store.add_codebook("bv", "2", "themes: [x]\n")
    assert store.codebook("bv@1") == first
    assert store.codebooks() == [first, second]
    assert store.codebook("bv@3") is None
