"""Who may see what: a role for one day or for all days, given to an e-mail address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from analysis.errors import UsageError

ALL_DAYS = ""
_LONGEST = 254  # characters; RFC 5321
_ADDRESS = re.compile(r"[^\s@<>\"'`\\\x00-\x1f\x7f]+@[^\s@<>\"'`\\\x00-\x1f\x7f]+")


class Role(StrEnum):
    """What somebody is to a day; the value is the word that people use."""

    RESEARCHER = "onderzoeker"
    FACILITATOR = "gespreksleider"
    AUTHOR = "rapporteur"


_PAGES = {
    Role.FACILITATOR: frozenset({"bijeenkomst", "regie", "projectie", "matrix"}),
    Role.AUTHOR: frozenset({"matrix", "rapport", "herkomst", "uitwisselen", "projectie"}),
}
"""Role -> the names of its pages (`frame.PAGES`); a researcher has them all."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role given to an address (lower case) for one day, or for all of them (ALL_DAYS)."""

    email: str
    role: Role
    event_id: str = ALL_DAYS


@dataclass(frozen=True)
class Rights:
    """All grants of one visitor; `everything` where nobody is asked who they are."""

    grants: tuple[Grant, ...] = ()
    everything: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything to see at all."""
        return self.everything or bool(self.grants)

    @property
    def all_days(self) -> bool:
        """Whether every day may be seen, so that days may be made."""
        return self.everything or any(one.event_id == ALL_DAYS for one in self.grants)

    @property
    def may_give(self) -> bool:
        """Whether the visitor may give others access: a researcher of all days."""
        return self.everything or any(
            one.role is Role.RESEARCHER and one.event_id == ALL_DAYS for one in self.grants
        )

    def may_see(self, event_id: str) -> bool:
        """Whether this day may be seen at all."""
        return self.everything or bool(self._of(event_id))

    def may_open(self, page: str, event_id: str | None) -> bool:
        """Whether a page (by its name) may be opened while this day, or no day, is chosen."""
        return self.everything or any(
            one.role is Role.RESEARCHER or page in _PAGES[one.role] for one in self._of(event_id)
        )

    def _of(self, event_id: str | None) -> list[Grant]:
        """The grants that hold for a day; without a day, those for all days or else any."""
        if event_id is None:
            general = [one for one in self.grants if one.event_id == ALL_DAYS]
            return general or list(self.grants)
        return [one for one in self.grants if one.event_id in (ALL_DAYS, event_id)]


EVERYTHING = Rights(everything=True)
NOTHING = Rights()


def rights_of(grants: Iterable[Grant]) -> Rights:
    """The rights that these grants of one visitor come to."""
    return Rights(tuple(grants))


def address(text: str) -> str:
    """An e-mail address as it is kept and compared: lower case, no space around.

    Raises UsageError for what is no address.
    """
    found = text.strip().lower()
    if len(found) > _LONGEST or not _ADDRESS.fullmatch(found):
        raise UsageError("Dit is geen e-mailadres.", remedy="Vul het in zoals naam@organisatie.nl.")
    return found
