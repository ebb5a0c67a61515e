"""From stored codings to judgements: who said what, blind or not, machine or person."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from analysis.coding.agreement import NO_KIND, Judgement
from analysis.coding.judging import MACHINE, is_blind, judgements, settled_ids, together
from analysis.types import Coding, CodingTarget

NOW = datetime(2024, 11, 14, tzinfo=UTC)
THEMES = ("openheid", "regie")


def coding(code, assigned=True, *, coder="An", statement="s", target=CodingTarget.THEME):
    return Coding(statement, target, code, assigned, coder, "b@1", NOW)


def kind(code, assigned=True, **given):
    return coding(code, assigned, target=CodingTarget.CATEGORY, **given)


def test_each_coder_has_one_judgement_a_statement():
    found = judgements(
        [coding("openheid"), coding("regie", False), coding("regie", coder="Bo"),
         coding("regie", statement="t")], THEMES,
    )  # fmt: skip
    assert found == [
        Judgement("s", "An", {"openheid": True, "regie": False}),
        Judgement("s", "Bo", {"regie": True}),
        Judgement("t", "An", {"regie": True}),
    ]


def test_codes_that_are_no_theme_of_the_codebook_say_nothing():
    found = judgements([coding("oud thema"), coding("wijk", target=CodingTarget.DIMENSION)], THEMES)
    assert found == [Judgement("s", "An", {})]


def test_who_coded_blind_is_another_coder():
    seen = coding("regie")
    found = judgements([seen, replace(seen, blind=True, assigned=False)], THEMES)
    assert [(one.coder, one.themes["regie"]) for one in found] == [
        ("An", True), ("An (blind)", False),
    ]  # fmt: skip
    assert [is_blind(one.coder) for one in found] == [False, True]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], None),
        ([("kans", True)], "kans"),
        ([("kans", False)], None),
        ([("werkt", False), ("knelpunt", False), ("kans", False)], NO_KIND),
        ([("werkt", True), ("knelpunt", False), ("kans", False)], "werkt"),
    ],
)
def test_a_persons_kind_is_what_they_chose(given, said):
    [found] = judgements([coding("regie"), *(kind(*one) for one in given)], THEMES)
    assert found.kind == said


def test_the_machines_kind_is_the_one_it_read_last():
    made = [
        coding("regie", coder="machine:oud@1"),
        kind("kans", coder="machine:oud@1"),
        kind("werkt", coder="machine:nieuw@1"),
    ]
    assert [(one.coder, one.kind) for one in judgements(made, THEMES)] == [(MACHINE, "werkt")]
    no_kind = kind("geen", coder="machine:nieuw@1")
    assert judgements([*made, no_kind], THEMES)[0].kind == NO_KIND


def test_what_was_settled_together_is_nobodys_own_word():
    name = together(["An (blind)", MACHINE, "An", "Bo (blind)"])
    assert name == "samen: An en Bo"
    made = [coding("regie", coder=name), coding("regie", statement="t")]
    assert [one.coder for one in judgements(made, THEMES)] == ["An"]
    assert settled_ids(made) == {"s"}
