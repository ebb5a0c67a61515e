"""Encodings are found, not assumed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.ingest.readers.clean import clean, symbols
from analysis.ingest.readers.decode import decode

CURLY = "‘Eén’ loket – coördinatie kost € 5, zo’n “idee”…\r\n\tgeïnformeerd café"
PLAIN = "Eén loket, coördinatie; geïnformeerde ouders, reünie, zoëven, scène.\r\n"
SHORT = ["één", "coördinatie", "cliënt", "€ 5,-", "zo’n", "privé", "ideeën", "– punt\n– tweede"]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"]


@pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-16-le", "utf-16-be", "utf-32"])
def test_curly_text(encoding: str) -> None:
    assert decode(CURLY.encode(encoding)) == CURLY


@pytest.mark.parametrize("encoding", [*ENCODINGS, "cp850", "latin-1"])
def test_plain_text(encoding: str) -> None:
    assert decode(PLAIN.encode(encoding)) == PLAIN


def test_euro_of_latin_9() -> None:
    assert decode("Het kost € 5 per cliënt".encode("iso8859_15")) == "Het kost € 5 per cliënt"


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_a_single_word_decides(text: str, encoding: str) -> None:
    line = f"- {text} is genoemd\n"
    assert decode(line.encode(encoding)) == line


def test_stray_bytes_in_utf8_are_windows_1252() -> None:
    data = "één cliënt, coördinatie ".encode() + "privé".encode("cp1252")
    assert decode(data) == "één cliënt, coördinatie privé"


@given(st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_bytes_decode(data: bytes) -> None:
    assert isinstance(decode(data), str)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60))
@settings(max_examples=100, deadline=None)
def test_utf8_comes_back(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x07c\x7f", "abc"),
        ("tab\tregel\n", "tab\tregel\n"),
        ("nul\u200bbreed\ufeff \u202eom\u202c", "nulbreed om"),
        ("co\u00adör\u00addi", "coördi"),
        ("samen\u00ad", "samen-"),
        ("e\u0301e\u0301n", "één"),
        ("‘krul’ “dubbel” – ½ 👍🏽", "‘krul’ “dubbel” – ½ 👍🏽"),
        ("\ud800half", "half"),
    ],
)
def test_only_the_invisible_goes(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_symbol_fonts_show_what_they_mean() -> None:
    assert symbols("\uf0b7 a \uf0e0 b \uf04a") == "• a → b ☺"
