"""Flip-overs without bullets, bare legends, and headings that go on on a next sheet."""

import pytest

from analysis.ingest.reading import read_source
from analysis.types import Category

PHONE = """hoek politie

loopt lekker
jeugdagent en jongerenwerker samen op de fiets, werkt als een trein
we kennen de gasten bij naam en hun moeder ook, dat scheelt bij een aanhouding de helft van het werk
stage bij de politie voor jongens die net niet afgegleden zijn
vertel de buurt ook wat er gelukt is

hier lopen we vast
elke keer andere collega op de wijk, net ingewerkt en hup weer weg
papierwinkel na een winkeldiefstal

iets heel eigens
een nummer waar je altijd iemand van zorg krijgt
dag meelopen bij jeugdbescherming
"""


def read(text: str, name: str = "flap.txt"):
    return read_source(name, text.encode("utf-8"))


def test_lines_of_any_length_are_statements_of_their_own():
    texts = [statement.text for statement in read(PHONE).statements]

    assert "stage bij de politie voor jongens die net niet afgegleden zijn" in texts
    assert "vertel de buurt ook wat er gelukt is" in texts
    assert len(texts) == 8


def test_the_first_line_of_a_group_heads_it_where_other_groups_have_a_heading():
    reading = read(PHONE)

    assert [s.category for s in reading.statements[-2:]] == [Category.KANS, Category.KANS]
    assert "iets heel eigens" in [heading.text for heading in reading.headings]


@pytest.mark.parametrize(
    "legend",
    [
        "+ loopt  - loopt niet  ! kans",
        "+ = loopt, - = loopt niet, ! = kans",
        "+ is fijn, - is niet fijn, ! is iets wat zou kunnen",
    ],
)
def test_a_legend_tells_what_the_marks_mean(legend):
    reading = read(
        f"hoek politie\n{legend}\n\n+ vast spreekuur op school\n- wachten\n! een nummer\n"
    )

    assert [(s.text, s.category) for s in reading.statements] == [
        ("vast spreekuur op school", Category.WERKT),
        ("wachten", Category.KNELPUNT),
        ("een nummer", Category.KANS),
    ]


def test_a_heading_that_goes_on_keeps_the_kind():
    text = "# Halt\n## Knelpunten\n- te laat\n## Halt (vervolg)\n- te weinig mensen\n"
    reading = read(text, "flap.md")

    assert [s.category for s in reading.statements] == [Category.KNELPUNT, Category.KNELPUNT]


def test_a_colour_is_explained_between_brackets():
    reading = read(
        "hoek Halt\n\ngroene briefjes (= wat lukt)\nbellen\n\n"
        "rode briefjes (= wat niet lukt)\nwachten\n"
    )

    assert [s.category for s in reading.statements] == [Category.WERKT, Category.KNELPUNT]


def test_of_several_unknown_headings_the_place_tells_the_kind():
    text = (
        "# Halt\n## Wat gaat goed\n- a b\n## Zwaluwen\n- c d\n"
        "## Kansen\n- e f\n## Zonder kopje\n- g h\n"
    )
    reading = read(text, "flap.md")

    assert [s.category for s in reading.statements] == [
        Category.WERKT, Category.KNELPUNT, Category.KANS, None,
    ]  # fmt: skip


def test_a_typing_error_in_a_value_is_the_value_it_resembles():
    table = (
        "hoek;gevoel;wat stond er\nHalt;gaat goed;vast gezicht op school\n"
        ";gaat gied;snel gesprek\n;gaat mis;wachten op de uitdraai\n"
    )
    reading = read(table, "flap.csv")

    assert [s.category for s in reading.statements] == [
        Category.WERKT, Category.WERKT, Category.KNELPUNT,
    ]  # fmt: skip
