"""The certificate under which the app is served over HTTPS: both files, matching and valid."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from pathlib import Path

from analysis.errors import UsageError


def checked(certificate: Path | None, key: Path | None) -> tuple[str, str] | None:
    """The paths of both files for the server; None where neither was given.

    Raises UsageError for one without the other, and for files that cannot be read, do not belong
    together, are locked with a password, or are not valid today.
    """
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        raise UsageError(
            "Een certificaat en een sleutel horen bij elkaar.",
            remedy="Geef ze allebei: --certificaat F --sleutel F",
        )
    for path in (certificate, key):
        _readable(path)
    _valid_now(certificate)
    _together(certificate, key)
    return str(certificate.resolve()), str(key.resolve())


def _readable(path: Path) -> None:
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        raise UsageError(
            "dit bestand gaat niet open.", place=str(path), remedy="Kijk of het er is, en van wie."
        ) from error


def _valid_now(path: Path) -> None:
    from cryptography import x509  # noqa: PLC0415  # slow to load, and mostly not needed

    try:
        found = x509.load_pem_x509_certificates(path.read_bytes())[0]
    except ValueError as error:
        raise UsageError(
            "dit is geen certificaat.",
            place=str(path),
            remedy="Geef een PEM-bestand; het begint met -----BEGIN CERTIFICATE-----.",
        ) from error
    now, until = datetime.now(UTC), found.not_valid_after_utc
    if until < now:
        raise UsageError(
            f"dit certificaat is verlopen op {until:%d-%m-%Y}.",
            place=str(path),
            remedy="Vraag een nieuw aan.",
        )
    if found.not_valid_before_utc > now:
        raise UsageError(
            f"dit certificaat geldt pas vanaf {found.not_valid_before_utc:%d-%m-%Y}.",
            place=str(path),
            remedy="Kijk of de datum van deze computer klopt.",
        )


def _together(certificate: Path, key: Path) -> None:
    """Try what the server will do; it would ask for a locked key's password at the terminal."""
    asked = []

    def refuse() -> str:
        asked.append(True)
        return ""

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=refuse)
    except (ssl.SSLError, ValueError, OSError) as error:
        if asked:
            raise UsageError(
                "deze sleutel zit op slot met een wachtwoord.",
                place=str(key),
                remedy="Geef een sleutel zonder wachtwoord, die alleen u kunt lezen.",
            ) from error
        raise UsageError(
            "deze sleutel hoort niet bij het certificaat, of is geen sleutel.",
            place=str(key),
            remedy="Geef het PEM-bestand van de sleutel waarmee het certificaat is aangevraagd.",
        ) from error
