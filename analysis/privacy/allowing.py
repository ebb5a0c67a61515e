"""Finding personal data with words that are none: partners, corners, what a researcher said."""

from __future__ import annotations

from collections.abc import Collection

from analysis.privacy.findings import Finding, Finds
from analysis.privacy.pseudonyms import folded
from analysis.privacy.sought import Sought


class Allowing:
    """A finder that leaves out what is one of `forms`, or stands within one of several words.

    So "Jansen" is left alone in "Bureau Jansen" where that is allowed, and nowhere else.
    """

    def __init__(self, finder: Finds, forms: Collection[str]) -> None:
        self._finder = finder
        self._folded = {folded(form) for form in forms}
        self._phrases = Sought((form for form in forms if " " in form.strip()), any_case=True)

    def find(self, text: str) -> tuple[Finding, ...]:
        """The personal data in a text, in order and without overlap."""
        return self.others(text, self._finder.find(text))

    def others(self, text: str, found: Collection[Finding]) -> tuple[Finding, ...]:
        """Of what was found in a text, that which is personal data all the same."""
        spans = self._phrases.find(text) if found else ()
        return tuple(
            one
            for one in found
            if folded(one.text) not in self._folded
            and not any(span.start <= one.start and one.end <= span.end for span in spans)
        )
