"""What the review page shows beside a statement: similar ones, none that names anybody."""

import pytest

from analysis.coding.corpus import Example
from analysis.coding.nearest import Nearest
from pages.components import review_machine
from pages.components.review_machine import similar


@pytest.fixture
def corpus(monkeypatch):
    """Make these texts the corpus; tells how many of them were looked at for names."""
    looked: list[str] = []

    def make(*texts):
        examples = tuple(Example(text, frozenset(), None, frozenset(), "b") for text in texts)
        monkeypatch.setattr(review_machine, "_corpus", lambda: (examples, Nearest(texts)))
        return looked

    finder = review_machine.shipped_finder()

    class Watched:
        def find(self, text):
            looked.append(text)
            return finder.find(text)

    monkeypatch.setattr(review_machine, "shipped_finder", Watched)
    return make


def texts(found):
    return [one.text for one in found]


def test_the_two_nearest_examples_without_names_are_shown(corpus):
    corpus(
        "Fatima belt de ouders",
        "De wijkagent belt de ouders",
        "De ouders bellen naar 06-12345678",
        "Niemand belt de ouders meer",
        "De trein is te laat",
    )
    found = similar(Nearest([]), {}, "wie belt de ouders", among=())
    assert set(texts(found)) == {"De wijkagent belt de ouders", "Niemand belt de ouders meer"}


def test_beside_one_of_the_day_there_is_one_example(corpus):
    corpus("Fatima belt de ouders", "De wijkagent belt de ouders")
    day = {"u1": "School belt de ouders"}
    found = similar(Nearest(list(day.values())), day, "wie belt de ouders", among={"u1"})
    assert texts(found) == ["School belt de ouders", "De wijkagent belt de ouders"]


def test_only_the_nearest_few_are_looked_at(corpus):
    looked = corpus(*(f"Fatima belt de ouders {number}" for number in range(50)))
    assert similar(Nearest([]), {}, "Fatima belt de ouders", among=()) == []
    assert 0 < len(looked) <= 12
