"""Recordings: the host's questions set the kind, participants' turns are the statements."""

from __future__ import annotations

from itertools import pairwise

import pytest

from analysis.ingest.lexicon import default_lexicon
from analysis.ingest.questions import question_of
from analysis.ingest.reading import read_source
from analysis.types import Category, Reading

W, K, C = Category.WERKT, Category.KNELPUNT, Category.KANS


def talk(*cues: str) -> Reading:
    parts = [f"00:00:{at:02}.000 --> 00:00:{at + 1:02}.000\n{cue}\n" for at, cue in enumerate(cues)]
    return read_source("opname halt.vtt", ("WEBVTT\n\n" + "\n".join(parts)).encode())


@pytest.mark.parametrize(
    ("text", "after", "kind"),
    [
        ("Eerste vraag: wat gaat er goed, waar ben je trots op?", None, W),
        ("Eerste ronde: wat hielp jullie nou echt toen het misging?", None, W),
        ("Dan de andere kant. Wat loopt er niet, waar zit de pijn?", W, K),
        ("Dan draaien we het om. Waar liep je tegenaan, wat had echt anders gemoeten?", W, K),
        ("Laatste ronde. Welke kansen laten we liggen, als je het voor het zeggen had?", K, C),
        (
            "Stel je mag morgen één ding veranderen. Wat zou er kunnen dat nu nog niet gebeurt?",
            K,
            C,
        ),
        ("Door naar de volgende vraag: wat speelt er dan bij jullie?", W, K),
        ("Wat gaat er goed en wat gaat er niet goed?", None, None),
    ],
)
def test_questions(text: str, after: Category | None, kind: Category | None) -> None:
    asked = question_of(text, default_lexicon(), after=after)
    assert asked is not None
    assert asked.kind is kind


@pytest.mark.parametrize(
    "text",
    ["Heeft iemand nog koffie nodig? Nee? Ga door.", "Mooi. Wie nog meer?", "En hoe ging dat dan?",
     "Ja, dat herken ik wel."],
)  # fmt: skip
def test_small_talk_of_the_host_is_no_question(text: str) -> None:
    assert question_of(text, default_lexicon(), after=K) is None


def test_a_talk() -> None:
    reading = talk(
        "<v Anouk (gespreksleider)>Welkom. Wat gaat er goed?",
        "<v Ruben>Wij hebben met de wijkagent",
        "één appgroepje.",
        "<v Anouk (gespreksleider)>Mooi. Iemand nog?",
        "<v Fadoua>Ja, precies.",
        "<v Fadoua>De groep op woensdag zit vol.",
        "Dan de andere kant: wat loopt er niet?",
        "<v Ruben>Niemand belt terug.",
        "- De wachtlijst is te lang.",
    )
    assert [(s.text, s.category) for s in reading.statements] == [
        ("Wij hebben met de wijkagent één appgroepje.", W),
        ("De groep op woensdag zit vol.", W),
        ("Niemand belt terug.", K),
        ("De wachtlijst is te lang.", K),
    ]
    assert {s.category_basis for s in reading.statements} == {"question"}


def test_a_long_turn_is_a_statement_a_sentence_each_at_its_cue() -> None:
    reading = talk(
        "<v Host>Wat loopt er niet?",
        "<v Ruben>Ik heb vier keer gebeld met het wijkteam.",
        "<v Ruben>Vier keer een ander aan de lijn.",
        "<v Ruben>De vijfde keer belde ik niet meer.",
        "<v Ruben>Dat jongetje zit nog steeds thuis.",
    )
    places = [s.place.line_start for s in reading.statements]
    assert len(places) == 4
    assert [later - earlier for earlier, later in pairwise(places)] == [
        3,
        3,
        3,
    ]


def test_without_labels_the_one_who_asks_is_the_host() -> None:
    reading = talk(
        "<v A>Wat gaat er goed?",
        "<v B>De school belt.",
        "<v A>Wat gaat er mis?",
        "<v C>Alles duurt lang.",
    )
    assert [(s.text, s.category) for s in reading.statements] == [
        ("De school belt.", W), ("Alles duurt lang.", K)
    ]  # fmt: skip
