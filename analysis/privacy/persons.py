"""Persons' names in a text: words that a model takes for names, joined to whole names.

A name is found by what the lists know of the word, by the words around it and by how it is
written; then its initials, particles ("van der") and further parts are taken in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.privacy.features import candidates, features
from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.lists import shipped_lists
from analysis.privacy.model import NameModel, shipped_name_model
from analysis.privacy.words import CAPITAL, LOWER, Word, words_of

_SHOUTED = 0.8
_LONGEST_PHRASE = 5  # words of an organisation's or street's name
_STREET = re.compile(
    "[a-z](straat|laan|weg|plein|kade|gracht|singel|steeg|dreef|plantsoen|park|hal|school|college"
    "|huis|toren|brug|markt|flat|wijk|buurt|polder|stichting|kerk|schans|burcht)$"
)


def find_persons(text: str, model: NameModel | None = None) -> list[Finding]:
    """The persons' names in a text, without titles and functions before them."""
    words = words_of(text)
    chosen = model or shipped_name_model()
    likely = _likely(words, text, chosen)
    if not likely:
        return []
    return [
        _finding(text, words, first, last, likely)
        for first, last in _spans(words, likely, chosen)
    ]


def shouted(text: str) -> bool:
    """Whether a text is all capitals, so that a capital says nothing."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 8 and sum(sign.isupper() for sign in letters) > _SHOUTED * len(letters)


def _likely(words: Sequence[Word], text: str, model: NameModel) -> dict[int, float]:
    """Place -> probability of the words that may be names, outside names of organisations."""
    places = candidates(words)
    if not places:
        return {}
    loud = shouted(text)
    outside = _organisations(words) | _streets(words)
    return {
        at: model.probability(features(words, at, text, shouted=loud))
        for at in places
        if at not in outside
    }


def _organisations(words: Sequence[Word]) -> set[int]:
    """The places of words within the name of a known organisation."""
    known = shipped_lists().organisations
    folded = [word.known.folded for word in words]
    inside: set[int] = set()
    for at in range(len(words)):
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            if " ".join(folded[at : at + length]) in known and (
                length > 1 or words[at].shape != LOWER
            ):
                inside.update(range(at, at + length))
                break
    return inside


def _streets(words: Sequence[Word]) -> set[int]:
    """The places of words within the name of a street or building: "Jan van Galenstraat"."""
    inside: set[int] = set()
    for at, word in enumerate(words):
        if _STREET.search(word.known.folded) and "last" not in word.known.flags:
            first = at
            while first > 0 and at - first < _LONGEST_PHRASE and words[first].gap == " " and (
                word.shape != LOWER
                and (words[first - 1].shape == CAPITAL or _particle(words, first - 1))
            ):
                first -= 1
            inside.update(range(first, at + 1))
    return inside


def _spans(
    words: Sequence[Word], likely: Mapping[int, float], model: NameModel
) -> list[tuple[int, int]]:
    """First and last place of each name."""
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        if likely.get(at, 0.0) < model.alone:
            at += 1
            continue
        last = _onwards(words, at, likely, model)
        first = _backwards(words, at, likely, model, spans[-1][1] if spans else -1)
        spans.append((first, last))
        at = last + 1
    return spans


def _onwards(
    words: Sequence[Word], at: int, likely: Mapping[int, float], model: NameModel
) -> int:
    """The last place of the name that begins at `at`."""
    last = at
    while True:
        place = last + 1
        while place < len(words) and _glued(words[place]) and _particle(words, place):
            place += 1
        if place >= len(words) or not _glued(words[place]):
            break
        if words[place].initial and place == last + 1 and words[place].text.isupper():
            last = place
            continue
        if not _belongs(words, place, last, likely, model):
            break
        last = place
    return last


def _belongs(
    words: Sequence[Word], place: int, last: int, likely: Mapping[int, float], model: NameModel
) -> bool:
    """Whether the word at `place` goes on with the name that so far ends at `last`."""
    chance = likely.get(place, 0.0)
    if chance >= model.alone:
        return place == last + 1 or not words[last + 1].known.folded == "van" or (
            "last" in words[place].known.flags or "first" not in words[place].known.flags
        )
    return chance >= model.beside


def _backwards(
    words: Sequence[Word], at: int, likely: Mapping[int, float], model: NameModel, taken: int
) -> int:
    """The first place of the name whose surest word stands at `at`; not before `taken` + 1."""
    first = at
    while first - 1 > taken and _glued(words[first]):
        before = words[first - 1]
        if before.initial or likely.get(first - 1, 0.0) >= model.beside:
            first -= 1
            continue
        start = first
        while start - 1 > taken and _glued(words[start]) and _particle(words, start - 1):
            start -= 1
        if start == first or not _opens(words, start, first, taken):
            break
        first = start
    return first


def _opens(words: Sequence[Word], start: int, first: int, taken: int) -> bool:
    """Whether the particles from `start` to the surname at `first` belong to the name."""
    if words[start].shape != LOWER and not (words[start].starts and first - start == 1 and
                                            words[start].known.folded == "van"):
        return True
    before = words[start - 1] if start - 1 > taken else None
    if before is not None and _glued(words[start]) and (
        before.initial or "title" in before.known.flags
    ):
        return True
    surname = words[first].known.flags
    if "first" in surname and "last" not in surname:
        return False
    return first - start > 1 or words[start].known.folded != "van"


def _glued(word: Word) -> bool:
    """Whether a word goes on where the one before it ended: a space, hyphen or initial's stop."""
    return word.gap in {" ", "-", ". ", ".", "‑", " - ", ""} and not (
        word.gap == ". " and word.starts
    )


def _particle(words: Sequence[Word], at: int) -> bool:
    """Whether a word may stand between the parts of a name, or before a surname."""
    flags = words[at].known.flags
    if "particle" in flags:
        return True
    # "in 't Veld", "Op den Berg"; but "op de Dijk" is a place.
    return "weak" in flags and "particle" in words[min(at + 1, len(words) - 1)].known.flags and (
        words[at].shape != LOWER or at > 0 and bool(
            words[at - 1].known.flags & {"first", "title"} or words[at - 1].initial
        )
    )


def _finding(
    text: str, words: Sequence[Word], first: int, last: int, likely: Mapping[int, float]
) -> Finding:
    start, end = words[first].start, words[last].end
    if words[last].initial:
        end += 1
    elif "owned" in words[last].known.flags:
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
    return "onbekend woord dat hier een naam lijkt"
