"""Who somebody is by what an OpenID Connect provider says of them (the claims of an ID token)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from analysis.access.roles import address
from analysis.access.sessions import LONGEST
from analysis.errors import UsageError


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is logged in; the address (lower case) is what tells people apart."""

    email: str
    name: str


def person_of(claims: Mapping[str, object], *, now: datetime) -> Person | None:
    """The person; None where nobody is logged in, or the claims will not do.

    They will not do without an address, with one that the provider says is not verified, and 7
    days after they were issued. A provider that says nothing of verifying vouches for its own.
    """
    if claims.get("is_logged_in") is not True:
        return None
    if str(claims.get("email_verified", True)).lower() != "true" or not _fresh(claims, now):
        return None
    try:
        email = address(str(claims.get("email") or ""))
    except UsageError:
        return None
    name = " ".join(str(claims.get("name") or "").split())
    return Person(email, name or email)


def _fresh(claims: Mapping[str, object], now: datetime) -> bool:
    """Whether they were issued in the last days; each ID token says when (`iat`)."""
    issued = claims.get("iat")
    if not isinstance(issued, int | float):
        return False
    try:
        return now - datetime.fromtimestamp(issued, UTC) < LONGEST
    except (OverflowError, OSError, ValueError):
        return False
