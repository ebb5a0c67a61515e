from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from growth import evenly
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lookups import Lookups

from analysis.errors import UsageError
from analysis.language import lemma, tokenize, tokens
from analysis.privacy.pseudonyms import PSEUDONYM


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("werkten", "werken"),
        ("Ouders", "ouder"),
        ("afgestemd", "afstemmen"),
        ("opgepakt", "oppakken"),
        ("samengewerkt", "samenwerken"),
        ("écht", "echt"),
        ("één", "één"),
        ("AVG", "avg"),
        ("qwxz", "qwxz"),
        ("", ""),
    ],
)
def test_lemma(word: str, expected: str) -> None:
    assert lemma(word) == expected


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("We werken goed samen met het OM", "werken", "samenwerken"),
        ("Hier werken politie en gemeente samen", "werken", "samenwerken"),
        ("om beter samen te werken", "werken", "samenwerken"),
        ("Ik werk graag samen", "werk", "samenwerken"),
        ("pakt het snel op met de buurt", "pakt", "oppakken"),
        ("stem af met elkaar", "stem", "afstemmen"),
        ("koppelt nooit terug", "koppelt", "terugkoppelen"),
        ("we schuiven het door", "schuiven", "doorschuiven"),
        ("nodig ouders uit wanneer het kan", "nodig", "uitnodigen"),
        ("pakt het op, en houdt vol", "houdt", "volhouden"),
    ],
)
def test_separable_verbs_meet_their_whole_form(text: str, form: str, expected: str) -> None:
    assert {token.text: token.lemma for token in tokenize(text)}[form] == expected


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("pakt iemand op straat", "pakt"),  # a preposition
        ("werken bij ons in de buurt", "werken"),
        ("we werken hard, samen lukt het", "werken"),  # another clause
        ("ze werken omdat het samen kan", "werken"),
        ("het werk samen", "werk"),  # a noun
    ],
)
def test_particles_of_something_else_stay_apart(text: str, form: str) -> None:
    lemmas = {token.text: token.lemma for token in tokenize(text)}
    assert lemmas[form] in {"pakken", "werken", "werk"}


def test_verbs_that_a_term_asks_for_count_too() -> None:
    text = "we appen even rond"
    assert tokenize(text)[1].lemma != "rondappen"
    assert tokenize(text, verbs=frozenset({"rondappen"}))[1].lemma == "rondappen"


@pytest.mark.parametrize("word", ["in ", "werken samen ", "a. "])
def test_long_text_takes_no_more_time_a_word(word: str) -> None:
    assert evenly(lambda words: word * words, tokenize, 20_000)


def test_marks_of_flipovers_cut_words() -> None:
    assert [token.text for token in tokenize("OM/politie →regie (m.b.t. foto's)")] == [
        *("OM", "/", "politie", "→", "regie", "(", "m.b.t.", "foto's", ")"),
    ]


def test_is_word_tells_words_from_marks() -> None:
    assert [token.is_word for token in tokenize("5 min – ja!")] == [True, True, False, True, False]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.text("aé😀 ‘’'.-/→\ud800\x00\n", max_size=30))
def test_offsets_count_code_points_and_no_text_is_lost(text: str) -> None:
    found = tokenize(text)
    held = set()
    for token in found:
        assert len(token.text) == token.end - token.start
        assert text[token.start : token.end].replace("\ud800", "\ufffd") == token.text
        held |= set(range(token.start, token.end))
    assert all(text[at].isspace() for at in range(len(text)) if at not in held)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Wijkagent [persoon 3] belt", ["Wijkagent", "belt"]),
        ("vraag [e-mail] of [telefoon]!", ["vraag", "of", "!"]),
        ("[persoon 12]s fiets", ["s", "fiets"]),
        ("([persoon 1]/[persoon 2])", ["(", "/", ")"]),
        ("[persoon 1]", []),
    ],
)
def test_a_pseudonym_is_one_token_that_is_no_word(text: str, others: list[str]) -> None:
    found = tokenize(text)
    hidden = [token for token in found if token.lemma == tokens.NAMELESS]
    assert [token.text for token in found if token not in hidden] == others
    assert {token.text for token in hidden} == {tokens.NAMELESS}
    assert [text[one.start : one.end] for one in hidden] == [
        found[0] for found in PSEUDONYM.finditer(text)
    ]
    assert all(text[one.start : one.end] == one.text for one in found if one not in hidden)


def test_what_stands_in_brackets_otherwise_stays_words() -> None:
    assert "persoon" in [token.lemma for token in tokenize("een [persoon] of [persoon x]")]


@pytest.fixture
def fresh_model() -> Iterator[None]:
    tokens._analyse.cache_clear()
    yield
    tokens._analyse.cache_clear()


@pytest.mark.usefixtures("fresh_model")
def test_an_installed_model_gives_the_lemma(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline = spacy.blank("nl")
    tables = Lookups()
    tables.add_table("lemma_lookup", {"toko": "organisatie"})
    pipeline.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=tables)
    pipeline.to_disk(tmp_path / "model")
    monkeypatch.setenv(tokens.MODEL_SETTING, str(tmp_path / "model"))
    assert [token.lemma for token in tokenize("eigen toko")] == ["eigen", "organisatie"]


@pytest.mark.usefixtures("fresh_model")
def test_a_model_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(tokens.MODEL_SETTING, "nl_bestaat_niet")
    with pytest.raises(UsageError, match=r"nl_bestaat_niet.*KOFFIEHOEK_SPACY_MODEL"):
        tokenize("hallo")
