"""The coder's work during a live day: names are looked for, and codes proposed."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Event as Signal
from threading import Thread

import pytest

from analysis.codebook import load_codebook
from analysis.live import coding
from analysis.live.coding import LiveCoder, serve
from analysis.live.days import NamesState
from analysis.live.opening import make_live_day
from analysis.live.posting import Post
from analysis.live.tokens import issue
from analysis.types import Category, CodingTarget

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture
def day(store):
    codebook = load_codebook("beter_verbonden")
    return make_live_day(
        store, title="Themadag", corners=["Politie"], codebook=codebook, now=NOW
    )  # fmt: skip


def send(store, day, *texts):
    door = store.live.door(day.corners[0].code)
    posts = [
        Post(door.code, Category.WERKT, text, issue(door.secret, door.code, NOW), NOW)
        for text in texts
    ]
    return [kept.statement_id for kept in store.live.keep(posts)]


def test_what_waits_gets_proposals_and_names_are_held_back(store, day):
    send(store, day, "Openheid en vertrouwen tussen partners", "Jan de Vries belt meteen terug")
    coder = LiveCoder(store)
    coder.warm_up()
    assert coder.work() == 2
    assert coder.work() == 0
    states = {post.text: post.names for post in store.live.posts(day.event_id)}
    assert states == {
        "Openheid en vertrouwen tussen partners": NamesState.CLEAN,
        "Jan de Vries belt meteen terug": NamesState.HELD,
    }
    assert store.counts(day.event_id).coded_by_machine == 2


def test_proposals_are_those_of_the_coder_with_the_kind_that_was_chosen(store, day):
    (identity,) = send(store, day, "Openheid en vertrouwen tussen partners")
    LiveCoder(store).work()
    latest = store.latest_codings(day.event_id)
    themes = {c.code for c in latest if c.target is CodingTarget.THEME and c.assigned}
    assert "openheid" in themes
    assert store.statements(day.event_id, [identity])[0].category is Category.WERKT


def test_what_somebody_said_is_no_name_is_not_held_back(store, day):
    send(store, day, "Jan de Vries belt meteen terug")
    store.allow_form("Jan de Vries", event_id=day.event_id)
    LiveCoder(store).work()
    assert [post.names for post in store.live.posts(day.event_id)] == [NamesState.CLEAN]


def test_serving_works_until_it_is_told_to_stop(store, day, monkeypatch):
    monkeypatch.setattr(coding, "_PAUSE", 0.01)
    stop = Signal()
    thread = Thread(target=serve, args=(store, stop))
    thread.start()
    send(store, day, "Korte lijnen")
    while store.live.waiting(1):
        stop.wait(0.02)
    stop.set()
    thread.join(20)
    assert not thread.is_alive()
    assert store.counts(day.event_id).coded_by_machine == 1


def test_a_second_process_leaves_the_work_to_the_first(store, day, monkeypatch):
    monkeypatch.setattr(coding, "_PAUSE", 0.01)
    store.live.take_turn("coder", "another", now=datetime.now(UTC), seconds=60)
    send(store, day, "Korte lijnen")
    stop = Signal()
    thread = Thread(target=serve, args=(store, stop))
    thread.start()
    stop.wait(0.3)
    stop.set()
    thread.join(20)
    assert store.live.waiting(1)
