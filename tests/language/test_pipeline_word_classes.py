import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from analysis.language import word_classes
from analysis.language.pipeline import word_list
from analysis.language.word_classes import Classes, parse


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("belde", "VERBFinPast"),
        ("Belt", "VERBFinPres"),
        ("zou", "AUXFinPast"),
        ("wachtlijst", "NOUN"),
        ("Jeugdwachtlijst", "NOUN"),
        ("niemand", "PRON"),
        ("overleggen", "VERBInf"),
        ("17", "NUM"),
        ("?", "PUNCT"),
        ("", "PUNCT"),
    ],
)
def test_a_form_has_its_most_usual_class(form, expected):
    assert word_classes.word_classes([form]) == [expected]


def document(*tagged: str) -> Doc:
    words, parts = zip(*(pair.split("/") for pair in tagged), strict=True)
    return Doc(spacy.blank("nl").vocab, words=list(words), pos=list(parts))


def test_the_most_frequent_class_wins_and_what_the_ending_tells_is_left_out():
    text = word_list.distil(
        [
            document("bank/NOUN", "bank/NOUN", "Bank/VERB", "dank/NOUN", "drank/NOUN"),
            document("vlank/ADJ", "3x/NUM", "a+b/SYM", "d.w.z./ADV"),
        ]
    )
    found = parse(text)
    assert "bank" not in found.words
    assert {form: found.of(form) for form in ("bank", "vlank", "plank", "d.w.z.")} == {
        "bank": "NOUN",
        "vlank": "ADJ",
        "plank": "ADJ",
        "d.w.z.": "ADV",
    }
    assert "3x" not in found.words
    assert "a+b" not in found.words


_FORMS = st.text("abcdeé", min_size=1, max_size=7)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(_FORMS, st.sampled_from(["NOUN", "ADJ", "ADV"]), max_size=30))
def test_what_was_distilled_is_read_back_for_every_form(classes):
    vocab = spacy.blank("nl").vocab
    given_words = Doc(vocab, words=list(classes), pos=list(classes.values()))
    found = parse(word_list.distil([given_words]))
    assert {form: found.of(form) for form in classes} == classes


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=12))
def test_every_form_has_a_class(form):
    assert word_classes.word_classes([form])[0].isalpha()


def test_nothing_known_is_a_noun():
    assert Classes({}, {}).of("zwijm") == "NOUN"
