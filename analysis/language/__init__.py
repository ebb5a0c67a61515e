"""Dutch: the one place that gives tokens, lemmas and sentences."""

from analysis.language.sentences import sentences
from analysis.language.tokens import Token, lemma, tokenize

__all__ = ["Token", "lemma", "sentences", "tokenize"]
