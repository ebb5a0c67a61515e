"""The name lists and look-alike lists that finding persons stands on, read once from wordlists/."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

_FIRST = "voornamen_"
_LAST = "achternamen_"
_LETTERS = str.maketrans(
    {"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "’": "'"}
)
_LONG = 14
_HEAD, _TAIL = 4, 4


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists, every entry folded (see `fold`).

    `first` and `last` are the names of all backgrounds together (`last` without tussenvoegsel),
    `backgrounds` the same by background. `ambiguous` are names that are ordinary words too, or
    would be taken for one: they need a capital in mid-sentence or a cue. `words` are ordinary Dutch
    words (lower case, at most 13 letters; longer ones are compounds, see `is_word`). Particles,
    titles, roles, family, organisations, places and other_capitals may hold several words.
    """

    first: frozenset[str]
    last: frozenset[str]
    ambiguous: frozenset[str]
    words: frozenset[str]
    common: frozenset[str]
    particles: frozenset[str]
    usual: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    family: frozenset[str]
    organisations: frozenset[str]
    organisation_words: frozenset[str]
    places: frozenset[str]
    other_capitals: frozenset[str]
    backgrounds: Mapping[str, frozenset[str]]

    def __contains__(self, folded: object) -> bool:
        """Whether one of the lists of names or words has this folded form."""
        return any(folded in group for group in (self.first, self.last, self.words, self.ambiguous))

    def is_word(self, folded: str) -> bool:
        """Whether this folded form is an ordinary Dutch word, or a long compound of two."""
        return folded in self.words or (len(folded) >= _LONG and self.is_compound(folded))

    def is_compound(self, folded: str, *, parts: int = 3) -> bool:
        """Whether this folded form is put together of words of four letters or more."""
        cuts = range(_HEAD, len(folded) - _TAIL + 1)
        return any(folded[cut:] in self.words and self._opens(folded[:cut], parts) for cut in cuts)

    def _opens(self, head: str, parts: int) -> bool:
        """Whether this is the first part of a compound, with or without its joining s."""
        bare = head.removesuffix("s")
        if head in self.words or bare in self.words:
            return True
        return parts > 2 and self.is_compound(bare, parts=parts - 1)


def fold(text: str) -> str:
    """Lower case without diacritics (Łukasz, lukasz; Işık, isik; Weiß, weiss), straight quotes."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in spread if not unicodedata.combining(mark)).translate(_LETTERS)


@cache
def shipped_lists() -> Lists:
    """The lists that come with the app; read once (about 0.1 s), then kept."""
    files = {
        file.name.removesuffix(".txt"): _entries(file.read_text(encoding="utf-8"))
        for file in resources.files("analysis.privacy.names").joinpath("wordlists").iterdir()
        if file.name.endswith(".txt")
    }
    first, last = _backgrounds(files, _FIRST), _backgrounds(files, _LAST)
    return Lists(
        first=_together(first.values()),
        last=_together(last.values()),
        ambiguous=files["dubbelzinnig"],
        words=files["woorden"] - files["geen_woord"],
        common=files["gangbaar"],
        particles=files["tussenvoegsels"],
        usual=files["gewone_achternamen"],
        titles=files["titels"],
        roles=files["rollen"],
        family=files["familie"],
        organisations=files["organisaties"],
        organisation_words=files["organisatiewoorden"],
        places=files["plaatsen"],
        other_capitals=files["andere_hoofdletters"],
        backgrounds=MappingProxyType(
            {name: first[name] | last.get(name, frozenset()) for name in sorted(first)}
        ),
    )


def _entries(text: str) -> frozenset[str]:
    """The folded entries of one list, which opens with lines of head (with #)."""
    body = text[text.rfind("\n#") + 1 :].partition("\n")[2].rstrip("\n")
    if body.isascii():
        return frozenset(body.lower().split("\n"))
    return frozenset(map(fold, body.split("\n")))


def _backgrounds(files: Mapping[str, frozenset[str]], start: str) -> dict[str, frozenset[str]]:
    return {
        name.removeprefix(start): file for name, file in files.items() if name.startswith(start)
    }


def _together(lists: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*lists)
