"""Sentences in which every number leads back: pieces of text, each number with its trace.

The templates stand in zinnen.yaml. What fills them in is never read as a template itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

import yaml

Value = int | float | str | None
"""What is counted: a number, the fingerprint of a text, or None where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; `trace` is the id of the number that it is."""

    text: str
    trace: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One Dutch sentence, or a piece of one, in pieces."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The whole sentence."""
        return "".join(part.text for part in self.parts)

    @property
    def traces(self) -> tuple[str, ...]:
        """The ids of its numbers, each once."""
        return tuple(dict.fromkeys(part.trace for part in self.parts if part.trace))


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in the report, with its own value and the id of its trace.

    `state` is "counted", "none" (a counted zero), "not_asked" or "not_coded".
    """

    text: str
    value: Value
    trace: str
    state: str = "counted"


Said = Number | Sentence | str


class Wording:
    """Says things in Dutch; a corner goes by the day's own word for it."""

    def __init__(self, corner_word: str) -> None:
        self._nouns = dict(_texts()["nouns"]) | {"hoek": [corner_word, plural(corner_word)]}

    def noun(self, name: str, count: Value = None) -> str:
        """The singular for a count of 1, else the plural."""
        one, many = self._nouns[name]
        return str(one if count == 1 else many)

    def say(self, key: str, **values: Said) -> Sentence:
        """The sentence `key` of zinnen.yaml with its fields filled in.

        `{n:uitspraak}` gives the number with its noun, and `{:hoek}` the plural of a noun alone.
        Where a template has the forms "one" and "more", the value of the field `n` chooses.
        """
        template = _texts()["sentences"][key]
        if not isinstance(template, str):
            chooses = values["n"]
            one = isinstance(chooses, Number) and chooses.value == 1
            template = template["one" if one else "more"]
        parts: list[Part] = []
        for literal, field, noun, _ in Formatter().parse(template):
            parts.append(Part(literal))
            if field is not None:
                parts += self._filled(values.get(field, ""), noun or "")
        return Sentence(tuple(part for part in parts if part.text))

    def _filled(self, value: Said, noun: str) -> Iterable[Part]:
        if isinstance(value, Sentence):
            yield from value.parts
        elif isinstance(value, Number):
            yield Part(value.text, value.trace)
        else:
            yield Part(value)
        if noun:
            count = value.value if isinstance(value, Number) else None
            yield Part(f"{' ' if value else ''}{self.noun(noun, count)}")


def listed(items: Sequence[Sentence | str]) -> Sentence:
    """The items with commas, and "en" before the last."""
    parts: list[Part] = []
    for place, item in enumerate(items):
        if place:
            parts.append(Part(" en " if place == len(items) - 1 else ", "))
        parts += item.parts if isinstance(item, Sentence) else [Part(item)]
    return Sentence(tuple(parts))


def word(group: str, name: str) -> str:
    """A word of zinnen.yaml that stands by itself."""
    return str(_texts()[group][name])


def dutch_date(iso: str) -> str:
    """'2026-11-22' as '22 november 2026'; what is no date stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {_texts()['months'][day.month - 1]} {day.year}"


def local_date(moment: datetime) -> str:
    """The day of a moment, as the reader's own clock has it: '22 november 2026'."""
    return dutch_date(moment.astimezone().date().isoformat())


def plural(noun: str) -> str:
    """The plural of the word for a group: tafel, tafels; werkgroep, werkgroepen; zaal, zalen."""
    rules: Mapping[str, Any] = _texts()["plurals"]
    for ending, many in rules["whole"].items():
        if noun.lower().endswith(ending):
            capital = noun[0].isupper() and len(noun) == len(ending)
            return f"{noun[: len(noun) - len(ending)]}{many.capitalize() if capital else many}"
    if noun.lower().endswith(tuple(rules["vowels"])):
        return f"{noun}'s"
    if noun.lower().endswith(tuple(rules["with_s"])):
        return f"{noun}s"
    if noun[-3:-1].lower() in rules["long"]:
        return f"{noun[:-2]}{noun[-1]}en"
    return f"{noun}en"


@cache
def _texts() -> dict[str, Any]:
    text = files("analysis.report").joinpath("zinnen.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found
