"""The command `koffiehoek`: finds the command's module, runs it, turns errors into words.

Exit code 0: done; 1: an unexpected error, told in the log; 2: something the user can mend.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from analysis.commands.parser import Parser, dutch_argparse
from analysis.errors import KoffiehoekError
from analysis.log import keep_log
from analysis.settings import log_file, version
from analysis.store.actor import acting_as

COMMANDS = {
    "start": "open de app in de browser",
    "toegang": "wachtwoord en rollen: wie erin mag",
    "lees": "lees bestanden: per regel een uitspraak",
    "codeer": "stel bij uitspraken codes voor",
    "namen": "haal namen en gegevens uit uitspraken",
    "verwerk": "de hele weg: van map naar verslag",
    "toets": "houd de voorstellen naast wat mensen gaven",
    "overeenstemming": "hoe ver codeurs het eens zijn",
    "backup": "maak een reservekopie, ook terwijl er wordt gewerkt",
    "herstel": "zet een reservekopie terug",
    "dag": "maak een live dag voor telefoons, en haal haar uitspraken op",
    "meet": "meet de snelheid op deze computer",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv` (default: the process's own) and return the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    keep_log()
    try:
        with acting_as("opdrachtregel"):
            return _run(given)
    except KoffiehoekError as error:
        print(error.message.encode("utf-8", "replace").decode("utf-8"), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # who reads along has seen enough, as with "| head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        command = _name(given) or ""  # the rest of the line may hold names
        logging.getLogger("koffiehoek").exception("koffiehoek %s %s", version(), command)
        print(
            f"Er ging iets mis dat niet had mogen gebeuren. Wat precies staat in {log_file()}",
            file=sys.stderr,
        )
        return 1


def _run(given: Sequence[str]) -> int:
    name = _name(given)
    module = import_module(f"analysis.commands.{name}") if name else None
    with dutch_argparse():
        parser = _parser(name, module)
        try:
            args = parser.parse_args(given)
        except SystemExit as leaving:  # --help and --versie print and leave
            return int(leaving.code or 0)
        if module is None:
            parser.print_help()
            return 0
    code: int = module.run(args)
    return code


def _name(given: Sequence[str]) -> str | None:
    """The command that was given, if it is one."""
    return given[0] if given and given[0] in COMMANDS else None


def _parser(name: str | None, module: ModuleType | None) -> Parser:
    """The whole parser; only the command that was given gets its options."""
    parser = Parser(
        prog="koffiehoek",
        description="Van flip-overs naar een matrix waarin elk getal zijn uitspraken opent.",
        epilog="Uitleg bij een opdracht: koffiehoek OPDRACHT --help",
    )
    parser.add_argument(
        "--versie", action="version", version=f"koffiehoek {version()}", help="toon de versie"
    )
    commands = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT")
    for command, summary in COMMANDS.items():
        sub = commands.add_parser(command, help=summary, description=f"{_sentence(summary)}.")
        if module is not None and command == name:
            module.configure(sub)
    return parser


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


if __name__ == "__main__":
    sys.exit(main())
