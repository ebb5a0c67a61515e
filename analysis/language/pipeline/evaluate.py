"""Measures the pipeline and the rules: `python -m analysis.language.pipeline.evaluate UD_FOLDER`.

Everything is measured on the test part of UD_Dutch-Alpino, which training never saw. Texts hold one
to eight sentences in a row.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from analysis.language import lemma, parsing, sentences, tokens
from analysis.language.pipeline import conllu
from analysis.language.separable import whole_verbs


def main(treebanks: Path, pipeline: Path = parsing.OWN_PIPELINE) -> None:
    """Print all figures as lines of "name: value"."""
    model = tokens.load_model(pipeline, exclude=())
    texts = conllu.texts(conllu.read(treebanks / f"{conllu.TEST}.conllu"), random.Random(1))  # noqa: S311
    gold = [conllu.document(model.vocab, text) for text in texts]
    parsed = list(model.pipe(_bare(document) for document in gold))
    print(f"tokens: {sum(map(len, gold))}, texts: {len(gold)}")
    for figures in (scores(model, gold), splitting(model, gold), verbs(gold, parsed)):
        for name, value in figures.items():
            print(f"{name}: {value}")
    for name, value in {**lemmas(gold, parsed), **noun_phrases(gold, parsed)}.items():
        print(f"{name}: {value}")


def scores(model: Any, gold: list[Any]) -> dict[str, str]:
    """Return spaCy's own scores, on the pipeline's own tokens."""
    from spacy.training import Example  # noqa: PLC0415

    found = model.evaluate([Example(model.make_doc(document.text), document) for document in gold])
    wanted = ("token_f", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
    return {name: f"{found[name]:.3f}" for name in (*wanted, "speed")}


def splitting(model: Any, gold: list[Any]) -> dict[str, str]:
    """Return how well the rules and the pipeline cut running text into sentences."""
    wanted = [_spans(document) for document in gold]
    ways: dict[str, Callable[[str], Iterable[tuple[int, int]]]] = {
        "rules": sentences,
        "senter": lambda text: _spans(_only(model, text, "parser")),
        "parser": lambda text: _spans(_only(model, text, "senter")),
        "rules, and senter at stops": lambda text: _at_stops(model, text),
    }
    return {
        f"sentences, {name}": _precision_recall(
            wanted, [set(way(document.text)) for document in gold]
        )
        for name, way in ways.items()
    }


def verbs(gold: list[Any], parsed: list[Any]) -> dict[str, str]:
    """Return how well separable verbs in two parts are brought together."""
    wanted = [_particles(document, _of_model) for document in gold]
    rules = [_by_rules(document) for document in gold]
    ways = {
        "rules": rules,
        "tree, dictionary's lemma": [_particles(document, _of_dictionary) for document in parsed],
        "tree, model's lemma": [_particles(document, _of_model) for document in parsed],
    }
    known = [
        {(at, verb) for at, verb in way if tokens.is_known(verb)}
        for way in ways["tree, dictionary's lemma"]
    ]
    ways["tree, if dictionary has it"] = known
    ways["rules, or tree if dictionary has it"] = [a | b for a, b in zip(rules, known, strict=True)]
    ways["rules or tree"] = [a | b for a, b in zip(rules, ways["tree, model's lemma"], strict=True)]
    return {f"separable, {name}": _precision_recall(wanted, way) for name, way in ways.items()}


def lemmas(gold: list[Any], parsed: list[Any]) -> dict[str, str]:
    """Return the share of right lemmas, for all words and for content words by part of speech."""
    ways: dict[str, Callable[[Any], str]] = {
        "dictionary": _of_dictionary,
        "model": _of_model,
        "dictionary, model for unknown words": lambda token: (
            _of_dictionary if tokens.is_known(token.lower_) else _of_model
        )(token),
        "model for verbs": lambda token: (
            _of_model if token.pos_ in {"VERB", "AUX"} else _of_dictionary
        )(token),
    }
    pairs = [
        (right, found)
        for document, guess in zip(gold, parsed, strict=True)
        for right, found in zip(document, guess, strict=True)
        if right.pos_ not in {"PUNCT", "SYM"}
    ]
    return {f"lemmas, {name}": _right(pairs, way) for name, way in ways.items()}


def noun_phrases(gold: list[Any], parsed: list[Any]) -> dict[str, str]:
    """Return how many noun phrases are the same as those of the treebank's own tree."""
    wanted = [{(words[0].i, words[-1].i) for words in parsing.phrases(text)} for text in gold]
    found = [{(words[0].i, words[-1].i) for words in parsing.phrases(text)} for text in parsed]
    return {"noun phrases": _precision_recall(wanted, found)}


def _right(pairs: list[tuple[Any, Any]], way: Callable[[Any], str]) -> str:
    parts = []
    for name in ("all", "NOUN", "VERB", "ADJ"):
        asked = [pair for pair in pairs if name in {"all", pair[0].pos_}]
        good = sum(right.lemma_.lower() == way(found) for right, found in asked)
        parts.append(f"{name} {good / len(asked):.3f} of {len(asked)}")
    return ", ".join(parts)


def _particles(document: Any, base: Callable[[Any], str]) -> set[tuple[int, str]]:
    return {
        (token.head.i, token.lower_ + base(token.head))
        for token in document
        if token.dep_ == "compound:prt"
    }


def _of_dictionary(token: Any) -> str:
    return lemma(token.text)


def _of_model(token: Any) -> str:
    found: str = token.lemma_
    return found.lower()


def _by_rules(document: Any) -> set[tuple[int, str]]:
    found: set[tuple[int, str]] = set()
    for sentence in document.sents:
        forms = [token.text for token in sentence]
        pairs = whole_verbs(forms, [lemma(form) for form in forms], tokens.is_known)
        found |= {(sentence.start + at, lemma(verb)) for at, verb in pairs}
    return found


def _spans(document: Any) -> set[tuple[int, int]]:
    return {(part.start_char, part.start_char + len(part.text.rstrip())) for part in document.sents}


def _at_stops(model: Any, text: str) -> set[tuple[int, int]]:
    """Cut where the rules do, and where the senter does right after a stop."""
    ends = {end for _, end in sentences(text)}
    found = _spans(_only(model, text, "parser"))
    ends |= {end for _, end in found if text[:end].rstrip("\"'”’»)").endswith(tuple(".!?…"))}
    starts = [0, *sorted(ends)]
    return {
        (start + len(text[start:end]) - len(text[start:end].lstrip()), end)
        for start, end in itertools.pairwise(starts)
    }


def _only(model: Any, text: str, without: str) -> Any:
    with model.select_pipes(disable=[without]):
        return model(text)


def _bare(document: Any) -> Any:
    from spacy.tokens import Doc  # noqa: PLC0415

    spaces = [bool(token.whitespace_) for token in document]
    return Doc(document.vocab, words=[token.text for token in document], spaces=spaces)


def _precision_recall(wanted: list[set[Any]], found: list[set[Any]]) -> str:
    asked, given = sum(map(len, wanted)), sum(map(len, found))
    same = sum(len(right & guess) for right, guess in zip(wanted, found, strict=True))
    precision, recall = same / max(given, 1), same / max(asked, 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {precision:.3f}, R {recall:.3f}, F1 {score:.3f} of {asked}"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
