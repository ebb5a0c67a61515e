"""`koffiehoek start`: ports, addresses, and what is told before anything runs."""

import socket

import pytest

from analysis import cli
from analysis.commands import start
from analysis.errors import UsageError

HERE = "127.0.0.1"


@pytest.fixture
def taken():
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind((HERE, 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def served(monkeypatch, tmp_path):
    """What the app was started with; nothing really starts."""
    monkeypatch.setenv("KOFFIEHOEK_DATABASE_URL", f"sqlite:///{tmp_path / 'proef.sqlite3'}")
    monkeypatch.setattr(start, "_announce", lambda *_args, **_kwargs: None)
    configs = []

    class App:
        def run(self, *, config):
            configs.append(config)

    monkeypatch.setattr(start.runpy, "run_path", lambda _path: {"app": App()})
    return configs


def test_a_free_port_is_used_as_asked(taken):
    port = start.free_port(HERE, taken)
    assert start.free_port(HERE, port) == port


def test_after_a_taken_port_comes_the_next(taken):
    assert taken < start.free_port(HERE, taken) <= taken + 20


def test_without_any_free_port_the_remedy_is_told(monkeypatch):
    monkeypatch.setattr(start, "_is_free", lambda _address, _port: False)
    with pytest.raises(UsageError, match="--poort 8600"):
        start.free_port(HERE, 8501)


@pytest.mark.parametrize("address", ["192.0.2.1", "geen adres"])
def test_an_address_of_another_machine_is_told(address):
    with pytest.raises(UsageError, match="hoort niet bij deze computer"):
        start.free_port(address, 8501)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "acht"])
def test_a_port_that_cannot_be_is_told(capsys, served, port):
    assert cli.main(["start", f"--poort={port}"]) == 2
    assert "--poort" in capsys.readouterr().err
    assert served == []


def test_trouble_with_the_database_is_told_before_anything_starts(capsys, served, monkeypatch):
    monkeypatch.setenv("KOFFIEHOEK_DATABASE_URL", "mysql://ergens/iets")

    assert cli.main(["start"]) == 2

    assert "Het adres van de database klopt niet." in capsys.readouterr().err
    assert served == []


def test_on_this_computer_no_other_name_is_served(served):
    assert cli.main(["start", "--geen-browser"]) == 0

    config = served[0]
    assert config["server.address"] == HERE
    assert config["server.allowedHosts"] == ["127.0.0.1", "localhost"]
    assert config["browser.gatherUsageStats"] is False


def test_in_the_network_any_name_is_served(served):
    assert cli.main(["start", "--geen-browser", "--adres", "0.0.0.0"]) == 0
    assert served[0]["server.allowedHosts"] == []


def test_the_announcement_waits_for_the_app_and_opens_it(capsys, monkeypatch):
    opened = []
    monkeypatch.setattr(start, "_answers", lambda *_place: True)
    monkeypatch.setattr(start.webbrowser, "open", opened.append)

    start._announce("0.0.0.0", 8502, asked=8501, browser=True)
    start._announce("::1", 8501, asked=8501, browser=False)

    assert opened == ["http://127.0.0.1:8502"]
    assert capsys.readouterr().out.splitlines() == [
        "Koffiehoek staat open op http://127.0.0.1:8502 (poort 8501 was bezet). Stoppen: Ctrl+C.",
        "Koffiehoek staat open op http://[::1]:8501. Stoppen: Ctrl+C.",
    ]
