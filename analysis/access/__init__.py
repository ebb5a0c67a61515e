"""Getting in, as values: passwords, limited tries, sessions, and who may see what."""

from __future__ import annotations

from analysis.access.passwords import chosen, hashed, matches, outdated
from analysis.access.roles import EVERYTHING, NOTHING, Grant, Rights, Role, address, rights_of
from analysis.access.sessions import Session, digest, ends, new_token
from analysis.access.tries import Tries

__all__ = [
    "EVERYTHING",
    "NOTHING",
    "Grant",
    "Rights",
    "Role",
    "Session",
    "Tries",
    "address",
    "chosen",
    "digest",
    "ends",
    "hashed",
    "matches",
    "new_token",
    "outdated",
    "rights_of",
]
