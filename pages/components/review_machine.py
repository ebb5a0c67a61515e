"""What the review page asks of the machine beside the stored proposals: one place to join them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from itertools import islice

import streamlit as st

from analysis.coding.certainty import certainty
from analysis.coding.corpus import Example as Corpus
from analysis.coding.corpus import read_examples
from analysis.coding.model import THEMES, shipped_model
from analysis.coding.nearest import Nearest
from analysis.privacy.finder import shipped_finder
from analysis.settings import training_folder
from analysis.types import Coding

__all__ = ["Example", "certainty", "resting_on", "similar"]

_SHOWN, _LOOKED_AT = 2, 12
_TRAINED = "uit de leervoorbeelden"
_BY_TERMS = "machine:zoektermen"
_BY_LIKENESS = "lijkt op de omschrijving van het thema (zwakker)"


@dataclass(frozen=True, slots=True)
class Example:
    """A statement that was coded by people, like another one; `id` is None outside this day."""

    text: str
    id: str | None
    origin: str  # Dutch, as in "uit deze bijeenkomst"
    themes: tuple[str, ...] = ()  # names, where it is not of this day


def similar(
    nearest: Nearest, texts: dict[str, str], text: str, *, among: Collection[str]
) -> list[Example]:
    """Two statements like `text`: the nearest of those in `among`, if any, and of the corpus.

    `texts` (id -> text) has the order of the texts in `nearest`. Of the corpus none in which a name
    is found; only the nearest dozen are looked at, so there may be fewer than two.
    """
    ids = list(texts)
    others = [place for place, one in enumerate(ids) if one not in among]
    of_day = [
        Example(texts[ids[at]], ids[at], "uit deze bijeenkomst")
        for at, _ in nearest.most_similar(text, 1, leave_out=others)
    ]
    corpus, known = _corpus()
    finder = shipped_finder()
    # Some examples hold names: made up, but on this screen nobody can tell.
    nameless = (
        corpus[at] for at, _ in known.most_similar(text, _LOOKED_AT)
        if not finder.find(corpus[at].text)
    )  # fmt: skip
    return of_day + [
        Example(one.text, None, _TRAINED, _names(one.themes))
        for one in islice(nameless, _SHOWN - len(of_day))
    ]


def _names(themes: Collection[str]) -> tuple[str, ...]:
    """In the order of the model's themes."""
    return tuple(theme for theme in shipped_model().heads[THEMES].codes if theme in themes)


@st.cache_resource(show_spinner="De leervoorbeelden worden klaargezet …")
def _corpus() -> tuple[tuple[Corpus, ...], Nearest]:
    """The statements that the model was trained on, ready to be compared."""
    return _prepared()


@cache
def _prepared() -> tuple[tuple[Corpus, ...], Nearest]:
    """They come with the program: kept also when all that is of days is forgotten."""
    examples = tuple(read_examples(sorted(training_folder().glob("*.jsonl"))))
    return examples, Nearest([example.text for example in examples])


def resting_on(proposal: Coding, terms: Collection[str]) -> str:
    """In Dutch what a proposal rests on; `terms` are the search terms of its theme."""
    found = dict.fromkeys(span.term for span in proposal.evidence)
    grounds = []
    if not proposal.coder.startswith(_BY_TERMS):
        learned = proposal.code in shipped_model().heads[THEMES].codes
        grounds.append("geleerd van voorbeelden" if learned else _BY_LIKENESS)
    for name, named in (
        ("zoektermen", [term for term in found if term in terms]),
        ("woorden", [term for term in found if term not in terms]),
    ):
        if named:
            grounds.append(f"{name}: {', '.join(named)}")
    return " · ".join(grounds)
