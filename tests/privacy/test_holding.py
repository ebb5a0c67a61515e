"""Holding back: once more a look before a text is shown."""

from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.holding import HELD, Holding


class Counting:
    def __init__(self):
        self.asked = []

    def find(self, text):
        self.asked.append(text)
        at = text.find("Henk")
        return () if at < 0 else (Finding(at, at + 4, FindingKind.PERSON, "Henk", "proef"),)


def test_a_text_with_a_name_is_not_shown():
    holding = Holding(Counting())
    assert (holding.held("Henk belt"), holding.held("[persoon 1] belt")) == (True, False)
    assert (holding.shown("Henk belt"), holding.shown("geen mens")) == (HELD, "geen mens")


def test_a_text_is_looked_at_once():
    finder = Counting()
    holding = Holding(finder)
    for _ in range(3):
        holding.shown("Henk belt")
        holding.held("Henk belt")
    assert finder.asked == ["Henk belt"]


def test_two_days_remember_each_for_themselves():
    first, second = Counting(), Counting()
    Holding(first).held("Henk")
    Holding(second).held("Henk")
    assert (first.asked, second.asked) == (["Henk"], ["Henk"])


def test_a_file_keeps_its_ending():
    holding = Holding(Counting())
    assert holding.shown_source("van_Henk.docx") == f"{HELD}.docx"
    assert holding.shown_source("Henk") == HELD
    assert holding.shown_source("politie.docx") == "politie.docx"
