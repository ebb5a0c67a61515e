"""A day's key: made once, readable by its owner alone, and gone when it is forgotten."""

import os
import stat

import pytest

from analysis.errors import StoreError
from analysis.keys import day_key, fingerprint, forget_key, key_file


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.keys.data_folder", lambda: tmp_path / "gegevens")


def test_a_key_is_made_once_and_differs_by_day():
    key = day_key("dag1")
    assert len(key) == 32
    assert day_key("dag1") == key != day_key("dag2")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_only_its_owner_may_read_it():
    day_key("dag1")
    assert stat.S_IMODE(key_file("dag1").stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file("dag1").parent.stat().st_mode) == 0o700


def test_a_forgotten_key_is_gone_and_another_comes_in_its_place():
    key = day_key("dag1")
    assert forget_key("dag1") is True
    assert not key_file("dag1").exists()
    assert forget_key("dag1") is False
    assert day_key("dag1") != key


def test_a_damaged_key_is_told():
    day_key("dag1")
    key_file("dag1").write_bytes(b"te kort")
    with pytest.raises(StoreError, match="beschadigd") as told:
        day_key("dag1")
    assert "reservekopie" in told.value.remedy


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "gegevens").write_text("geen map")
    with pytest.raises(StoreError, match="kan niet worden gelezen of gemaakt"):
        day_key("dag1")


def test_a_fingerprint_tells_no_name_and_hangs_on_the_key():
    one, other = day_key("dag1"), day_key("dag2")
    assert fingerprint(one, "henk") == fingerprint(one, "henk")
    assert fingerprint(one, "henk") != fingerprint(other, "henk")
    assert fingerprint(one, "henk") != fingerprint(one, "henk bos")
    # RFC 4231, test case 2
    assert fingerprint(b"Jefe", "what do ya want for nothing?") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )
