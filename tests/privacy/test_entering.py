"""Names out on entry and later: numbers that go on, words that are allowed, names found late."""

from __future__ import annotations

import re
import threading

import pytest

from analysis.codebook import load_codebook
from analysis.intake import lexicon_for, read_files
from analysis.keys import key_file
from analysis.mending import Mending
from analysis.privacy.entering import partner_names, take_out, with_data
from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.taking_out import Taken
from analysis.storing import new_event, settle_names, store_intake
from analysis.types import ActivityKind, Category

CODEBOOK = load_codebook("beter_verbonden")
LEXICON = lexicon_for(CODEBOOK)


class Known:
    """Finds the names it was given."""

    def __init__(self, *names):
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")

    def find(self, text):
        return tuple(
            Finding(*one.span(), FindingKind.PERSON, one.group(), "proef")
            for one in self._pattern.finditer(text)
        )


FINDER = Known("Henk Bos", "Henk", "Fatima", "Samira", "Bos")
FIRST = "Politie\n\nKnelpunten\n- Henk Bos belt nooit terug\n- Fatima wel\n"
SECOND = "Reclassering\n\nKnelpunten\n- Samira belt\n- Henk belt, en Fatima ook\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.keys.data_folder", lambda: tmp_path / "gegevens")
    monkeypatch.setattr("analysis.privacy.taking_out._listed", lambda: frozenset({"bos"}))


@pytest.fixture
def event(store):
    return new_event(store, title="Dag", date=None, codebook=CODEBOOK)


def read(name, text, sources=()):
    return read_files([(name, text.encode())], lexicon=LEXICON, sources=sources).items


def said(store, event):
    return [s.text for s in store.statements(event.id)]


def test_the_original_is_stored_nowhere(store, event, tmp_path):
    stored = store_intake(store, event, read("van Henk.txt", FIRST), finder=FINDER)
    assert said(store, event) == ["[persoon 1] belt nooit terug", "[persoon 2] wel"]
    assert stored.pairs == (
        ("[persoon 1]", "Henk"), ("[persoon 1]", "Henk Bos"), ("[persoon 2]", "Fatima"),
    )  # fmt: skip
    assert (stored.result.statements, stored.replaced) == (2, 2)
    for path in tmp_path.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert not any(name in data for name in (b"Henk", b"Fatima", b"Bos ", b"henk", b"fatima"))


def test_numbers_go_on_in_a_second_import(store, event):
    store_intake(store, event, read("a.txt", FIRST), finder=FINDER)
    stored = store_intake(store, event, read("b.txt", SECOND), finder=FINDER)
    assert said(store, event)[2:] == ["[persoon 3] belt", "[persoon 1] belt, en [persoon 2] ook"]
    assert dict(stored.pairs)["[persoon 1]"] == "Henk"
    assert max(store.pseudonyms(event.id).values()) == 3


def test_another_day_counts_anew(store, event):
    store_intake(store, event, read("a.txt", FIRST), finder=FINDER)
    other = new_event(store, title="Later", date=None, codebook=CODEBOOK)
    store_intake(store, other, read("b.txt", SECOND), finder=FINDER)
    assert said(store, other)[0] == "[persoon 1] belt"
    assert not set(store.pseudonyms(event.id)) & set(store.pseudonyms(other.id))


def test_no_key_is_made_where_nobody_is_named(store, event):
    store_intake(store, event, read("a.txt", "Politie\n\nTips\n- Bel elkaar\n"), finder=FINDER)
    assert not key_file(event.id).exists()
    assert store.pseudonyms(event.id) == {}


def test_a_kind_that_was_chosen_follows_the_new_id(store, event):
    items = read("a.txt", FIRST)
    first = items[0].reading.statements[0]
    store_intake(
        store, event, items, mending=Mending(kinds={first.id: Category.KANS}), finder=FINDER
    )
    kinds = {s.text: s.category for s in store.statements(event.id)}
    assert kinds["[persoon 1] belt nooit terug"] is Category.KANS
    assert first.id not in {s.id for s in store.statements(event.id)}


def test_what_a_researcher_allows_holds_for_this_day(store, event):
    taken = Taken(allowed=frozenset({"Fatima"}))
    store_intake(store, event, read("a.txt", FIRST), finder=FINDER, taken=taken)
    store_intake(store, event, read("b.txt", SECOND), finder=FINDER)
    assert said(store, event)[1] == "Fatima wel"
    assert said(store, event)[3] == "[persoon 1] belt, en Fatima ook"
    assert store.allowed_forms(event.id) == {"Fatima"}
    assert store.allowed_forms() == frozenset()


def test_the_organisations_words_corners_and_partners_are_no_names(store, event):
    store.allow_form("henk bos", event_id=None)
    partner = min(partner_names(LEXICON))
    finder = Known("Henk Bos", partner, "Politie")
    notes = f"Politie\n\nTips\n- Henk Bos en {partner}\n"
    for name, extra in (("a.txt", ""), ("b.txt", "- Politie belt\n")):
        store_intake(store, event, read(name, notes + extra), finder=finder)
    assert said(store, event) == [f"Henk Bos en {partner}", "Politie belt"]


def test_a_name_that_a_researcher_gives_is_taken_out(store, event):
    taken = Taken(names=frozenset({"Mees"}))
    notes = "Politie\n\nTips\n- Mees weet raad\n- een mees\n"
    store_intake(store, event, read("a.txt", notes), finder=FINDER, taken=taken)
    assert said(store, event) == ["[persoon 1] weet raad", "een mees"]


def test_a_file_whose_name_was_replaced_does_not_clash_with_the_next(store, event):
    for text in (FIRST, SECOND):
        items = read("van Henk.txt", text, store.sources(event.id))
        store_intake(store, event, items, finder=FINDER)
    names = [source.name for source in store.sources(event.id)]
    assert names == ["van [persoon 1].txt", "van [persoon 1] (2).txt"]


def test_two_imports_at_once_never_share_a_number(store, event):
    notes = [
        f"Politie\n\nTips\n- {name} belt over {at}\n" for at, name in enumerate(["Henk", "Samira"])
    ]
    threads = [
        threading.Thread(
            target=store_intake, args=(store, event, read(f"{at}.txt", text)),
            kwargs={"finder": FINDER},
        )
        for at, text in enumerate(notes)
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {text.split(" belt")[0] for text in said(store, event)} == {"[persoon 1]", "[persoon 2]"}


def test_what_is_found_later_is_taken_out_later(store, event):
    store_intake(store, event, read("a.txt", FIRST), finder=Known("Fatima"))
    store.decide_category(event.id, [store.statements(event.id)[0].id], Category.KANS, coder="An")
    ids = [s.id for s in store.statements(event.id)]
    assert settle_names(store, event, finder=FINDER) == 1
    assert said(store, event) == ["[persoon 2] belt nooit terug", "[persoon 1] wel"]
    assert [s.id for s in store.statements(event.id)] == ids
    first = store.statements(event.id)[0]
    assert first.category is Category.KANS
    machine = [c for c in store.latest_codings(event.id, [first.id]) if c.by_machine]
    assert all(s.end <= len(first.text) for c in machine for s in c.evidence)
    assert not any("Henk" in text for text in store.texts(event.id))
    assert settle_names(store, event, finder=FINDER) == 0


def test_settling_keeps_what_is_said_to_be_no_name(store, event):
    store_intake(store, event, read("a.txt", FIRST), finder=Known("niemand"))
    taken = Taken(allowed=frozenset({"Henk Bos"}), names=frozenset({"Fatima"}))
    assert settle_names(store, event, finder=FINDER, taken=taken) == 1
    assert said(store, event) == ["Henk Bos belt nooit terug", "[persoon 1] wel"]
    assert store.allowed_forms(event.id) == {"Henk Bos"}
    assert ActivityKind.NAME_REMOVED in {a.what for a in store.activity()}


def test_in_memory_nothing_is_kept():
    items = read("a.txt", FIRST)
    assert with_data(items, finder=FINDER, lexicon=LEXICON) == 2
    clean, count = take_out(items, finder=FINDER, lexicon=LEXICON)
    assert [s.text for s in clean[0].reading.statements] == [
        "[persoon 1] belt nooit terug", "[persoon 2] wel",
    ]  # fmt: skip
    assert count == 2
    allowed = Taken(allowed=frozenset({"Fatima"}))
    assert take_out(items, finder=FINDER, taken=allowed, lexicon=LEXICON)[1] == 1


def test_a_partners_name_that_people_have_too_is_not_allowed_by_itself():
    names = {name.casefold() for name in partner_names(LEXICON)}
    assert "pol" in {name.casefold() for name in LEXICON.partners.phrases}
    assert "pol" not in names
    assert {"jeugdbescherming", "raad voor de kinderbescherming"} <= names
