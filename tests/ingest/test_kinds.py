"""Headings in the many words of typists: which kind they name, and which lines name none."""

from __future__ import annotations

import re

import pytest

from analysis.ingest.reading import read_source
from analysis.types import Category

HEADINGS = {
    Category.WERKT: """
        Werkt|Wat werkt|Wat werkt er goed?|Dit werkt|Dit werkt al|Goed|Gaat goed
        Wat gaat er goed?|Wat gaat goed|Wat loopt er goed?|Wat loopt lekker?|wat lekker loopt
        Wat lukt er?|Dit lukt|Gaat prima|Loopt prima|Hier zijn we trots op
        Waar zijn we trots op?|Trots|Waar worden we blij van?|Waar we blij van worden|Tops|Top
        Toppers|Plussen|Pluspunten|Plus|Positief|Positieve punten|Sterk|Sterke punten|Sterktes
        Krachten|Successen|Succesfactoren|Successverhalen|Succesjes|Parels|Pareltjes
        Juweeltjes|Rozen|Roos|Zon|Zonnetjes|Zonneschijn|Houden zo!|Zo houden|Behouden|Behoud
        Bewaren|Wat willen we bewaren?|Vasthouden|Koesteren|Doorgaan|Meer van dit|Keep
        Keep doing|Continue|Liked|Glad|Strengths|What works|What went well|Pros|Voordelen
        Energiegevers|Geeft energie|Wat geeft ons energie?|Waar krijgen we energie van?
        Wind in de zeilen|Wind mee|Rugwind|Groen|Groen licht|Duim omhoog|Duimpje omhoog
        Duim op|👍|😀|+|✅|☀️|💚|🌹|Complimenten|Bloemen|Pluimen|Veren|Lichtpuntjes|Hoogtepunten
        Highlights|Mooie voorbeelden|Goede ervaringen|Goede voorbeelden|Wat helpt
        Dit helpt ons|Helpend|Helpende factoren|Bevorderende factoren|Wat is fijn?
        Best practices|Goud|Goud in handen|Schatten|Kroonjuwelen|Wat staat er als een huis?
        Staat als een huis|Op rolletjes|Hier gaan we goed op|Fijn|Wat ging er goed?|Wat hielp?
        Wat hielp ons verder?|Sterke kanten|Goede punten|Onze kracht|Waar zijn we goed in?
        Wortels|Bloei|Wat bloeit er?|Vruchten|Zoet|Meevallers|Tevreden over
    """,
    Category.KNELPUNT: """
        Knelpunten|Knelpunt|Knelpuntten|Wat knelt?|Waar knelt het?|Hier knelt het
        Wat werkt niet?|Werkt niet|Werkt nog niet|Wat gaat er niet goed?|Gaat niet goed
        Gaat minder goed|Wat gaat er mis?|Wat gaat fout?|Wat loopt niet?|Loopt niet
        Waar lopen we op vast?|Hier lopen we op vast|Waar lopen we tegenaan?|Lopen we tegenaan
        Vastlopers|Waar het wringt|Wringt|Hier wringt het|Waar wringt de schoen?|Schuurt
        Waar schuurt het?|Schuurpunten|Hapert|Dit hapert|Stokt|Pijnpunten|Waar doet het pijn?
        Pijn|Au|Zere plekken|Problemen|Moeilijk|Lastig|Lastige punten|Wat is lastig?|Hobbels
        Hindernissen|Obstakels|Drempels|Barrières|Belemmeringen|Belemeringen
        Wat belemmert ons?|Blokkades|Bottlenecks|Valkuilen|Minpunten|Minnen|Min|Negatief|Flops
        Flop|Zwak|Zwaktes|Zwakke punten|Bedreigingen|Risico's|Zorgen|Zorgpunten
        Waar maken we ons zorgen over?|Waar liggen we wakker van?|Ergernissen
        Waar ergeren we ons aan?|Irritaties|Frustraties|Klachten|Waar balen we van?
        waar we van balen|Baalpunten|Boos|Sad|Mad|Stop|Stoppen|Waar stoppen we mee?|Nadelen
        Doornen|Doorns|Stekels|Rood|Tegenwind|Wind tegen|Duim omlaag|Duim neer|👎|☹️|❌|🌧️|🧱
        Wat ontbreekt er?|Gemis|Wat missen we?|Tekortkomingen|Struikelblokken|Strubbelingen
        Energievreters|Kost energie|Wat kost energie?|Wat kost ons energie|Storm|Onweer
        Donderwolken|Wolken|Stenen|Rotsen|Ankers|Ballast|Onkruid|Weaknesses|Threats|Cons
        Pain points|What went wrong|Lacked|Disliked|Hoofdpijndossiers|Buikpijn
        Zand in de machine|Hier botsen we|Waar botst het?|Dieptepunten|Lows|Zuur|Wat remt ons?
        Remmende factoren|Gedoe|Dit kan echt niet
    """,
    Category.KANS: """
        Kansen|Kans|Kansjes|Waar liggen kansen?|Waar zien jullie kansen?|Gemiste kansen
        Onbenutte kansen|Welke kansen laten we liggen?|Laten we liggen|Wat we laten liggen
        Onbenutte mogelijkheden|Mogelijkheden|Mogelijkheid|Potentie|Hier ligt nog iets
        Hier ligt winst|Waar valt winst te behalen?|Verbeterpunten|Verbeterkansen
        Verbeterideeën|verbetridee|Kan beter|Wat kan beter?|Wat kan er beter?|Beter|Anders
        Wat kan anders?|Hoe kan het anders?|Zou mooi zijn|Zou helpen|Wat zou er kunnen?
        Wat zou helpen?|Wensen|Wens|Wensenlijst|Dromen|Droom|Waar dromen we van?|Toekomst
        Toekomstmuziek|Toekomstdromen|Morgen mee beginnen|Ideeën|Idee|Ideetjes|Tips|Tip
        Tips voor morgen|Adviezen|Aanbevelingen|Suggesties|Voorstellen|Oplossingen
        Oplossingsrichtingen|Acties|Actiepunten|Volgende stappen|Hoe verder?|Wat nu?
        Wat te doen?|Wat is er nodig?|Wat hebben we nodig?|Start|Waar beginnen we mee?
        Als ik het voor het zeggen had|als ik t voor t zeggen had|Als wij de baas waren
        Wat als...|Stel je voor|Met een toverstok|Toverstaf|Als geld geen rol speelt
        In een ideale wereld|Stip op de horizon|Horizon|Try|Longed for|Opportunities|Ideas
        Wishes|Dreams|Next steps|Room for improvement|Lampje|Lampjes|💡|🚀|⭐|🌱|Sterren|Raketten
        Zaadjes|Knoppen|Groei|Groeipunten|Groeikansen|Ontwikkelpunten|Leerpunten|Quick wins
        Laaghangend fruit|Nieuwe wegen|Ambities|Wat willen we graag?|Wat zouden we willen?
        Waar willen we naartoe?|Wat gunnen we onze jongeren?|Nog te benutten
    """,
}
CASES = [
    (heading.strip(), kind)
    for kind, table in HEADINGS.items()
    for line in table.strip().splitlines()
    for heading in line.split("|")
]

STATEMENTS = """
Goede samenwerking met de wijkagent
Kansen pakken met elkaar
Nu gaat het goed
Nieuwe fietsen zijn binnen
Te weinig docenten
Wij denken in kansen, zij in problemen
Samen met de politie op huisbezoek
Problemen met de wachtlijst zijn bekend
School belt pas als het misgaat
Het loopt goed tussen OM en Raad
Beter luisteren naar ouders
Ideeën van jongeren worden niet gehoord
Eén vast gezicht per gezin
Elke week een kop koffie met de wijkagent
Trots op onze jongerenwerkers
Geen terugkoppeling na een melding
De politie is goed bereikbaar
Goed contact met school
Lunch was koud
Wens: meer tijd voor het gezin
Plannen genoeg, geld niet
Fijne collega's bij de gemeente
Knelpunt blijft de AVG
Kansen voor jongeren in de wijk
Te veel overleg, te weinig actie
Positief dat ouders meedenken
Zorgen over de wachttijd
Meer tijd voor elkaar
Stop met steeds nieuwe plannen
Start op maandag is te vroeg
Drempel bij de balie is te hoog
Zwakke wifi in het buurthuis
Bloemen bij de diploma-uitreiking
Zon op het terras was heerlijk
""".strip().splitlines()  # fmt: skip

NOTES = (
    "Koffiehoek 3: Halt\n\n{}\n- eerste punt over school en gezin\n- tweede punt over de buurt\n"
)
LIST = """Koffiehoek 3: Halt

Wat werkt
- ouders komen altijd mee naar het gesprek
- {}
- jongeren durven te vertellen wat er was

Knelpunten
- de zaak blijft soms maanden liggen
- niemand weet wie er belt
"""


@pytest.mark.parametrize(("heading", "kind"), CASES)
def test_heading_names_its_kind(heading: str, kind: Category) -> None:
    reading = read_source("halt.txt", NOTES.format(heading).encode())
    found = [(s.category, s.text) for s in reading.statements]
    assert found == [
        (kind, "eerste punt over school en gezin"),
        (kind, "tweede punt over de buurt"),
    ]


@pytest.mark.parametrize("text", STATEMENTS)
def test_statement_stays_a_statement(text: str) -> None:
    reading = read_source("halt.txt", LIST.format(text).encode())
    label = text.rsplit(": ", maxsplit=1)[-1]
    assert [s.text for s in reading.statements][1] in (text, label)
    assert reading.statements[1].category is Category.WERKT
    assert len(reading.statements) == 5


@pytest.mark.parametrize("text", STATEMENTS)
def test_statement_without_mark_stays_a_statement(text: str) -> None:
    notes = re.sub("^- (.)", lambda found: found[1].upper(), LIST, flags=re.M).format(text)
    reading = read_source("halt.txt", notes.encode())
    assert len(reading.statements) == 5
    assert {s.category for s in reading.statements[:3]} == {Category.WERKT}


@pytest.mark.parametrize(
    "heading",
    ["Goed / minder goed", "Tops en tips door elkaar", "Plus- en minpunten", "Houden zo / pijnpunt",
     "Wat gaat goed en wat gaat niet goed?", "Overig", "Parkeerplaats", "Rondvraag"],
)  # fmt: skip
def test_heading_of_more_kinds_or_none(heading: str) -> None:
    reading = read_source("halt.txt", NOTES.format(heading).encode())
    assert [s.category for s in reading.statements] == [None, None]
