"""The shipped pipeline, loaded once for the whole run."""

import json
import warnings
from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import UsageError
from analysis.language import lemma, noun_phrases, parsing, tokens


@cache
def model():
    return tokens.load_model(parsing.OWN_PIPELINE, exclude=())


@pytest.fixture
def own(monkeypatch):
    """As on a machine where no other Dutch model is installed."""
    monkeypatch.setattr(parsing, "pipeline", model)


@pytest.fixture
def fresh():
    """The pipeline is chosen anew, and again after the test."""
    parsing.pipeline.cache_clear()
    yield
    parsing.pipeline.cache_clear()


PARTS = [
    "De/DET wijkagent/NOUN belt/VERB elke/DET week/NOUN ./PUNCT",
    "We/PRON hebben/VERB een/DET vast/ADJ aanspreekpunt/NOUN bij/ADP de/DET gemeente/NOUN",
    "Niemand/PRON weet/VERB wie/PRON er/ADV komt/VERB ./PUNCT",
    "Het/DET overleg/NOUN duurt/VERB te/ADV lang/ADJ en/CCONJ kost/VERB veel/DET tijd/NOUN",
    "Jongeren/NOUN zouden/AUX eerder/ADJ geholpen/VERB moeten/AUX worden/AUX",
]


@pytest.mark.usefixtures("own")
def test_parts_of_speech_are_nearly_all_right():
    pairs = [
        (word.text, word.pos_, expected)
        for line in PARTS
        for word, expected in zip(
            parsing.parse(" ".join(part.split("/")[0] for part in line.split())),
            (part.split("/")[1] for part in line.split()),
            strict=True,
        )
    ]
    wrong = [pair for pair in pairs if pair[1] != pair[2]]
    assert len(wrong) <= len(pairs) // 10, wrong


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("De politie pakt de overlast snel aan.", "aanpakken"),
        ("Zij belde de moeder gisteren terug.", "terugbellen"),
        ("We probeerden de jongen bij te staan.", "bijstaan"),
    ],
)
def test_the_tree_ties_a_particle_to_its_verb(text, whole):
    found = {
        word.lower_ + lemma(word.head.text)
        for word in parsing.parse(text)
        if word.dep_ == "compound:prt"
    }
    assert found == {whole}


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("3x !!", []),
        ("We hebben een vast aanspreekpunt bij de gemeente.", ["vast aanspreekpunt", "gemeente"]),
        ("Wachtlijst van een jaar", ["wachtlijst", "jaar"]),
        ("De korte lijnen met het wijkteam werken.", ["korte lijnen", "wijkteam"]),
        ("Den Haag heeft een nieuwe regeling.", ["Den Haag", "nieuwe regeling"]),
    ],
)
def test_noun_phrases_come_without_articles_in_small_letters(text, expected):
    assert noun_phrases(text) == expected


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    "text",
    [
        "De vaste contactpersoon [persoon 3] belt de ouders.",
        "We hebben een goed contact met [persoon 3] Jansen van het wijkteam",
        "De [persoon 3] aanpak is een korte [link] lijn",
    ],
)
def test_a_pseudonym_is_part_of_no_phrase(text):
    words = " ".join(noun_phrases(text)).split()
    assert words
    assert not any("persoon" in word and word != "contactpersoon" for word in words)
    assert not {"3", "link", "[", "]"} & set(words)
    assert tokens.NAMELESS not in "".join(words)


@pytest.mark.usefixtures("own")
def test_half_surrogates_and_white_space_are_no_trouble():
    assert noun_phrases("\ud800 de buurt\n\n\t") == ["buurt"]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_the_parse_keeps_every_character(text):
    document = model()(tokens.readable(text))
    assert document.text == tokens.readable(text)
    for words in parsing.phrases(document):
        assert [word.i for word in words] == list(range(words[0].i, words[-1].i + 1))


def test_spacy_itself_loads_it_without_a_warning_and_it_names_its_makers():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pipeline = spacy.load(parsing.OWN_PIPELINE)
    assert {"morphologizer", "trainable_lemmatizer", "senter", "parser"} <= set(pipeline.pipe_names)
    meta = json.loads((parsing.OWN_PIPELINE / "meta.json").read_text("utf-8"))
    assert meta["license"] == "CC BY-SA 4.0"
    assert {source["name"] for source in meta["sources"]} == {
        "UD_Dutch-LassySmall",
        "UD_Dutch-Alpino",
    }
    assert all("Zabokrtsky" in source["author"] for source in meta["sources"])


def test_it_is_small_and_holds_no_paths_of_the_machine_that_trained_it():
    files = [path for path in parsing.OWN_PIPELINE.rglob("*") if path.is_file()]
    assert 3e6 < sum(path.stat().st_size for path in files) < 10e6
    config = (parsing.OWN_PIPELINE / "config.cfg").read_text("utf-8")
    assert "train = null" in config
    assert "/tmp" not in config


@pytest.mark.usefixtures("fresh")
def test_an_installed_model_goes_before_it(monkeypatch, tmp_path):
    other = spacy.blank("nl")
    other.meta["name"] = "ander"
    other.to_disk(tmp_path / "ander")
    monkeypatch.setenv(tokens.MODEL_SETTING, str(tmp_path / "ander"))
    assert parsing.pipeline().meta["name"] == "ander"


@pytest.mark.usefixtures("fresh")
def test_it_is_what_is_used_where_nothing_is_installed(monkeypatch):
    monkeypatch.delenv(tokens.MODEL_SETTING, raising=False)
    monkeypatch.setattr(tokens, "MODELS", ("nl_dit_is_er_niet",))
    assert parsing.pipeline().meta["name"] == "koffiehoek"


@pytest.mark.usefixtures("fresh")
def test_a_model_that_is_not_there_is_a_plain_error(monkeypatch):
    monkeypatch.setenv(tokens.MODEL_SETTING, "bestaat_niet")
    with pytest.raises(UsageError, match="bestaat_niet"):
        parsing.parse("tekst")
