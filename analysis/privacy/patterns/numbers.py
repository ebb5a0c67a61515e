"""Numbers with a check of their own: the citizen service number (BSN) and bank accounts (IBAN)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.patterns import phones
from analysis.privacy.patterns.cues import REACH, any_of, nearest, table

_BSN = re.compile(r"(?<![0-9])(?<![0-9][.,/\-])[0-9](?:[ .\-]?[0-9]){7,8}(?![0-9])(?![.,/\-][0-9])")
_BSN_SHAPE = re.compile(
    r"[0-9]{9}|[0-9]{3}([ .\-])[0-9]{3}\1[0-9]{3}|[0-9]{4}([ .])[0-9]{2}\2[0-9]{3}"
)
_FAR = 60  # characters before a number that passes in which its cue stands
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_DATE = re.compile(r"[0-3]?[0-9]([-. ])[01]?[0-9]\1[0-9]{4}")
_AMOUNT = re.compile(r"[€$£]\s?$")
_COUNTED = re.compile(r"\s?(?:euro|eur\b|inwoners|mensen|keer)", re.IGNORECASE)
_BSN_CUE = re.compile(any_of("bsn_cues"))
_FILE = re.compile(any_of("file_cues"))

_IBAN_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ .\-]?[0-9]{2}(?=[ .\-]?[A-Za-z0-9])")
_SIGN = re.compile(r"[ .\-]?[A-Za-z0-9]")
_DUTCH_IBAN = re.compile(
    r"(?<![A-Za-z0-9])(?i:NL)[ .]?[0-9]{2}[ .\-]?[A-Za-z]{4}(?:[ .\-]?[0-9]){8,11}(?![0-9])"
)
_IBAN_CUE = re.compile(any_of("iban_cues"))
_ACCOUNT = re.compile(any_of("account_cues") + r"\W{0,3}((?:[0-9][ .]?){6,9}[0-9])(?![0-9])")


def find_bsns(text: str) -> Iterator[Finding]:
    """Citizen service numbers that pass the eleven-test, and after a word for them any of 8-9.

    Test: 9a + 8b + 7c + 6d + 5e + 4f + 3g + 2h - i is a multiple of 11 (Logisch Ontwerp BSN).
    """
    for match in _BSN.finditer(text):
        reason = _bsn_reason(text, match)
        if reason:
            yield Finding(*match.span(), FindingKind.BSN, match[0], reason)


def _bsn_reason(text: str, match: re.Match[str]) -> str:
    passes = eleven_test(match[0])
    reach = _FAR if passes else REACH
    cue = nearest(text, match.start(), (_BSN_CUE, _FILE), reach=reach)
    if cue == 0 and not _DATE.fullmatch(match[0]):
        told = "elfproef klopt" if passes else "elfproef klopt niet, misschien een tikfout"
        return f"burgerservicenummer, {told}"
    if not passes or not _BSN_SHAPE.fullmatch(match[0]) or _inside(text, match.start()):
        return ""
    if _AMOUNT.search(text[max(0, match.start() - 2) : match.start()]):
        return ""
    if _COUNTED.match(text, match.end()) or phones.announced(text, match.start()):
        return ""
    if nearest(text, match.start(), (_FILE,)) == 0:
        return ""
    return "burgerservicenummer, elfproef klopt"


def _inside(text: str, start: int) -> bool:
    """Whether the number is the tail of a word, such as a code."""
    return start > 0 and (text[start - 1].isalnum() or text[start - 1] in "_#+")


def eleven_test(number: str) -> bool:
    """Whether the digits of a number of 8 or 9 pass; all noughts do not."""
    digits = re.sub(r"\D", "", number).zfill(9)
    total = sum(int(digit) * weight for digit, weight in zip(digits, _BSN_WEIGHTS, strict=True))
    return total % 11 == 0 and int(digits) > 0


def find_ibans(text: str) -> Iterator[Finding]:
    """IBANs (ISO 13616) that check, Dutch ones that don't, old account numbers after a cue."""
    for match in _IBAN_START.finditer(text):
        end = _iban_end(text, match)
        if end and mod_97(text[match.start() : end]):
            yield _account(text, match.start(), end, "rekeningnummer, controlecijfers kloppen")
        elif end and match[0][:2].isupper() and nearest(text, match.start(), (_IBAN_CUE,)) == 0:
            yield _account(text, match.start(), end, "rekeningnummer, controlecijfers kloppen niet")
    for match in _DUTCH_IBAN.finditer(text):
        yield _account(text, *match.span(), "rekeningnummer, controlecijfers kloppen niet")
    for match in _ACCOUNT.finditer(text):
        yield _account(text, *match.span(1), "rekeningnummer")


def _iban_end(text: str, match: re.Match[str]) -> int:
    """Where an IBAN of the country's length ends; 0 where the text is not so."""
    length = table("iban_lengths").get(match[0][:2].upper(), 0)
    at = match.start()
    for _ in range(length):
        sign = _SIGN.match(text, at)
        if not sign or (at == match.start() and not sign[0].isalpha()):
            return 0
        at = sign.end()
    return at if length and not text[at : at + 1].isalnum() else 0


def mod_97(iban: str) -> bool:
    """Whether the check digits fit: ISO 7064, mod 97-10."""
    signs = re.sub(r"[^A-Za-z0-9]", "", iban).upper()
    return int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1


def _account(text: str, start: int, end: int, reason: str) -> Finding:
    return Finding(start, end, FindingKind.IBAN, text[start:end], reason)
