"""A finder that looks at each text once, for texts that are looked at again and again."""

from __future__ import annotations

from analysis.privacy.findings import Finding, Finds


class Remembering:
    """Finds what another finder finds, and remembers it as long as this object lives."""

    def __init__(self, finder: Finds) -> None:
        self._finder = finder
        self._known: dict[str, tuple[Finding, ...]] = {}

    def find(self, text: str) -> tuple[Finding, ...]:
        """The personal data in a text, in order and without overlap."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._finder.find(text)
        return found
