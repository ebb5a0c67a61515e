"""Options that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.codebook import Codebook, load_codebook, shipped
from analysis.errors import CodebookError
from analysis.settings import limit_mb

_DEFAULT_CODEBOOK = "beter_verbonden"
_MEGABYTE = 1024 * 1024


def add_codebook(parser: argparse.ArgumentParser) -> None:
    """Declare --codeboek: a shipped codebook's name, or a YAML file."""
    names = ", ".join(shipped())
    parser.add_argument(
        "--codeboek",
        type=_codebook,
        default=_DEFAULT_CODEBOOK,
        metavar="NAAM",
        help=f"een codeboek ({names}) of een YAML-bestand; anders {_DEFAULT_CODEBOOK}",
    )


def _codebook(text: str) -> Codebook:
    path = Path(text)
    if text not in shipped() and not path.is_file():
        raise CodebookError(
            f"codeboek {text} is er niet.", remedy=f"Kies uit: {', '.join(shipped())}."
        )
    return load_codebook(path if path.is_file() else text)


def add_limit(parser: argparse.ArgumentParser) -> None:
    """Declare --grens: the largest file that is read, in MB."""
    default = limit_mb()
    parser.add_argument(
        "--grens", type=int, default=default, metavar="MB", help=f"grootste bestand ({default} MB)"
    )


def limit_bytes(args: argparse.Namespace) -> int:
    """The limit that --grens gives, in bytes."""
    return int(args.grens) * _MEGABYTE
