"""Dates of birth: a date in any writing beside a word that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.patterns.cues import any_of, table

_DAY, _MONTH = "[0-3]?[0-9]", "[01]?[0-9]"
_YEAR = "(?:[12][0-9]{3}|['’]?[0-9]{2})(?![0-9])"
_MONTHS = "|".join(sorted(table("months"), key=len, reverse=True))
_NUMERIC = rf"{_DAY} ?[-/. ] ?{_MONTH} ?[-/. ] ?{_YEAR}"
_DATE = (
    rf"(?<![0-9])(?:[12][0-9]{{3}}[-/. ]{_MONTH}[-/. ]{_DAY}(?![0-9])|{_NUMERIC}"
    rf"|{_DAY}(?:e|ste|de)?[ \-./]?(?i:{_MONTHS})(?!\w)\.?(?:[ \-./]{{0,2}}{_YEAR})?)"
)
_OTHER = "|".join(map(re.escape, table("not_birth")))
_GAP = rf"(?:\W{{1,4}}(?!(?i:{_OTHER})(?!\w))[^\W\d_]{{1,30}}(?!\w)){{0,4}}?\W{{0,4}}"
_BORN = re.compile(rf"{any_of('birth_cues')}{_GAP}({_DATE})")
_ONE_MORE = re.compile(rf"(?:,| en| &| \+| /|;) ?({_DATE})")
_SAID_AFTER = re.compile(rf"({_DATE})\W{{1,3}}(?i:geboren|geb)(?!\w)")
_SOMEBODY = re.compile(
    rf"{any_of('people')}(?:\W{{1,3}}(?:is|van|uit)(?!\w)){{0,2}}\W{{1,3}}"
    rf"({_DAY}(?:[-/.]{_MONTH}[-/.]|[ \-](?i:{_MONTHS})\.?[ \-])(?:19|20)[0-9]{{2}})(?![0-9])"
)


def find_birthdates(text: str) -> Iterator[Finding]:
    """Dates after "geb." and the like, the dates joined to those, and "jongen van 12-03-2009"."""
    for match in _BORN.finditer(text):
        found: re.Match[str] | None = match
        while found:
            yield _finding(found, "geboortedatum")
            found = _ONE_MORE.match(text, found.end())
    for match in _SAID_AFTER.finditer(text):
        yield _finding(match, "geboortedatum")
    for match in _SOMEBODY.finditer(text):
        yield _finding(match, "datum direct achter iemand, misschien de geboortedatum")


def _finding(match: re.Match[str], reason: str) -> Finding:
    return Finding(*match.span(1), FindingKind.BIRTHDATE, match[1], reason)
