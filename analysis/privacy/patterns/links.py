"""Mail addresses, web addresses and names of accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.privacy.findings import Finding, FindingKind
from analysis.privacy.patterns.cues import any_of, nearest, table, words

_SURE, _LOOSE = "|".join(table("domains")), "|".join(table("loose_domains"))
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_NAME = r"[\w.+\-%'’&=!#$*~]{1,64}"
_MAIL_AFTER = re.compile(
    rf"{_LABEL}(?:(?:\. |, ?)(?i:nl|com|org|eu|net)(?!\w)|(?:\.{_LABEL}){{0,6}})"  # slips first
)
_MAIL_BEFORE = re.compile(rf"{_NAME}$")
_KNOWN_MAIL = re.compile(rf"{_LABEL}(?:\.{_LABEL}){{0,5}}\.(?i:{_SURE}|{_LOOSE})(?!\w)")

_DOT = r"\s?(?:\.|[\[({]\s?(?i:punt|dot|\.)\s?[\])}]|(?<=\s)(?i:punt|dot)(?=\s))\s?"
_AT = re.compile(
    r"\s?[\[({]\s?(?:at|apen?staart(?:je)?|a|@)\s?[\])}]\s?|\s(?:at|apen?staart(?:je)?)\s",
    re.IGNORECASE,
)
_TOLD_BEFORE = re.compile(rf"[\w+\-]{{1,64}}(?:{_DOT}[\w+\-]{{1,64}}){{0,3}}$")
_TOLD_AFTER = re.compile(rf"(?:[^\W_][\w-]{{0,61}}{_DOT}){{1,4}}(?i:{_SURE}|{_LOOSE})(?![\w@])")

_WEB = re.compile(r"(?:https?://|(?<![\w.])www\.)[^\s<>\"“”]{2,2000}", re.IGNORECASE)
_BARE = re.compile(
    rf"(?<![\w@./\-])(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.){{1,5}}"
    rf"(?:(?P<sure>{_SURE})|{_LOOSE})(?![\w@-]|\.\w)(?P<path>/[^\s<>\"“”]{{0,2000}})?",
    re.IGNORECASE,
)
_DOMAIN_END = re.compile(rf"\.(?:{_SURE}|{_LOOSE})(?!\w)", re.IGNORECASE)
_SHORT = 2
_AROUND = ".,;:!?)]}'\"’”»*…"
_CUE = re.compile(any_of("link_cues"))

_HANDLE = re.compile(r"(?<![\w.@])@(?=[\w.]{0,29}[^\W\d])\w(?:[\w.\-]{0,29}\w)?(?!@)")
_NO_HANDLES = words("no_handles")
_SERVICE = any_of("services") + r"(?:[ -]?(?:naam|account|accountnaam|handle|id|user))?"
_TOLD = re.compile(rf"{_SERVICE}\s?[:=]\s?$", re.IGNORECASE)
_ACCOUNT = re.compile(
    rf"{_SERVICE}\s?[:=]\s?(?P<told>[\w.]{{2,30}})(?=\s*(?:$|[,;)\]/+&]|\.?$|\.\s| en | of ))"
    rf"|{_SERVICE}(?:\W{{1,3}}[^\W\d_]{{1,20}}(?![\w.])){{0,3}}\W{{1,3}}"
    rf"(?P<shaped>(?!www\.)(?=[\w.]{{0,28}}(?:[a-z_][0-9_.]|_[a-z0-9])\w)[^\W\d][\w.]{{2,29}})",
    re.IGNORECASE,
)


def find_emails(text: str) -> Iterator[Finding]:
    """Mail addresses, also "naam [at] domein punt nl" and ones with spaces around the @."""
    for match in re.finditer(r"\s?@\s?", text):
        found = _mail(text, match)
        if found:
            yield Finding(*found, FindingKind.EMAIL, text[found[0] : found[1]], "e-mailadres")
    for match in _AT.finditer(text):
        before = _TOLD_BEFORE.search(text[max(0, match.start() - 80) : match.start()])
        after = _TOLD_AFTER.match(text, match.end())
        if before and after:
            start = match.start() - len(before[0])
            told = text[start : after.end()]
            yield Finding(start, after.end(), FindingKind.EMAIL, told, "uitgeschreven e-mailadres")


def _mail(text: str, sign: re.Match[str]) -> tuple[int, int] | None:
    """Where the address around an @ begins and ends; with spaces only before a known domain."""
    spaced = sign[0] != "@"
    before = _MAIL_BEFORE.search(text[max(0, sign.start() - 64) : sign.start()])
    after = (_KNOWN_MAIL if spaced else _MAIL_AFTER).match(text, sign.end())
    if not before or not after:
        return None
    name = before[0].lstrip(".-'’*=&#+!")
    plain = "." not in after[0] and "," not in after[0]
    if not any(map(str.isalnum, name)) or (plain and not _like_a_name(name, after[0])):
        return None
    return sign.start() - len(name), after.end()


def _like_a_name(name: str, domain: str) -> bool:
    """Whether "naam@domein" without an ending is an address all the same."""
    letters = sum(map(str.isalpha, name))
    return len(domain) > _SHORT and domain[0].isalpha() and letters > 1  # not M@ZL


def find_links(text: str) -> Iterator[Finding]:
    """Web addresses, with or without "www", and accounts: "@naam", "insta: naam"."""
    for match in _WEB.finditer(text):
        yield _link(text, match.start(), match.end(), "webadres")
    if _DOMAIN_END.search(text):
        for match in _BARE.finditer(text):
            if _is_domain(text, match):
                yield _link(text, match.start(), match.end(), "webadres")
    if "@" in text:
        for match in _HANDLE.finditer(text):
            if match[0][1:].casefold() not in _NO_HANDLES:
                yield _link(text, match.start(), match.end(), "naam van een account")


def find_accounts(text: str) -> Iterator[Finding]:
    """Accounts after the name of a service, with that name where a colon follows it."""
    for match in _ACCOUNT.finditer(text):
        start = max(match.start(), match.start("shaped"))
        told = _TOLD.search(text, match.start(), start)
        start = told.start() if told else start
        yield _link(text, start, match.end(), "naam van een account")


def _is_domain(text: str, match: re.Match[str]) -> bool:
    """A sentence can end in a loose domain ("klaar.nu weer"): that needs a path, a cue, a sign."""
    loose = not match["sure"] or match["sure"].casefold() == "nu"
    if not loose or (match["path"] and len(match["path"]) > 1):
        return True
    return nearest(text, match.start(), (_CUE,)) == 0


def _link(text: str, start: int, end: int, reason: str) -> Finding:
    """Without the punctuation of the sentence around it."""
    end = start + len(text[start:end].rstrip(_AROUND))
    return Finding(start, end, FindingKind.URL, text[start:end], reason)
