"""What finding personal data gives: pieces of a text, each with its kind and why it was taken."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Protocol


class FindingKind(StrEnum):
    """Kind of personal data, as `koffiehoek namen` writes it."""

    PERSON = "person"
    PHONE = "phone"
    EMAIL = "email"
    BSN = "bsn"
    IBAN = "iban"
    ADDRESS = "address"
    PLATE = "plate"
    BIRTHDATE = "birthdate"
    URL = "url"


UNSURE = "onbekend woord dat hier een naam lijkt"
"""The reason where only the words around it point to a name."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Code points [start, end) of a text that hold personal data; `reason` is Dutch, for users."""

    start: int
    end: int
    kind: FindingKind
    text: str
    reason: str


class Finds(Protocol):
    """What finds personal data in a text; `finder.Finder` is the one that ships."""

    def find(self, text: str) -> tuple[Finding, ...]:
        """The personal data in a text, in order and without overlap."""
        ...


_RANK = {kind: place for place, kind in enumerate(
    (FindingKind.EMAIL, FindingKind.URL, FindingKind.IBAN, FindingKind.BSN, FindingKind.PHONE,
     FindingKind.ADDRESS, FindingKind.BIRTHDATE, FindingKind.PLATE, FindingKind.PERSON)
)}  # fmt: skip
_start = attrgetter("start")


def settled(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in order and without overlap: the surer kind goes first, then the longer."""
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda f: (_RANK[f.kind], f.start - f.end, f.start)):
        place = bisect(kept, one.start, key=_start)
        behind = place and kept[place - 1].end > one.start
        if not behind and (place == len(kept) or one.end <= kept[place].start):
            kept.insert(place, one)
    return tuple(kept)
