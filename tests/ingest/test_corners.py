"""Corners in the words of typists: full names, abbreviations, numbers and words like tafel."""

from __future__ import annotations

import pytest

from analysis.ingest.lexicon import default_lexicon
from analysis.ingest.reading import read_source

NOTES = "\n\nWat werkt\n- ouders komen altijd mee\n- iedereen belt terug\n\nKnelpunten\n- te laat\n"


def corner_of(name: str, text: str) -> str:
    return read_source(name, text.encode()).statements[0].corner


@pytest.mark.parametrize(
    ("heading", "corner"),
    [
        ("Koffiehoek 3: OM", "Openbaar Ministerie"),
        ("koffiehoek 3 - het O.M.", "Openbaar Ministerie"),
        ("Tafel 5 RvdK", "Raad voor de Kinderbescherming"),
        ("HOEK 4 = RECLASSERING", "Reclassering"),
        ("Hoek 2 - JB (de jeugdbeschermers van de GI)", "Jeugdbescherming"),
        ("Groep 10: Onderwijs", "Onderwijs"),
        ("Zorg & Veiligheidshuis", "Zorg- en Veiligheidshuis"),
        ("ZVH", "Zorg- en Veiligheidshuis"),
        ("Koffietafel 11: Veiligheidshuis", "Zorg- en Veiligheidshuis"),
        ("Reclasering", "Reclassering"),
        ("Gemeente W&I", "Gemeente (werk en inkomen)"),
        ("Koffiehoek 10 - Jongerenraad", "Jongerenraad"),
        ("Koffiehoek 9: Moskeebestuur", "Moskeebestuur"),
        ("Tafel 7: NS", "Nederlandse Spoorwegen"),
        ("Tafel 7: brandweer", "Brandweer"),
        ("Hoek 8: CJG", "Centrum voor Jeugd en Gezin"),
        ("Hoek 1: leger des heils", "Leger des Heils"),
        ("Tafel 12: JJI De Kade", "Justitiële jeugdinrichting"),
        ("Hoek 6: het waterschap", "Waterschap"),
        ("Hoek 6: COA", "COA"),
        ("Tafel 3: DUO", "DUO"),
        ("Tafel 3: notarissen", "Notariaat"),
        ("Koffiehoek 6: de dierenambulance", "Dierenambulance"),
        ("Koffiehoek 6: Stichting Vuurtoren", "Stichting Vuurtoren"),
    ],
)
def test_heading_gives_the_corner(heading: str, corner: str) -> None:
    assert corner_of("uitwerking.txt", heading + NOTES) == corner


@pytest.mark.parametrize(
    ("name", "corner"),
    [
        ("OM flap.txt", "Openbaar Ministerie"),
        ("koffiehoek_politie_def.txt", "Politie"),
        ("RvdK 14-11-2024.txt", "Raad voor de Kinderbescherming"),
        ("3_ggz.txt", "GGZ"),
    ],
)
def test_file_name_gives_the_corner(name: str, corner: str) -> None:
    assert corner_of(name, NOTES.lstrip()) == corner


@pytest.mark.parametrize(
    "header",
    ["Gastheer : RvdK, gebied Midden", "Onderwerp: terugkoppeling RvdK", "Koffiehoek: RvdK"],
)
def test_header_gives_the_corner(header: str) -> None:
    text = (
        f"Onderwerp: themadag jeugd & veiligheid\n{header}\nDatum: 5 november\nAanwezig: Kees (OM)"
    )
    assert corner_of("verslag.txt", text + NOTES) == "Raad voor de Kinderbescherming"


def test_two_corners_in_one_file() -> None:
    text = f"Tafel 8: Reclassering{NOTES}\nTafel 9: Halt{NOTES}"
    reading = read_source("tafels.txt", text.encode())
    assert [s.corner for s in reading.statements] == ["Reclassering"] * 3 + ["Halt"] * 3


def test_no_abbreviation_stands_for_two_partners() -> None:
    lexicon = default_lexicon()
    for name in lexicon.part_of:
        assert lexicon.partners.whole(name) == name
        assert lexicon.partners.whole(lexicon.part_of[name]) == lexicon.part_of[name]
