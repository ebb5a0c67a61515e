"""A day's key, in a file of its own: without it the database cannot tell which name is which.

A pseudonym is kept under the fingerprint of the name, not under the name: HMAC-SHA256 (RFC 2104)
with 32 random bytes as key, so that nobody can try a list of names on the database alone.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from analysis.errors import StoreError
from analysis.settings import data_folder

_BYTES = 32


def key_file(event_id: str) -> Path:
    """Where the key of a day stands."""
    return data_folder() / "sleutels" / f"{event_id}.sleutel"


def day_key(event_id: str) -> bytes:
    """The day's key, made where it is not there yet; only this user may read its file.

    Raises:
        StoreError: the file cannot be read or written, or is damaged.
    """
    path = key_file(event_id)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = _made(path) or path.read_bytes()
    except OSError as error:
        raise StoreError(
            f"De sleutel in {path} kan niet worden gelezen of gemaakt.",
            remedy="Vraag lees- en schrijfrechten voor die map.",
        ) from error
    if len(key) != _BYTES:
        raise StoreError(
            f"De sleutel in {path} is beschadigd.",
            remedy="Zet een reservekopie van dat bestand terug. Zonder die sleutel krijgt wie al "
            "een nummer had een nieuw nummer: haal het bestand dan weg.",
        )
    return key


def _made(path: Path) -> bytes | None:
    """A new key in a file of its own; None where there is one."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return None
    key = secrets.token_bytes(_BYTES)
    with os.fdopen(handle, "wb") as out:
        out.write(key)
    return key


def forget_key(event_id: str) -> bool:
    """Overwrite and remove the day's key; False where there was none."""
    path = key_file(event_id)
    if not path.exists():
        return False
    try:
        path.write_bytes(secrets.token_bytes(_BYTES))
        path.unlink()
    except OSError as error:
        raise StoreError(
            f"De sleutel in {path} kan niet worden verwijderd.",
            remedy="Verwijder dat bestand zelf.",
        ) from error
    return True


def fingerprint(key: bytes, form: str) -> str:
    """The fingerprint of a folded name, in hexadecimal."""
    return hmac.new(key, form.encode("utf-8"), hashlib.sha256).hexdigest()
