"""Pseudonyms, allowed words, texts written anew, and the log without content."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from analysis.errors import StoreError
from analysis.store import Activity
from analysis.store.actor import acting_as
from analysis.types import ActivityKind, Category, Corner, Event, Span


@pytest.fixture
def filled(store, event_id, make):
    """A day with one statement and a decision by the machine and one by a person."""
    statement = replace(make.statement(1, "Henk belt terug"), label="Henk, politie")
    item = make.item(statement, name="van Henk.txt")
    evidence = (Span(0, 4, "henk"),)
    store.import_readings(event_id, [item], [make.coding(statement.id, evidence=evidence)])
    store.add_codings(
        event_id, [make.coding(statement.id, coder="An", evidence=evidence)], memo="vraag Henk"
    )
    return statement.id


def test_pseudonyms_come_with_the_import_or_not_at_all(store, event_id, make):
    item = make.item(make.statement(1, "x"))
    store.import_readings(event_id, [item], pseudonyms={"aa": 1, "bb": 2})
    assert store.pseudonyms(event_id) == {"aa": 1, "bb": 2}
    with pytest.raises(StoreError):
        store.import_readings(event_id, [], [make.coding("weg")], pseudonyms={"cc": 3})
    store.import_readings(event_id, [], pseudonyms={"bb": 0, "dd": 4})
    assert store.pseudonyms(event_id) == {"aa": 1, "bb": 0, "dd": 4}
    assert store.pseudonyms("weg") == {}
    store.delete_event(event_id)
    assert store.pseudonyms(event_id) == {}


def test_allowed_words_are_the_organisations_and_the_days(store, event_id):
    store.allow_form("De  Jong ", event_id=None)
    store.allow_form("Roos", event_id=event_id)
    store.allow_form("Roos", event_id=event_id)
    store.allow_form("  ", event_id=None)
    other = store.create_event(Event("", "Andere dag", "bv@1")).id
    assert store.allowed_forms() == store.allowed_forms(other) == {"De Jong"}
    assert store.allowed_forms(event_id) == {"De Jong", "Roos"}
    store.disallow_form("De Jong", event_id=None)
    store.disallow_form("Roos", event_id=None)
    assert store.allowed_forms(event_id) == {"Roos"}
    assert [a.what for a in store.activity()].count(ActivityKind.NAME_ALLOWED) == 2
    store.delete_event(event_id)
    assert store.allowed_forms(event_id) == frozenset()
    with pytest.raises(StoreError, match="bestaat niet meer"):
        store.allow_form("Roos", event_id=event_id)


def test_rewriting_reaches_every_text_and_keeps_ids(store, event_id, filled):
    assert {"Henk belt terug", "Henk, politie", "van Henk", "- Henk belt terug"} <= set(
        store.texts(event_id)
    )
    changed = store.rewrite(
        event_id, lambda text: text.replace("Henk", "[persoon 1]"), pseudonyms={"aa": 1}
    )
    assert changed == (filled,)
    assert not any("Henk" in text for text in store.texts(event_id))
    (statement,) = store.statements(event_id)
    assert (statement.id, statement.text, statement.label, statement.source) == (
        filled, "[persoon 1] belt terug", "[persoon 1], politie", "van [persoon 1].txt",
    )  # fmt: skip
    around = store.surroundings(event_id, filled)
    assert [line.text for line in around.here] == ["- [persoon 1] belt terug"]
    machine, person = store.history(event_id, filled)
    assert (machine.coding.evidence, person.coding.evidence) == ((), ())
    assert (machine.coding.assigned, person.memo) == (True, "vraag [persoon 1]")
    assert store.pseudonyms(event_id) == {"aa": 1}


def test_rewriting_leaves_the_evidence_of_what_did_not_change(store, event_id, filled):
    assert store.rewrite(event_id, lambda text: text.replace("politie", "school")) == ()
    assert store.history(event_id, filled)[0].coding.evidence == (Span(0, 4, "henk"),)
    assert store.statements(event_id)[0].label == "Henk, school"


def test_corners_that_get_one_name_become_one(store, event_id, filled):
    store.rewrite(event_id, lambda text: "Hoek" if text in {"Politie", "OM"} else text)
    assert store.event(event_id).corners == (Corner("Hoek", frozenset(Category)),)
    assert store.statements(event_id, [filled])[0].corner == "Hoek"


@pytest.mark.usefixtures("filled")
def test_rewriting_fails_whole(store, event_id):
    def change(text):
        if text.startswith("- "):
            raise ZeroDivisionError
        return text.upper()

    before = (store.texts(event_id), store.revision(event_id), store.activity())
    with pytest.raises(ZeroDivisionError):
        store.rewrite(event_id, change)
    assert (store.texts(event_id), store.revision(event_id), store.activity()) == before
    with pytest.raises(StoreError, match="bestaat niet meer"):
        store.rewrite("weg", str.upper)


def test_the_date_to_keep_a_day_until(store, event_id):
    assert store.event(event_id).keep_until is None
    store.update_event(replace(store.event(event_id), keep_until="2028-01-31"))
    assert store.event(event_id).keep_until == store.events()[0].keep_until == "2028-01-31"


def test_the_log_tells_who_did_what_when(store, make):
    with acting_as("An"):
        event = store.create_event(Event("", "Geheime titel", "bv@1"))
    one, two = make.statement(1, "geheim een"), make.statement(2, "geheim twee")
    item = make.item(one, two, name="geheim.txt")
    store.import_readings(event.id, [item], [make.coding(one.id)])
    store.import_readings(event.id, [item])  # known already: nothing was read
    store.add_codings(event.id, [make.coding(one.id)])  # the machine's
    decided = [make.coding(s.id, code, coder="Bo") for s in (one, two) for code in "ab"]
    store.add_codings(event.id, decided, memo="geheim")
    store.update_event(replace(store.event(event.id), codebook="bv@2", title="Anders"))
    store.update_event(replace(store.event(event.id), keep_until="2028-01-31"))
    store.rewrite(event.id, lambda text: text.replace("een", "1"))
    store.remove_source(event.id, store.sources(event.id)[0].id)
    store.log(ActivityKind.EXPORTED, event_id=event.id, number=2, who="Cas")
    store.delete_event(event.id)

    log = store.activity()
    assert [(a.who, a.what, a.number) for a in reversed(log)] == [
        ("An", ActivityKind.DAY_CREATED, None),
        ("onderzoeker", ActivityKind.READ, 2),
        ("Bo", ActivityKind.REVIEWED, 2),
        ("onderzoeker", ActivityKind.CODEBOOK_CHANGED, None),
        ("onderzoeker", ActivityKind.RETENTION_SET, None),
        ("onderzoeker", ActivityKind.NAME_REMOVED, 1),
        ("onderzoeker", ActivityKind.SOURCE_REMOVED, 2),
        ("Cas", ActivityKind.EXPORTED, 2),
        ("onderzoeker", ActivityKind.DAY_DELETED, 0),
    ]
    assert {a.event_id for a in log} == {event.id}
    assert all(datetime.now(UTC) - a.at < timedelta(minutes=5) for a in log)
    assert "geheim" not in repr(log).casefold()
    assert store.activity(limit=1) == [
        Activity(log[0].at, "onderzoeker", ActivityKind.DAY_DELETED, event.id, 0)
    ]


def test_a_word_that_is_taken_off_the_list_is_logged_once(store, event_id):
    store.allow_form("Roos", event_id=event_id)
    for _ in range(2):
        store.disallow_form(" Roos ", event_id=event_id)
    store.disallow_form("Roos", event_id=None)  # never on that list
    assert store.allowed_forms(event_id) == frozenset()
    assert [(a.what, a.event_id, a.number) for a in store.activity()][:2] == [
        (ActivityKind.NAME_DISALLOWED, event_id, 1),
        (ActivityKind.NAME_ALLOWED, event_id, 1),
    ]


def test_who_is_at_work_is_so_within_the_block_only(store):
    with acting_as("opdrachtregel"):
        store.log(ActivityKind.EXPORTED)
    store.log(ActivityKind.EXPORTED)
    assert [a.who for a in store.activity()] == ["onderzoeker", "opdrachtregel"]


def test_names_of_files_are_read_as_words_and_keep_their_ending(store, event_id, make):
    for name in ("verslag_van_Henk.txt", "notitie_1.txt", "zonder_ending"):
        store.import_readings(
            event_id, [make.item(make.statement(1, name, source=name), name=name)]
        )
    assert {"verslag van Henk", "notitie 1", "zonder ending"} <= set(store.texts(event_id))
    store.rewrite(event_id, lambda text: text.replace("Henk", "[persoon 1]"))
    assert {source.name for source in store.sources(event_id)} == {
        "verslag van [persoon 1].txt", "notitie_1.txt", "zonder_ending",
    }  # fmt: skip
