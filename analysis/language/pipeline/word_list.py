"""Distils the list of word classes from the pipeline and the treebanks.

`python -m analysis.language.pipeline.word_list UD_FOLDER CORPUS_FOLDER LIST`: CORPUS_FOLDER holds
.jsonl files whose lines have a "text". A form's class is the one that it most often has there; a
form that its ending already gives away is left out.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from analysis.language import parsing, tokens
from analysis.language.pipeline import conllu
from analysis.language.word_classes import ENDING, LONGEST_ENDING, Classes

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")


def distil(documents: Iterable[Any]) -> str:
    """Return the list of word classes that spaCy documents with parts of speech give."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for token in document:
            if _WORD.fullmatch(token.lower_):
                seen[token.lower_][name_of(token)] += 1
    words = {form: _first(counts) for form, counts in sorted(seen.items())}
    endings = _endings(words)
    rules = Classes({}, endings)
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for ending, name in sorted(endings.items()):
        lines[name].append(ENDING + ending)
    for form, name in words.items():
        if rules.of(form) != name:
            lines[name].append(form)
    return "".join(f"{name}\t{' '.join(members)}\n" for name, members in sorted(lines.items()))


def name_of(token: Any) -> str:
    """Return a token's class: its part of speech, for verbs with form and tense."""
    form, tense = token.morph.get("VerbForm"), token.morph.get("Tense")
    return "".join([token.pos_, *form[:1], *tense[:1]])


def _endings(words: dict[str, str]) -> dict[str, str]:
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for form, name in words.items():
        for size in range(1, min(LONGEST_ENDING, len(form)) + 1):
            seen[form[-size:]][name] += 1
    return {ending: _first(counts) for ending, counts in seen.items() if ending.isalpha()}


def _first(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name))


def _texts(corpus: Path) -> Iterator[str]:
    for path in sorted(corpus.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)["text"]


def main(treebanks: Path, corpus: Path, result: Path) -> None:
    """Write the list."""
    pipeline = tokens.load_model(parsing.OWN_PIPELINE, exclude=("parser", "senter"))
    read = (conllu.read(treebanks / f"{name}.conllu") for name in conllu.TRAINING)
    gold = [conllu.document(pipeline.vocab, sentences) for sentences in read]
    result.write_text(distil([*gold, *pipeline.pipe(_texts(corpus))]), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
