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
        "--grens",
        type=_megabytes,
        default=default,
        metavar="MB",
        help=f"grootste bestand ({default} MB)",
    )


def _megabytes(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("kies een heel getal van 1 of meer.")
    return int(text)


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
            files.append((_shown(path.name), path.read_bytes()))
        except OSError as error:
            failures.append(_unreadable(path, error))
    return files, tuple(failures)


def _shown(name: str) -> str:
    """A file's name with what is no Unicode in it made visible."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _unreadable(path: Path, error: OSError) -> SourceError:
    trouble = SourceError(
        "dit bestand kan niet geopend worden.",
        remedy="Sluit het als het ergens open staat, en kijk of u het mag lezen.",
        place=_shown(path.name),
    )
    trouble.__cause__ = error
    return trouble


def allowed_words(path: Path | None) -> frozenset[str]:
    """The words of a file that are no names, one a line; blank lines and # comments are skipped.

    Raises:
        UsageError: the file is not there or is no UTF-8.
    """
    if path is None:
        return frozenset()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            "deze lijst is er niet, of is geen tekst in UTF-8.",
            remedy="Geef een tekstbestand met een woord of naam per regel.",
            place=str(path),
        ) from error
    words = (" ".join(line.split()) for line in lines)
    return frozenset(word for word in words if word and not word.startswith("#"))
