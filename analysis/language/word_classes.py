"""The most usual word class of a Dutch word form, from a list: no model runs, it costs nothing.

The list in data/word_classes.tsv is distilled from what the house's pipeline says of words in their
sentences (see pipeline/word_list.py). A form that it lacks goes by its ending, of four letters down
to one. Good for the build of a note ("no finite verb", "starts with one"), not for any one word.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

LONGEST_ENDING = 4
ENDING = "-"
"""What opens an ending in the list."""


class Classes(NamedTuple):
    """Word classes by form and by ending, both in small letters."""

    words: dict[str, str]
    endings: dict[str, str]

    def of(self, form: str) -> str:
        """Return the class of one form in small letters."""
        return self.words.get(form) or self.by_ending(form)

    def by_ending(self, form: str) -> str:
        """Return the class that most forms with this ending have."""
        if not any(character.isalpha() for character in form):
            return "NUM" if any(character.isdigit() for character in form) else "PUNCT"
        for size in range(LONGEST_ENDING, 0, -1):
            if form[-size:] in self.endings:
                return self.endings[form[-size:]]
        return "NOUN"


def word_classes(forms: Sequence[str]) -> list[str]:
    """Return a class for each form: UPOS, for verbs with form and tense (VERBFinPast, AUXInf)."""
    return [_class_of(form) for form in forms]


@lru_cache(maxsize=200_000)
def _class_of(form: str) -> str:
    return _classes().of(form.lower())


@lru_cache(maxsize=1)
def _classes() -> Classes:
    return parse(files("analysis.language").joinpath("data/word_classes.tsv").read_text("utf-8"))


def parse(text: str) -> Classes:
    """Read a list: lines of a class, a tab, and its forms and endings with spaces between."""
    words: dict[str, str] = {}
    endings: dict[str, str] = {}
    for line in text.splitlines():
        name, _, members = line.partition("\t")
        for member in members.split(" "):
            if member.startswith(ENDING):
                endings[member[1:]] = name
            else:
                words[member] = name
    return Classes(words, endings)
