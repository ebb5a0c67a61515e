"""Pages that many look at are drawn one after the other, and nobody waits long for another."""

from contextlib import suppress
from threading import Event as Signal
from threading import Thread

from pages.components import turns
from pages.components.turns import in_turn


def test_the_second_is_drawn_after_the_first():
    told, go_on = [], Signal()
    begun = Signal()

    def first():
        with in_turn():
            begun.set()
            go_on.wait()
            told.append("first")

    def second():
        with in_turn():
            told.append("second")

    one, other = Thread(target=first), Thread(target=second)
    one.start()
    begun.wait()
    other.start()
    go_on.set()
    one.join()
    other.join()
    assert told == ["first", "second"]


def test_who_waited_long_enough_goes_on_and_the_turn_stays_with_its_owner(monkeypatch):
    monkeypatch.setattr(turns, "_PATIENCE", 0.01)
    passed = []

    def other():
        for number in range(2):
            with in_turn():
                passed.append(number)

    with in_turn(), in_turn():
        thread = Thread(target=other)
        thread.start()
        thread.join()
    assert passed == [0, 1]


def test_a_page_that_fails_gives_its_turn_away(monkeypatch):
    monkeypatch.setattr(turns, "_PATIENCE", 60)
    with suppress(ValueError), in_turn():
        raise ValueError
    passed = []

    def other():
        with in_turn():
            passed.append(True)

    thread = Thread(target=other)
    thread.start()
    thread.join(timeout=10)
    assert passed == [True]
