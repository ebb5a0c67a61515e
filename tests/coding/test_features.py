from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.coding.features import Analysed, Space, features
from analysis.language import tokenize


def analysed(text: str, *codes: str) -> Analysed:
    return Analysed(tokenize(text), codes)


TEXTS = ["Korte lijnen met de wijkagent", "Geen korte lijn met school", "de wijkagent belt"]


@pytest.fixture(scope="module")
def space() -> Space:
    return Space.learn([analysed(text, "openheid") for text in TEXTS])


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("llijn", True),  # the lemma of lijnen
        ("wlijnen", True),
        ("lkort lijn", True),
        ("wkorte lijnen", True),
        ("l^ kort", True),  # a text begins with it
        ("cijn", True),
        ("c lij", True),  # a word begins with it
        ("cn m", False),  # never across words
        ("topenheid", True),
        ("tintegraliteit", False),
    ],
)
def test_the_features_of_a_text(name: str, there: bool) -> None:
    assert (name in set(features(analysed("Korte lijnen met hem", "openheid")))) is there


def test_a_space_knows_what_stands_in_two_texts(space: Space) -> None:
    assert "lwijkagent" in space.names
    assert "wschool" not in space.names
    assert list(space.names) == sorted(space.names)
    rare, common = (space.idf[space.names.index(name)] for name in ("lwijkagent", "topenheid"))
    assert rare == pytest.approx(np.log(4 / 3) + 1)
    assert common == pytest.approx(1)


def test_rows_have_length_one_in_each_block(space: Space) -> None:
    rows = space.rows([analysed(text) for text in [*TEXTS, "", "xyz"]]).toarray()
    assert rows.shape == (5, len(space.names))
    characters = np.array([name[0] == "c" for name in space.names])
    lengths = (
        np.linalg.norm(rows[:3, characters], axis=1),
        np.linalg.norm(rows[:3, ~characters], axis=1),
    )
    assert np.allclose(lengths, 1, atol=1e-5)
    assert not rows[3:].any()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_text_gives_finite_rows(texts: list[str]) -> None:
    space = Space.learn([analysed(text) for text in [*TEXTS, *texts]])
    rows = space.rows([analysed(text) for text in texts])
    assert rows.shape == (len(texts), len(space.names))
    assert np.isfinite(rows.data).all()
    assert len(space.idf) == len(space.names)


@pytest.mark.parametrize("pseudonym", ["[persoon 3]", "[persoon 41]", "[link]"])
def test_every_pseudonym_is_the_same_one_word(pseudonym: str) -> None:
    text = "Korte lijnen met {} van school"
    found = set(features(analysed(text.format(pseudonym))))
    assert found == set(features(analysed(text.format("[telefoon]"))))
    assert "wmet van" not in found
    assert not any("pers" in name or "link" in name for name in found)
