"""A session after logging in: a random token in the browser, of which only the digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that is in: when it came in and was last seen, and how it came in."""

    digest: str
    created: datetime
    seen: datetime
    method: str


def new_token() -> str:
    """256 random bits for a cookie or a one-time link."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token: who reads the database cannot get in with it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def ends(session: Session) -> datetime:
    """When the session is over unless it is used before: 12 hours idle, 7 days in all."""
    return min(session.seen + IDLE, session.created + LONGEST)
