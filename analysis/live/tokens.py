"""The token in a form: shows that this house made the form, and is stored once.

16 random bytes and the time, signed with the day's secret (HMAC-SHA256, RFC 2104) together with
the corner's code, so that nobody can make one, or use one of another corner.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime

HOURS = 16
"""How long a form can be sent; a day with its evening."""
_RANDOM, _TIME, _SIGNED = 13, 5, 18
_LENGTH = (_RANDOM + _TIME + _SIGNED) * 4 // 3


def make_secret() -> str:
    """A new secret for a day."""
    return secrets.token_hex(32)


def issue(secret: str, code: str, now: datetime) -> str:
    """A fresh token for a form of the corner with this code: 48 characters that fit in a path."""
    body = secrets.token_bytes(_RANDOM) + int(now.timestamp()).to_bytes(_TIME, "big")
    return urlsafe_b64encode(body + _signature(secret, code, body)).decode("ascii")


def is_ours(secret: str, code: str, token: str, now: datetime) -> bool:
    """Whether this house made the token for this corner, and not too long ago."""
    raw = _raw(token)
    if raw is None:
        return False
    body, signature = raw[: _RANDOM + _TIME], raw[_RANDOM + _TIME :]
    if not hmac.compare_digest(signature, _signature(secret, code, body)):
        return False
    age = now.timestamp() - int.from_bytes(body[_RANDOM:], "big")
    return -60 <= age <= HOURS * 3600


def _raw(token: str) -> bytes | None:
    if len(token) != _LENGTH or not token.isascii():
        return None
    try:
        raw = urlsafe_b64decode(token)
    except ValueError:
        return None
    # Base64 is lenient: only the one way to write these bytes counts.
    return raw if urlsafe_b64encode(raw).decode("ascii") == token else None


def _signature(secret: str, code: str, body: bytes) -> bytes:
    message = code.encode("utf-8") + b"\0" + body
    return hmac.new(bytes.fromhex(secret), message, hashlib.sha256).digest()[:_SIGNED]
