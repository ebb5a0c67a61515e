"""What a corner is called: one name for one partner, over all the files of a day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from analysis.ingest.lexicon import Lexicon
from analysis.ingest.matching import tokens
from analysis.ingest.signs import corner_sign, tidy
from analysis.types import NO_CORNER, Category, Reading

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CORNER_WORD = re.compile(r"\b(?:koffie)?(?:hoek|tafel)\s*\d*\b|\b(?:groep|table)\s*\d+\b", re.I)
_NUMBER_ONLY = re.compile(r"^\W*[^\W\d]*\s*(?:nr\.?)?\s*\d+\W*$")
_EXTENSION = re.compile(r"\.\w{2,5}$")


def partners_of(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The known partners that a corner's name holds, main ones only.

    Words between brackets count only where nothing is known outside them, and a partner that is
    part of another one named too (jeugdreclassering, reclassering) does not.
    """
    outer = _BRACKETS.sub(" ", name)
    enough = 2 * len(_used(outer, lexicon)) >= len(_content(outer, lexicon))
    return partners_in(name, lexicon) if enough else ()


def partners_in(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The known partners named anywhere in a text; see `partners_of`."""
    outer = _BRACKETS.sub(" ", text)
    found = lexicon.partners.find(text) if lexicon.partners.whole(text) else []
    found = found or lexicon.partners.find(outer) or lexicon.partners.find(text)
    if len(_used(outer, lexicon)) < len(_content(outer, lexicon)):
        found = [item for item in found if item.phrase not in lexicon.bare_partners]
    names = list(dict.fromkeys(item.value for item in found))
    return tuple(n for n in names if lexicon.part_of.get(n) not in names)


def _used(text: str, lexicon: Lexicon) -> set[int]:
    return {at for item in lexicon.partners.find(text) for at in range(item.start, item.end)}


def _content(text: str, lexicon: Lexicon) -> list[str]:
    """The words of a name less function words, numbers and words like koffiehoek."""
    plain = lexicon.fillers | lexicon.corner_words | lexicon.generic
    used = _used(text, lexicon)
    return [
        word for at, word in enumerate(tokens(text))
        if at in used or (word not in plain and not word.isdigit())
    ]  # fmt: skip


def _extra_words(name: str, lexicon: Lexicon) -> str:
    """The words of a name that say more than which partner it is (a district, a branch)."""
    outer = _BRACKETS.sub(" ", name)
    used = {tokens(outer)[at] for at in _used(outer, lexicon)}
    return " ".join(word for word in _content(outer, lexicon) if word not in used)


def corner_names(given: Iterable[str], lexicon: Lexicon) -> dict[str, str]:
    """The name for each name given.

    A known partner goes by its full name. Two corners of one partner that differ in a word
    ("Wijkteam Noord", "Wijkteam Zuid") stay apart; a corner of two partners keeps the name given,
    and takes in files that name one of the two only.
    """
    names = list(dict.fromkeys(given))
    partners = {name: partners_of(name, lexicon) for name in names}
    extras: dict[str, Counter[str]] = {}
    for name in names:
        if len(partners[name]) == 1:
            extras.setdefault(partners[name][0], Counter())[_extra_words(name, lexicon)] += 1
    pairs = {frozenset(partners[name]): name for name in names if len(partners[name]) > 1}
    out = {}
    for name in names:
        found = partners[name]
        if len(found) == 1:
            several = len([extra for extra in extras[found[0]] if extra]) > 1
            own = several and _extra_words(name, lexicon)
            out[name] = tidy(name) if own else _joint(found[0], pairs, extras) or found[0]
        elif len(found) > 1:
            out[name] = tidy(pairs[frozenset(found)])
        else:
            out[name] = tidy(name)
    return out


def _joint(
    partner: str, pairs: Mapping[frozenset[str], str], single: Mapping[str, Counter[str]]
) -> str | None:
    """The joint corner that a lone partner's notes belong to, if there is just one.

    Not where both partners also have notes of their own: then they are corners of their own.
    """
    fitting = [
        (found, name) for found, name in pairs.items()
        if partner in found and not all(other in single for other in found)
    ]  # fmt: skip
    return tidy(fitting[0][1]) if len(fitting) == 1 else None


def unify_corners(readings: Sequence[Reading], lexicon: Lexicon) -> list[Reading]:
    """The readings of one day with every corner under one name."""
    notes = [reading for reading in readings if not reading.prose]
    given = [s.corner for reading in notes for s in reading.statements]
    given += [corner for reading in notes for corner in reading.asked]
    names = corner_names([name for name in given if name != NO_CORNER], lexicon)
    names[NO_CORNER] = NO_CORNER
    out = []
    for reading in readings:
        if reading.prose:
            out.append(reading)
            continue
        asked: dict[str, frozenset[Category]] = {}
        for corner, kinds in reading.asked.items():
            name = names.get(corner, corner)
            asked[name] = asked.get(name, frozenset()) | kinds
        statements = tuple(replace(s, corner=names[s.corner]) for s in reading.statements)
        out.append(replace(reading, statements=statements, asked=asked))
    return out


def is_numbered(name: str) -> bool:
    """Whether a corner's name is a number only ("Koffiehoek 11")."""
    return bool(_NUMBER_ONLY.match(name))


def from_loose_text(text: str, lexicon: Lexicon) -> tuple[str, bool] | None:
    """A corner named somewhere in a title, welcome or file name; True where it is explicit."""
    word = _CORNER_WORD.search(text)
    if word:
        tail = re.sub(r"^\W*(?:van|bij)?\s*(?:de|het)?\s+", "", text[word.end() :])
        sign = corner_sign(f"koffiehoek 1: {tail}", lexicon)
        if sign and sign.known:
            found = partners_in(sign.name, lexicon)
            return (sign.name if sign.whole and len(found) > 1 else " / ".join(found[:2])), True
    found = partners_in(text, lexicon)
    listed = lexicon.partners.find(text)
    named = {item.value for item in listed if item.phrase not in lexicon.generic_partners}
    if named and len(tokens(text)) > 2:
        found = tuple(name for name in found if name in named)
    return (" / ".join(found[:2]), False) if found else None


def from_file_name(name: str, lexicon: Lexicon) -> tuple[str, bool] | None:
    """The corner that a file's name holds; True where a known partner or corner word tells it."""
    stem = _EXTENSION.sub("", name)
    stem = re.sub(r"[_]+|(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", stem)
    loose = from_loose_text(stem, lexicon)
    if loose:
        return loose[0], True
    plain = re.sub(r"\d+|\bdef\b|\bfinal\b|\bversie\b|\bv\d\b|\bconcept\b", " ", stem, flags=re.I)
    drop = lexicon.generic | lexicon.fillers | lexicon.corner_words | lexicon.header_keys
    words = [word for word in re.findall(r"[^\W_]+", plain) if not set(tokens(word)) <= drop]
    return (tidy(" ".join(words)), False) if words else None
