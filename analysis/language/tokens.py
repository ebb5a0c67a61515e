"""Tokens and lemmas of Dutch text.

spaCy's Dutch tokenizer cuts the text. Lemmas come from simplemma's dictionary; where a Dutch spaCy
model is installed (nl_core_news_sm, md or lg; KOFFIEHOEK_SPACY_MODEL names another) its lemma,
which sees the sentence, goes first. Separable verbs get the lemma of their whole form.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import simplemma

from analysis.errors import UsageError
from analysis.language.separable import whole_verbs
from analysis.privacy.pseudonyms import PSEUDONYM

MODEL_SETTING = "KOFFIEHOEK_SPACY_MODEL"
MODELS = ("nl_core_news_sm", "nl_core_news_md", "nl_core_news_lg")

NAMELESS = "\ufdd0"
"""The text and the lemma of a token that is a pseudonym; no writing uses this code point."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_STRESS = str.maketrans("áéíóúÁÉÍÓÚ’", "aeiouAEIOU'")


class Token(NamedTuple):
    """A word or mark: text[start:end] in code points, its lemma in small letters.

    `is_word` is true where the token holds a letter or digit. A pseudonym is one word too, but
    which one does not count: its text and its lemma are `NAMELESS`.
    """

    text: str
    start: int
    end: int
    lemma: str
    is_word: bool


def tokenize(text: str, *, verbs: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    """Return the tokens of `text` in order, white space left out.

    `verbs` are separable verbs in their whole form that count beside those of the dictionary.
    Raises UsageError where the setting names a spaCy model that cannot be loaded.
    """
    words = [token for token in _analyse()(readable(text)) if not token.is_space]
    forms = [token.text for token in words]
    lemmas = [_model_lemma(token) or lemma(token.text) for token in words]
    for position, verb in whole_verbs(forms, lemmas, _is_verb_of(verbs)):
        lemmas[position] = lemma(verb)
    return tuple(
        _pseudonym(token.idx, form)
        if NAMELESS in form
        else Token(form, token.idx, token.idx + len(form), word_lemma, _is_word(form))
        for token, form, word_lemma in zip(words, forms, lemmas, strict=True)
    )


def _pseudonym(start: int, form: str) -> Token:
    return Token(NAMELESS, start - 1, start + len(form) + 1, NAMELESS, True)  # with its brackets


def readable(text: str) -> str:
    """The text for spaCy, every character in its place.

    The code points that it refuses are replaced; pseudonyms become one odd word each, so that
    "[persoon 3]" does not hold the word "persoon".
    """
    if "[" in text:
        text = PSEUDONYM.sub(lambda found: f" {NAMELESS * (len(found[0]) - 2)} ", text)
    return _SURROGATE.sub("\ufffd", text)


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """Return the dictionary form of one word, in small letters; an unknown word as it is."""
    small = word.lower().replace("’", "'")
    if len(small) < 2:  # simplemma refuses "", and a letter is its own lemma
        return small
    if not is_known(small):
        small = _without_stress(small)
    found: str = simplemma.lemmatize(small, lang="nl")
    return found.replace("_", "").lower()


def _without_stress(word: str) -> str:
    """Take the accents of stress off ("wél" is wel), where that gives a known word."""
    plain = word.translate(_STRESS)
    return plain if is_known(plain) else word


@lru_cache(maxsize=200_000)
def is_known(word: str) -> bool:
    """Whether simplemma's dictionary holds this word in small letters."""
    return bool(simplemma.is_known(word, lang="nl"))


@lru_cache(maxsize=200_000)
def _is_word(form: str) -> bool:
    return any(character.isalnum() for character in form)


def _is_verb_of(verbs: frozenset[str]) -> Any:
    return (lambda verb: verb in verbs or is_known(verb)) if verbs else is_known


def _model_lemma(token: Any) -> str:
    found: str = token.lemma_
    return found.lower()


@lru_cache(maxsize=1)
def _analyse() -> Any:
    """Return the function from text to a spaCy document; importing spaCy waits for first use."""
    model = chosen_model()
    if model is not None:
        return load_model(model, exclude=("parser", "ner"))
    from spacy.lang.nl import Dutch  # noqa: PLC0415
    from spacy.vocab import create_vocab  # noqa: PLC0415

    return _tokenizer(create_vocab("nl", Dutch.Defaults))


def chosen_model() -> str | None:
    """Return the name of the spaCy model that the setting names, or else an installed Dutch one."""
    return os.environ.get(MODEL_SETTING) or _first_installed(MODELS)


def load_model(model: str | Path, *, exclude: Iterable[str]) -> Any:
    """Load a spaCy pipeline, by name or from a folder, with the house's tokenizer.

    Raises UsageError where it cannot be loaded.
    """
    import spacy  # noqa: PLC0415

    try:
        pipeline = spacy.load(model, exclude=[*exclude, "tokenizer"])
    except OSError as error:
        raise UsageError(
            f"Het spaCy-model '{model}' is niet te laden.",
            remedy=f"Installeer het, of haal de instelling {MODEL_SETTING} weg.",
        ) from error
    pipeline.tokenizer = _tokenizer(pipeline.vocab)
    return pipeline


def _tokenizer(vocab: Any) -> Any:
    """spaCy's Dutch tokenizer, cutting at slashes and arrows too: "OM/politie", "→regie".

    Made whole: each rule that is changed afterwards makes spaCy load all its exceptions anew.
    """
    from spacy import util  # noqa: PLC0415
    from spacy.lang.nl import Dutch  # noqa: PLC0415
    from spacy.tokenizer import Tokenizer  # noqa: PLC0415

    rules = Dutch.Defaults
    prefixes = [*rules.prefixes, "→", "⇒", "->", "=>"]
    infixes = [*rules.infixes, r"(?<=\w)[/→⇒+=](?=\w)"]
    return Tokenizer(
        vocab,
        rules=rules.tokenizer_exceptions,
        prefix_search=util.compile_prefix_regex(prefixes).search,
        suffix_search=util.compile_suffix_regex(rules.suffixes).search,
        infix_finditer=util.compile_infix_regex(infixes).finditer,
        token_match=rules.token_match,
        url_match=rules.url_match,
    )


def _first_installed(models: Iterable[str]) -> str | None:
    return next((model for model in models if find_spec(model)), None)
