"""The address at which phones can reach the app, and which addresses a program listens on."""

from __future__ import annotations

import ipaddress
import os
import socket
from contextlib import suppress
from urllib.parse import urlsplit

from analysis.errors import UsageError

PUBLIC_VARIABLE = "KOFFIEHOEK_PUBLIEK_ADRES"
LISTENING_VARIABLE = "KOFFIEHOEK_LUISTERT"  # set by `koffiehoek start`: where it listens
_DEFAULT = "http://127.0.0.1:8501"
# Routes to these are asked for and nothing is sent: the first stands nowhere (RFC 5737), the
# others are the private networks, for computers that are on several at once.
_PROBES = ("192.0.2.1", "10.254.254.254", "172.31.254.254", "192.168.254.254")


def public_address() -> str:
    """The app's address as others reach it, without a slash at the end.

    What was said (KOFFIEHOEK_PUBLIEK_ADRES), else this computer's address in the network while the
    app listens to all of them, else where it listens.
    """
    if said := os.environ.get(PUBLIC_VARIABLE, "").strip():
        return checked(said)
    return reachable(os.environ.get(LISTENING_VARIABLE) or _DEFAULT)[0]


def checked(text: str) -> str:
    """An address that somebody gave; raises UsageError where it is none."""
    trouble = UsageError(
        f"“{text}” is geen adres.",
        remedy="Geef het zoals mensen het intypen, bijvoorbeeld https://koffiehoek.voorbeeld.nl",
    )
    try:
        parts = urlsplit(text.strip())
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        raise trouble from None
    extra = parts.query or parts.fragment or parts.username or parts.password
    if not sound or extra or parts.path.strip("/") or not parts.netloc.isprintable():
        raise trouble
    return f"{parts.scheme}://{parts.netloc}"


def reachable(listening: str) -> list[str]:
    """Where others reach what listens there, the likeliest first: 'http://0.0.0.0:8501' -> LAN."""
    parts = urlsplit(listening)
    host, port = parts.hostname or "127.0.0.1", parts.port
    hosts = (lan_addresses() or ["127.0.0.1"]) if everywhere(host) else [host]
    ending = "" if port in (None, {"http": 80, "https": 443}[parts.scheme]) else f":{port}"
    return [f"{parts.scheme}://{bracketed(one)}{ending}" for one in hosts]


def bracketed(host: str) -> str:
    """The host as it stands in an address: IPv6 goes between brackets."""
    return f"[{host}]" if ":" in host else host


def everywhere(host: str) -> bool:
    """Whether a program that listens here listens on all of this computer's addresses."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_unspecified
    return False


def loopback(host: str | None) -> bool:
    """Whether only this computer itself reaches what listens here."""
    if host == "localhost":
        return True
    with suppress(ValueError):
        found = ipaddress.ip_address(host or "")
        mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
        return (mapped or found).is_loopback
    return False


def lan_addresses() -> list[str]:
    """This computer's IPv4 addresses in its networks, that of the usual way out first."""
    found = [_way_to(probe) for probe in _PROBES]
    with suppress(OSError):
        found += [
            str(place[0])
            for *_, place in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        ]
    usable = dict.fromkeys(one for one in found if one and not loopback(one))
    return [one for one in usable if not everywhere(one)]


def _way_to(probe: str) -> str | None:
    """The own address from which one would reach `probe`; a UDP socket that sends nothing."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect((probe, 9))
        return str(asking.getsockname()[0])
    return None
