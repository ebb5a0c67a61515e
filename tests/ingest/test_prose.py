"""Running text: told apart from notes, read into sentences under its own headings."""

from __future__ import annotations

import pytest

from analysis.ingest.lexicon import default_lexicon
from analysis.ingest.prose import joined, plain
from analysis.ingest.prose_signs import is_prose
from analysis.ingest.readers import read_blocks
from analysis.ingest.reading import read_source

PARAGRAPH = (
    "De gemeente begon vier jaar geleden met een aanpak voor de wijk. Bewoners\n"
    "werden vanaf het begin betrokken bij de plannen, maar niet iedereen kon\n"
    "meedoen. “Wij hoorden het pas van de buren”, zegt een bewoner. Later kwam\n"
    "er een vast spreekuur in het buurthuis, waar iedereen kan binnenlopen.\n"
)
TWICE = f"{PARAGRAPH}\n{PARAGRAPH}"
REPORT = f"Samen in de wijk\n\nHet begin\n\n{TWICE}\nHet vervolg\n\n{TWICE}"
NOTES = "".join(f"punt {at} over de school en de buurt, kort en klein\n\n" for at in range(30))


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        (REPORT, True),
        (NOTES, False),
        ("Wat werkt er goed?\n" + PARAGRAPH * 3 + "Knelpunten\n" + PARAGRAPH * 3, False),
        ("| a | b |\n" + "| De een zegt dit. De ander dat. | Nee. Toch niet. |\n" * 30, False),
        ("- " + "- ".join(PARAGRAPH.splitlines(keepends=True)[:1] * 3), False),
    ],
)
def test_is_prose(text: str, prose: bool) -> None:
    assert is_prose(read_blocks("a.txt", text.encode()), default_lexicon()) is prose


def test_a_report_becomes_sentences_under_its_headings() -> None:
    reading = read_source("verslag.txt", REPORT.encode())
    assert reading.prose
    assert list(dict.fromkeys(s.corner for s in reading.statements)) == ["Het begin", "Het vervolg"]
    first = [s for s in reading.statements if s.corner == "Het begin"][:4]
    assert first[0].text == "De gemeente begon vier jaar geleden met een aanpak voor de wijk."
    assert [s.quote for s in first[:3]] == [False, False, True]
    assert "werden vanaf het begin betrokken bij de plannen, maar niet" in first[1].text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["samen-", "werking"], "samenwerking"),
        (["in-", "en uitstroom"], "in- en uitstroom"),
        (["de  wijk", "en meer"], "de wijk en meer"),
    ],
)
def test_joined(lines: list[str], text: str) -> None:
    assert joined(lines) == text


def test_plain() -> None:
    assert plain("**vet** en *schuin* en [naam](https://a.nl)") == "vet en schuin en naam"
    assert plain("snake_case_blijft en 2 * 3 * 4") == "snake_case_blijft en 2 * 3 * 4"
