"""Titles become names that every file system takes, and stay readable."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.export.file_names import MOST, safe_name, unique_names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Beter verbonden", "Beter verbonden"),
        ("Voorbeeld: Beter verbonden?", "Voorbeeld Beter verbonden"),
        ("AC/DC \\ <b>vet</b>", "AC DC b vet b"),
        ('Dag "één" | 12*13', "Dag één 12 13"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\kwaad\\x.exe", "C kwaad x.exe"),
        (" ..verborgen.. ", "verborgen"),
        ("--help", "help"),
        ("~$dag", "$dag"),
        ("regel\r\nregel\ttab", "regel regel tab"),
        ("nul\x00 bel\x07 half\ud800 einde\ufffe", "nul bel half einde"),
        ("om\u202etxt.exe\u202c", "omtxt.exe"),
        ("on\u200bzicht\u2060baar\ufeff", "onzichtbaar"),
        ("hart ❤\ufe0f en \u3164leeg\u2800", "hart ❤ en leeg"),
        ("e\u0301e\u0301n", "één"),
        ("يوم 📋 Themadag", "يوم 📋 Themadag"),
        ("[achtergehouden: hier staat misschien een naam]",
         "[achtergehouden hier staat misschien een naam]"),
        ("CON", "_CON"),
        ("nul", "_nul"),
        ("Aux.verslag", "_Aux.verslag"),
        ("com1 .txt", "_com1 .txt"),
        ("LPT¹", "_LPT¹"),
        ("CONIN$", "_CONIN$"),
        ("Console", "Console"),
        ("COM12", "COM12"),
        ("", "bijeenkomst"),
        ("???", "bijeenkomst"),
        ("\u200b. .", "bijeenkomst"),
        ("x" * 200, "x" * 80),
        ("woord " * 13 + "x. rest", "woord " * 13 + "x"),
    ],
)  # fmt: skip
def test_a_title_as_a_name(title, name):
    assert safe_name(title) == name


def test_another_word_where_nothing_is_left():
    assert safe_name("/", otherwise="figuur") == "figuur"


def test_a_letter_keeps_its_marks_where_it_is_cut():
    assert safe_name("a" * 79 + "q\u0301\u0302") == "a" * 79


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=120))
def test_every_name_can_be_written(title):
    name = safe_name(title)
    assert 0 < len(name) <= MOST + 1
    assert len(name.encode("utf-8")) <= 200
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', name)
    assert name == name.strip(" .")
    assert not {unicodedata.category(letter) for letter in name} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["dag", "Dag", "DAG?"], ["dag", "Dag (2)", "DAG (3)"]),
        (["een/twee", "een twee"], ["een twee", "een twee (2)"]),
        (["a", "a (2)", "A"], ["a", "a (2)", "A (3)"]),
        (["?", "*"], ["bijeenkomst", "bijeenkomst (2)"]),
        (["x" * 100, "x" * 90], ["x" * 80, "x" * 76 + " (2)"]),
        (["é", "e\u0301"], ["é", "é (2)"]),
    ],
)
def test_names_in_one_folder(titles, names):
    assert unique_names(titles) == dict(zip(titles, names, strict=True))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(alphabet="aAbB?/. ", max_size=3), max_size=12))
def test_names_in_one_folder_differ(titles):
    names = unique_names(titles)
    assert list(names) == list(dict.fromkeys(titles))
    assert len({name.casefold() for name in names.values()}) == len(names)
