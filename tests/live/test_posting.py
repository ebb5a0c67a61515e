"""What is sent from a phone is made harmless and judged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.live.posting import LONGEST, Refusal, cleaned, judged


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ("Korte lijnen", "Korte lijnen"),
        ("  Korte\r\n  lijnen\t ", "Korte lijnen"),
        ("een\u2028twee\u2029drie", "een twee drie"),
        ("nul\0byte", "nul byte"),
        ("\u202egespiegeld\u202c", "gespiegeld"),
        ("on\u200bzicht\u2060baar\ufeff", "onzichtbaar"),
        ("zacht\u00adstreepje", "zachtstreepje"),
        ("a\u200db", "ab"),
        ("👩\u200d🏫 juf", "👩\u200d🏫 juf"),
        ("cafe\u0301", "café"),
        ("Z" + "\u0335" * 40 + "algo", "Z" + "\u0335" * 3 + "algo"),
        ("<b>vet</b> & =1+1", "<b>vet</b> & =1+1"),  # stays text: whoever shows it escapes
        ("\x1b[31mrood", "[31mrood"),
        ("\U000e0041vlag", "vlag"),
    ],
)
def test_what_nobody_sees_is_taken_out_and_the_rest_stays(sent, text):
    assert cleaned(sent) == text


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Ja", None),
        ("9", None),
        ("x" * LONGEST, None),
        ("x" * (LONGEST + 1), Refusal.LONG),
        ("", Refusal.EMPTY),
        ("...", Refusal.EMPTY),
        ("مرحبا", None),
    ],
)
def test_a_text_is_judged(text, refusal):
    assert judged(text) is refusal


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_cleaning_twice_changes_nothing_and_leaves_one_line(sent):
    once = cleaned(sent)
    assert cleaned(once) == once
    assert once == " ".join(once.split())
    assert not any(c in once for c in "\0\r\n\u202e\u200b\u2066")
