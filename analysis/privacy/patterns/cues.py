"""Words beside a number that say what it is, from patterns.yaml, as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

REACH = 30  # characters before a number in which its cue stands
_DIGIT = re.compile("[0-9]")


@cache
def table(name: str) -> Any:
    """One list or mapping of patterns.yaml."""
    return _tables()[name]


@cache
def _tables() -> Mapping[str, Any]:
    text = (files("analysis.privacy.patterns") / "patterns.yaml").read_text(encoding="utf-8")
    tables: Mapping[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506  # a safe loader
    return tables


_LOADER = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # libyaml where it is there: ten times faster


def words(name: str) -> frozenset[str]:
    """A list of patterns.yaml as a set of folded words."""
    return frozenset(word.casefold() for word in table(name))


def any_of(*names: str) -> str:
    """A pattern that matches any word of these lists as a whole word; a star is any ending."""
    known = sorted({word for name in names for word in table(name)}, key=len, reverse=True)
    choices = "|".join(_pattern(word) for word in known)
    return rf"(?<!\w)(?i:{choices})(?!\w)"


def _pattern(word: str) -> str:
    stem = re.escape(word.removesuffix("*")).replace(r"\ ", r"\s+")
    return stem + (r"[\w-]*" if word.endswith("*") else "")


def nearest(text: str, at: int, cues: Sequence[re.Pattern[str]], *, reach: int = REACH) -> int:
    """Which of `cues` stands last in the `reach` characters before `at`; -1 where none does.

    What stands before another number belongs to that one.
    """
    before = _DIGIT.split(text[max(0, at - reach) : at])[-1]
    ends = [max((found.end() for found in cue.finditer(before)), default=0) for cue in cues]
    return ends.index(max(ends)) if any(ends) else -1
