"""Finding in texts that belong together: a name that stands in one of them is sought in all."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.privacy.findings import Finding, FindingKind, Finds
from analysis.privacy.lists import shipped_lists
from analysis.privacy.sought import Sought
from analysis.privacy.taking_out import covering


def find_together(texts: Iterable[str], finder: Finds) -> dict[str, tuple[Finding, ...]]:
    """The findings in each distinct text, in order and without overlap.

    First each text by itself; then the names of persons found in any of them, in all.
    """
    found = {text: finder.find(text) for text in dict.fromkeys(texts)}
    sought = Sought(person_forms(found.values()), ordinary=shipped_lists().words)
    return {text: covering([*here, *sought.find(text)]) for text, here in found.items()}


def person_forms(found: Iterable[Iterable[Finding]]) -> list[str]:
    """Each form of a person's name among findings, in order of first appearance."""
    every = (one for here in found for one in here)
    return list(dict.fromkeys(one.text for one in every if one.kind is FindingKind.PERSON))
