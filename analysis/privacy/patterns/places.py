"""Addresses: street with house number, postcode with house number, a postcode alone.

Streets are recognised by their ending, their first word, or a word such as "woont op" before them;
from the house number backwards, so that texts without numbers cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.patterns.cues import any_of, table, words
from analysis.privacy.patterns.streets import street_start

_UNITS = words("units")
_NEXT = re.compile(r"\s?([€%]|[\w/’']+)")
_ADDITION = (
    r"(?:\s?[-/]\s?(?:[0-9]{1,3}|[IVX]{1,4}|[A-Za-z]{1,2})|[ -]?(?i:bis|hs|huis|boven|beneden)"
    r"|[a-tvwyzA-TV-Z]|[ ][A-TV-Z]|[ ][a-d]|[ ]I{1,3}|[ ]?[1-9]\s?(?i:hoog))(?!\w)"
)
_HOUSE = rf"(?P<number>[1-9][0-9]{{0,4}})(?:{_ADDITION}){{0,2}}(?!\w)(?![.,:][0-9])(?!-[0-9])"
_AFTER_STREET = re.compile(r"(?<=[\s.])" + _HOUSE)
_WORD = r"[^\W\d_a-z][\w’'\-]+"
_PLACE = (
    rf"(?:(?:['’][st][ -]|(?i:den|de|het|sint|oude|nieuwe|st\.)\s)?{_WORD}"
    rf"(?:\s(?:aan|a/d|op|bij|in)\s(?:den\s|de\s|het\s)?{_WORD})?|'[st]-?{_WORD})"
)
_POSTCODE = r"(?P<digits>[1-9][0-9]{3})(?P<space>[ \xa0]?)(?P<letters>[A-Za-z]{2})(?![\w’'\-])"
_TAIL = re.compile(
    rf"\s?[,;(–\-/]?\s?(?i:postcode\s|in\s|pc\s)?{_POSTCODE}(?:\s?[,(]?\s?(?:te\s|in\s)?{_PLACE}\)?)?"
)
_TOWNS = "|".join(sorted(map(re.escape, table("places")), key=len, reverse=True))
_TOWN = re.compile(rf"(?:,?\s|\s\(|,\s?)(?:in\s|te\s)?(?:{_TOWNS})(?![\w\-])")
_CODE = re.compile(r"(?<![\w.,:/\-€])" + _POSTCODE)
_CODE_HOUSE = re.compile(rf"\s?[,;/-]?\s?(?i:(?:huis)?(?:nr|nummer)\.?\s?|no\.?\s)?{_HOUSE}")
_CODE_TOWN = re.compile(rf"\s?[,(]?\s?(?:te\s|in\s)?{_PLACE}")
_NO_LETTERS = frozenset(table("no_postcode_letters"))
_PO_BOX = re.compile(any_of("po_boxes"))


def find_addresses(text: str) -> Iterator[Finding]:
    """Streets with a number and what follows of the address; then postcodes."""
    for match in _AFTER_STREET.finditer(text):
        start = None if _counts(text, match) else street_start(text, match.start("number"))
        end = _end(text, match.end())
        if start is not None and not (_is_year(match["number"]) and end == match.end()):
            yield _address(text, start, end, "straat met huisnummer")
    for match in _CODE.finditer(text):
        found = _from_postcode(text, match)
        if found:
            end, reason = found
            yield _address(text, match.start(), end, reason)


def _counts(text: str, house: re.Match[str]) -> bool:
    """Whether a number is followed by what it counts: "Dorpsstraat 3 keer"."""
    after = _NEXT.match(text, house.end())
    return after is not None and after[1].replace("’", "'").casefold() in _UNITS


def _end(text: str, at: int) -> int:
    """The end of an address of which the house number ends at `at`."""
    tail = _TAIL.match(text, at)
    if tail and (tail["letters"].isupper() or not _is_word(tail["letters"])):
        return tail.end()
    town = _TOWN.match(text, at)
    return town.end() if town else at


def _from_postcode(text: str, code: re.Match[str]) -> tuple[int, str] | None:
    """Where an address that begins with a postcode ends, and why it is one."""
    if _PO_BOX.search(text[max(0, code.start() - 30) : code.start()]):
        return None
    house = _CODE_HOUSE.match(text, code.end())
    if house and _counts(text, house):
        house = None
    town = _CODE_TOWN.match(text, house.end() if house else code.end())
    capitals, word = code["letters"].isupper(), _is_word(code["letters"])
    sure = not word or (capitals and not _is_year(code["digits"]))
    if house and sure:
        end = town.end() if town and "," in town[0] else house.end()
        return end, "postcode met huisnummer"
    if not capitals or not sure or (word and not town):
        return None
    return (town.end() if town and _is_town(town[0]) else code.end()), "postcode"


def _is_town(text: str) -> bool:
    return any(town in text for town in table("places"))


def _is_word(letters: str) -> bool:
    return letters.upper() in _NO_LETTERS


def _is_year(digits: str) -> bool:
    return len(digits) == len("2009") and digits[:2] in ("19", "20")


def _address(text: str, start: int, end: int, reason: str) -> Finding:
    return Finding(start, end, FindingKind.ADDRESS, text[start:end], reason)
