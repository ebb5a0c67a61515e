"""Telephone numbers: Dutch ones in every spelling, foreign ones with their country code.

Numbers of everybody (112, 0800, 0900, 14 0xx) are nobody's, and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.patterns.cues import any_of, nearest

_GAP = r"[ \xa0\u2000-\u200a\u202f._\-\u2010-\u2015/]{0,3}"
_DIGITS = rf"(?:\)?{_GAP}[0-9])"
_END = r"(?![0-9])(?![.,][0-9]{1,2}(?![0-9]|[ -][0-9]))"
_DUTCH = re.compile(
    rf"(?<![0-9])"
    rf"(?:(?P<country>\(?(?:\+ ?\(?|00 ?)31\)?{_GAP}(?:\(0\)|0)?{_GAP}\(?"
    rf"|31{_GAP}(?:\(0\))?{_GAP}(?=6))"
    rf"|\(?0\)?|(?<!\w)[oO](?=6))"  # some type the letter
    rf"(?P<national>[1-9]{_DIGITS}{{8}}){_END}"
)
_COUNTRY_CODE = re.compile(
    rf"(?<![0-9A-Za-z])\(?(?:\+ ?|00)[1-9](?:[()]?{_GAP}[()]?[0-9]){{7,14}}{_END}"
)
_ANY = re.compile(rf"(?<![0-9])(?<![0-9][.,/])\(?[0-9]{_DIGITS}{{6,11}}{_END}")

_AREA = re.compile(r"[1-57]|6|8[4578]|91")  # first digits after the 0: region, mobile, other
_PUBLIC = re.compile(r"800|90[069]")
_MUNICIPAL = re.compile(r"(?<![0-9])14 ?0[0-9]{2}(?![0-9])")
_DATE = re.compile(
    r"\(?[0-3]?[0-9]([-/. ])[01]?[0-9]\1(?:19|20)[0-9]{2}(?![0-9])|(?:19|20)[0-9]{2}[-/.]?[01][0-9]"
    r"[-/.]?[0-3][0-9](?![0-9])|(?:19|20)[0-9]{2}\D+(?:19|20)[0-9]{2}(?![0-9])"
    r"|[0-3]?[0-9]([-/.])[01]?[0-9]\2[0-9]{2} +[0-2]?[0-9][.:][0-5][0-9]"
)
_TIMES = re.compile(r"[0-2]?[0-9]\.[0-5][0-9]\D+[0-2]?[0-9]\.[0-5][0-9]")
_THOUSANDS = re.compile(r"\+?[0-9]{1,3}(?:\.[0-9]{3})+")
_COUNTED = re.compile(r"\s?(?:euro|eur\b|€|%|keer|x\b|inwoners|mensen)", re.IGNORECASE)
_MONEY = re.compile(r"[€$£]\s?$")
_CUE = re.compile(any_of("phone_cues"))
_NUMBER_CUE = re.compile(any_of("number_cues"))
_FILE = re.compile(any_of("file_cues"))
_FILE_BEFORE = re.compile(any_of("file_cues") + r"\W{0,3}(?:(?:nr|nummer|no)\b)?\W{0,3}$")
_WORD_BEFORE = re.compile(r"\w*$")


def find_phones(text: str) -> Iterator[Finding]:
    """The telephone numbers in a text, surest first; later ones may overlap earlier ones."""
    known_end = -1
    for match in _DUTCH.finditer(text):
        if _is_dutch(text, match, known_end):
            known_end = match.end()
            yield _finding(text, match, "telefoonnummer")
    for match in _COUNTRY_CODE.finditer(text):
        if _is_foreign(text, match):
            yield _finding(text, match, "telefoonnummer met landnummer")
    for match in _ANY.finditer(text):
        if _is_announced(text, match):
            yield _finding(text, match, "nummer na een woord als 'tel' of 'bel'")


def announced(text: str, at: int) -> bool:
    """Whether the number at `at` stands after a word for telephoning, not for a file."""
    return nearest(text, at, (_CUE, _FILE)) == 0


def _is_dutch(text: str, match: re.Match[str], known_end: int) -> bool:
    number = re.sub(r"\D", "", match["national"])
    if not match["country"] and (not _AREA.match(number) or _PUBLIC.match(number)):
        return False
    if _DATE.match(match[0]) or _is_amount(text, match):
        return False
    if announced(text, match.start()):
        return True
    return (
        (bool(match["country"]) or _grouped(match[0]))
        and not _continues(text, match.start(), known_end)
        and not _FILE_BEFORE.search(text[max(0, match.start() - 30) : match.start()])
    )


def _grouped(number: str) -> bool:
    """Whether digits stand together as in a number, and not one by one as in a row of figures."""
    groups = re.findall("[0-9oO]+", number)
    return len(groups[0]) > 1 and sum(len(group) == 1 for group in groups) < 2


def _continues(text: str, start: int, known_end: int) -> bool:
    """Whether a number begins within another word or number: "2023-0612345678", "A0612345678"."""
    before = text[max(0, start - 2) : start]
    if before[-1:].isalpha():
        return not _CUE.fullmatch(_word_before(text, start))
    return start - 1 != known_end and bool(re.fullmatch(r"[0-9][-/.,]", before))


def _word_before(text: str, start: int) -> str:
    found = _WORD_BEFORE.search(text[max(0, start - 20) : start])
    return found[0] if found else ""


def _is_foreign(text: str, match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match[0])
    if digits.startswith("00") and len(digits) < 11:
        return False
    return not _is_amount(text, match)


def _is_amount(text: str, match: re.Match[str]) -> bool:
    """Whether the number counts something, or is money."""
    return bool(
        _THOUSANDS.fullmatch(match[0])
        or _COUNTED.match(text, match.end())
        or _MONEY.search(text[max(0, match.start() - 2) : match.start()])
    )


def _is_announced(text: str, match: re.Match[str]) -> bool:
    number, start = match[0], match.start()
    digits = re.sub(r"\D", "", number)
    strict = digits.startswith("0") and not _PUBLIC.match(digits[1:])
    cue = nearest(text, start, (_CUE, _NUMBER_CUE, _FILE))
    if cue < 0 or cue == 2 or (cue == 1 and not strict) or _PUBLIC.match(digits[1:]):
        return False
    if _DATE.match(number) or _TIMES.match(number) or _MUNICIPAL.search(number):
        return False
    if _is_amount(text, match):
        return False
    return (strict and len(digits) >= 8) or len(digits) in (7, 8) or digits[0] in "36"


def _finding(text: str, match: re.Match[str], reason: str) -> Finding:
    """The number without a bracket that opens or closes around it."""
    start, end = match.span()
    if match[0].startswith("(") and match[0].count("(") > match[0].count(")"):
        start += 1
    return Finding(start, end, FindingKind.PHONE, text[start:end], reason)
