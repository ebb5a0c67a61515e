"""Persons' names in a text: words that a model takes for names, joined to whole names.

A name is found by what the lists know of the word, by the words around it and by how it is
written; then its initials, particles ("van der") and further parts are taken in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from analysis.privacy.findings import UNSURE, Finding, FindingKind
from analysis.privacy.names.cues import is_month, only_a_first_name, sure_surname
from analysis.privacy.names.features import candidates, features
from analysis.privacy.names.lists import shipped_lists
from analysis.privacy.names.model import NameModel, shipped_name_model
from analysis.privacy.names.spans import name_spans, particle
from analysis.privacy.names.words import CAPITAL, LOWER, Word, words_of

_SHOUTED = 0.8
_LONGEST_STREET = 5  # words of a street's name
_STREET = re.compile(
    "[a-z](straat|laan|weg|plein|kade|gracht|singel|steeg|dreef|plantsoen|park|hal|school|college"
    "|huis|toren|brug|markt|flat|kerk|schans|burcht)$"
)


def find_persons(
    text: str, model: NameModel | None = None, *, elsewhere: Sequence[Finding] = ()
) -> list[Finding]:
    """The persons' names in a text, without titles and functions before them.

    What was found `elsewhere`, such as a mail address, holds no names and joins none.
    """
    words = _apart(words_of(text), elsewhere)
    chosen = model or shipped_name_model()
    likely = _likely(words, text, chosen)
    if not likely:
        return []
    return [_finding(text, words, first, last) for first, last in name_spans(words, likely, chosen)]


def _apart(words: list[Word], elsewhere: Sequence[Finding]) -> list[Word]:
    """The words that stand in none of the findings; one after a finding is glued to nothing."""
    if not elsewhere:
        return words
    out: list[Word] = []
    cut = False
    for word in words:
        if any(word.start < one.end and one.start < word.end for one in elsewhere):
            cut = True
        else:
            out.append(replace(word, gap=f"|{word.gap}") if cut else word)
            cut = False
    return out


def shouted(text: str) -> bool:
    """Whether a text is all capitals, so that a capital says nothing."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 8 and sum(sign.isupper() for sign in letters) > _SHOUTED * len(letters)


def _likely(words: Sequence[Word], text: str, model: NameModel) -> dict[int, float]:
    """Place -> probability of the words that may be names, outside names of organisations."""
    places = candidates(words)
    firms = _organisations(words)
    outside = firms | _streets(words)
    loud = shouted(text)
    likely = {
        at: model.probability(features(words, at, text, shouted=loud))
        for at in places
        if at not in outside and not is_month(words, at)
    }
    listed = {at: max(model.alone, p) for at, p in likely.items() if only_a_first_name(words[at])}
    sure = (at for at in range(len(words)) if sure_surname(words, at) and at not in firms)
    return likely | listed | dict.fromkeys(sure, 1.0)


def _organisations(words: Sequence[Word]) -> set[int]:
    """The places of words within the name of a known organisation."""
    known = _organisation_names()
    lengths = _organisation_lengths()
    inside: set[int] = set()
    for at, word in enumerate(words):
        for length in lengths.get(word.known.folded, ()):
            phrase = " ".join(one.known.folded for one in words[at : at + length])
            if phrase in known and (length > 1 or word.shape != LOWER):
                inside.update(range(at, at + length))
                break
    return inside


@cache
def _organisation_names() -> frozenset[str]:
    """Organisations, and sayings and others' names of several words that hold a first name."""
    lists = shipped_lists()
    return lists.organisations | {name for name in lists.other_capitals if " " in name}


@cache
def _organisation_lengths() -> Mapping[str, Sequence[int]]:
    """First word -> how many words they have that begin with it, the most first."""
    found: dict[str, set[int]] = {}
    for phrase in _organisation_names():
        found.setdefault(phrase.split(" ")[0], set()).add(phrase.count(" ") + 1)
    return {first: sorted(lengths, reverse=True) for first, lengths in found.items()}


def _streets(words: Sequence[Word]) -> set[int]:
    """The places of words within the name of a street or building: "Jan van Galenstraat"."""
    inside: set[int] = set()
    for at, word in enumerate(words):
        if _STREET.search(word.known.folded) and "last" not in word.known.flags:
            first = at
            while (
                first > 0
                and at - first < _LONGEST_STREET
                and words[first].gap == " "
                and (
                    word.shape != LOWER
                    and (words[first - 1].shape == CAPITAL or particle(words, first - 1))
                )
            ):
                first -= 1
            inside.update(range(first, at + 1))
    return inside


def _finding(text: str, words: Sequence[Word], first: int, last: int) -> Finding:
    start, end = words[first].start, words[last].end
    if words[last].initial:
        end += 1
    elif first == last and "owned" in words[last].known.flags:
        end -= 1
    reason = _reason(text, words, first, last)
    return Finding(start, end, FindingKind.PERSON, text[start:end], reason)


def _reason(text: str, words: Sequence[Word], first: int, last: int) -> str:
    """Why it was taken for a name, in words for the user."""
    before = words[first - 1] if first else None
    if before is not None and before.known.flags & {"title", "role", "family"}:
        return f"staat na ‘{before.text}’"
    flags = set().union(*(word.known.flags for word in words[first : last + 1]))
    if words[first].starts and text[words[last].end : words[last].end + 1] == ":":
        return "staat als spreker vóór een dubbele punt"
    if flags & {"first", "owned"} and "last" in flags and last > first:
        return "bekende voornaam en achternaam"
    if flags & {"first", "owned"}:
        return "bekende voornaam"
    if "last" in flags:
        return "bekende achternaam"
    return UNSURE
