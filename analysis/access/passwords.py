"""The facilitator's password: what may be chosen, and how it is kept (argon2id)."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

import yaml
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from analysis.errors import UsageError

SHORTEST, LONGEST = 10, 200
_HASHER = PasswordHasher()


def chosen(first: str, second: str) -> str:
    """A new password that was typed twice; raises UsageError where it may not be chosen."""
    if first != second:
        raise UsageError(
            "De twee wachtwoorden zijn niet gelijk.", remedy="Typ twee keer hetzelfde."
        )
    if len(first) < SHORTEST:
        raise UsageError(
            f"Dit wachtwoord is te kort: {len(first)} tekens.",
            remedy=f"Kies er minstens {SHORTEST}, bijvoorbeeld een paar woorden achter elkaar.",
        )
    if len(first) > LONGEST:
        raise UsageError(
            f"Dit wachtwoord is te lang: {len(first)} tekens.",
            remedy=f"Kies er hoogstens {LONGEST}.",
        )
    if _bare(first) in _common() or len(set(first.casefold())) < 4:
        raise UsageError(
            "Dit wachtwoord is te makkelijk te raden.",
            remedy="Kies een paar woorden die niet bij elkaar horen.",
        )
    return first


def hashed(password: str) -> str:
    """The hash under which a password is kept; takes tens of milliseconds, by design."""
    return _HASHER.hash(_bytes(password))


def matches(kept: str, password: str) -> bool:
    """Whether `kept` is the hash of `password`; takes as long as `hashed`."""
    if len(password) > LONGEST:
        return False
    try:
        return _HASHER.verify(kept, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether the hash was made with other settings than those of now."""
    return _HASHER.check_needs_rehash(kept)


def _bytes(password: str) -> bytes:
    # One keyboard composes é, another types e and an accent: the same password.
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _bare(password: str) -> str:
    """The password as the list of common ones has it: small letters and digits."""
    return "".join(sign for sign in password.casefold() if sign.isalnum())


@cache
def _common() -> frozenset[str]:
    text = (files("analysis.access") / "common_passwords.yaml").read_text(encoding="utf-8")
    return frozenset(str(one) for one in yaml.safe_load(text))
