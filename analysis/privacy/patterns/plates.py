"""Dutch number plates, by the RDW's series (sidecodes) 1 to 14."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.patterns.cues import any_of, nearest, table

_SERIES = (
    "XX-99-99 99-99-XX 99-XX-99 XX-99-XX XX-XX-99 99-XX-XX 99-XXX-9 9-XXX-99 XX-999-X X-999-XX "
    "XXX-99-X X-99-XXX 9-XX-999 999-XX-9"
)
_TWO_PARTS = {"XX-99-99", "99-99-XX", "XX-XX-99", "99-XX-XX"}


def _pattern(series: str, between: str) -> str:
    parts = (
        f"[A-Za-z]{{{len(part)}}}" if part.isalpha() else f"[0-9]{{{len(part)}}}"
        for part in series.split("-")
    )
    return between.join(parts)


def _any(series: list[str], between: str) -> re.Pattern[str]:
    choices = "|".join(_pattern(one, between) for one in series)
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])")


_ALL = _SERIES.split()
_DASHED = _any(_ALL, r"[-\u2010-\u2013]")
_SPACED = _any(_ALL, r"[ .\xb7]?")
_CLEAR = _any([one for one in _ALL if one not in _TWO_PARTS], "")
_FEW_VOWELS = re.compile(r"[^AEIOUCQ]+")  # the letters of series since 1978
_CUE = re.compile(any_of("plate_cues"))
_FILE = re.compile(any_of("file_cues"))


def find_plates(text: str) -> Iterator[Finding]:
    """Plates with dashes; without them after a word for a car, or where it can be nothing else."""
    for match in _DASHED.finditer(text):
        cue = nearest(text, match.start(), (_CUE, _FILE))
        if cue == 0 or (cue < 0 and _looks_right(match[0])):
            yield _finding(match, "kenteken")
    for match in _SPACED.finditer(text):
        if nearest(text, match.start(), (_CUE, _FILE)) == 0 and _written_as_one(match[0]):
            yield _finding(match, "kenteken, staat bij een voertuig")
    for match in _CLEAR.finditer(text):
        letters = re.sub("[0-9]", "", match[0])
        if _FEW_VOWELS.fullmatch(letters) and letters.isupper() and not _is_file(text, match):
            yield _finding(match, "kenteken zonder streepjes")


def _looks_right(plate: str) -> bool:
    """Whether a plate with dashes is no date ("3-mei-24") or words between numbers ("12-en-14")."""
    letters = re.sub(r"[^A-Za-z]", "", plate)
    if letters.casefold() in table("months"):
        return False
    return letters.isupper() or bool(_FEW_VOWELS.fullmatch(letters.upper()))


def _written_as_one(plate: str) -> bool:
    """Without dashes: capitals, or no space in it; "12 en 14" is none."""
    letters = re.sub(r"[^A-Za-z]", "", plate)
    return letters.isupper() or (plate.isalnum() and bool(_FEW_VOWELS.fullmatch(letters.upper())))


def _is_file(text: str, match: re.Match[str]) -> bool:
    return nearest(text, match.start(), (_FILE,)) == 0


def _finding(match: re.Match[str], reason: str) -> Finding:
    return Finding(*match.span(), FindingKind.PLATE, match[0], reason)
