"""`koffiehoek toegang`: the password, and who has which role."""

import io
import sys

import pytest

from analysis import cli
from analysis.access import Grant, Role, matches
from analysis.commands import toegang
from analysis.store import open_store
from analysis.types import Event

GOOD = "paard batterij nietje"


@pytest.fixture
def store(monkeypatch, tmp_path):
    monkeypatch.setenv("KOFFIEHOEK_DATABASE_URL", f"sqlite:///{tmp_path / 'proef.sqlite3'}")
    with open_store() as opened:
        yield opened


def test_a_password_is_read_from_what_is_fed_in(store, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(GOOD + "\r\nnog een regel\n"))
    assert cli.main(["toegang", "wachtwoord"]) == 0
    assert matches(store.access.password(), GOOD)
    assert GOOD not in "".join(capsys.readouterr())


def test_at_a_terminal_it_is_asked_twice_and_not_shown(store, monkeypatch, capsys):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    typed = iter([GOOD, "iets anders", GOOD, GOOD])
    monkeypatch.setattr(toegang, "getpass", lambda _prompt: next(typed))
    assert cli.main(["toegang", "wachtwoord"]) == 2
    assert "niet gelijk" in capsys.readouterr().err
    assert store.access.password() is None
    assert cli.main(["toegang", "wachtwoord"]) == 0
    assert matches(store.access.password(), GOOD)


@pytest.mark.usefixtures("store")
def test_nothing_fed_in_is_no_password(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert cli.main(["toegang", "wachtwoord"]) == 2
    assert "te kort" in capsys.readouterr().err


def test_roles_are_given_listed_and_taken(store, capsys):
    day = store.create_event(Event("", "Themadag", "beter_verbonden@1"))
    assert cli.main(["toegang", "lijst"]) == 0
    assert "Nog niemand" in capsys.readouterr().out

    assert cli.main(["toegang", "geef", "An@X.nl", "--rol", "onderzoeker"]) == 0
    assert cli.main(["toegang", "geef", "bo@x.nl", "--rol", "rapporteur", "--dag", day.id]) == 0
    assert store.access.grants() == [
        Grant("an@x.nl", Role.RESEARCHER), Grant("bo@x.nl", Role.AUTHOR, day.id)
    ]  # fmt: skip
    capsys.readouterr()
    assert cli.main(["toegang", "lijst"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "an@x.nl  onderzoeker  alle dagen",
        f"bo@x.nl  rapporteur  “Themadag” ({day.id})",
    ]
    assert cli.main(["toegang", "neem", "BO@x.nl", "--dag", day.id]) == 0
    assert [one.email for one in store.access.grants()] == ["an@x.nl"]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "WAT"),
        (["iets"], "geen"),
        (["geef", "an@x.nl"], "--rol"),
        (["geef", "an@x.nl", "--rol", "baas"], "geen keuze"),
        (["geef", "geen adres", "--rol", "onderzoeker"], "geen e-mailadres"),
        (["geef", "an@x.nl", "--rol", "onderzoeker", "--dag", "weg"], ""),
        (["neem", "wie@x.nl"], "heeft die rol niet"),
    ],
)
def test_what_cannot_be_is_told(capsys, options, told):
    assert cli.main(["toegang", *options]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.strip()


@pytest.mark.usefixtures("store")
def test_the_last_researcher_cannot_be_taken(capsys):
    cli.main(["toegang", "geef", "an@x.nl", "--rol", "onderzoeker"])
    assert cli.main(["toegang", "neem", "an@x.nl"]) == 2
    assert "de laatste onderzoeker" in capsys.readouterr().err
