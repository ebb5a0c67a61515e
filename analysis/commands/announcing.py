"""What `koffiehoek start` says once the app answers: where it is, how one gets in, the QR code."""

from __future__ import annotations

import io
import ssl
import sys
import time
import webbrowser
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection

from analysis.live.address import bracketed, everywhere, lan_addresses, loopback, reachable
from analysis.settings import LOCAL_NAMES, Login, login

_PATIENCE = 60.0  # seconds until the app must answer
_MEEDOEN = "/meedoen"


@dataclass(frozen=True)
class Place:
    """Where the app listens; `asked`: the port that was asked for."""

    address: str
    port: int
    asked: int
    https: bool = False

    @property
    def url(self) -> str:
        """The address on which it listens, which may be all of them."""
        return f"{'https' if self.https else 'http'}://{bracketed(self.address)}:{self.port}"

    @property
    def here(self) -> str:
        """The host as this computer itself reaches it."""
        return LOCAL_NAMES[0] if everywhere(self.address) else self.address

    @property
    def own_url(self) -> str:
        """The address as this computer itself reaches it."""
        return f"{'https' if self.https else 'http'}://{bracketed(self.here)}:{self.port}"


def announce(place: Place, *, key: str | None, public: str | None, browser: bool) -> None:
    """Wait until the app answers, say where it is and how one gets in, and open it."""
    if not answers(place):
        return
    taken = "" if place.port == place.asked else f" (poort {place.asked} was bezet)"
    print(f"Koffiehoek staat open op {place.own_url}{taken}. Stoppen: Ctrl+C.", flush=True)
    first = f"{place.own_url}/inloggen?sleutel={key}" if key else place.own_url
    if key:
        print(f"Kies eerst een wachtwoord: {first}", flush=True)
    elif not loopback(place.address) and login(address=place.address) is Login.NONE:
        print("Let op: iedereen in dit netwerk kan alles zien en veranderen.", flush=True)
    if not loopback(place.address) or public:
        print(for_phones(place, public), flush=True)
    if browser:
        webbrowser.open(first)


def for_phones(place: Place, public: str | None) -> str:
    """Where phones find the form, with the QR code where this console can show it."""
    first, *others = [public] if public else reachable(place.url)
    lines = [f"Meedoen met een telefoon: {first}{_MEEDOEN}"]
    if others:
        lines.append(f"Lukt dat niet, probeer dan: {', '.join(one + _MEEDOEN for one in others)}")
    if not public and everywhere(place.address) and not lan_addresses():
        lines.append("Deze computer zit niet in een netwerk; telefoons kunnen er nu niet bij.")
    return "\n".join([*lines, *_picture(first + _MEEDOEN)])


def _picture(address: str) -> list[str]:
    """A QR code of half blocks; nothing on a console that has no such signs."""
    import segno  # noqa: PLC0415  # of no use to a server on this computer alone

    drawn = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(drawn, border=2, compact=True)
    try:
        drawn.getvalue().encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return []
    return ["", *drawn.getvalue().rstrip("\n").splitlines()]


def answers(place: Place) -> bool:
    """Whether the app answers, at once or within a minute."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        connection = _connection(place)
        try:
            connection.request("GET", "/gezond")
            if connection.getresponse().status == 200:
                return True
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    return False


def _connection(place: Place) -> HTTPConnection:
    if not place.https:
        return HTTPConnection(place.here, place.port, timeout=5)
    # To itself, on this computer: the certificate bears the name that others type.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return HTTPSConnection(place.here, place.port, timeout=5, context=context)
