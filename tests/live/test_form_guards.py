"""Limits as values, and what a phone notices of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phones import Phone, words

from analysis.errors import UsageError
from analysis.live.guarding import (
    PER_MINUTE,
    VARIABLE,
    Limits,
    Meter,
    Rate,
    limits,
    limits_asked,
)

WIDE = Rate(1_000, 1_000)


def test_so_many_at_once_and_so_many_a_second_after_that():
    meter = Meter(Rate(at_once=3, per_second=2))
    assert [meter.take("a", 10.0) for _ in range(4)] == [True, True, True, False]
    assert meter.take("b", 10.0)  # another has turns of its own
    assert not meter.take("a", 10.4)
    assert meter.take("a", 10.5)
    assert [meter.take("a", 99.0) for _ in range(4)] == [True, True, True, False]


def test_several_turns_are_taken_together_or_not_at_all():
    meter = Meter(Rate(at_once=5, per_second=1))
    assert meter.take("a", 0.0, number=4)
    assert not meter.take("a", 0.0, number=2)
    assert meter.take("a", 0.0, number=1)
    # Lines of a scribe may be more than a bucket holds: when it is full they pass.
    assert meter.take("b", 0.0, number=50)
    assert not meter.take("b", 0.0)


def test_what_is_remembered_is_bounded_and_the_oldest_goes_first():
    meter = Meter(Rate(1, 0), most=100)
    for number in range(1_000):
        meter.take(str(number), 0.0)
    assert len(meter) == 100
    assert not meter.take("999", 0.0)
    assert meter.take("0", 0.0)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 5), max_size=40), st.integers(1, 10), st.floats(0.1, 10))
def test_never_more_than_the_rate_gives(pauses, at_once, per_second):
    meter, now, allowed = Meter(Rate(at_once, per_second)), 0.0, 0
    for pause in pauses:
        now += pause
        allowed += meter.take("a", now)
    assert allowed <= at_once + now * per_second + 1e-6


def test_the_limits_follow_that_of_a_corner():
    usual, tenfold = limits(), limits(10 * PER_MINUTE)
    assert usual.corner == Rate(1200, 20)
    assert usual.address == Rate(6000, 100)
    assert usual.sender == Rate(60, 2)
    assert tenfold.sender == Rate(600, 20)
    assert tenfold.wrong == usual.wrong == Rate(300, 0.5)


def test_a_room_behind_one_address_never_meets_a_limit():
    """170 people of 12 corners who send all at once, and then each every five seconds."""
    asked = limits()
    corner, address = Meter(asked.corner), Meter(asked.address)
    for second in range(0, 600, 5):
        for person in range(170):
            assert corner.take(f"hoek {person % 12}", float(second))
            assert address.take("zaal", float(second))


@pytest.mark.parametrize(("given", "corner"), [(None, 1200), ("60", 60), (" 90000 ", 90000)])
def test_the_environment_sets_the_limit(monkeypatch, given, corner):
    monkeypatch.delenv(VARIABLE, raising=False)
    if given:
        monkeypatch.setenv(VARIABLE, given)
    assert limits_asked().corner.at_once == corner


@pytest.mark.parametrize("given", ["", "0", "-5", "veel", "1e9", "٣", "9" * 10])
def test_an_environment_that_sets_no_limit_is_told(monkeypatch, given):
    monkeypatch.setenv(VARIABLE, given)
    with pytest.raises(UsageError, match="dat is geen aantal"):
        limits_asked()


# At the form


def limited(**rates: Rate) -> Limits:
    return Limits(**dict.fromkeys(("corner", "address", "sender", "wrong"), WIDE) | rates)


@pytest.mark.parametrize("name", ["corner", "address"])
def test_who_sends_too_much_is_asked_to_wait_and_keeps_the_text(store, day, name):
    phone = Phone(store, day, limits=limited(**{name: Rate(2, 0)}))
    assert [phone.send(f"Punt {n}").status_code for n in range(2)] == [303, 303]
    token = phone.token()
    answer = phone.send("Punt 3", token=token)
    assert answer.status_code == 429
    assert "Het is nu erg druk" in words(answer)
    assert "Punt 3</textarea>" in answer.text
    assert f'value="{token}"' in answer.text
    assert answer.headers["retry-after"] == "30"
    assert len(phone.kept()) == 2


def test_a_chain_of_forms_has_a_limit_and_a_fresh_form_begins_another(store, day):
    phone = Phone(store, day, limits=limited(sender=Rate(1, 0)))
    (chain,) = re.findall(r'name="rij" value="([^"]+)"', phone.get().text)
    assert phone.send(rij=chain).status_code == 303
    assert phone.send(rij=chain).status_code == 429
    assert phone.send(rij="x" + chain[1:]).status_code == 303  # forged: no chain of anyone
    assert phone.send().status_code == 303


def test_a_chain_is_no_token(phone):
    (chain,) = re.findall(r'name="rij" value="([^"]+)"', phone.get().text)
    assert phone.send(token=chain).status_code == 403


def test_guessing_codes_ends_and_leaves_the_room_in_peace(store, day):
    phone = Phone(store, day, limits=limited(wrong=Rate(3, 0)))
    assert phone.get().status_code == 200
    for _ in range(3):
        assert phone.post("/meedoen", code="CCCCCC").status_code == 404
    refused = phone.post("/meedoen", code="CCCCCC", tekst="Mijn tekst")
    assert refused.status_code == 429
    assert "te veel verkeerde codes" in words(refused)
    assert "Mijn tekst" in words(refused)
    # A right guess is told as little as a wrong one.
    assert phone.get(f"/meedoen/{day.corners[1].code}").status_code == 429
    # Who shares the address with the one who guesses goes on.
    assert phone.send().status_code == 303
    # Nobody looks anything up for who guesses.
    assert phone.get("/meedoen/CCCCCC").status_code == 429


def test_a_door_is_looked_up_once_a_second_and_then_anew(phone, monkeypatch):
    asked, door = [], type(phone.store.live).door
    monkeypatch.setattr("analysis.store.live.Live.door", lambda *a: asked.append(a[1]) or door(*a))
    now = [100.0]
    monkeypatch.setattr("live.desk.time.monotonic", lambda: now[0])
    for _ in range(3):
        phone.get()
    assert asked == [phone.code]
    now[0] += 1.01
    phone.get()
    assert asked == [phone.code, phone.code]
