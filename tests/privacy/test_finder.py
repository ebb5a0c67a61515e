"""The finder: kinds together, what stands there already, other eyes."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.privacy.finder import Finder, shipped_finder
from analysis.privacy.findings import Finding, FindingKind


def pairs(text: str, finder: Finder | None = None) -> list[tuple[str, str]]:
    return [(one.kind.value, one.text) for one in (finder or shipped_finder()).find(text)]


def test_kinds_stand_beside_each_other_in_the_order_of_the_text():
    text = "bel wijkagent Henk op 06-12345678 of mail henk.devries@politie.nl"
    assert pairs(text) == [
        ("person", "Henk"),
        ("phone", "06-12345678"),
        ("email", "henk.devries@politie.nl"),
    ]


@pytest.mark.parametrize(
    "text", ["[persoon 3] belt [persoon 12] op [telefoon]", "zie [e-mail] van [persoon 1]"]
)
def test_pseudonyms_are_not_found_again(text):
    assert pairs(text) == []


class Watcher:
    """An eye that takes the first three letters for a name."""

    def find(self, text: str) -> Iterable[Finding]:
        yield Finding(0, 3, FindingKind.PERSON, text[:3], "gezien")


def test_another_eye_adds_what_it_sees():
    assert pairs("zzz is een teken", Finder(eyes=[Watcher()])) == [("person", "zzz")]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_pieces_of_itself_that_do_not_overlap(text):
    at = 0
    for one in shipped_finder().find(text):
        assert text[one.start : one.end] == one.text
        assert one.text
        assert one.start >= at
        at = one.end


def test_only_what_koffiehoek_itself_put_between_brackets_is_passed_over():
    assert pairs("[persoon 3] en [e-mail] op [adres], [telefoon]") == []
    assert pairs("[fatima] belde met ibrahim") == [("person", "fatima"), ("person", "ibrahim")]
