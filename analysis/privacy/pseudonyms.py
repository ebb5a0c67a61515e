"""Pseudonyms: one number a person within a day, and the words that stand in for what was found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from analysis.privacy.findings import Finding, FindingKind

_WORDS = {
    FindingKind.PHONE: "[telefoon]",
    FindingKind.EMAIL: "[e-mail]",
    FindingKind.BSN: "[bsn]",
    FindingKind.IBAN: "[rekening]",
    FindingKind.ADDRESS: "[adres]",
    FindingKind.PLATE: "[kenteken]",
    FindingKind.BIRTHDATE: "[geboortedatum]",
    FindingKind.URL: "[link]",
}
PSEUDONYM = re.compile(
    r"\[persoon (?P<number>[0-9]{1,6})\]|" + "|".join(map(re.escape, _WORDS.values()))
)
"""What `word_for` gives."""
_LETTERS = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "_": " "})
_POSSESSIVE = re.compile(r"['’`´]s?$")
PARTICLES = frozenset(
    [
        *("van", "von", "de", "den", "der", "des", "het", "'t", "’t", "t", "te", "ten", "ter"),
        *("in", "op", "aan", "bij", "onder", "over", "uit", "voor", "vd", "v", "d"),
        *("la", "le", "du", "da", "dos", "el", "al", "ben", "bin", "ibn", "ait", "abu", "abou"),
        "ould",
    ]
)
"""Words, folded, that join the parts of a name."""
_ALSO_FIRST = frozenset({"ben", "bin", "al", "abu"})
PART = "~"
"""Before a part of a longer name, where it is kept beside whole forms."""
SEVERAL = 0
"""The number of a part that several persons share."""


def highest_number(texts: Iterable[str]) -> int:
    """The highest number of a person's pseudonym in the texts; 0 where there is none.

    What was exported before may be read again: its numbers are given out already.
    """
    numbers = (
        int(one["number"])
        for text in texts
        if "[persoon " in text
        for one in PSEUDONYM.finditer(text)
        if one["number"]
    )
    return max(numbers, default=0)


@lru_cache(maxsize=50_000)
def folded(form: str) -> str:
    """A name's form without what differs by typist: case, accents, full stops, a possessive 's."""
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", form.casefold().translate(_LETTERS))
        if not unicodedata.combining(char)
    )  # fmt: skip
    plain = " ".join(bare.replace(".", " ").split())
    return _POSSESSIVE.sub("", plain).strip() or plain


def parts_of(form: str) -> tuple[str, ...]:
    """What a folded name of several words may be called by: each name, with its particles too.

    Empty for a single name: "henk" or "van der wal".
    """
    words = form.split()
    names = [at for at, word in enumerate(words) if len(word) > 1 and not _joins(words, at)]
    if not names or len(names) + sum(len(word) == 1 for word in words) < 2:
        return ()
    found: list[str] = []
    for at in names:
        first = at
        while first > 0 and words[first - 1] in PARTICLES:
            first -= 1
        found += [words[at], " ".join(words[first : at + 1])]
    return tuple(part for part in dict.fromkeys(found) if part != form)


def _joins(words: Sequence[str], at: int) -> bool:
    """Whether a word only joins others: in front, "ben" and the like may be a first name too."""
    return words[at] in PARTICLES and not (at == 0 and words[at] in _ALSO_FIRST and words[1:])


def _is_single(form: str) -> bool:
    words = form.split()
    return sum(word not in PARTICLES for word in words) < 2


def keys_of(forms: Iterable[str]) -> list[str]:
    """What to look for among what is known of earlier forms, for `numbered` to go on from."""
    whole = list(dict.fromkeys(folded(form) for form in forms))
    parts = list(dict.fromkeys(part for form in whole for part in parts_of(form)))
    plain = list(dict.fromkeys([*whole, *parts]))
    return [*plain, *(PART + form for form in plain)]


def numbered(
    forms: Iterable[str], known: Mapping[str, int] | None = None, *, after: int = 0
) -> dict[str, int]:
    """Folded form -> number of the person, in order of first appearance.

    The same folded form is one person, and so is a single name that is part of exactly one longer
    form. Forms that are `known` keep their number; there `PART` + part may tell whose part it is
    in a longer form that is not among them (see `part_numbers`). New numbers count on from the
    highest known and from `after`.
    """
    known = known or {}
    order = list(dict.fromkeys(folded(form) for form in forms))
    longer = _Longer(order, known)
    numbers: dict[str, int] = {}
    highest = max([after, *known.values()], default=0)
    for form in order:
        person = longer.person(form)
        number = known.get(form) or longer.number(person) or numbers.get(person)
        if number is None:
            highest = number = highest + 1
        numbers[form] = number
        numbers.setdefault(person, number)
    return {form: numbers[form] for form in order}


class _Longer:
    """Which longer form a single name is part of."""

    def __init__(self, order: Sequence[str], known: Mapping[str, int]) -> None:
        self._known = known
        self._holders: dict[str, list[str]] = {}
        for form in order:
            for part in parts_of(form):
                self._holders.setdefault(part, []).append(form)

    def person(self, form: str) -> str:
        """The form that stands for the person of this one."""
        if not _is_single(form) or form in self._known:
            return form
        holders = self._holders.get(form, [])
        kept = self._known.get(PART + form)
        if kept is None and len(holders) == 1:
            return holders[0]
        same = kept and all(self._known.get(holder) == kept for holder in holders)
        return PART + form if same else form

    def number(self, person: str) -> int | None:
        """The number that the person has from before."""
        if person in self._known:
            return self._known[person]
        alone = [part for part in parts_of(person) if self._stood_alone(part)]
        return self._known[alone[0]] if alone else None

    def _stood_alone(self, part: str) -> bool:
        """Whether a single name is known that until now was part of no longer form but one."""
        return (
            part in self._known
            and PART + part not in self._known
            and len(self._holders.get(part, ())) == 1
        )


def part_numbers(
    numbers: Mapping[str, int], known: Mapping[str, int] | None = None
) -> dict[str, int]:
    """`PART` + part -> number of the one person whose longer form holds it; `SEVERAL` if more."""
    found = {key: number for key, number in (known or {}).items() if key.startswith(PART)}
    for form, number in numbers.items():
        for part in parts_of(form):
            if found.setdefault(PART + part, number) != number:
                found[PART + part] = SEVERAL
    return found


def word_for(finding: Finding, numbers: Mapping[str, int]) -> str:
    """What stands in the text instead: "[persoon 3]", "[telefoon]" ..."""
    if finding.kind is FindingKind.PERSON:
        return f"[persoon {numbers[folded(finding.text)]}]"
    return _WORDS[finding.kind]


def replaced(text: str, findings: Sequence[Finding], numbers: Mapping[str, int]) -> str:
    """The text with each finding replaced; they are in order and do not overlap."""
    out: list[str] = []
    done = 0
    for one in findings:
        out += [text[done : one.start], word_for(one, numbers)]
        done = one.end
    return "".join([*out, text[done:]])
