"""Figures and disputes as CSV."""

import csv
import io

from analysis.charts.reliability import question_names
from analysis.coding.agreement import (
    Judgement,
    compare,
    disputes,
    tabulate,
)
from analysis.export.agreement import (
    AGREEMENT_HEAD,
    DISPUTE_HEAD,
    agreement_csv,
    answers,
    disputes_csv,
)
from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.holding import HELD, Holding
from analysis.types import Place, Statement

SAID = [
    Judgement("s", "An", {"openheid": True}, "kans"),
    Judgement("s", "=Bo", {"openheid": False}, None),
    Judgement("s", "Cas", {}, "werkt"),
]
LABELS = {"openheid": "Openheid"}


def lines(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_figures_have_a_line_a_question():
    many = [
        Judgement(f"s{at}", coder, {"openheid": at % 2 == 0}) for coder in "AB" for at in range(40)
    ]
    found = compare(tabulate(many, ["openheid"]), ("A", "B"))
    head, first, *_ = lines(agreement_csv(found, question_names(LABELS)))
    assert tuple(head) == AGREEMENT_HEAD
    assert first[:6] == ["A en B", "Openheid", "40", "20", "1,0000", "1,0000"]
    assert first[-1] == "betrouwbaar"


def test_too_little_leaves_cells_empty():
    found = compare(tabulate(SAID, ["openheid"]), ("An", "=Bo"))
    _, first, *_ = lines(agreement_csv(found, question_names(LABELS)))
    assert first[4:] == ["0,0000", *[""] * 6, "te weinig om iets te zeggen"]


def test_disputes_have_a_line_a_coder_and_question():
    found = disputes(SAID, ["openheid"])
    statement = Statement("s", "=1+1", "Politie", None, None, "a.txt", Place(1, 1))
    head, *rest = lines(disputes_csv(found, {"s": statement}, LABELS))
    assert tuple(head) == DISPUTE_HEAD
    assert ["s", "'=1+1", "Openheid", "'=Bo", "nee"] in rest
    assert len(rest) == 6


def test_who_said_nothing_has_a_dash():
    [found] = disputes(SAID, ["openheid"])
    assert answers(found, SAID[2], LABELS) == [("Openheid", "–"), ("Soort", "werkt")]


def test_a_held_text_is_not_in_the_file():
    class All:
        def find(self, text):
            return (Finding(0, 1, FindingKind.PERSON, text[:1], ""),)

    found = disputes(SAID, ["openheid"])
    statement = Statement("s", "geheim", "Politie", None, None, "a.txt", Place(1, 1))
    data = disputes_csv(found, {"s": statement}, LABELS, holding=Holding(All()))
    assert [row[1] for row in lines(data)[1:]] == [HELD] * 6
