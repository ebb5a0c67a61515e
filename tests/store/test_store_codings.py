"""Decisions: which counts, what is kept, and the tables made from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.errors import StoreError
from analysis.store import Counts, open_store
from analysis.types import Category, CodingTarget, Event, Span

WERKT, KNELPUNT, KANS = Category


@pytest.fixture
def ids(store, event_id, make):
    statements = [
        make.statement(1, "Korte lijnen", "OM"),
        make.statement(2, "Geen tijd", "Politie", KNELPUNT),
        make.statement(3, "Zonder kop", "Politie", None),
    ]
    store.import_readings(event_id, [make.item(*statements)])
    return [statement.id for statement in statements]


def current(store, event_id):
    rows = store.frames(event_id).codings.astype({"statement_id": str, "target": str, "code": str})
    return {
        (r.statement_id, r.target, r.code): (r.assigned, r.by_machine) for r in rows.itertuples()
    }


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([("machine:a", True)], (True, True)),
        ([("machine:a", True), ("machine:b", False)], (False, True)),
        ([("machine:a", True), ("An", False)], (False, False)),
        ([("An", False), ("machine:a", True)], (False, False)),
        ([("An", False), ("machine:a", True), ("Bo", True)], (True, False)),
        ([("An", False), ("Bo", True), ("machine:a", False)], (True, False)),
    ],
)
def test_a_person_goes_before_the_machine_then_the_last(
    store, event_id, ids, make, decisions, expected
):
    for coder, assigned in decisions:
        store.add_codings(
            event_id, [make.coding(ids[0], "openheid", assigned=assigned, coder=coder)]
        )
    assert current(store, event_id) == {(ids[0], "theme", "openheid"): expected}
    told = [(d.coding.coder, d.coding.assigned) for d in store.history(event_id, ids[0])]
    assert told == decisions


DECISION = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["x", "y"]),
    st.booleans(),
    st.sampled_from(["An", "machine:a"]),
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(decisions=st.lists(DECISION, max_size=25))
def test_current_is_what_a_plain_reading_of_the_rule_gives(store, make, decisions):
    event_id = store.create_event(Event("", "Dag", "bv@1")).id
    statements = [make.statement(n, f"tekst {n}") for n in range(3)]
    store.import_readings(event_id, [make.item(*statements)])
    expected = {}
    for number, code, assigned, coder in decisions:
        key, machine = (statements[number].id, "theme", code), coder.startswith("machine:")
        if not (machine and key in expected and not expected[key][1]):
            expected[key] = (assigned, machine)
    store.add_codings(
        event_id,
        [
            make.coding(statements[n].id, code, assigned=yes, coder=who)
            for n, code, yes, who in decisions
        ],
    )
    assert current(store, event_id) == expected


def test_history_keeps_everything_of_a_decision(store, event_id, ids, make):
    coding = make.coding(ids[0], evidence=(Span(0, 5, "kort"), Span(6, 12, "lijn “x”")))
    store.add_codings(event_id, [coding], memo="Twijfel: eerder integraliteit?")
    (decision,) = store.history(event_id, ids[0])
    assert (decision.coding, decision.memo) == (coding, "Twijfel: eerder integraliteit?")
    assert decision.coding.created == datetime(2026, 3, 1, 10, 30, tzinfo=UTC)


def test_codings_of_unknown_statements_are_refused_whole(store, event_id, ids, make):
    with pytest.raises(StoreError, match="Uitspraak weg"):
        store.add_codings(event_id, [make.coding(ids[0]), make.coding("weg")])
    assert store.history(event_id, ids[0]) == []
    with pytest.raises(StoreError, match="Uitspraak weg"):
        store.history(event_id, "weg")


def test_evidence_is_that_of_current_assigned_codings(store, event_id, ids, make):
    early, late = (Span(0, 5, "kort"),), (Span(6, 12, "lijn"),)
    store.add_codings(
        event_id,
        [
            make.coding(ids[0], "openheid", evidence=early),
            make.coding(ids[0], "openheid", evidence=late),
            make.coding(ids[0], "integraliteit", evidence=early),
            make.coding(ids[0], "integraliteit", assigned=False, coder="An"),
            make.coding(ids[1], "openheid", evidence=early),
            make.coding(ids[2], "openheid"),
        ],
    )
    assert store.evidence(event_id, ids) == {
        ids[0]: {"openheid": late},
        ids[1]: {"openheid": early},
    }
    assert store.evidence(event_id, ids[2:]) == {}


@pytest.mark.parametrize("kind", [*Category, None])
def test_a_persons_kind_shows_everywhere_and_is_a_decision(store, event_id, ids, kind):
    store.decide_category(event_id, ids[:1], kind, coder="An")
    store.decide_category(event_id, ids[2:], kind, coder="An")
    expected = [kind, KNELPUNT, kind]
    statements = store.statements(event_id)
    assert [statement.category for statement in statements] == expected
    assert [s.category for s in store.statements(event_id, ids[::-1])] == expected
    in_frame = store.frames(event_id).statements["category"]
    assert [None if pd.isna(value) else value for value in in_frame] == expected
    assert statements[0].category_basis == ("heading" if kind == WERKT else None)
    told = {d.coding.code: d.coding.assigned for d in store.history(event_id, ids[0])}
    assert told == {k.value: k == kind for k in Category}


def test_a_persons_kind_can_change_again_and_the_machine_cannot_touch_it(
    store, event_id, ids, make
):
    store.decide_category(event_id, ids[:1], KANS, coder="An")
    store.decide_category(event_id, ids[:1], KNELPUNT, coder="Bo")
    proposal = make.coding(ids[0], "werkt", target=CodingTarget.CATEGORY)
    store.add_codings(event_id, [proposal])
    assert store.statements(event_id, ids[:1])[0].category == KNELPUNT


def test_a_persons_no_takes_only_that_kind_away(store, event_id, ids, make):
    for code, left in [("kans", WERKT), ("werkt", None)]:
        no = make.coding(ids[0], code, assigned=False, coder="An", target=CodingTarget.CATEGORY)
        store.add_codings(event_id, [no])
        assert store.statements(event_id, ids[:1])[0].category == left


def test_frames_hold_statements_and_decisions_without_text(store, event_id, ids, make):
    store.add_codings(
        event_id,
        [
            make.coding(ids[1], "kans", target=CodingTarget.THEME),
            make.coding(ids[1], "kans", target=CodingTarget.CATEGORY),
            make.coding(ids[1], "tactisch", assigned=False, target=CodingTarget.DIMENSION),
        ],
    )
    frames = store.frames(event_id)
    assert list(frames.statements.index) == ids
    assert frames.statements.index.name == "id"
    assert list(frames.statements.columns) == ["corner", "category", "source", "position"]
    assert list(frames.statements["corner"]) == ["OM", "Politie", "Politie"]
    assert list(frames.statements["corner"].cat.categories) == ["Politie", "OM"]
    assert list(frames.statements["category"].cat.categories) == ["werkt", "knelpunt", "kans"]
    assert frames.statements["category"].isna().tolist() == [False, False, True]
    assert set(frames.statements["source"]) == {"a.txt"}
    assert list(frames.codings["statement_id"].cat.categories) == ids
    assert set(current(store, event_id).items()) == {
        ((ids[1], "theme", "kans"), (True, True)),
        ((ids[1], "category", "kans"), (True, True)),
        ((ids[1], "dimension", "tactisch"), (False, True)),
    }
    merged = frames.codings.merge(frames.statements, left_on="statement_id", right_index=True)
    assert set(merged["corner"]) == {"Politie"}


def test_frames_after_a_source_is_gone_and_of_an_empty_event(store, event_id, ids, make):
    more = [make.statement(n, f"tekst {n}", source="b") for n in range(1, 4)]
    store.import_readings(
        event_id, [make.item(*more, name="b")], [make.coding(s.id, "x") for s in more]
    )
    store.add_codings(event_id, [make.coding(ids[0], "y")])
    store.remove_source(event_id, store.sources(event_id)[0].id)
    assert set(current(store, event_id)) == {(s.id, "theme", "x") for s in more}
    store.remove_source(event_id, store.sources(event_id)[0].id)
    empty = store.frames(event_id)
    assert (len(empty.statements), len(empty.codings)) == (0, 0)
    assert empty.codings["assigned"].dtype.kind == "b"


def test_two_files_of_one_name_are_one_name_in_the_frame(store, event_id, make):
    for digest in ("1", "2"):
        statement = make.statement(int(digest), f"tekst {digest}")
        item = make.item(statement)
        store.import_readings(event_id, [type(item)(item.reading, digest)])
    assert list(store.frames(event_id).statements["source"]) == ["a.txt", "a.txt"]


def test_counts_tell_how_far_the_event_is(store, event_id, ids, make):
    assert store.counts(event_id) == Counts(1, 3, 1, 0, 0)
    store.add_codings(
        event_id, [make.coding(i, code) for i, code in product(ids[:2], ["openheid", "x"])]
    )
    store.add_codings(
        event_id, [make.coding(ids[2], coder="An"), make.coding(ids[2], "x", coder="An")]
    )
    store.decide_category(event_id, ids[:2], KANS, coder="An")
    assert store.counts(event_id) == Counts(1, 3, 1, 2, 1)


def test_what_was_stored_is_there_when_opened_again(database_url, store, event_id, ids, make):
    store.add_codings(event_id, [make.coding(ids[0])])
    with open_store(database_url) as again:
        assert again.statements(event_id) == store.statements(event_id)
        assert again.events() == store.events()
        assert current(again, event_id) == current(store, event_id)


def test_a_withdrawn_decision_gives_way_to_what_stood_before(store, event_id, make):
    statement = make.statement(1, "een")
    store.import_readings(event_id, [make.item(statement)], [make.coding(statement.id)])
    mine = make.coding(statement.id, assigned=False, coder="Ans")
    store.add_codings(event_id, [mine])
    assert store.counts(event_id).decided_by_person == 1
    store.add_codings(event_id, [replace(mine, withdrawn=True)])
    key = (statement.id, "theme", "openheid")
    assert current(store, event_id)[key] == (True, True)  # the machine's again
    assert store.counts(event_id).decided_by_person == 0
    store.add_codings(event_id, [replace(mine, coder="Bas"), mine])
    store.add_codings(event_id, [replace(mine, withdrawn=True)])
    assert current(store, event_id)[key] == (False, False)  # that of Bas stands
    assert len(store.history(event_id, statement.id)) == 6


def test_blind_codings_never_count(store, event_id, make):
    statement = make.statement(1, "een")
    store.import_readings(event_id, [make.item(statement)], [make.coding(statement.id)])
    blind = replace(make.coding(statement.id, assigned=False, coder="Bas"), blind=True)
    store.add_codings(event_id, [blind])
    assert current(store, event_id) == {(statement.id, "theme", "openheid"): (True, True)}
    assert store.counts(event_id).decided_by_person == 0
    assert [c.coder for c in store.latest_codings(event_id)] == ["machine:zoektermen"]
    [found] = store.latest_codings(event_id, blind=True)
    assert (found.coder, found.assigned, found.blind) == ("Bas", False, True)


def test_the_latest_decision_of_each_coder(store, event_id, make):
    one, two = make.statement(1, "een"), make.statement(2, "twee")
    store.import_readings(
        event_id, [make.item(one, two)], [make.coding(one.id), make.coding(two.id)]
    )
    store.add_codings(
        event_id,
        [
            make.coding(one.id, assigned=False, coder="machine:model"),
            make.coding(one.id, coder="Ans"),
            make.coding(one.id, assigned=False, coder="Ans"),
            make.coding(one.id, coder="Bas"),
        ],
    )
    found = [(c.statement_id, c.coder, c.assigned) for c in store.latest_codings(event_id)]
    assert found == [
        (one.id, "machine:model", False),
        (one.id, "Ans", False),
        (one.id, "Bas", True),
        (two.id, "machine:zoektermen", True),
    ]
    assert {c.statement_id for c in store.latest_codings(event_id, [two.id])} == {two.id}


def test_the_machines_kind_counts_where_no_heading_gave_one(store, event_id, make):
    headed, loose, none = (
        make.statement(1, "een", category=Category.WERKT),
        make.statement(2, "twee", category=None),
        make.statement(3, "drie", category=None),
    )
    proposed = [
        make.coding(s.id, kind, target=CodingTarget.CATEGORY)
        for s, kind in ((headed, "kans"), (loose, "werkt"), (none, "kans"))
    ]
    store.import_readings(event_id, [make.item(headed, loose, none)], proposed)
    again = [
        make.coding(s.id, kind, target=CodingTarget.CATEGORY)
        for s, kind in ((loose, "knelpunt"), (none, "geen"))
    ]
    store.add_codings(event_id, again)
    kinds = [(s.category, s.category_basis) for s in store.statements(event_id)]
    expected = [(Category.WERKT, "heading"), (Category.KNELPUNT, "text"), (None, None)]
    assert kinds == expected
    framed = store.frames(event_id).statements["category"]
    assert [None if pd.isna(k) else k for k in framed] == ["werkt", "knelpunt", None]
    store.decide_category(event_id, [loose.id], Category.KANS, coder="Ans")
    [decided] = store.statements(event_id, [loose.id])
    assert (decided.category, decided.category_basis) == (Category.KANS, None)
