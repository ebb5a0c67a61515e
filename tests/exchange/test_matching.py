"""Codes from elsewhere: known ones keep their place, others become themes of a new version."""

import pytest

from analysis.codebook import dump_codebook, load_codebook, parse_codebook
from analysis.errors import UsageError
from analysis.exchange.incoming import IncomingCode
from analysis.exchange.matching import new_codebook, with_codes
from analysis.exchange.refi_codes import code_guid
from analysis.types import Category, CodingTarget

BOOK = load_codebook("beter_verbonden")
THEME = CodingTarget.THEME


def test_known_by_guid_label_or_name():
    renamed = code_guid(BOOK.name, (THEME, "openheid"))
    codes = [
        IncomingCode(renamed, "Transparantie"),
        IncomingCode("b", "INTEGRALITEIT"),
        IncomingCode("c", "Operationeel", ("Niveau",)),
        IncomingCode("d", "Kansen", kind=Category.KANS),
        IncomingCode("e", "Map", codable=False),
    ]
    found = with_codes(BOOK, codes)
    assert found.codebook is BOOK
    assert found.added == ()
    assert found.codes == {
        renamed: (THEME, "openheid"),
        "b": (THEME, "integraliteit"),
        "c": (CodingTarget.DIMENSION, "operationeel"),
        "d": (CodingTarget.CATEGORY, "kans"),
    }


def test_others_become_themes_of_a_new_version():
    codes = [
        IncomingCode("a", "Taal & toon", description="Hoe je het zegt"),
        IncomingCode("b", "Openheid"),
        IncomingCode("c", "Openheid", ("Taal & toon",)),
        IncomingCode("d", "Openheid", ("Taal & toon",)),
        IncomingCode("e", "وصول", ("Map",)),
        IncomingCode("f", "Map", codable=False),
    ]
    found = with_codes(BOOK, codes, versions=[1, 4])
    assert found.codebook.version == 5
    assert found.added == (
        "Taal & toon", "Taal & toon: Openheid", "Taal & toon: Openheid (2)", "وصول"
    )  # fmt: skip
    new = found.codebook.themes[len(BOOK.themes) :]
    assert new[0].name == "taal_toon"
    assert new[0].definition == "Hoe je het zegt"
    assert new[1].definition == "Valt onder “Taal & toon”."
    assert new[3].definition == "Overgenomen uit een ander programma; nog te omschrijven."
    assert len({code for _, code in found.codes.values()}) == 5
    # The new version is one that the house can keep.
    assert parse_codebook(dump_codebook(found.codebook), source="x") == found.codebook


def test_only_folders_and_kinds_make_no_codebook():
    codes = [IncomingCode("a", "Soort", codable=False), IncomingCode("b", "x", kind=Category.KANS)]
    with pytest.raises(UsageError):
        new_codebook(codes, title="Leeg")
