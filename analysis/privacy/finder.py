"""Finding personal data in a text: patterns, persons, and whatever else looks along."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analysis.privacy.eyes import Eye, extra_eyes
from analysis.privacy.findings import Finding, settled
from analysis.privacy.names.persons import find_persons
from analysis.privacy.patterns import find_patterns
from analysis.privacy.pseudonyms import PSEUDONYM


class Finder:
    """Finds personal data in texts; `eyes` look along, by default those the settings ask for."""

    def __init__(self, *, eyes: Sequence[Eye] | None = None) -> None:
        self._eyes = extra_eyes() if eyes is None else tuple(eyes)

    def find(self, text: str) -> tuple[Finding, ...]:
        """The personal data in a text, in order and without overlap; offsets in code points."""
        found = find_patterns(text)
        found += find_persons(text, elsewhere=found)
        for eye in self._eyes:
            found += eye.find(text)
        own = [one.span() for one in PSEUDONYM.finditer(text)] if "[" in text else ()
        return settled(
            one for one in found if all(one.end <= start or end <= one.start for start, end in own)
        )


@lru_cache(maxsize=1)
def shipped_finder() -> Finder:
    """The finder that all doors share."""
    return Finder()
