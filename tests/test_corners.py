"""Renaming, joining, adding and removing the corners of a stored day."""

import pytest

from analysis.codebook import load_codebook
from analysis.corners import CornerRow, save_corners
from analysis.errors import StoreError, UsageError
from analysis.intake import lexicon_for, read_files
from analysis.storing import new_event, store_intake
from analysis.types import Category

ALL = frozenset(Category)
WERKT = frozenset({Category.WERKT})
KANS = frozenset({Category.KANS})
NOTES = """Koffiehoek 1: Politie
Tops
- lijnen
- geld

Koffiehoek 2: School
Tops
- a b
- c d
"""


@pytest.fixture
def event(store):
    """Two corners with two statements each."""
    codebook = load_codebook("beter_verbonden")
    event = new_event(store, title="Dag", date=None, codebook=codebook)
    items = read_files([("a.txt", NOTES.encode())], lexicon=lexicon_for(codebook)).items
    store_intake(store, event, items)
    return store.event(event.id)


def held(store, event):
    """Corner -> how many statements."""
    counts = store.frames(event.id).statements["corner"].value_counts()
    return {name: int(count) for name, count in counts.items() if count}


def names(event):
    return [corner.name for corner in event.corners]


def test_a_renamed_corner_takes_its_statements_along(store, event):
    first, second = names(event)
    got = save_corners(
        store, event.id, [CornerRow(first, " Wijkteam ", WERKT), CornerRow(second, second, ALL)]
    )
    assert [(c.name, c.asked, c.position) for c in got.corners] == [
        ("Wijkteam", WERKT, 0), (second, ALL, 1),
    ]  # fmt: skip
    assert held(store, event) == {"Wijkteam": 2, second: 2}


def test_two_corners_of_one_name_become_one(store, event):
    first, second = names(event)
    got = save_corners(
        store, event.id, [CornerRow(first, "Samen", WERKT), CornerRow(second, "Samen", KANS)]
    )
    assert [(c.name, c.asked) for c in got.corners] == [("Samen", WERKT | KANS)]
    assert held(store, event) == {"Samen": 4}


def test_two_corners_can_change_names(store, event):
    first, second = names(event)
    before = {s.id: s.corner for s in store.statements(event.id)}

    save_corners(store, event.id, [CornerRow(first, second, ALL), CornerRow(second, first, ALL)])

    other = {first: second, second: first}
    assert {s.id: s.corner for s in store.statements(event.id)} == {
        identity: other[corner] for identity, corner in before.items()
    }


def test_a_new_row_is_a_new_corner_and_an_empty_one_may_go(store, event):
    rows = [CornerRow(name, name, ALL) for name in names(event)]
    got = save_corners(store, event.id, [*rows, CornerRow(None, "Zorg", KANS)])
    assert names(got) == [*names(event), "Zorg"]
    assert names(save_corners(store, event.id, rows)) == names(event)


def test_a_corner_with_statements_cannot_go_and_nothing_else_changes(store, event):
    first, second = names(event)
    with pytest.raises(StoreError, match="staan nog uitspraken") as told:
        save_corners(store, event.id, [CornerRow(first, "Anders", ALL)])
    assert second in told.value.problem
    assert store.event(event.id) == event
    assert held(store, event) == {first: 2, second: 2}


@pytest.mark.parametrize("name", ["", "   "])
def test_a_corner_needs_a_name_and_nothing_else_changes(store, event, name):
    first, second = names(event)
    with pytest.raises(UsageError, match="geen naam"):
        save_corners(
            store, event.id, [CornerRow(first, "Nieuw", ALL), CornerRow(second, name, ALL)]
        )
    assert held(store, event) == {first: 2, second: 2}
