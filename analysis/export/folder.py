"""Files into a folder: all of them or, where that fails, none; and no figures of an earlier run."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from analysis.errors import UsageError
from analysis.export.documents import FIGURES
from analysis.report import read_id

_ENDINGS = ("png", "svg", "pdf", "txt")
_WORD = re.compile(r"\b[A-Z0-9]{7}\b")


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their names within the folder, and take away figures that are not among them.

    First all of them beside their places, then each in its place: a full disk changes nothing.

    Raises:
        UsageError: a file cannot be written, or is open in another program.
    """
    places = {folder / name: data for name, data in files.items()}
    staged: dict[Path, Path] = {}
    place = folder
    try:
        for place, data in places.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            _check_free(place)
            staged[place] = _beside(place, data)
        for place, ready in list(staged.items()):
            ready.replace(place)
            del staged[place]
        for place in _old_figures(folder / FIGURES, places):
            place.unlink()
    except OSError as error:
        raise UsageError(
            "hier kan niet geschreven worden.",
            remedy="Kies een andere map, of sluit het bestand als het ergens open staat.",
            place=str(place),
        ) from error
    finally:
        for ready in staged.values():
            with suppress(OSError):
                ready.unlink()


def _check_free(place: Path) -> None:
    """Raises OSError where another program keeps the file to itself, as Word and Excel do."""
    if place.exists():
        with place.open("r+b"):
            pass


def _beside(place: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".koffiehoek.", dir=place.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    return Path(name)


def _old_figures(folder: Path, kept: Iterable[Path]) -> list[Path]:
    """The files of figures that an earlier run made and this one did not.

    A figure is ours where its words, beside it as .txt, bear an id: nobody else's file is touched.
    """
    if not folder.is_dir():
        return []
    now = set(kept)
    return [
        path
        for words in sorted(folder.glob("*.txt"))
        if _is_ours(words)
        for ending in _ENDINGS
        if (path := words.with_suffix(f".{ending}")).is_file() and path not in now
    ]


def _is_ours(words: Path) -> bool:
    text = words.read_bytes()[:20_000].decode("utf-8", "replace")
    return any(_is_id(word) for word in _WORD.findall(text))


def _is_id(word: str) -> bool:
    try:
        return read_id(word) == word
    except UsageError:
        return False
