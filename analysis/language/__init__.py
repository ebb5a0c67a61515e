"""Dutch: the one place that gives tokens, lemmas, sentences and noun phrases."""

from analysis.language.parsing import noun_phrases
from analysis.language.sentences import sentences
from analysis.language.tokens import Token, lemma, tokenize

__all__ = ["Token", "lemma", "noun_phrases", "sentences", "tokenize"]
