from datetime import UTC, datetime

import numpy as np
import pytest

from analysis.coding.agreement import Judgement, compare, tabulate
from analysis.report import Tally, gather_facts
from analysis.report.facts import account, unfinished
from analysis.report.ledger import Ledger
from analysis.report.trace import WHOLE_DAY
from analysis.report.wording import Wording
from analysis.types import Category, Coding, CodingTarget, LeftOut, Place

MADE = datetime(2026, 11, 22, tzinfo=UTC)
PLACE = Place(1, 1)


def _coding(coder: str) -> Coding:
    return Coding("s0", CodingTarget.THEME, "openheid", True, coder, "proef@1", MADE)


def _agreement():
    draw = np.random.default_rng(1)
    said = [
        Judgement(f"s{at}", coder, {"openheid": bool(draw.random() < 0.4 or at % 2)})
        for at in range(60)
        for coder in ("Ans", "Bert")
    ]
    return compare(tabulate(said, ["openheid"]), ["Ans", "Bert"], draws=50)


def _told(day, facts):
    ledger = Ledger(Tally(day, facts.values()), WHOLE_DAY, MADE)
    return [one.text for one in account(facts, ledger, Wording("koffiehoek"))], ledger


@pytest.fixture
def facts(day):
    lost = [LeftOut("a", "x", PLACE, reason) for reason in ("kopregel: Ans", "kopregel")]
    lost += [LeftOut("a", "[persoon 9]", PLACE, "doorgestreept")]
    codings = [_coding("machine:model@3"), _coding("Ans"), _coding("Ans")]
    return gather_facts(day, files=2, left_out=lost, codings=codings, agreement=_agreement())


def test_the_account_says_all_of_it(day, facts):
    said, _ = _told(day, facts)
    assert said[:2] == [
        "Dit verslag gaat over 13 uitspraken van 3 koffiehoeken, gelezen uit 2 bestanden.",
        "Weggelaten zijn 3 stukken tekst: kopregel (2) en doorgestreept (1).",
    ]
    assert "De codes komen uit het codeboek Proef, versie 1." in said
    assert any("met een model dat van voorbeelden heeft geleerd" in one for one in said)
    assert "2 codeurs keken na of codeerden zelf." in said
    assert "Mensen keken 3 van de 13 uitspraken na." in said
    assert any(one.startswith("Van de 24 besluiten over thema’s zijn er 6 ") for one in said)
    assert "De naam van 1 persoon is vervangen door een nummer." in said
    assert said[-2].startswith("Zo stond het op 22 november 2026; ")


def test_the_account_ends_with_what_the_printed_ids_are_for(day, facts):
    for one in (facts, gather_facts(day, files=1)):
        last = _told(day, one)[0][-1]
        assert last.startswith("Het kleine nummer bij elke tabel, elke figuur en elk citaat zegt ")
        assert "de pagina “Waar komt dit vandaan?”" in last


def test_agreement_has_its_interval_and_n_and_names_no_coder(day, facts):
    said, _ = _told(day, facts)
    (found,) = [one for one in said if one.startswith("Overeenstemming over Openheid ")]
    assert "tussen 2 codeurs: Krippendorffs alfa 0," in found
    assert "(interval van 95 %: " in found
    assert "n = 60" in found
    whole = " ".join(said) + str(facts) + Ledger.traces(_told(day, facts)[1]).to_json()
    assert "Ans" not in whole
    assert "Bert" not in whole


def test_too_little_agreement_is_not_told(day):
    said = [Judgement("s0", coder, {"openheid": True}) for coder in ("Ans", "Bert")]
    facts = gather_facts(day, files=1, agreement=compare(tabulate(said, ["openheid"]),
                                                         ["Ans", "Bert"]))  # fmt: skip
    assert facts.agreement == ()
    assert facts.coders == 2


@pytest.mark.parametrize(
    ("proposers", "words"),
    [
        (["machine:model@3", "machine:zoektermen@1"], "voorbeelden heeft geleerd en"),
        (["machine:model@3", "machine:model@3+dag"], "op deze dag beslisten"),
        (["machine:zoektermen@1"], "stelde codes voor met de zoektermen"),
        (["machine:ander@1"], "De computer stelde codes voor."),
        ([], "geen voorstellen van de computer"),
    ],
)
def test_how_the_machine_proposed(day, proposers, words):
    facts = gather_facts(day, files=1, codings=[_coding(name) for name in proposers])
    assert any(words in one for one in _told(day, facts)[0])


def test_pseudonyms_are_counted_once_each(make, says):
    texts = ["[persoon 1] belt [persoon 2]", "[persoon 2] weer", "[telefoon]", "persoon 3"]
    day = make([one for text in texts for one in says("A", None, (), 1, text=text)])
    assert gather_facts(day, files=1).persons == 2


def test_every_number_of_the_account_is_kept_by_name(day, facts):
    _, ledger = _told(day, facts)
    kept = {one.spec.name for one in ledger.traces() if one.spec.measure == "fact"}
    assert kept <= set(facts.values())
    assert {"files", "left_out", "coders", "persons", "left_out:kopregel"} <= kept
    assert all(one.value is not None for one in ledger.traces())


@pytest.mark.parametrize(
    ("people", "start"),
    [
        (0, "Let op: de uitspraken van deze dag (4) zijn nog niet"),
        (1, "Let op: het nakijken is nog niet af."),
        (4, None),
    ],
)
def test_an_unfinished_review_is_told(make, says, people, start):
    said = says("A", Category.KANS, (), people, person=True) + says("A", None, (), 4 - people)
    day = make(said)
    found = unfinished(Ledger(Tally(day), WHOLE_DAY, MADE), Wording("tafel"))
    assert found.text.startswith(start) if start else found is None, found


def test_a_day_without_statements_has_nothing_to_review(make):
    day = make([])
    assert unfinished(Ledger(Tally(day), WHOLE_DAY, MADE), Wording("tafel")) is None
    assert _told(day, gather_facts(day, files=0))[0][0].startswith(
        "Dit verslag gaat over 0 uitspraken"
    )
