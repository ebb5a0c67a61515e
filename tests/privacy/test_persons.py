"""Persons' names: in every form that people write them in, and words that only look like one."""

from __future__ import annotations

import pytest

from analysis.privacy.names.persons import find_persons, shouted
from analysis.privacy.names.words import words_of

NAMES = [
    ("wijkagent Henk kent iedereen in de straat", ["Henk"]),
    ("vraag het aan Ali van het jongerenwerk", ["Ali"]),
    ("mevr. Van der Wal belt elke dag", ["Van der Wal"]),
    ("Mevrouw de Vries van de gemeente was er ook", ["de Vries"]),
    ("volgens J. de Boer is dat geregeld", ["J. de Boer"]),
    ("gesproken met dhr. A.M. Yilmaz over de schulden", ["A.M. Yilmaz"]),
    ("Fatima El Amrani zat bij het gesprek", ["Fatima El Amrani"]),
    ("samira zegt altijd eerlijk wat ze kan doen", ["samira"]),
    ("overleg met fatima, mohamed en karin", ["fatima", "mohamed", "karin"]),
    ("Anne-Marie Jansen-de Wit las voor", ["Anne-Marie Jansen-de Wit"]),
    ("de moeder van Youssef kwam niet", ["Youssef"]),
    ("Małgorzata belt met Łukasz", ["Małgorzata", "Łukasz"]),
    ("Sanne: wij doen dat anders", ["Sanne"]),
    ("Mo's moeder zat aan tafel", ["Mo"]),
    ("juf Aylin blijft altijd bellen", ["Aylin"]),
    ("tante Gerda past op de kinderen", ["Gerda"]),
    ("collega Shurendley ging mee naar de rechter", ["Shurendley"]),
    ("ik bel Priya Ramdin, die weet het", ["Priya Ramdin"]),
    ("de jongens luisteren alleen naar Tesfay", ["Tesfay"]),
    ("Bram", ["Bram"]),
    ("Van Dijk en De Vries stemmen tegen", ["Van Dijk", "De Vries"]),
    ("collega De Vries belt elke week", ["De Vries"]),
    ("gesproken met vd Berg over de huur", ["vd Berg"]),
    ("Carla vd Broek van de school", ["Carla vd Broek"]),
    ("Marieke van Dijk belt nooit terug", ["Marieke van Dijk"]),
    ("HENK JANSEN van de flat", ["HENK JANSEN"]),
    ("Jansen, Fatima", ["Jansen", "Fatima"]),
    ("joke v.d. berg kwam later", ["joke v.d. berg"]),
    ("dhr. Tjon A Joe was er ook", ["Tjon A Joe"]),
    ("aukje visser komt volgende week", ["aukje visser"]),
    ("overleg met Wonnie Hoogvliet-Pengel", ["Wonnie Hoogvliet-Pengel"]),
]

LOOK_ALIKES = [
    "wij willen dit graag, wil de gemeente het ook",
    "op de markt staat elke vrijdag een kraam",
    "het bos achter de school is een hangplek",
    "in Den Haag is dat anders geregeld",
    "Halt doet de intake binnen een week",
    "Veilig Thuis belt niet terug",
    "de kok van het buurthuis kookt gratis",
    "groen licht van het OM duurt zes weken",
    "korte lijnen met de wijkagent",
    "Vrijdag samen de ronde langs de scholen",
    "wachtlijst van elf weken bij de GGZ",
    "de Jan van Galenstraat is weer donker",
    "De Jong Talent Academie haakt af",
    "het Dr. Nassau College doet mee",
    "Jan en alleman mag meelezen",
    "Jeugdbeschermingstafel: ouders en wijkteam in één kamer",
    "Het project heet Samen Sterk",
    "OTS uitgesproken in jan., start in juni",
    "subsidie stopt per 1 jan",
    "de ggz zegt: meneer wil geen hulp",
    "casus B. na 14 maanden terug",
    "meneer van de bank belde terug",
    "WGS en AVG: niemand weet wat mag",
    "Turkse en Marokkaanse moeders komen wel",
    "",
    "12 x gebeld, geen gehoor",
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_are_found_whole(text, expected):
    found = find_persons(text)
    assert [one.text for one in found] == expected
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_a_name_stays(text):
    assert find_persons(text) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("wijkagent Henk kent iedereen", "staat na ‘wijkagent’"),
        ("gesproken met Samira", "bekende voornaam"),
        ("gesproken met Henk de Vries", "bekende voornaam en achternaam"),
        ("Sanne: wij doen dat anders", "staat als spreker vóór een dubbele punt"),
    ],
)
def test_each_name_comes_with_its_reason(text, reason):
    assert [one.reason for one in find_persons(text)] == [reason]


def test_a_text_in_capitals_is_read_as_if_it_were_not():
    assert shouted("HENK BELT NOOIT TERUG")
    assert not shouted("Henk belt nooit terug")
    assert [one.text for one in find_persons("MOEDER BELT SAMIRA ELKE DAG")] == ["SAMIRA"]


def test_a_sentence_begins_after_a_full_stop_but_not_after_an_initial():
    begins = {word.text: word.starts for word in words_of("Overleg met J. Bakker. Morgen verder.")}
    assert begins == {
        "Overleg": True, "met": False, "J": False, "Bakker": False, "Morgen": True,
        "verder": False,
    }  # fmt: skip
