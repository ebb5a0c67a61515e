"""Options that several commands share."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from analysis.codebook import Codebook, load_codebook, shipped
from analysis.errors import CodebookError, SourceError, UsageError
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


def refuse_overwriting(output: Path, others: Iterable[Path]) -> None:
    """Raise UsageError where `output` is one of the other files or folders of the command."""
    if output.resolve() in {path.resolve() for path in others}:
        raise UsageError(
            "hier zou de uitvoer over iets anders van deze opdracht heen geschreven worden.",
            remedy="Kies een andere plaats voor de uitvoer.",
            place=str(output),
        )


def contents(paths: Sequence[Path]) -> tuple[list[tuple[str, bytes]], tuple[SourceError, ...]]:
    """The names and bytes of files, and the trouble with those that the system does not give."""
    files: list[tuple[str, bytes]] = []
    failures: list[SourceError] = []
    for path in paths:
        try:
            files.append((path.name, path.read_bytes()))
        except OSError as error:
            failures.append(_unreadable(path, error))
    return files, tuple(failures)


def _unreadable(path: Path, error: OSError) -> SourceError:
    trouble = SourceError(
        "dit bestand kan niet geopend worden.",
        remedy="Sluit het als het ergens open staat, en kijk of u het mag lezen.",
        place=path.name,
    )
    trouble.__cause__ = error
    return trouble
