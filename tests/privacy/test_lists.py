"""The name lists: how large, how clean, and whether they know who and what they must know."""

from pathlib import Path

import pytest

from analysis.privacy.names import lists as module
from analysis.privacy.names.lists import fold, shipped_lists

FILES = sorted((Path(module.__file__).parent / "wordlists").glob("*.txt"))

LEAST = {
    "voornamen_nederlands": 4_000, "voornamen_fries": 500, "voornamen_turks": 1_200,
    "voornamen_marokkaans": 1_200, "voornamen_surinaams": 400, "voornamen_hindostaans": 800,
    "voornamen_javaans_chinees_surinaams": 200, "voornamen_antilliaans": 500,
    "voornamen_pools": 600, "voornamen_syrisch_arabisch": 1_000,
    "voornamen_oost_europees": 800, "voornamen_afrikaans": 1_000,
    "voornamen_iraans_afghaans": 700, "voornamen_aziatisch": 800, "voornamen_westers": 2_000,
    "achternamen_nederlands": 6_000, "achternamen_fries": 400, "achternamen_turks": 400,
    "achternamen_marokkaans": 400, "achternamen_surinaams": 400, "achternamen_hindostaans": 400,
    "achternamen_javaans_chinees_surinaams": 400, "achternamen_antilliaans": 400,
    "achternamen_pools": 400, "achternamen_syrisch_arabisch": 400,
    "achternamen_oost_europees": 400, "achternamen_afrikaans": 400,
    "achternamen_iraans_afghaans": 400, "achternamen_aziatisch": 400, "achternamen_westers": 400,
    "woorden": 150_000, "dubbelzinnig": 400, "rollen": 250, "plaatsen": 2_000,
}  # fmt: skip

PEOPLE = {
    "nederlands": "Kees Sanne Willemijn Floortje Jan-Willem Truus Wout Lotte Jansen Janssen Berg",
    "fries": "Sjoerd Jildou Tjitske Wytske Hoekstra Dijkstra Postma",
    "turks": "Mehmet Özlem Ayşe Işıl Çağla Yılmaz Şahin Öztürk",
    "marokkaans": "Mohamed Mohammed Joessef Youssef Fatima Ouassim Khadija Amrani Alaoui Bouzidi",
    "surinaams": "Guno Clarence Humphrey Seedorf Pinas Kluivert",
    "hindostaans": "Radjesh Soeresh Shanti Anil Ramdin Ramsoekh Baldewsingh",
    "javaans_chinees_surinaams": "Soekinah Wagiman Kartosen Tjon-A-Fat Kromopawiro",
    "antilliaans": "Shurendley Gilmar Jandino Rayenne Churandy Martina Pietersz",
    "pools": "Łukasz Kasia Gosia Agnieszka Kowalski Nowak Wójcik",
    "syrisch_arabisch": "Ghaith Rawan Yazan Hiba Alhamad Haddad Khoury",
    "oost_europees": "Oleksandr Svitlana Ionuț Zoltán Željko Shevchenko Popescu Jovanović",
    "afrikaans": "Fadumo Abdirahman Yohannes Kwame Ngozi Mamadou Adilson Mensah Okafor Tesfay",
    "iraans_afghaans": "Shirin Reza Farhad Zabihullah Ahmadi Hosseini Noorzai",
    "aziatisch": "Nguyen Xiaoming Thuy Wayan Sivakumar Zeeshan Tahamata Manuhutu Wong",
    "westers": "Jürgen Siobhan Giuseppe François Björn Cohen Müller García",
}

NAMES = """Kees Truus Fatima Mohamed Youssef Ayşe Mehmet Özlem Sjoerd Tjitske Willemijn Jeroen
Marieke Anneke Gerrit Hendrik Johanna Wouter Thomas Robert Karen Steven Ellen Hans Klaas Jaap
Nick Kevin Eva Tim Łukasz Agnieszka Shurendley Radjesh Soeresh Oleksandr Ghaith Yazan Fadumo
Kwame Ngozi Nguyen Zoltán Željko Jürgen Giuseppe Björn Jansen Smits Mulders Driessen Verstappen
Yılmaz Amrani Ramsoekh Martina Kowalski Haddad Shevchenko Hosseini"""

ALSO_WORDS = """Roos Wil Bos Mees Hoop Storm Ster Rein Mei April Vos Haan Kok Wit Groen Bakker
Koning Dijk Berg Sultan Jet Bas Cas Pit Merel Lente Jade Robijn Mark Roman Tamme Lieve Linde
Luis Jasmijn Max Ken Dan Ton Toon Lam Pier Boer Visser Meester Prins Graaf Jong Lang Kort
Groot Klein Hond Kat Wolf Leeuw Valk Zwart Rood Steen Molen Kerk Beek"""


def entries(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_list_has_a_head_and_no_entry_twice(file):
    assert file.read_text(encoding="utf-8").startswith("# ")
    found = [fold(entry) for entry in entries(file)]
    assert len(found) == len(set(found))
    assert all(entry == entry.strip() != "" for entry in found)


@pytest.mark.parametrize(("name", "least"), LEAST.items())
def test_a_list_is_large_enough(name, least):
    (file,) = (file for file in FILES if file.stem == name)
    assert len(entries(file)) >= least


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz", "lukasz"), ("IŞIK", "isik"), ("Işık", "isik"), ("İbrahim", "ibrahim"),
        ("Søren", "soren"), ("Weiß", "weiss"), ("Đorđević", "dordevic"), ("José", "jose"),
        ("van 't Hof", "van 't hof"), ("d’Ancona", "d'ancona"), ("Noël", "noel"),
    ],
)  # fmt: skip
def test_folding(text, folded):
    assert fold(text) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize("background", PEOPLE)
def test_each_background_knows_its_people(background):
    lists = shipped_lists()
    wanted = {fold(name) for name in PEOPLE[background].split()}
    assert wanted - lists.backgrounds[background] == set()
    assert wanted - lists.first - lists.last == set()


def test_names_are_no_words():
    lists = shipped_lists()
    names = {fold(name) for name in NAMES.split()}
    assert [name for name in names if lists.is_word(name)] == []
    assert names & lists.ambiguous == set()
    assert names - lists.first - lists.last == set()


def test_names_that_are_words_are_told_apart():
    lists = shipped_lists()
    assert {fold(name) for name in ALSO_WORDS.split()} - lists.ambiguous == set()


@pytest.mark.parametrize(
    "word",
    ["overlast", "wijkagent", "jeugd", "vertrouwen", "halt", "markt", "samenwerkingsafspraak"],
)
def test_ordinary_words_are_known(word):
    assert shipped_lists().is_word(word)


@pytest.mark.parametrize(
    ("group", "wanted"),
    [
        ("particles", "van der|el|ben|van 't|dos"),
        ("titles", "mevr.|dhr.|de heer|imam|dr."),
        ("roles", "wijkagent|juf|casusregisseur|ovj|verdachte"),
        ("family", "moeder|oom|ex|vriendin"),
        ("organisations", "jong talent academie|halt|leger des heils"),
        ("organisation_words", "stichting|school|wijkteam|bv"),
        ("places", "den haag|alphen aan den rijn|kanaleneiland|marokko|rijn"),
        ("other_capitals", "zsm|ots|ramadan|turks|jan modaal|whatsapp|november"),
    ],
)
def test_the_look_alikes(group, wanted):
    assert set(wanted.split("|")) <= getattr(shipped_lists(), group)
