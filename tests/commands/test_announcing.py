"""What a start says: where it is, how one gets in, and where phones find the form."""

import io
import sys

import pytest

from analysis.commands import announcing
from analysis.commands.announcing import Place, announce
from analysis.live import address
from analysis.settings import LOGIN_VARIABLE

LAN = "192.168.178.20"


@pytest.fixture
def opened(monkeypatch):
    """The addresses that a browser was opened on; the app answers at once."""
    found = []
    monkeypatch.setenv(LOGIN_VARIABLE, "wachtwoord")
    monkeypatch.setattr(announcing, "answers", lambda _place: True)
    monkeypatch.setattr(announcing.webbrowser, "open", found.append)
    networks(monkeypatch, LAN)
    return found


def networks(monkeypatch, *addresses):
    monkeypatch.setattr(address, "lan_addresses", lambda: list(addresses))
    monkeypatch.setattr(announcing, "lan_addresses", lambda: list(addresses))


def said(capsys, place: Place, *, key=None, public=None, browser=True) -> list[str]:
    announce(place, key=key, public=public, browser=browser)
    return capsys.readouterr().out.splitlines()


def test_on_this_computer_it_says_where_and_no_more(capsys, opened):
    lines = said(capsys, Place("127.0.0.1", 8502, 8501))
    assert lines == [
        "Koffiehoek staat open op http://127.0.0.1:8502 (poort 8501 was bezet). Stoppen: Ctrl+C."
    ]
    assert opened == ["http://127.0.0.1:8502"]
    assert said(capsys, Place("::1", 8501, 8501), browser=False) == [
        "Koffiehoek staat open op http://[::1]:8501. Stoppen: Ctrl+C."
    ]


def test_in_the_network_it_gives_the_link_and_the_address_for_phones(capsys, opened):
    lines = said(capsys, Place("0.0.0.0", 8501, 8501), key="SLEUTEL")
    link = "http://127.0.0.1:8501/inloggen?sleutel=SLEUTEL"
    assert f"Kies eerst een wachtwoord: {link}" in lines
    assert opened == [link]
    assert f"Meedoen met een telefoon: http://{LAN}:8501/meedoen" in lines
    assert sum("█" in line for line in lines) > 10


@pytest.mark.usefixtures("opened")
def test_on_several_networks_all_are_named(capsys, monkeypatch):
    networks(monkeypatch, LAN, "10.0.0.3")
    lines = said(capsys, Place("0.0.0.0", 8501, 8501))
    assert "Lukt dat niet, probeer dan: http://10.0.0.3:8501/meedoen" in lines


@pytest.mark.usefixtures("opened")
def test_without_a_network_it_says_so(capsys, monkeypatch):
    networks(monkeypatch)
    assert any("niet in een netwerk" in line for line in said(capsys, Place("0.0.0.0", 1, 1)))


@pytest.mark.usefixtures("opened")
def test_an_address_that_was_said_goes_before_those_that_are_found(capsys):
    lines = said(capsys, Place("127.0.0.1", 8501, 8501), public="https://koffie.nl")
    assert "Meedoen met een telefoon: https://koffie.nl/meedoen" in lines
    assert not any(LAN in line for line in lines)


@pytest.mark.usefixtures("opened")
def test_open_to_all_without_a_password_is_warned_of(capsys, monkeypatch):
    monkeypatch.setenv(LOGIN_VARIABLE, "geen")
    lines = said(capsys, Place("0.0.0.0", 8501, 8501))
    assert any("iedereen in dit netwerk" in line for line in lines)


@pytest.mark.usefixtures("opened")
def test_a_console_without_such_signs_gets_the_address_alone(monkeypatch):
    console = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", console)
    announce(Place("0.0.0.0", 8501, 8501), key=None, public=None, browser=False)
    console.flush()
    text = console.buffer.getvalue().decode("cp1252")
    assert f"http://{LAN}:8501/meedoen" in text
    assert len(text.splitlines()) == 2


def test_an_app_that_does_not_answer_says_nothing(capsys, opened, monkeypatch):
    monkeypatch.setattr(announcing, "answers", lambda _place: False)
    assert said(capsys, Place("0.0.0.0", 8501, 8501)) == []
    assert opened == []


@pytest.mark.parametrize(
    ("listening", "found"),
    [
        ("http://0.0.0.0:8501", [f"http://{LAN}:8501"]),
        ("https://0.0.0.0:443", [f"https://{LAN}"]),
        ("http://[::]:8501", [f"http://{LAN}:8501"]),
        ("http://127.0.0.1:8501", ["http://127.0.0.1:8501"]),
        ("http://[fd00::5]:80", ["http://[fd00::5]"]),
    ],
)
def test_where_others_reach_what_listens(monkeypatch, listening, found):
    networks(monkeypatch, LAN)
    assert address.reachable(listening) == found
    monkeypatch.setenv(address.LISTENING_VARIABLE, listening)
    monkeypatch.delenv(address.PUBLIC_VARIABLE, raising=False)
    assert address.public_address() == found[0]


def test_without_a_network_the_public_address_is_this_computer(monkeypatch):
    networks(monkeypatch)
    monkeypatch.setenv(address.LISTENING_VARIABLE, "http://0.0.0.0:8600")
    assert address.public_address() == "http://127.0.0.1:8600"


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True),
     ("::ffff:127.0.0.1", True), ("0.0.0.0", False), ("::", False), ("192.168.1.1", False),
     ("", False), (None, False), ("voorbeeld.nl", False)],
)  # fmt: skip
def test_what_only_this_computer_reaches(host, here):
    assert address.loopback(host) is here


def test_own_addresses_are_never_those_of_this_computer_alone():
    found = address.lan_addresses()
    assert len(found) == len(set(found))
    assert not any(address.loopback(one) or address.everywhere(one) for one in found)
