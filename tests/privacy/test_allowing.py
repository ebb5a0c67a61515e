"""Words that are no names, and names that stand within such words."""

import pytest

from analysis.privacy.allowing import Allowing
from analysis.privacy.findings import Finding, FindingKind


class Jansens:
    def find(self, text):
        at = text.find("Jansen")
        return () if at < 0 else (Finding(at, at + 6, FindingKind.PERSON, "Jansen", "proef"),)


@pytest.mark.parametrize(
    ("forms", "text", "found"),
    [
        ([], "Jansen belt", True),
        (["JANSEN"], "Jansen belt", False),
        (["jansen's"], "Jansen belt", False),
        (["Bureau Jansen"], "bij bureau Jansen gebeld", False),
        (["Bureau Jansen"], "Jansen van het bureau", True),
        (["Jansen Groep"], "de Jansen groep", False),
        (["Jans"], "Jansen belt", True),
        (["  "], "Jansen belt", True),
    ],
)
def test_what_is_allowed_is_left_alone(forms, text, found):
    assert bool(Allowing(Jansens(), forms).find(text)) is found
