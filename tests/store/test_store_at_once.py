"""Several calls as one transaction: all of it is kept, or nothing."""

import threading

import pytest

from analysis.errors import StoreError
from analysis.store import open_store
from analysis.types import Event


def test_all_is_kept(database_url):
    with open_store(database_url) as store:
        with store.at_once():
            store.add_codebook("boek", "1", "tekst")
            event = store.create_event(Event("", "Dag", "boek@1"))
            assert store.event(event.id).title == "Dag"  # seen before others can
        assert [one.id for one in store.events()] == [event.id]
        assert store.codebook("boek@1") is not None


def test_nothing_is_kept_after_an_error(database_url):
    with open_store(database_url) as store:
        event = store.create_event(Event("", "Dag", "boek@1"))
        before = store.revision(event.id)

        def half() -> None:
            with store.at_once():
                store.add_codebook("boek", "1", "tekst")
                store.allow_form("Jan", event_id=event.id)
                store.event("onbekend")

        with pytest.raises(StoreError):
            half()
        assert store.codebook("boek@1") is None
        assert store.allowed_forms(event.id) == frozenset()
        assert store.revision(event.id) == before
        store.allow_form("Jan", event_id=event.id)  # and the store goes on as before
        assert store.allowed_forms(event.id) == {"Jan"}


def test_other_threads_see_it_when_it_is_whole(database_url):
    seen: list[int] = []
    with open_store(database_url) as store:
        with store.at_once():
            store.create_event(Event("", "Dag", "boek@1"))
            other = threading.Thread(target=lambda: seen.append(len(store.events())))
            other.start()
            other.join()
        assert seen == [0]
        assert len(store.events()) == 1
