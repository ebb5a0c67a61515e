"""Personal data that has a form of its own: numbers, addresses, links.

Each kind has a module; a text without digits, "@", dots or names of services costs microseconds.
"""

from __future__ import annotations

import re

from analysis.privacy.findings import Finding, settled
from analysis.privacy.patterns.birthdates import find_birthdates
from analysis.privacy.patterns.cues import any_of
from analysis.privacy.patterns.links import find_accounts, find_emails, find_links
from analysis.privacy.patterns.numbers import find_bsns, find_ibans
from analysis.privacy.patterns.phones import find_phones
from analysis.privacy.patterns.places import find_addresses
from analysis.privacy.patterns.plates import find_plates

_DIGIT = re.compile("[0-9]")
_LINK = re.compile(r"[@./]\w|@\s", re.IGNORECASE)
_TOLD_MAIL = re.compile(r"[\[({ ]\s?(?:at|a|apen?staart(?:je)?)[\])} ]", re.IGNORECASE)
_SERVICE = re.compile(any_of("services"))


def find_patterns(text: str) -> list[Finding]:
    """The personal data in a text that its form gives away, in order and without overlap.

    Offsets count code points; time grows with the length of the text, whatever it holds.
    """
    found: list[Finding] = []
    if "@" in text or _TOLD_MAIL.search(text):
        found += find_emails(text)
    if _LINK.search(text):
        found += find_links(text)
    if _SERVICE.search(text):
        found += find_accounts(text)
    if _DIGIT.search(text):
        for find in (
            find_ibans, find_bsns, find_phones, find_addresses, find_birthdates, find_plates
        ):  # fmt: skip
            found += find(text)
    return list(settled(found)) if found else found
