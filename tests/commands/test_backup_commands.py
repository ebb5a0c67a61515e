"""`koffiehoek backup` and `koffiehoek herstel`: what they say and leave."""

from __future__ import annotations

import re

import pytest

from analysis.backup import place
from analysis.cli import main
from analysis.keys import day_key
from analysis.store import open_store
from analysis.types import Event


@pytest.fixture(autouse=True)
def _own(tmp_path, monkeypatch) -> None:
    """A database and a data folder of the test's own."""
    monkeypatch.setenv("KOFFIEHOEK_DATABASE_URL", f"sqlite:///{tmp_path / 'k.sqlite3'}")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gegevens"))


def test_there_and_back(capsys, tmp_path):
    with open_store() as store:
        day_key(store.create_event(Event("", "Eerst", "bv@1")).id)
    assert main(["backup", "--uit", str(tmp_path / "mijn kopie.zip")]) == 0
    said = capsys.readouterr().out
    assert f"Reservekopie gemaakt: {tmp_path / 'mijn kopie.zip'}" in said
    assert "Daarin: 1 bijeenkomst met 0 uitspraken en 1 sleutel. Nagelezen en in orde." in said
    assert f"koffiehoek herstel '{tmp_path / 'mijn kopie.zip'}'" in said
    with open_store() as store:
        store.create_event(Event("", "Daarna", "bv@1"))
    assert main(["herstel", str(tmp_path / "mijn kopie.zip")]) == 0
    said = capsys.readouterr().out
    told = r"Teruggezet in .*k\.sqlite3: de reservekopie van \d\d-\d\d-\d{4} om \d\d:\d\d\."
    assert re.search(told, said)
    kept = re.search(r"Wat er stond, is bewaard in (.*)", said)[1]
    with open_store() as store:
        assert [event.title for event in store.events()] == ["Eerst"]
    assert main(["herstel", kept]) == 0
    with open_store() as store:
        assert len(store.events()) == 2


def test_by_itself_it_comes_with_the_data(capsys):
    assert main(["backup"]) == 0
    (made,) = place.folder().glob("*.zip")
    assert str(made) in capsys.readouterr().out


def test_a_first_database_has_nothing_to_keep(capsys, tmp_path, monkeypatch):
    assert main(["backup", "--uit", str(tmp_path / "kopie.zip")]) == 0
    monkeypatch.setenv("KOFFIEHOEK_DATABASE_URL", f"sqlite:///{tmp_path / 'nieuw.sqlite3'}")
    capsys.readouterr()
    assert main(["herstel", str(tmp_path / "kopie.zip")]) == 0
    assert "bewaard" not in capsys.readouterr().out


def test_trouble_is_told_with_what_to_do(capsys, tmp_path):
    (tmp_path / "kopie.zip").write_text("geen zip")
    assert main(["herstel", str(tmp_path / "kopie.zip")]) == 2
    said = capsys.readouterr().err
    assert "kopie.zip: Dit is geen reservekopie van Koffiehoek." in said
    assert "koffiehoek backup" in said
