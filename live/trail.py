"""What goes along from form to form, since no cookie does: no identity, new at each fresh start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from analysis.live import tokens
from analysis.live.days import Door, Moment

MOST: Final = 4
"""Earlier statements that can still be changed from one page."""

_BETWEEN: Final = "."  # stands in no token


@dataclass(frozen=True, slots=True)
class Trail:
    """The chain of forms (for limits), tokens sent before, the last first, questions answered."""

    chain: str
    earlier: tuple[str, ...] = ()
    answered: str = ""

    def after(self, token: str) -> Trail:
        """The trail with one more token."""
        others = tuple(one for one in self.earlier if one != token)
        return replace(self, earlier=(token, *others)[:MOST])

    def fields(self) -> dict[str, str]:
        """The trail as hidden fields, or as the end of an address."""
        found = {
            "rij": self.chain, "eerder": _BETWEEN.join(self.earlier), "verbonden": self.answered,
        }  # fmt: skip
        return {name: value for name, value in found.items() if value}

    def query(self, **more: str) -> str:
        """The end of an address that carries the trail."""
        return f"?{urlencode(self.fields() | more)}"


def trail_in(given: Mapping[str, str], door: Door, now: datetime) -> Trail:
    """The trail that a form or address carries; what is not ours is left out."""
    chain = given.get("rij", "")
    if not tokens.is_ours(door.secret, _signed(door), chain, now):
        chain = tokens.issue(door.secret, _signed(door), now)
    earlier = given.get("eerder", "")[:400].split(_BETWEEN)[:MOST]
    answered = given.get("verbonden", "")
    return Trail(
        chain,
        tuple(t for t in dict.fromkeys(earlier) if tokens.is_ours(door.secret, door.code, t, now)),
        answered if answered in (Moment.BEGIN, Moment.EIND) else "",
    )


def _signed(door: Door) -> str:
    return f"rij {door.code}"  # so that a chain is no token
