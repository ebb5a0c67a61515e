"""Finding personal data in a text: patterns, persons, and what a researcher said of words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from analysis.privacy.eyes import Eye, extra_eyes
from analysis.privacy.findings import Finding, FindingKind, settled
from analysis.privacy.names.persons import find_persons
from analysis.privacy.patterns import find_patterns
from analysis.privacy.pseudonyms import PSEUDONYM, folded

_GIVEN = "door u als naam aangewezen"


class Finder:
    """Finds personal data in texts.

    `allowed` holds forms that are no personal data, whatever they look like; `names` forms that
    are names, wherever they stand as a whole word. `eyes` look along; without them those that the
    settings ask for.
    """

    def __init__(
        self,
        *,
        allowed: Collection[str] = (),
        names: Collection[str] = (),
        eyes: Sequence[Eye] | None = None,
    ) -> None:
        self._allowed = frozenset(map(folded, allowed))
        self._named = _any_of(names)
        self._eyes = extra_eyes() if eyes is None else tuple(eyes)

    def find(self, text: str) -> tuple[Finding, ...]:
        """The personal data in a text, in order and without overlap; offsets in code points."""
        found = find_patterns(text)
        found += find_persons(text, elsewhere=found)
        for eye in self._eyes:
            found += eye.find(text)
        if self._allowed:
            found = [one for one in found if folded(one.text) not in self._allowed]
        if self._named:
            named = self._named.finditer(text)
            found += [
                Finding(*one.span(), FindingKind.PERSON, one.group(), _GIVEN) for one in named
            ]
        own = [one.span() for one in PSEUDONYM.finditer(text)] if "[" in text else ()
        return settled(
            one for one in found if all(one.end <= start or end <= one.start for start, end in own)
        )


def _any_of(names: Collection[str]) -> re.Pattern[str] | None:
    """A pattern for any of these names as a whole word, the longest first."""
    given = sorted({name.strip() for name in names if name.strip()}, key=len, reverse=True)
    if not given:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, given))})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def shipped_finder() -> Finder:
    """The finder without anyone's own lists."""
    return Finder()
