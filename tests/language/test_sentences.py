import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language import sentences


@pytest.mark.parametrize(
    "expected",
    [
        ["Het werkt.", "Soms niet."],
        ["We bellen bijv. met o.a. de politie.", "Dat helpt."],
        ["Zie blz. 3 en art. 8 van de wet.", "Verder niets."],
        ["Dhr. De Vries en mevr. dr. Jansen kwamen.", "Wij ook."],
        ["Scholen, wijkteams, e.d.", "Daar zit winst."],
        ["Op 7 december jl. was de themadag.", "Mooi!"],
        ["Koffie, thee etc.", "Daarna naar huis."],
        ["J. de Vries en A.B. van Dam bleven.", "De rest ging."],
        ["Hij woont in St. Jansteen, d.w.z. ver weg.", "Jammer."],
        ["Zij zei: “Je hebt elkaar nodig.”", "Dat klopt."],
        ['"Mag ik iets zeggen?"', "Niemand reageerde."],
        ["Hij bleef weg.", ",, Dat is jammer'', zei zij."],
        ["‘Waarom?’ vroeg hij.", "'s Avonds is er niemand."],
        ["Wie doet wat?", "niemand weet het"],
        ["Er kwamen 3.5 mensen per dag.", "In 2017.", "Daarna meer."],
        ["1. Eerst bellen.", "2. Dan langsgaan."],
        ["Nou...", "Dat duurt lang… heel lang."],
        ["Het ging over geld, nl. subsidie; niet over tijd: echt niet.", "Klaar."],
        ["Kijk op www.voorbeeld.nl.", "Daar staat alles."],
        ["Dat heet integraal.3", "Het volgende punt."],
        ["Binnen 5 min.", "Dat is snel."],
        ["(Zie de bijlage.)", "Daar staat het."],
        ["Echt?!", "Ja!!", "Goed."],
    ],
)
def test_sentences_are_cut_where_a_reader_cuts(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_a_blank_line_ends_a_sentence_and_a_single_break_does_not() -> None:
    text = "Titel zonder punt\n\n Een zin die\nverder loopt.\n \nSlot"
    assert [text[a:b] for a, b in sentences(text)] == [
        "Titel zonder punt",
        "Een zin die\nverder loopt.",
        "Slot",
    ]


@pytest.mark.parametrize("text", ["", "  \n\n\t ", "\n"])
def test_white_space_holds_no_sentence(text: str) -> None:
    assert sentences(text) == []


_PIECES = st.sampled_from([*"aB1 .?!…\n\"'“”)(-", "drs.", "e.d. ", "\n\n", "\u2028", "é"])


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_no_text_is_lost(text: str) -> None:
    spans = sentences(text)
    kept = set()
    for start, end in spans:
        assert start < end
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert not kept & set(range(start, end))
        kept |= set(range(start, end))
    assert all(text[at].isspace() for at in range(len(text)) if at not in kept)
