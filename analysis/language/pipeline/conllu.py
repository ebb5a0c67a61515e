"""Universal Dependencies for Dutch as spaCy documents: lemmas mended, sentences in short texts.

The lemma column marks the parts of compounds with an underscore (gemeente_raad). The marks go
out. Of a separable verb whose particle stands apart (spoorde ... aan, lemma aan_sporen) only the
verb remains (sporen): no ending rule can guess the particle; `compound:prt` in the tree tells it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

TRAINING = ("nl_lassysmall-dev", "nl_lassysmall-test", "nl_alpino-dev")
TEST = "nl_alpino-test"
_HELD_OUT = 12
"""One text in so many is kept for choosing the best step."""
_LONGEST = 8
"""A text holds one to so many sentences."""
_NOTES = 0.2
"""This share of the sentences is also given as a note: no capital at the start, no full stop."""


class Word(NamedTuple):
    """A token of the treebank; `head` is its position in the sentence, its own for the root."""

    form: str
    lemma: str
    pos: str
    morph: str
    head: int
    relation: str
    space: bool


Sentence = tuple[Word, ...]


def read(path: Path) -> list[Sentence]:
    """Return the sentences of a CoNLL-U file in order."""
    blocks = path.read_text("utf-8").split("\n\n")
    return [_sentence(block.splitlines()) for block in blocks if block.strip()]


def training_texts(folder: Path, *, seed: int) -> tuple[list[list[Sentence]], list[list[Sentence]]]:
    """Return the texts to train on, notes among them, and the texts to choose the best step on."""
    chance = random.Random(seed)  # noqa: S311  a fixed draw, no secret
    files = [read(folder / f"{name}.conllu") for name in TRAINING]
    found = [text for file in files for text in texts(file, chance)]
    held_out = found[::_HELD_OUT]
    kept = [text for number, text in enumerate(found) if number % _HELD_OUT]
    drawn = [part for text in kept for part in text if chance.random() < _NOTES]
    return [*kept, *([as_note(part)] for part in drawn)], held_out


def texts(sentences: Sequence[Sentence], chance: random.Random) -> Iterator[list[Sentence]]:
    """Yield the sentences in texts of one to eight in a row."""
    start = 0
    while start < len(sentences):
        end = start + chance.randint(1, _LONGEST)
        yield list(sentences[start:end])
        start = end


def document(vocab: Any, text: Iterable[Sentence]) -> Any:
    """Return sentences as one spaCy document, annotated."""
    from spacy.tokens import Doc  # noqa: PLC0415  importing spaCy waits for first use

    words: list[Word] = []
    for sentence in text:
        words += [word._replace(head=word.head + len(words)) for word in sentence]
        words[-1] = words[-1]._replace(space=True)  # between sentences stands a space
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=[word.head for word in words],
        deps=[word.relation for word in words],
    )


def as_note(sentence: Sentence) -> Sentence:
    """Return a sentence as people write it on a flip-over: no first capital, no full stop."""
    words = list(sentence)
    last = len(words) - 1
    if last and words[-1].form == "." and all(word.head != last for word in words[:-1]):
        words.pop()
    if words[0].pos != "PROPN":
        words[0] = words[0]._replace(form=words[0].form[:1].lower() + words[0].form[1:])
    return tuple(words)


def _sentence(lines: Iterable[str]) -> Sentence:
    rows = [line.split("\t") for line in lines if line[:1].isdigit()]
    rows = [row for row in rows if row[0].isdigit()]  # 3-4 and 3.1 are no tokens of the tree
    particles = {(row[6], row[1].lower()) for row in rows if row[7] == "compound:prt"}
    return tuple(
        Word(
            form=row[1],
            lemma=_lemma(row, particles),
            pos=row[3],
            morph="" if row[5] == "_" else row[5],
            head=int(row[6]) - 1 if row[6] != "0" else position,
            relation="ROOT" if row[6] == "0" else row[7],
            space="SpaceAfter=No" not in row[9],
        )
        for position, row in enumerate(rows)
    )


def _lemma(row: Sequence[str], particles: set[tuple[str, str]]) -> str:
    """Return the lemma without marks, and without a particle that stands elsewhere."""
    number, form, lemma = row[0], row[1], row[2]
    particle, mark, verb = lemma.partition("_")
    if mark and (number, particle.lower()) in particles and verb:
        lemma = verb
    return lemma.replace("_", "") or form
