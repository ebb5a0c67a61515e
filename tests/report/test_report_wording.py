from string import Formatter

import pytest

from analysis.report.wording import (
    Number,
    Part,
    Sentence,
    Wording,
    _texts,
    dutch_date,
    listed,
    plural,
)

ONE, FIVE = Number("1", 1, "AAAAAAA"), Number("5", 5, "BBBBBBB")


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("koffiehoek", "koffiehoeken"), ("tafel", "tafels"), ("werkgroep", "werkgroepen"),
        ("deelonderwerp", "deelonderwerpen"), ("zaal", "zalen"), ("team", "teams"),
        ("sessie", "sessies"), ("klas", "klassen"), ("groepje", "groepjes"), ("kring", "kringen"),
        ("foto", "foto's"), ("Ronde", "Rondes"), ("Team", "Teams"),
        ("Stad", "Steden"), ("binnenstad", "binnensteden"), ("gemeente", "gemeentes"),
    ],
)  # fmt: skip
def test_plural(one, many):
    assert plural(one) == many


@pytest.mark.parametrize(
    ("iso", "said"),
    [("2026-11-02", "2 november 2026"), ("ooit", "ooit"), ("2026-13-01", "2026-13-01")],
)
def test_dates_are_dutch(iso, said):
    assert dutch_date(iso) == said


def test_a_number_keeps_its_trace_and_gets_its_noun():
    words = Wording("tafel")
    said = words.say("theme_count", n=ONE, theme="Openheid", corners=FIVE, kinds="kans 1")
    assert said.text == "1 uitspraak gaat over Openheid, van 5 tafels: kans 1."
    assert said.traces == ("AAAAAAA", "BBBBBBB")
    assert Part("5", "BBBBBBB") in said.parts
    assert words.say("nothing_shared").text.endswith("van de tafels een knelpunt.")


def test_what_is_filled_in_is_never_a_template():
    said = Wording("{n}").say("theme_none", theme="{n:uitspraak} %s {0} {")
    assert said.text == "Geen uitspraak gaat over {n:uitspraak} %s {0} {."


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_listed(items, text):
    assert listed(items).text == text
    assert listed([Sentence((Part(one),)) for one in items]).text == text


def test_every_template_can_be_filled_and_every_noun_is_known():
    nouns = {*_texts()["nouns"], "hoek"}
    for key, template in _texts()["sentences"].items():
        forms = [template] if isinstance(template, str) else [template["one"], template["more"]]
        for form in forms:
            fields = [(name, noun) for _, name, noun, _ in Formatter().parse(form) if name]
            assert {noun for _, noun in fields if noun} <= nouns
            filled = Wording("tafel").say(key, **{"n": ONE, **{name: FIVE for name, _ in fields}})
            assert "{" not in filled.text
