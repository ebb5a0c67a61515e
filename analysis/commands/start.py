"""`koffiehoek start`: the app on this computer, in the browser."""

from __future__ import annotations

import argparse
import errno
import runpy
import socket
import time
import webbrowser
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from threading import Thread

from analysis.errors import UsageError
from analysis.settings import LOCAL_NAMES, app_file, app_options
from analysis.store import open_store

_PORT = 8501
_TRIES = 20  # ports looked at after the one that was asked for
_PATIENCE = 60.0  # seconds until the app must answer
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  # compared with, not listened on


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--poort",
        type=_port,
        default=_PORT,
        metavar="NUMMER",
        help=f"poort waarop de app te vinden is ({_PORT}); bezet: de eerstvolgende die vrij is",
    )
    parser.add_argument(
        "--adres",
        default=LOCAL_NAMES[0],
        help="alleen deze computer (127.0.0.1) of ook andere in het netwerk (0.0.0.0)",
    )
    parser.add_argument("--voorbeeld", action="store_true", help="zet de voorbeelddag klaar")
    parser.add_argument(
        "--geen-browser", action="store_true", help="open niet zelf een browservenster"
    )


def run(args: argparse.Namespace) -> int:
    """Make the database ready, then serve until stopped; raises StoreError and UsageError."""
    port = free_port(args.adres, args.poort)
    _prepare(example=args.voorbeeld)
    Thread(
        target=_announce,
        args=(args.adres, port),
        kwargs={"asked": args.poort, "browser": not args.geen_browser},
        daemon=True,
    ).start()
    app = runpy.run_path(str(app_file()))["app"]
    with suppress(KeyboardInterrupt):  # Ctrl+C is how one stops
        app.run(config=app_options(address=args.adres, port=port))
    return 0


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError("kies een getal van 1 tot en met 65535.")
    return number


def _prepare(*, example: bool) -> None:
    """Bring the database up to date before anyone can open a page."""
    store = open_store()
    if example:
        # The example needs the readers and coders, which a plain start does not.
        from analysis.example import ensure_example  # noqa: PLC0415

        ensure_example(store)


def free_port(address: str, port: int) -> int:
    """The first port from `port` on that nobody listens on; raises UsageError if there is none."""
    for candidate in range(port, min(port + _TRIES, 65536)):
        if _is_free(address, candidate):
            return candidate
    raise UsageError(
        f"Poort {port} en de {_TRIES} daarna zijn bezet of verboden.",
        remedy="Kies een andere, bijvoorbeeld: koffiehoek start --poort 8600",
    )


def _is_free(address: str, port: int) -> bool:
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            address, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows lets two listen without it
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            return False
        raise UsageError(
            f"Het adres {address} hoort niet bij deze computer.",
            remedy="Laat --adres weg, of kies 127.0.0.1 of 0.0.0.0.",
        ) from error
    return True


def _announce(address: str, port: int, *, asked: int, browser: bool) -> None:
    """Wait until the app answers, say where it is, and open it."""
    host = LOCAL_NAMES[0] if address in _EVERYWHERE else address
    if not _answers(host, port):
        return
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    taken = "" if port == asked else f" (poort {asked} was bezet)"
    print(f"Koffiehoek staat open op {url}{taken}. Stoppen: Ctrl+C.", flush=True)
    if browser:
        webbrowser.open(url)


def _answers(host: str, port: int) -> bool:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        connection = HTTPConnection(host, port, timeout=5)
        try:
            connection.request("GET", "/gezond")
            if connection.getresponse().status == 200:
                return True
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    return False
