"""Forms that keep stored texts back: counted by text, and settled one at a time."""

import pytest

from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.held import Only, held_forms


class Finder:
    """Finds two words, whatever their case."""

    def find(self, text):
        found = []
        for word, kind in (("henk", FindingKind.PERSON), ("06-1", FindingKind.PHONE)):
            at = text.casefold().find(word)
            while at >= 0:
                end = at + len(word)
                found.append(Finding(at, end, kind, text[at:end], "proef"))
                at = text.casefold().find(word, end)
        return tuple(found)


TEXTS = ["Bel 06-1", "Henk belt henk", "niets", "HENK", "henk op 06-1"]


def test_forms_are_counted_by_text_most_first():
    found = held_forms(TEXTS, Finder())
    assert [(form.found.text, form.count, form.context) for form in found] == [
        ("henk", 3, "Henk belt henk"),
        ("06-1", 2, "Bel 06-1"),
    ]


@pytest.mark.parametrize("texts", [[], ["niets", ""]])
def test_clean_texts_hold_nothing_back(texts):
    assert held_forms(texts, Finder()) == []


def test_the_example_holds_what_was_found():
    for form in held_forms(TEXTS, Finder()):
        assert form.context[form.found.start : form.found.end] == form.found.text


def test_progress_is_told():
    told = []
    held_forms(["niets"] * 401, Finder(), progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 401), (200, 401), (400, 401)]


def test_one_form_is_seen_and_the_others_wait():
    [phone] = [form for form in held_forms(TEXTS, Finder()) if form.found.text == "06-1"]
    only = Only(Finder(), [phone.key])
    assert [one.text for text in TEXTS for one in only.find(text)] == ["06-1", "06-1"]
    assert Only(Finder(), []).find("henk") == ()
