from __future__ import annotations

from analysis.synthesis.phrases import shared_phrases
from analysis.types import Place, Statement


def statements(*texts: str) -> list[Statement]:
    return [
        Statement(str(at), text, "OM", None, None, "a.txt", Place(at, at))
        for at, text in enumerate(texts, 1)
    ]


def test_phrases_of_two_words_that_come_back() -> None:
    found = shared_phrases(
        statements(
            "De lange wachtlijst bij de ggz is een ramp",
            "Een lange wachtlijst voor alle jongeren",
            "Er is een lange wachtlijst",
            "De nieuwe printer doet het goed",
        )
    )
    assert found[0] == ("lange wachtlijst", 3)
    assert "nieuwe printer" not in dict(found)


def test_nothing_shared_is_nothing() -> None:
    assert shared_phrases(statements("De printer doet het", "Parkeren is duur")) == ()
    assert shared_phrases([]) == ()


def test_a_pseudonym_is_no_phrase() -> None:
    found = shared_phrases(
        statements(
            "De vaste contactpersoon [persoon 3] belt de ouders",
            "Een vaste contactpersoon [persoon 3], dat werkt",
        )
    )
    assert found == (("vaste contactpersoon", 2),)
