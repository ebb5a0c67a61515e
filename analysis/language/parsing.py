"""Reads Dutch sentences with a full spaCy pipeline: parts of speech, lemmas and the tree.

An installed Dutch model goes first (see tokens), else the house's own small pipeline of
pipeline/nl_koffiehoek. Loading waits for the first use and takes seconds, so nothing
that must be fast, such as coding, comes here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.language import tokens

OWN_PIPELINE = Path(__file__).parent / "pipeline" / "nl_koffiehoek"

_MODIFIERS = frozenset({"amod", "compound", "flat", "nmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = _NOUNS | {"ADJ", "VERB"}


def parse(text: str) -> Any:
    """Return `text` as a spaCy document with parts of speech, lemmas, sentences and trees.

    Raises UsageError where the setting names a spaCy model that cannot be loaded.
    """
    return pipeline()(tokens.readable(text))


def noun_phrases(text: str) -> list[str]:
    """Return the noun phrases of `text` in order, such as "vast aanspreekpunt".

    A phrase is a noun with the adjectives, participles and names right before it, without articles
    and numbers; the rest of a name follows its noun. In small letters, but names as written.
    """
    return [phrase_text(words) for words in phrases(parse(text))]


def phrases(document: Any) -> Iterator[list[Any]]:
    """Yield the tokens of each noun phrase of a parsed spaCy document."""
    taken = -1
    for token in document:
        if token.i <= taken or token.pos_ not in _NOUNS or not _has_letter(token.text):
            continue
        words = [*_before(token), token, *_after(token)]
        taken = words[-1].i
        yield words


def phrase_text(words: list[Any]) -> str:
    """Return the tokens of a noun phrase as one string, in small letters but for names.

    A text's first word has a capital anyway: alone, a word of the dictionary is no name there.
    """
    first = words[0]
    if len(words) == 1 and first.is_sent_start and tokens.is_known(first.lower_):
        return str(first.lower_)
    return " ".join(word.text if word.pos_ == "PROPN" else word.lower_ for word in words)


def _before(noun: Any) -> list[Any]:
    found: list[Any] = []
    for at in range(noun.i - 1, -1, -1):
        word = noun.doc[at]
        if word.head != noun or word.dep_ not in _MODIFIERS or word.pos_ not in _INSIDE:
            break
        if tokens.NAMELESS in word.text:
            break
        found.insert(0, word)
    return found


def _after(noun: Any) -> list[Any]:
    """Return the rest of a name: "de Vries" after "Jan"."""
    found: list[Any] = []
    for word in noun.doc[noun.i + 1 :]:
        if word.head != noun or word.dep_ not in {"flat", "compound"}:
            break
        if tokens.NAMELESS in word.text:
            break
        found.append(word)
    return found


def _has_letter(text: str) -> bool:
    return any(character.isalpha() for character in text)


@lru_cache(maxsize=1)
def pipeline() -> Any:
    """Return the loaded spaCy pipeline."""
    return tokens.load_model(tokens.chosen_model() or OWN_PIPELINE, exclude=("ner",))
