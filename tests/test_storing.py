"""From statements to the database: what goes in, that it goes in whole, and another codebook."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from analysis import storing
from analysis.codebook import load_codebook
from analysis.errors import StoreError, UsageError
from analysis.intake import lexicon_for, read_files
from analysis.mending import Mending
from analysis.store import Store
from analysis.storing import change_codebook, codebook_of, new_event, store_intake
from analysis.types import Category, Place

CODEBOOK = load_codebook("beter_verbonden")
LEXICON = lexicon_for(CODEBOOK)
POLITIE = b"""Koffiehoek 1: Politie
Wat gaat goed
- we werken goed samen
  met de gemeente
=====
Knelpunten
- privacy
Kansen
"""


def read(*files):
    return read_files(files, lexicon=LEXICON)


@pytest.fixture
def event(store):
    return new_event(store, title="Dag", date=None, codebook=CODEBOOK)


def test_what_was_read_goes_in_with_codes_and_surroundings(store, event):
    got = read(("politie.txt", POLITIE))

    result = store_intake(store, event, got.items).result

    assert (result.statements, result.left_out, result.corners_added) == (2, 1, ("Politie",))
    first, _ = store.statements(event.id)
    around = store.surroundings(event.id, first.id, lines=1)
    assert [text.place for text in around.here] == [Place(3, 3), Place(4, 4)]
    assert store.counts(event.id).coded_by_machine == 2
    assert set(store.evidence(event.id, [first.id])[first.id])


def test_a_corner_that_was_there_keeps_what_was_set(store, event):
    store_intake(store, event, read(("a.txt", POLITIE)).items)
    (corner,) = store.event(event.id).corners
    assert corner.asked == frozenset(Category)


def test_nothing_is_stored_where_anything_fails(store, event, monkeypatch):
    def decide_on_nothing_known(items, _mending, **_):
        wrong = storing.propose(items[0].reading.statements[:1], CODEBOOK, now)
        return [replace(coding, statement_id="onbekend") for coding in wrong[:1]]

    now = datetime.now(UTC)
    monkeypatch.setattr(storing, "decisions", decide_on_nothing_known)

    with pytest.raises(StoreError):
        store_intake(store, event, read(("a.txt", POLITIE)).items)

    assert store.sources(event.id) == []
    assert store.event(event.id).corners == ()
    assert store.counts(event.id).statements == 0


def test_mended_statements_go_in_mended(store, event):
    got = read(("a.txt", POLITIE))
    first, second = got.statements
    mending = Mending({first.id: "School"}, {second.id: Category.KANS}, {("a.txt", 0)})

    store_intake(store, event, got.items, mending=mending)

    stored = {s.text: (s.corner, s.category) for s in store.statements(event.id)}
    assert stored == {
        "we werken goed samen met de gemeente": ("School", Category.WERKT),
        "=====": ("School", Category.WERKT),
        "privacy": ("Politie", Category.KANS),
    }


def test_another_codebook_proposes_anew_and_people_keep_their_say(store: Store, event):
    store_intake(store, event, read(("a.txt", POLITIE)).items)
    first, _ = store.statements(event.id)
    store.decide_category(event.id, [first.id], Category.KANS, coder="onderzoeker")
    other = load_codebook("weerbare_gemeenschappen")

    change_codebook(store, store.event(event.id), other)

    changed = store.event(event.id)
    assert changed.codebook == other.key
    assert codebook_of(changed, store) == other
    assert {theme.name for theme in other.themes} <= set(store.frames(event.id).codings["code"])
    assert store.statements(event.id, [first.id])[0].category is Category.KANS


def test_a_further_code_that_is_no_longer_proposed_is_taken_back(store: Store, event):
    store_intake(store, event, read(("a.txt", POLITIE)).items)

    def levels() -> int:
        codings = store.frames(event.id).codings
        level = codings["code"].isin([code.name for code in CODEBOOK.dimension.codes])
        return int((level & codings["assigned"]).sum())

    assert levels() > 0
    without = CODEBOOK.model_copy(update={"dimension": None, "version": 2})
    change_codebook(store, store.event(event.id), without)
    assert levels() == 0


@pytest.mark.parametrize("title", ["", "  "])
def test_a_day_needs_a_title(store, title):
    with pytest.raises(UsageError, match="titel"):
        new_event(store, title=title, date=None, codebook=CODEBOOK)
    assert store.events() == []
