"""The scribe's form: many lines at once, each kept once or told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phones import Phone, token_in, words

from analysis.live.days import Door, Moment, RoundState
from analysis.live.posting import cleaned
from analysis.types import Category
from live.scribe import lines_of

DOOR = Door("e", "Dag", "hoek", "CDFHJK", "Politie", "ab" * 32, {}, Moment.NONE)
ASK = {"werkt": "- korte lijnen\r\n* elkaar kennen\r\n\r\n", "kans": "• samen op huisbezoek"}
KEPT = [
    ("Politie", "werkt", "korte lijnen"),
    ("Politie", "werkt", "elkaar kennen"),
    ("Politie", "kans", "samen op huisbezoek"),
]


def send(phone: Phone, token: str = "", **blocks: str):
    return phone.post("schrijver", bewijs=token or phone.token(), **blocks)


def test_each_line_is_a_statement_of_the_kind_of_its_block(phone):
    assert "Zet elk punt op een eigen regel" in words(phone.get("schrijver"))
    answer = send(phone, **ASK)
    assert answer.status_code == 200
    assert "3 regels zijn bewaard." in words(answer)
    assert "✓ Werkt elkaar kennen" in words(answer)
    assert phone.kept() == KEPT
    assert re.findall(r"<textarea[^>]*>\n([^<]*)<", answer.text) == ["", "", ""]


def test_the_same_form_sent_again_keeps_nothing_twice(phone):
    token = phone.token()
    for _ in range(2):
        assert "3 regels zijn bewaard." in words(send(phone, token, **ASK))
    assert phone.kept() == KEPT


def test_after_going_back_added_lines_are_kept_and_the_others_not_twice(phone):
    token = phone.token()
    send(phone, token, werkt="een\ntwee")
    send(phone, token, werkt="nul\neen\ntwee", kans="een")
    assert sorted(text for _, _, text in phone.kept()) == ["een", "een", "nul", "twee"]


def test_what_cannot_be_kept_is_told_and_stays_in_its_block(phone):
    token = phone.token()
    answer = send(phone, token, werkt="goed\n" + "x" * 501 + "\n- ...", knelpunt="ook goed")
    assert answer.status_code == 422
    said = words(answer)
    assert "(te lang)" in said
    assert "(hier staan geen woorden)" in said
    assert "2 regels zijn bewaard." in said
    blocks = re.findall(r"<textarea[^>]*>\n([^<]*)<", answer.text)
    assert blocks == ["x" * 501 + "\n...", "", ""]
    assert token_in(answer) != token
    assert [text for _, _, text in phone.kept()] == ["goed", "ook goed"]


def test_lines_for_a_closed_round_wait(phone):
    phone.store.live.set_rounds(phone.day.event_id, {Category.KANS: RoundState.CLOSED})
    answer = send(phone, **ASK)
    assert answer.status_code == 422
    assert "samen op huisbezoek (deze ronde is gesloten)" in words(answer)
    assert phone.kept() == KEPT[:2]


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ({"werkt": "\n \n"}, "Schrijf eerst een of meer regels."),
        ({"werkt": "x\n" * 150, "kans": "y\n" * 60}, "Dit zijn 210 regels."),
    ],
)
def test_too_few_or_too_many_lines_are_told_and_kept_in_sight(phone, blocks, said):
    token = phone.token()
    answer = send(phone, token, **blocks)
    assert answer.status_code == 422
    assert said in words(answer)
    assert token_in(answer) == token
    assert phone.kept() == []
    shown = re.findall(r"<textarea[^>]*>\n([^<]*)<", answer.text)
    assert shown[0].split() == blocks["werkt"].split()


def test_two_hundred_lines_go_in_one_commit(phone, monkeypatch):
    calls, keep = [], type(phone.store.live).keep
    monkeypatch.setattr(
        "analysis.store.live.Live.keep", lambda *a: calls.append(len(a[1])) or keep(*a)
    )
    answer = send(phone, werkt="\n".join(f"punt {number}" for number in range(200)))
    assert answer.status_code == 200
    assert calls == [200]
    assert len(phone.kept()) == 200


def test_a_forged_form_keeps_no_line_and_all_text(phone):
    answer = send(phone, "A" * 48, **ASK)
    assert answer.status_code == 403
    assert "elkaar kennen" in answer.text
    assert phone.kept() == []


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("- streepje", "streepje"), ("-streepje", "streepje"), ("* ster", "ster"),
        ("• punt", "punt"), ("  – lang streepje", "lang streepje"), ("1. eerste", "eerste"),
        ("12) twaalfde", "twaalfde"), ("3 agenten op straat", "3 agenten op straat"),
        ("1.5 uur wachten", "1.5 uur wachten"), ("o ja", "o ja"), ("---", "---"),
    ],
)  # fmt: skip
def test_bullets_are_no_part_of_a_statement(typed, text):
    assert [line.text for line in lines_of(DOOR, "t", {"werkt": typed})] == [text]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=12), st.lists(st.text(max_size=30), max_size=12))
def test_every_line_with_something_in_it_is_there_once_with_a_token_of_its_own(works, chances):
    sent = {"werkt": "\n".join(works), "kans": "\n".join(chances)}
    lines = lines_of(DOOR, "token", sent)
    assert lines == lines_of(DOOR, "token", sent)
    assert len({line.token for line in lines}) == len(lines)
    others = {line.token for line in lines_of(DOOR, "another", sent)}
    assert others.isdisjoint(line.token for line in lines)
    typed = [line for block in sent.values() for line in block.splitlines()]
    assert len(lines) == sum(bool(cleaned(line)) for line in typed)
