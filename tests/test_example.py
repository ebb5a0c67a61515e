"""The example day: there once, and filled whole."""

import pytest

from analysis import example
from analysis.errors import KoffiehoekError
from analysis.example import CODEBOOK, TITLE, ensure_example
from analysis.types import Category


def test_the_example_day_has_twelve_corners_coded(store):
    event = ensure_example(store)

    assert (event.title, event.codebook.partition("@")[0]) == (TITLE, CODEBOOK)
    assert len(event.corners) == 12
    counts = store.counts(event.id)
    assert counts.statements == counts.coded_by_machine > 200
    assert {s.category for s in store.statements(event.id)} >= set(Category)
    assert ensure_example(store) == event
    assert [one.id for one in store.events()] == [event.id]


def test_an_example_that_is_missing_is_told(store, tmp_path, monkeypatch):
    monkeypatch.setattr(example, "example_folder", lambda: tmp_path / "weg")
    with pytest.raises(KoffiehoekError, match="bestaat niet"):
        ensure_example(store)
