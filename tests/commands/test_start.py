"""`koffiehoek start`: ports, addresses, and what is told before anything runs."""

import os
import socket

import pytest

from analysis import cli
from analysis.access import digest, matches
from analysis.access.starting import PASSWORD_VARIABLE
from analysis.commands import start
from analysis.errors import UsageError
from analysis.live.address import LISTENING_VARIABLE, PUBLIC_VARIABLE, public_address
from analysis.settings import LOGIN_VARIABLE
from analysis.store import open_store

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
    monkeypatch.setattr(start, "announce", lambda *_args, **_kwargs: None)
    for name in (LOGIN_VARIABLE, PUBLIC_VARIABLE, LISTENING_VARIABLE, PASSWORD_VARIABLE):
        monkeypatch.setenv(name, "")  # so that what a start sets is put back after the test
        monkeypatch.delenv(name)
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


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize(
    ("options", "way"),
    [
        ([], "geen"),
        (["--adres", "localhost"], "geen"),
        (["--adres", "127.0.0.1", "--inloggen", "wachtwoord"], "wachtwoord"),
        (["--inloggen", "oidc"], "oidc"),
        (["--adres", "0.0.0.0"], "wachtwoord"),
        (["--adres", "::"], "wachtwoord"),
        (["--open"], "wachtwoord"),
        (["--open", "--inloggen", "geen"], "geen"),
    ],
)
def test_how_one_gets_in_follows_from_the_address(monkeypatch, options, way):
    monkeypatch.setattr(start, "_is_free", lambda _address, _port: True)
    assert cli.main(["start", "--geen-browser", *options]) == 0
    assert os.environ[LOGIN_VARIABLE] == way


@pytest.mark.usefixtures("served")
def test_a_way_in_that_is_not_known_stays_closed(monkeypatch):
    monkeypatch.setenv(LOGIN_VARIABLE, "open!")
    assert cli.main(["start", "--geen-browser"]) == 0
    assert os.environ[LOGIN_VARIABLE] == "wachtwoord"


def test_open_listens_to_the_network_and_its_first_link_is_of_one_start(served, monkeypatch):
    keys = []
    monkeypatch.setattr(start, "announce", lambda _place, *, key, **_more: keys.append(key))
    for _ in range(2):
        assert cli.main(["start", "--open", "--geen-browser"]) == 0
    assert served[0]["server.address"] == "0.0.0.0"
    assert len(set(keys)) == 2
    with open_store() as store:
        assert store.access.key() == digest(keys[-1])


@pytest.mark.usefixtures("served")
def test_a_password_in_the_environment_is_set_and_told_to_no_other_program(monkeypatch):
    for said in ("paard batterij nietje", "paard batterij nietje", "iets heel anders"):
        monkeypatch.setenv(PASSWORD_VARIABLE, said)
        assert cli.main(["start", "--open", "--geen-browser"]) == 0
        assert PASSWORD_VARIABLE not in os.environ
        with open_store() as store:
            kept = store.access.password()
            assert matches(kept, said)
            assert store.access.key() is None


def test_a_password_that_will_not_do_is_told_and_nothing_starts(served, monkeypatch, capsys):
    monkeypatch.setenv(PASSWORD_VARIABLE, "kort")
    assert cli.main(["start", "--open"]) == 2
    assert "te kort" in capsys.readouterr().err
    assert served == []


@pytest.mark.usefixtures("served")
def test_without_anybody_who_has_a_role_it_says_how_to_give_one(capsys):
    assert cli.main(["start", "--geen-browser", "--inloggen", "oidc"]) == 0
    assert "koffiehoek toegang geef" in capsys.readouterr().out


def test_behind_a_proxy_the_name_that_was_typed_is_served(served):
    options = ["--inloggen", "oidc", "--publiek-adres", "https://koffie.voorbeeld.nl/"]
    assert cli.main(["start", "--geen-browser", *options]) == 0
    assert "koffie.voorbeeld.nl" in served[0]["server.allowedHosts"]
    assert public_address() == "https://koffie.voorbeeld.nl"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--publiek-adres", "koffie.nl"], "is geen adres"),
        (["--publiek-adres", "ftp://koffie.nl"], "is geen adres"),
        (["--publiek-adres", "https://a:b@koffie.nl"], "is geen adres"),
        (["--publiek-adres", "https://koffie.nl:abc"], "is geen adres"),
        (["--certificaat", "c.pem"], "horen bij elkaar"),
        (["--sleutel", "s.pem"], "horen bij elkaar"),
        (["--certificaat", "c.pem", "--sleutel", "s.pem"], "gaat niet open"),
        (["--open", "--adres", "127.0.0.1"], "niet samen"),
        (["--inloggen", "anders"], "geen keuze"),
    ],
)
def test_odd_options_are_told(served, capsys, monkeypatch, tmp_path, options, told):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["start", *options]) == 2
    assert told in capsys.readouterr().err
    assert served == []
