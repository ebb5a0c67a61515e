"""The texts most like another one."""

import pytest

from analysis.coding.nearest import Nearest

TEXTS = (
    "Afspraken over wie de ouders belt",
    "Parkeren bij het station",
    "De ouders worden door niemand gebeld",
    "Afspraak met de wijkagent over het parkeren",
)


def places(found):
    return [place for place, _ in found]


def test_the_most_similar_comes_first_with_its_likeness():
    found = Nearest(TEXTS).most_similar("wie belt de ouders?")

    assert places(found) == [0, 2]
    assert 1 >= found[0][1] >= found[1][1] > 0


def test_word_forms_are_near_each_other():
    assert places(Nearest(TEXTS).most_similar("afgesproken", 1)) in ([0], [3])


def test_a_text_is_itself_most_like_itself_and_can_be_left_out():
    nearest = Nearest(TEXTS)

    assert nearest.most_similar(TEXTS[1], 1) == [(1, pytest.approx(1.0))]
    assert places(nearest.most_similar(TEXTS[1], 1, leave_out=[1])) == [3]


@pytest.mark.parametrize("text", ["", "   ", "xyz", "⚽"])
def test_what_shares_nothing_is_not_similar(text):
    assert Nearest(TEXTS).most_similar(text) == []


@pytest.mark.parametrize("texts", [(), ("", " "), ("!",)])
def test_without_words_to_compare_nothing_is_similar(texts):
    assert Nearest(texts).most_similar("ouders") == []


def test_pseudonyms_make_texts_no_more_alike():
    nearest = Nearest(("[persoon 1] komt nooit", "De trein is te laat"))
    assert nearest.most_similar("[persoon 1] en [persoon 2]") == []
    assert places(nearest.most_similar("de persoon in de TREIN van [persoon 1]", 1)) == [1]
