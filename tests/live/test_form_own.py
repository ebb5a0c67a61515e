"""For five minutes its sender changes a statement or takes it back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from phones import Phone, title, token_in, words

from analysis.live.posting import Post
from analysis.types import Category


@pytest.fixture
def token(phone: Phone) -> str:
    token = phone.token()
    phone.send("Korte lijnen", "werkt", token)
    return token


@pytest.fixture
def old(phone: Phone) -> str:
    """A statement that was sent six minutes ago."""
    token, then = phone.token(), datetime.now(UTC) - timedelta(minutes=6)
    phone.store.live.keep([Post(phone.code, Category.WERKT, "Korte lijnen", token, then)])
    return token


def test_the_thanks_offer_both_and_say_how_long(phone, token):
    thanks = phone.get(f"dank/{token}")
    assert "U kunt dit nog 5 minuten wijzigen of intrekken." in words(thanks)
    assert re.findall(r"<button class=\"tweede\">(\w+(?: \w+)?)<", thanks.text) == [
        "Wijzig", "Trek in"
    ]  # fmt: skip
    assert "Wijzig “Korte lijnen”" in words(thanks)  # which one, for who hears the page


def test_after_five_minutes_its_text_is_shown_no_longer(phone, old):
    thanks = phone.get(f"dank/{old}")
    assert thanks.status_code == 200
    assert "Dank u wel" in words(thanks)
    assert "Korte lijnen" not in words(thanks)
    assert "Trek in" not in words(thanks)


def test_a_statement_is_changed(phone, token):
    page = phone.post("wijzig", bewijs=token)
    assert page.status_code == 200
    assert title(page) == "Wijzig uw uitspraak – Politie"
    assert "Korte lijnen</textarea>" in page.text
    assert 'value="werkt" checked' in page.text
    assert token_in(page) == token

    answer = phone.post("wijzig", bewijs=token, soort="kans", tekst="Nog kortere lijnen")
    assert answer.status_code == 303
    assert phone.kept() == [("Politie", "kans", "Nog kortere lijnen")]
    after = phone.get(answer.headers["location"])
    assert "Uw wijziging is bewaard." in words(after)
    assert "★ Kans Nog kortere lijnen" in words(after)


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [("", "kans", "Schrijf eerst"), ("x" * 501, "kans", "1 teken te lang"), ("Goed", "", "Kies")],
)
def test_a_change_that_cannot_be_kept_is_told(phone, token, text, kind, said):
    answer = phone.post("wijzig", bewijs=token, soort=kind, tekst=text)
    assert answer.status_code == 422
    assert title(answer).startswith("Fout: Wijzig")
    assert said in words(answer)
    assert phone.kept() == [("Politie", "werkt", "Korte lijnen")]


def test_a_statement_is_taken_back_and_its_text_is_gone(phone, token):
    answer = phone.post("trek-in", bewijs=token)
    assert answer.status_code == 200
    assert "Uw uitspraak is ingetrokken." in words(answer)
    assert phone.kept() == []
    assert phone.get(f"dank/{token}").status_code == 303
    assert phone.post("trek-in", bewijs=token).status_code == 200  # again changes nothing


def test_who_touched_the_wrong_button_sends_it_anew(phone, token):
    answer = phone.post("trek-in", bewijs=token)
    undo, following = re.findall(r'name="bewijs" value="([^"]+)"', answer.text)
    assert undo != following  # else the next statement would be taken for this one
    again = phone.send("Korte lijnen", "werkt", undo)
    assert again.status_code == 303
    assert phone.send("Volgende", "kans", following).status_code == 303
    assert len(phone.kept()) == 2


def test_what_was_taken_back_is_not_kept_by_sending_it_once_more(phone, token):
    phone.post("trek-in", bewijs=token)
    answer = phone.send("Korte lijnen", "werkt", token)
    assert answer.status_code == 409
    assert "had u ingetrokken" in words(answer)
    assert phone.kept() == []
    assert phone.send("Korte lijnen", "werkt", token_in(answer)).status_code == 303


@pytest.mark.parametrize("sent", [{}, {"soort": "kans", "tekst": "Te laat"}])
def test_after_five_minutes_nothing_is_changed(phone, old, sent):
    answer = phone.post("wijzig", bewijs=old, **sent)
    assert answer.status_code == 409
    assert "tot vijf minuten na het versturen" in words(answer)
    assert phone.kept() == [("Politie", "werkt", "Korte lijnen")]
    if sent:
        assert "Te laat</textarea>" in answer.text
    assert phone.post("trek-in", bewijs=old).status_code == 409
    assert len(phone.kept()) == 1


@pytest.mark.parametrize("path", ["wijzig", "trek-in"])
def test_a_statement_of_another_corner_is_out_of_reach(phone, store, day, token, path):
    other = Phone(store, day)
    other.code = day.corners[1].code
    answer = other.post(path, bewijs=token, soort="kans", tekst="Gekaapt")
    assert answer.status_code == 403
    assert "Korte lijnen" not in answer.text
    assert phone.kept() == [("Politie", "werkt", "Korte lijnen")]


def test_what_was_taken_back_cannot_be_changed(phone, token):
    phone.post("trek-in", bewijs=token)
    answer = phone.post("wijzig", bewijs=token, soort="kans", tekst="Toch weer")
    assert answer.status_code == 409
    assert "is er niet meer" in words(answer)
    assert "Toch weer</textarea>" in answer.text
    assert phone.kept() == []
