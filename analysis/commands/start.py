"""`koffiehoek start`: the app on this computer, in the browser."""

from __future__ import annotations

import argparse
import errno
import os
import runpy
import socket
from contextlib import suppress
from pathlib import Path
from threading import Thread

from analysis.commands.announcing import Place, announce
from analysis.commands.certificate import checked as checked_certificate
from analysis.errors import UsageError
from analysis.live.address import LISTENING_VARIABLE, PUBLIC_VARIABLE
from analysis.live.address import checked as checked_address
from analysis.settings import (
    LOCAL_NAMES,
    LOGIN_VARIABLE,
    Login,
    app_file,
    app_options,
    login,
)
from analysis.store import open_store

_PORT = 8501
_TRIES = 20  # ports looked at after the one that was asked for
_EVERYWHERE = "0.0.0.0"  # noqa: S104  # what --open is for, behind a password


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--poort",
        type=_port,
        default=_PORT,
        metavar="NUMMER",
        help=f"poort waarop de app te vinden is ({_PORT}); bezet: de eerstvolgende die vrij is",
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--adres",
        default=LOCAL_NAMES[0],
        help="alleen deze computer (127.0.0.1) of ook andere in het netwerk (0.0.0.0)",
    )
    where.add_argument(
        "--open", action="store_true",
        help="een dag met telefoons: open voor het netwerk (0.0.0.0), met een wachtwoord",
    )  # fmt: skip
    parser.add_argument(
        "--inloggen", choices=[one.value for one in Login],
        help="hoe men erin komt; anders: geen op deze computer, wachtwoord in een netwerk",
    )  # fmt: skip
    parser.add_argument(
        "--publiek-adres", metavar="URL",
        help="het adres dat mensen intypen, als dat niet dat van deze computer is",
    )  # fmt: skip
    parser.add_argument("--certificaat", type=Path, metavar="F", help="voor https: het certificaat")
    parser.add_argument("--sleutel", type=Path, metavar="F", help="voor https: de sleutel ervan")
    parser.add_argument("--voorbeeld", action="store_true", help="zet de voorbeelddag klaar")
    parser.add_argument(
        "--geen-browser", action="store_true", help="open niet zelf een browservenster"
    )


def run(args: argparse.Namespace) -> int:
    """Make the database ready, then serve until stopped; raises StoreError and UsageError."""
    address = _EVERYWHERE if args.open else args.adres
    certificate = checked_certificate(args.certificaat, args.sleutel)
    port = free_port(address, args.poort)
    place = Place(address, port, args.poort, https=certificate is not None)
    public = tell_surroundings(place, said=args.publiek_adres, way_in=args.inloggen)
    key = _prepare(place, example=args.voorbeeld)
    Thread(
        target=announce,
        args=(place,),
        kwargs={"key": key, "public": public, "browser": not args.geen_browser},
        daemon=True,
    ).start()
    app = runpy.run_path(str(app_file()))["app"]
    options = app_options(address=address, port=port, public=public, certificate=certificate)
    with suppress(KeyboardInterrupt):  # Ctrl+C is how one stops
        app.run(config=options)
    return 0


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError("kies een getal van 1 tot en met 65535.")
    return number


def tell_surroundings(place: Place, *, said: str | None, way_in: str | None) -> str | None:
    """Tell the app, by its environment, where it listens and how one gets in.

    Gives the public address that somebody gave; raises UsageError where it is none.
    """
    os.environ[LISTENING_VARIABLE] = place.url
    if said is not None:
        os.environ[PUBLIC_VARIABLE] = said
    if way_in is not None:
        os.environ[LOGIN_VARIABLE] = way_in
    # Now that it is said, nothing can open by mistake what this start has closed.
    os.environ[LOGIN_VARIABLE] = login(address=place.address).value
    given = os.environ.get(PUBLIC_VARIABLE, "").strip()
    return checked_address(given) if given else None


def _prepare(place: Place, *, example: bool) -> str | None:
    """Bring the database up to date before anyone can open a page.

    Gives the key of the link on which the first password is chosen, where it is.
    """
    store = open_store()
    if example:
        # The example needs the readers and coders, which a plain start does not.
        from analysis.example import ensure_example  # noqa: PLC0415

        ensure_example(store)
    way = login(address=place.address)
    if way is Login.OIDC and not store.access.grants():
        print(
            "Nog niemand heeft toegang. Geef die aan uzelf: "
            "koffiehoek toegang geef E-MAIL --rol onderzoeker",
            flush=True,
        )
    if way is not Login.PASSWORD:
        return None
    from analysis.access.starting import prepare_password  # noqa: PLC0415  # hashes: slow to load

    return prepare_password(store)


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
