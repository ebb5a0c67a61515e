"""What the pages keep in memory, and forgetting it when a day is removed."""

from __future__ import annotations

import pytest

from analysis.codebook import load_codebook
from analysis.errors import StoreError
from analysis.storing import new_event
from pages.components import data


def test_after_forgetting_the_database_is_opened_anew_and_nothing_is_kept():
    before = data.store()
    event = new_event(before, title="Dag", date=None, codebook=load_codebook("beter_verbonden"))
    kept = data.frames(event.id)
    assert data.frames(event.id) is kept

    data.forget_cached()

    assert data.store() is not before
    assert data.frames(event.id) is not kept
    data.store().delete_event(event.id)
    with pytest.raises(StoreError):
        data.frames(event.id)
