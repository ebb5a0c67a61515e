"""From the bytes of a file to blocks: one reader a format, and the guard before all of them."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace

from analysis.errors import EmptySource, SourceError
from analysis.ingest import guard
from analysis.ingest.guard import DEFAULT_LIMIT, FORMATS
from analysis.ingest.readers.clean import clean
from analysis.types import Block, BlockKind

__all__ = ["DEFAULT_LIMIT", "FORMATS", "read_blocks"]

_MODULES = {"txt": "text", "md": "text", "vtt": "transcript", "srt": "transcript"}


def read_blocks(name: str, data: bytes, *, limit_bytes: int = DEFAULT_LIMIT) -> tuple[Block, ...]:
    """The blocks of a file in reading order, guarded and without invisible characters.

    `name` tells the format by its extension. Every non-blank text of the file is in a block;
    only LINE blocks may be blank. Raises SourceError and its children, nothing else, whatever
    the bytes are.
    """
    kind = guard.check(name, data, limit_bytes=limit_bytes)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # libraries grumble about files that they can read
            found = tuple(_tidy(_reader(kind)(name, data)))
    except SourceError:
        raise
    except Exception as trouble:  # whatever a library throws at a damaged file
        raise guard.damaged(name, kind) from trouble
    if not any(block.text for block in found):
        raise EmptySource(
            "In dit bestand staat geen tekst.",
            remedy="Controleer of u het juiste bestand hebt gekozen en of het is opgeslagen.",
            place=name,
        )
    return found


def _reader(kind: str) -> Callable[[str, bytes], tuple[Block, ...]]:
    """The reader of a format; its libraries are loaded when the first such file comes."""
    module = importlib.import_module(f"{__name__}.{_MODULES.get(kind, kind)}")
    reader: Callable[[str, bytes], tuple[Block, ...]] = module.read
    return reader


def _tidy(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks with clean text; those that hold nothing visible go, but for blank lines."""
    for block in blocks:
        text = clean(block.text)
        if not text.strip():
            if block.kind is BlockKind.LINE:
                yield block if block.text == "" else replace(block, text="")
            continue
        yield block if text == block.text else replace(block, text=text)
