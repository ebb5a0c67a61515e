"""From words that are likely names to whole names: initials, particles and further parts join."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.privacy.names.cues import ABBREVIATIONS, letters_before, usual_surname
from analysis.privacy.names.lists import shipped_lists
from analysis.privacy.names.model import NameModel
from analysis.privacy.names.words import CAPITAL, DIGITS, LOWER, MIXED, UPPER, Word

_NO_PART = frozenset(
    {"word", "org", "place", "other", "role", "title", "family", "particle", "weak"}
)
_NO_SURNAME = frozenset(
    {"org", "other", "role", "title", "family", "particle", "weak", "common", "word"}
)
_ORDINARY = frozenset({"word", "compound", "org", "other", "role", "title"})
_DUTCH_ENDS = frozenset("nrmlgktdch")
_SURNAMES_ONLY = ("'t", " den", " der", "ter", "ten")  # particles that stand before nothing else
_GLUE = frozenset({" ", "-", ". ", ".", "‑", ""})
_HYPHENS = frozenset({"-", "‑"})
_ARABIC = frozenset({"el", "al", "ait", "bou", "oulad", "ould", "abou", "abu"})


def name_spans(
    words: Sequence[Word], likely: Mapping[int, float], model: NameModel
) -> list[tuple[int, int]]:
    """First and last place of each name; `likely` tells of places how likely a name's word is."""
    spans: list[tuple[int, int]] = []
    at, taken = 0, -1
    while at < len(words):
        if likely.get(at, 0.0) < model.alone:
            at += 1
            continue
        first = _backwards(words, at, likely, model, taken)
        taken = _onwards(words, at, likely, model)
        if spans and first == spans[-1][1] + 1 and words[first].gap in {" ", *_HYPHENS}:
            first = spans.pop()[0]  # "Wonnie Hoogvliet-Pengel", of which the middle was in doubt
        if not _of_an_organisation(words, taken):
            spans.append((first, taken))
        at = taken + 1
    return spans


def _of_an_organisation(words: Sequence[Word], last: int) -> bool:
    """Whether what looked like a name goes on as an organisation's: "Dr. Nassau College"."""
    following = words[last + 1] if last + 1 < len(words) else None
    return (
        following is not None
        and following.gap == " "
        and following.shape == CAPITAL
        and "org" in following.known.flags
    )


def _onwards(words: Sequence[Word], at: int, likely: Mapping[int, float], model: NameModel) -> int:
    """The last place of the name of which the first sure word stands at `at`."""
    last = at
    given = "first" in words[at].known.flags
    while (place := _past_particles(words, last + 1)) < len(words) and _glued(words[place]):
        ends = _is_initial(words, place) and (given or place > last + 1)
        if not ends and not _goes_on(
            words, place, last, likely.get(place, 0.0), model, given=given
        ):
            break
        last = place
    return last


def _is_initial(words: Sequence[Word], place: int) -> bool:
    """Whether a letter stands for a name: "Bart J.", the A of "Tjon A Fat"; not "o.a."."""
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else None
    if word.initial:
        return following is None or not following.initial or word.text.isupper()
    glued = following is not None and following.gap in _GLUE and following.shape == CAPITAL
    return len(word.text) == 1 and word.text.isupper() and glued


def _past_particles(words: Sequence[Word], place: int) -> int:
    while place < len(words) and _glued(words[place]) and particle(words, place):
        place += 1
    return place


def _goes_on(
    words: Sequence[Word], place: int, last: int, chance: float, model: NameModel, *, given: bool
) -> bool:
    """Whether the word at `place` goes on with the name that so far ends at `last`.

    `given` says that the name so far holds a first name, after which a surname is to be expected.
    """
    word = words[place]
    flags = word.known.flags
    between = " ".join(one.known.folded for one in words[last + 1 : place])
    if not between:
        return chance >= model.beside or _follows(words[last], word, given=given)
    if words[last + 1].gap in _HYPHENS or between.endswith(_SURNAMES_ONLY):
        return True
    if word.shape == CAPITAL and f"{between} {word.known.folded}" in shipped_lists().usual:
        return True
    if flags & {"role", "org", "title", "other"} or between.endswith("van het"):
        return False
    if between in {"van", "van de"}:
        # "Henk van Karin" and "Ali van de Refugee Academie" are not one name; "Henk van Dam" is.
        return _known_surname(word) or (
            _could_be_part(word) and between == "van" and word.text[-1] in _DUTCH_ENDS
        )
    return word.shape in {CAPITAL, MIXED} or _known_surname(word)


def _follows(before: Word, word: Word, *, given: bool) -> bool:
    """Whether a word that the model doubts belongs to the part of a name right before it."""
    flags = word.known.flags
    if word.gap in _HYPHENS:
        both = LOWER not in {before.shape, word.shape}
        return both or "first" in flags or not flags & _ORDINARY
    if word.shape == LOWER:
        return (
            given and before.shape == LOWER and "last" in flags and not flags & _ORDINARY
            and "common" not in flags
        )  # fmt: skip
    if given and word.shape == UPPER == before.shape and "last" in flags:
        return True
    if given and word.shape in {CAPITAL, MIXED} and len(word.text) > 1 and not word.starts:
        return not flags & _NO_SURNAME
    return _could_be_part(word)


def _known_surname(word: Word) -> bool:
    """Whether a word is a surname in the lists, and no ordinary word in lower case."""
    flags = word.known.flags
    plain = word.shape == LOWER and "common" in flags and "ambiguous" not in flags
    return "last" in flags and not plain


def _could_be_part(word: Word) -> bool:
    """Whether nothing speaks against a word's being a name, and its capital for it."""
    flags = word.known.flags
    if flags & _NO_PART:
        return False
    return word.shape in {CAPITAL, MIXED} and len(word.text) > 1 and not word.starts


def _backwards(
    words: Sequence[Word], at: int, likely: Mapping[int, float], model: NameModel, taken: int
) -> int:
    """The first place of the name of which a sure word stands at `at`; after `taken`."""
    first = at
    while first - 1 > taken and _glued(words[first]):
        if _begins(words, first, likely.get(first - 1, 0.0), model):
            first -= 1
            continue
        start = first
        while start - 1 > taken and _glued(words[start]) and particle(words, start - 1):
            start -= 1
        if start == first or not _opens(words, start, first, taken):
            break
        first = start
    return first


def _begins(words: Sequence[Word], first: int, chance: float, model: NameModel) -> bool:
    """Whether the word before `first` is an initial or a first name of the same name."""
    before, now = words[first - 1], words[first]
    if before.initial:
        return letters_before(words, first).lower() not in ABBREVIATIONS
    if chance >= model.beside:
        return True
    flags = before.known.flags
    if now.gap in _HYPHENS:
        both = LOWER not in {before.shape, now.shape} and not before.starts
        return both or "first" in flags or not flags & _ORDINARY
    if before.starts and flags & {"ambiguous", "word", "role"}:
        return "first" in flags and "last" in now.known.flags and "first" not in now.known.flags
    listed = "first" in flags and before.shape == CAPITAL
    return now.gap == " " and (listed or _could_be_part(before))


def _opens(words: Sequence[Word], start: int, first: int, taken: int) -> bool:
    """Whether the particles from `start` to the surname at `first` belong to the name."""
    opening, surname = words[start], words[first]
    if usual_surname(words, first):
        return True
    before = words[start - 1] if start - 1 > taken else None
    led = before is not None and _glued(opening)
    if (
        led
        and before is not None
        and (
            before.initial
            or "title" in before.known.flags
            or ("first" in before.known.flags and before.shape == CAPITAL)
        )
    ):
        return True
    if opening.known.folded in _ARABIC:
        return True
    lone_van = first - start == 1 and opening.known.folded == "van"
    shouted = surname.shape == UPPER
    if opening.shape != LOWER and not shouted and not (opening.starts and lone_van):
        return True
    if "first" in surname.known.flags and "last" not in surname.known.flags:
        return False
    return not lone_van and "weak" not in opening.known.flags


def _glued(word: Word) -> bool:
    """Whether a word goes on where the one before it ended: a space, hyphen or initial's stop."""
    return word.gap in _GLUE and word.shape != DIGITS and not (word.gap == ". " and word.starts)


def particle(words: Sequence[Word], at: int) -> bool:
    """Whether a word may stand between the parts of a name, or before a surname."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else None
    if _of_the(words, at):
        return True
    if word.known.folded == "al":  # else an ordinary word
        return word.shape != LOWER or (following is not None and following.gap in _HYPHENS)
    if "particle" in word.known.flags:
        return True
    if "weak" not in word.known.flags or following is None:
        return False
    # "in 't Veld", "Op de Beeck"; but "in de Schilderswijk" is a place.
    before = words[at - 1] if at else None
    named = before is not None and (before.initial or before.known.flags & {"first", "title"})
    if following.known.folded in {"'t", "den", "der"}:
        return word.shape != LOWER or bool(named)
    return following.known.folded == "de" and word.shape != LOWER and not word.starts


def _of_the(words: Sequence[Word], at: int) -> bool:
    """Whether a letter is part of "v.d.": "joke v.d. berg"."""
    two = [word.known.folded for word in words[max(at - 1, 0) : at + 2]]
    return words[at].initial and ("v" in two[:2] and "d" in two[-2:])
