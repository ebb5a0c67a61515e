"""The words by which typists mark corners and kinds, read from lexicon/*.yaml.

The lists are data; a codebook's owner extends them with `Lexicon.extended`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

import yaml

from analysis.ingest.matching import PhraseBook, phrase_key, tokens
from analysis.ingest.tone import ToneWords, WordSet
from analysis.types import Category

NO_KIND = "geen"
"""What a heading means after which no kind holds ("overig", "parkeerplaats")."""

_FOLDER = resources.files("analysis.ingest") / "lexicon"


@dataclass(frozen=True)
class LeftOutRule:
    """Lines that are no statement: a reason in Dutch and the patterns that tell them."""

    reason: str
    patterns: tuple[re.Pattern[str], ...]

    def fits(self, text: str) -> bool:
        """Whether the whole of `text` (trimmed, lower-case) is such a line."""
        return any(pattern.fullmatch(text) for pattern in self.patterns)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All word lists of the ingest step, compiled.

    `kinds` finds phrases with a `Category` (or `NO_KIND` for headings without kind),
    `partners` finds partner names with the corner's canonical name as value.
    """

    kinds: PhraseBook[Category | str]
    partners: PhraseBook[str]
    part_of: Mapping[str, str]
    kind_values: Mapping[str, Category]
    weak: frozenset[str]
    ambiguous: frozenset[str]
    fillers: frozenset[str]
    negations: frozenset[str]
    corner_words: frozenset[str]
    fields: Mapping[str, PhraseBook[str]]
    header_keys: frozenset[str]
    corner_hint_keys: frozenset[str]
    generic_partners: frozenset[str]
    bare_partners: frozenset[str]
    generic: frozenset[str]
    left_out: tuple[LeftOutRule, ...]
    remark_words: WordSet
    presence: tuple[re.Pattern[str], ...]
    hosts: frozenset[str]
    backchannel: frozenset[str]
    introductions: tuple[re.Pattern[str], ...]
    rounds: tuple[re.Pattern[str], ...]
    function_words: frozenset[str]
    loose_ends: frozenset[str]
    empty_values: frozenset[str]
    tone: ToneWords

    def extended(
        self,
        *,
        partners: Mapping[str, Sequence[str]] | None = None,
        kinds: Mapping[str, Sequence[str]] | None = None,
    ) -> Lexicon:
        """The same lists with a codebook's own partner names and kind words before them."""
        own_partners = [(word, name) for name, words in (partners or {}).items()
                        for word in (name, *words)]  # fmt: skip
        own_kinds = [(word, Category(kind)) for kind, words in (kinds or {}).items()
                     for word in words]  # fmt: skip
        return replace(
            self,
            partners=self.partners.with_phrases(own_partners),
            kinds=self.kinds.with_phrases(own_kinds),
        )


def _load(name: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)  # noqa: S506


def _folded(words: Sequence[Any]) -> frozenset[str]:
    return frozenset(" ".join(tokens(str(word))) for word in words) - {""}


def _patterns(sources: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(source, re.IGNORECASE | re.DOTALL) for source in sources)


@cache
def default_lexicon() -> Lexicon:
    """The lists that Koffiehoek ships, compiled once."""
    kinds, partners, rules = _load("soorten"), _load("partners"), _load("regels")
    tone = _load("toon")
    negations = _folded(kinds["negations"])
    phrases: list[tuple[str, Category | str]] = [
        (str(phrase), Category(kind)) for kind in Category for phrase in kinds[kind.value]
    ]
    phrases += [(str(phrase), NO_KIND) for phrase in kinds["no_kind"]]
    names = [
        (str(word), entry["name"])
        for entry in partners
        for word in (entry["name"], *entry.get("synonyms", ()))
    ]
    return Lexicon(
        kinds=PhraseBook(phrases, barred=negations | _folded(kinds["gap_stops"])),
        partners=PhraseBook(names, abbreviations=True),
        part_of={e["name"]: e["part_of"] for e in partners if "part_of" in e},
        kind_values={
            str(value).casefold(): Category(kind)
            for kind, values in kinds["values"].items()
            for value in values
        },
        weak=_folded(kinds["weak"]),
        ambiguous=frozenset(phrase_key(str(phrase)) for phrase in kinds["ambiguous"]),
        fillers=_folded(kinds["fillers"]),
        negations=negations,
        corner_words=_folded(rules["corner_words"]),
        fields={
            field: PhraseBook([(str(w), field) for w in rules[f"{field}_fields"]])
            for field in ("corner", "kind", "text", "other")
        },
        header_keys=_folded(rules["header_keys"]),
        corner_hint_keys=_folded(rules["corner_hint_keys"]),
        bare_partners=frozenset(phrase_key(str(word)) for word in rules["bare_partners"]),
        generic_partners=frozenset(phrase_key(str(word)) for word in rules["generic_partners"]),
        generic=_folded(rules["generic_groups"]),
        left_out=tuple(
            LeftOutRule(rule["reason"], _patterns(rule["patterns"])) for rule in rules["left_out"]
        ),
        remark_words=WordSet.of([str(word) for word in rules["remark_words"]]),
        presence=_patterns(rules["presence"]),
        hosts=_folded(rules["hosts"]),
        backchannel=_folded(rules["backchannel"]),
        introductions=_patterns(rules["introductions"]),
        rounds=_patterns(rules["rounds"]),
        function_words=frozenset(str(word).lower() for word in rules["function_words"]),
        loose_ends=frozenset(str(word).lower() for word in rules["loose_ends"]),
        empty_values=_folded(rules["empty_values"]),
        tone=ToneWords(**{field: WordSet.of(tone[field]) for field in ToneWords.__annotations__}),
    )
