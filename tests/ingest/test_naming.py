"""One name for one partner, over all the files of a day."""

from __future__ import annotations

import pytest

from analysis.ingest.lexicon import default_lexicon
from analysis.ingest.naming import (
    corner_names,
    from_file_name,
    from_loose_text,
    is_numbered,
    partners_of,
)
from analysis.ingest.reading import read_day, statement_id

LEXICON = default_lexicon()
NOTES = "\n\nWat werkt\n- {}\n- nog een\n"


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (["OM", "het O.M."], ["Openbaar Ministerie", "Openbaar Ministerie"]),
        (["Wijkteam Noord", "Wijkteam Zuid"], ["Wijkteam Noord", "Wijkteam Zuid"]),
        (["School / leerplicht", "school"], ["School / leerplicht", "School / leerplicht"]),
        (["School / leerplicht", "School", "Leerplicht"],
         ["School / leerplicht", "Onderwijs", "Leerplicht"]),
        (["Jeugdreclassering", "Reclassering"], ["Jeugdreclassering", "Reclassering"]),
        (["Jongerenraad", "Jongeren"], ["Jongerenraad", "Jongeren"]),
        (["moskeebestuur"], ["Moskeebestuur"]),
        (["STICHTING VUURTOREN"], ["Stichting vuurtoren"]),
    ],
)  # fmt: skip
def test_corner_names(given: list[str], names: list[str]) -> None:
    found = corner_names(given, LEXICON)
    assert [found[name] for name in given] == names


def test_one_name_over_the_files_of_a_day() -> None:
    day = read_day([
        ("a.txt", ("Koffiehoek 3: OM" + NOTES.format("een")).encode()),
        ("Openbaar Ministerie vervolg.txt", (b"Knelpunten\n- een\n- twee\n")),
    ])  # fmt: skip
    assert {s.corner for reading in day for s in reading.statements} == {"Openbaar Ministerie"}


def test_ids_stay_and_differ() -> None:
    once = statement_id("a.txt", "OM", "tekst", 1)
    assert once == statement_id("a.txt", "OM", "tekst", 1)
    assert (
        len(
            {once, statement_id("a.txt", "OM", "tekst", 2), statement_id("b.txt", "OM", "tekst", 1)}
        )
        == 3
    )


@pytest.mark.parametrize(("name", "numbered"), [("Koffiehoek 11", True), ("Tafel 3: OM", False)])
def test_numbers(name: str, numbered: bool) -> None:
    assert is_numbered(name) is numbered


def test_loose_text_prefers_a_name_over_a_subject() -> None:
    assert from_loose_text("terugkoppeling jeugd en veiligheid van het OM", LEXICON) == (
        "Openbaar Ministerie", False
    )  # fmt: skip
    assert from_loose_text("zomaar een zin", LEXICON) is None


def test_file_names() -> None:
    assert from_file_name("hoek3_halt_def.docx", LEXICON) == ("Halt", True)
    assert from_file_name("uitwerking 12.txt", LEXICON) is None


def test_words_between_brackets_count_only_where_nothing_else_is_known() -> None:
    assert partners_of("Jeugdbescherming (met OM)", LEXICON) == ("Jeugdbescherming",)
    assert partners_of("Hoek 2 (OM)", LEXICON) == ("Openbaar Ministerie",)
