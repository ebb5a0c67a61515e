"""`koffiehoek toegang`: the facilitator's password, and who has which role."""

from __future__ import annotations

import argparse
import sys
from getpass import getpass

from analysis.access import Grant, Role, address, chosen, hashed
from analysis.access.roles import ALL_DAYS
from analysis.errors import UsageError
from analysis.store import Store, open_store


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    what = parser.add_subparsers(title="wat u wilt", metavar="WAT", required=True, dest="what")
    what.add_parser(
        "wachtwoord",
        help="kies een nieuw wachtwoord; iedereen die erin is, logt opnieuw in",
        description="Vraagt twee keer om het wachtwoord, of leest één regel van de invoer.",
    )
    give = what.add_parser("geef", help="geef iemand een rol")
    _whom(give)
    give.add_argument("--rol", required=True, choices=[role.value for role in Role], help="welke")
    take = what.add_parser("neem", help="neem iemands rol weg")
    _whom(take)
    what.add_parser("lijst", help="wie heeft welke rol")


def _whom(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="E-MAIL", help="het adres waarmee iemand inlogt")
    parser.add_argument("--dag", metavar="ID", default=ALL_DAYS, help="voor één dag; anders alle")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; raises UsageError and StoreError."""
    with open_store() as store:
        match args.what:
            case "wachtwoord":
                store.access.set_password(hashed(_asked()))
                print("Het nieuwe wachtwoord geldt. Wie was ingelogd, logt opnieuw in.")
            case "geef":
                store.access.give(Grant(address(args.email), Role(args.rol), args.dag))
                print(f"{address(args.email)} is nu {args.rol} van {_day(store, args.dag)}.")
            case "neem":
                store.access.take(address(args.email), args.dag)
                print(f"{address(args.email)} heeft geen rol meer voor {_day(store, args.dag)}.")
            case _:
                _list(store)
    return 0


def _asked() -> str:
    """A new password: typed twice, or one line of what is fed in."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline().rstrip("\r\n")
        return chosen(line, line)
    try:
        return chosen(getpass("Nieuw wachtwoord: "), getpass("Nog een keer: "))
    except EOFError:
        raise UsageError("Er is geen wachtwoord getypt.", remedy="Probeer het opnieuw.") from None


def _day(store: Store, event_id: str) -> str:
    return "alle dagen" if event_id == ALL_DAYS else f"“{store.event(event_id).title}”"


def _list(store: Store) -> None:
    titles = {event.id: f"“{event.title}” ({event.id})" for event in store.events()}
    grants = store.access.grants()
    if not grants:
        print("Nog niemand heeft een rol. Geef er een: koffiehoek toegang geef E-MAIL --rol ROL")
    for one in grants:
        day = titles.get(one.event_id, "alle dagen")
        print(f"{one.email}  {one.role.value}  {day}")
