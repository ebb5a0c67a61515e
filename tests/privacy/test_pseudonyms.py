"""Pseudonyms: which forms are one person, and that a number once given stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.pseudonyms import (
    PART,
    PSEUDONYM,
    SEVERAL,
    folded,
    keys_of,
    numbered,
    part_numbers,
    parts_of,
    replaced,
    word_for,
)

NAMES = st.lists(
    st.sampled_from(
        [
            *("Henk", "henk", "Henk Bos", "Bos", "Fatima", "Fatima El Amrani", "El Amrani"),
            *("Ben Smit", "Henk Smit", "Smit", "J. de Vries", "Jan de Vries", "de Vries", "Ben"),
            *("Ben Haddou", "Samir Ben Haddou", "Łukasz", "Lukasz's"),
        ]
    ),
    max_size=9,
)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Henk", "henk"),
        ("  Van  der\tWal ", "van der wal"),
        ("J. de Vries", "j de vries"),
        ("j de vries", "j de vries"),
        ("J.P. Smit", "j p smit"),
        ("Mo's", "mo"),
        ("Mo’s", "mo"),
        ("Hans'", "hans"),
        ("Yıldız", "yildiz"),
        ("Łukasz", "lukasz"),
        ("Zoë", "zoe"),
        ("Straße", "strasse"),
        ("HENK", "henk"),
        ("Henk_Bos", "henk bos"),
        ("'s", "'s"),
        (".", ""),
    ],
)
def test_folded(form, expected):
    assert folded(form) == expected


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("henk", ()),
        ("van der wal", ()),
        ("el amrani", ()),
        ("henk bos", ("henk", "bos")),
        ("jan van der wal", ("jan", "wal", "van der wal")),
        ("j de vries", ("vries", "de vries")),
        ("j p", ()),
        ("ben smit", ("ben", "smit")),
        ("samir ben haddou", ("samir", "haddou", "ben haddou")),
        ("van", ()),
    ],
)
def test_parts_of(form, parts):
    assert parts_of(form) == parts


@pytest.mark.parametrize(
    ("forms", "numbers"),
    [
        (["Henk", "Fatima", "henk's"], {"henk": 1, "fatima": 2}),
        (["Henk", "Henk Bos", "Bos"], {"henk": 1, "henk bos": 1, "bos": 1}),
        (["Fatima", "Henk Bos", "Henk"], {"fatima": 1, "henk bos": 2, "henk": 2}),
        (["Henk Bos", "Henk Smit", "Henk"], {"henk bos": 1, "henk smit": 2, "henk": 3}),
        (["Jan van der Wal", "Van der Wal"], {"jan van der wal": 1, "van der wal": 1}),
        (["J. de Vries", "Jan de Vries", "De Vries"],
         {"j de vries": 1, "jan de vries": 2, "de vries": 3}),
        (["Ben Smit", "Smit", "Ben"], {"ben smit": 1, "smit": 1, "ben": 1}),
        (["Samir Ben Haddou", "Ben Haddou"], {"samir ben haddou": 1, "ben haddou": 1}),
        (["Hen", "Henk Bos"], {"hen": 1, "henk bos": 2}),
        ([], {}),
    ],
)  # fmt: skip
def test_forms_of_one_person_share_a_number(forms, numbers):
    assert numbered(forms) == numbers
    assert list(numbered(forms)) == list(numbers)


@pytest.mark.parametrize(
    ("forms", "known", "numbers"),
    [
        (["Fatima"], {"henk": 4}, {"fatima": 5}),
        (["Henk Bos"], {"henk": 1}, {"henk bos": 1}),  # the only one who can be that Henk
        (["Henk Bos", "Henk Smit"], {"henk": 1}, {"henk bos": 2, "henk smit": 3}),
        (["Henk Smit"], {"henk": 1, f"{PART}henk": 1}, {"henk smit": 2}),
        (["Henk"], {f"{PART}henk": 3}, {"henk": 3}),
        (["Henk"], {f"{PART}henk": SEVERAL, "x": 7}, {"henk": 8}),
        (["Henk", "Henk Smit"], {f"{PART}henk": 3}, {"henk": 4, "henk smit": 5}),
        (["Henk", "Henk Bos"], {f"{PART}henk": 3, "henk bos": 3}, {"henk": 3, "henk bos": 3}),
    ],
)
def test_what_is_known_keeps_its_number(forms, known, numbers):
    assert numbered(forms, known) == numbers


def test_new_numbers_count_on_from_all_that_was_ever_given():
    assert numbered(["Ali"], {"henk": 2}, after=9) == {"ali": 10}


def test_a_part_of_two_persons_names_is_nobodys():
    numbers = numbered(["Henk Bos", "Henk Smit"])
    assert part_numbers(numbers) == {
        "~henk": SEVERAL, "~bos": 1, "~smit": 2,
    }  # fmt: skip
    assert part_numbers({"ali smit": 3}, {"~smit": 2})["~smit"] == SEVERAL


@settings(max_examples=150, deadline=None)
@given(NAMES, NAMES)
def test_numbers_stay_when_files_come_in_two_goes(first, second):
    before = numbered(first)
    known = before | part_numbers(before)
    asked = {key: known[key] for key in keys_of(first) if key in known}
    assert numbered(first, asked, after=max(before.values(), default=0)) == before

    asked = {key: known[key] for key in keys_of(second) if key in known}
    after = numbered(second, asked, after=max(before.values(), default=0))
    assert {form: before[form] for form in after if form in before}.items() <= after.items()
    assert set(after) == {folded(form) for form in second}
    assert min(after.values(), default=1) >= 1


def test_words_for_what_was_found():
    words = {kind: word_for(Finding(0, 4, kind, "Henk", ""), {"henk": 3}) for kind in FindingKind}
    assert words == {
        FindingKind.PERSON: "[persoon 3]", FindingKind.PHONE: "[telefoon]",
        FindingKind.EMAIL: "[e-mail]", FindingKind.BSN: "[bsn]", FindingKind.IBAN: "[rekening]",
        FindingKind.ADDRESS: "[adres]", FindingKind.PLATE: "[kenteken]",
        FindingKind.BIRTHDATE: "[geboortedatum]", FindingKind.URL: "[link]",
    }  # fmt: skip


def test_replaced_leaves_the_rest_as_it_was():
    text = "Mo's moeder 😀 belt Henk op 06-12345678."
    found = [
        Finding(0, 2, FindingKind.PERSON, "Mo", ""),
        Finding(text.index("Henk"), text.index("Henk") + 4, FindingKind.PERSON, "Henk", ""),
        Finding(text.index("06"), text.index("."), FindingKind.PHONE, "06-12345678", ""),
    ]
    assert replaced(text, found, {"mo": 1, "henk": 2}) == (
        "[persoon 1]'s moeder 😀 belt [persoon 2] op [telefoon]."
    )
    assert replaced(text, [], {}) == text


@pytest.mark.parametrize("kind", FindingKind)
def test_every_word_that_stands_in_is_known_as_a_pseudonym(kind):
    word = word_for(Finding(0, 4, kind, "Henk", ""), {"henk": 31})
    found = PSEUDONYM.search(f"zie {word}.")
    assert found[0] == word
    assert found["number"] == ("31" if kind is FindingKind.PERSON else None)
