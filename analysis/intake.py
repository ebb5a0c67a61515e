"""From files to statements: which files there are, and what each of them says.

The pages and the command line come through here; what it needs of the outside it is given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.codebook import Codebook
from analysis.errors import SourceError, UsageError
from analysis.ingest.file_names import free_name
from analysis.ingest.lexicon import Lexicon, default_lexicon
from analysis.ingest.naming import unify_corners
from analysis.ingest.readers import DEFAULT_LIMIT, FORMATS, read_blocks
from analysis.ingest.reading import read_blocks_of
from analysis.store import ImportItem, SourceText
from analysis.types import (
    Block,
    Category,
    Corner,
    Reading,
    Source,
    Statement,
)

if TYPE_CHECKING:
    pass

Progress = Callable[[int, int, str], None]
"""Called with (files done, files in all, name of the next)."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of a set of files: those that were read, and the trouble with the others."""

    items: tuple[ImportItem, ...]
    failures: tuple[SourceError, ...]

    @property
    def statements(self) -> list[Statement]:
        """All statements, file by file."""
        return [s for item in self.items for s in item.reading.statements]

    @property
    def corners(self) -> tuple[Corner, ...]:
        """The corners in order of appearance, with the kinds that were asked in each."""
        asked: dict[str, set[Category]] = {}
        for item in self.items:
            for statement in item.reading.statements:
                asked.setdefault(statement.corner, set())
            for corner, kinds in item.reading.asked.items():
                asked.setdefault(corner, set()).update(kinds)
        return tuple(
            Corner(name, frozenset(kinds), position)
            for position, (name, kinds) in enumerate(asked.items())
        )


def lexicon_for(codebook: Codebook) -> Lexicon:
    """The word lists of the ingest step with the codebook's own partners and kind words."""
    return default_lexicon().extended(
        partners={partner.name: partner.synonyms for partner in codebook.partners},
        kinds={kind.value: words for kind, words in codebook.kinds.items()},
    )


def read_files(
    files: Iterable[tuple[str, bytes]], *, lexicon: Lexicon, sources: Iterable[Source] = (),
    limit_bytes: int = DEFAULT_LIMIT, progress: Progress | None = None,
) -> Intake:  # fmt: skip
    """Read the files of one day; a file that cannot be read leaves the others alone.

    Another file under a name that is in use, by these files or by the day's `sources`, goes by
    "name (2)": statements are told apart by it.
    """
    given = _told_apart(files, sources)
    readings: list[Reading] = []
    blocks: list[tuple[Block, ...]] = []
    digests: list[str] = []
    failures: list[SourceError] = []
    for done, (name, data, digest) in enumerate(given):
        if progress:
            progress(done, len(given), name)
        try:
            read = read_blocks(name, data, limit_bytes=limit_bytes)
            readings.append(read_blocks_of(name, read, lexicon=lexicon))
        except SourceError as error:
            failures.append(error)
            continue
        blocks.append(read)
        digests.append(digest)
    items = [
        ImportItem(reading, digest, source_texts(reading, read))
        for reading, digest, read in zip(
            unify_corners(readings, lexicon), digests, blocks, strict=True
        )
    ]
    return Intake(tuple(items), tuple(failures))


def _told_apart(
    files: Iterable[tuple[str, bytes]], sources: Iterable[Source]
) -> list[tuple[str, bytes, str]]:
    """The files as (name, bytes, digest), with a number behind a name that another file has."""
    used = {source.name: source.digest for source in sources}
    out = []
    for given, data in files:
        digest = hashlib.sha256(data).hexdigest()
        out.append((free_name(given, digest, used), data, digest))
    return out


def source_texts(reading: Reading, blocks: Sequence[Block]) -> tuple[SourceText, ...]:
    """The source's own lines, each with what became of it."""
    roles: dict[tuple[int | None, int, str | None], str] = {}
    groups = (("left_out", reading.left_out), ("heading", reading.headings),
              ("statement", reading.statements))  # fmt: skip
    for role, parts in groups:
        for part in parts:
            for line in range(part.place.line_start, part.place.line_end + 1):
                roles[(part.place.page, line, part.place.cell)] = role
    return tuple(
        SourceText(
            block.place, block.text.strip(),
            roles.get((block.place.page, block.place.line_start, block.place.cell), "left_out"),
        )
        for block in blocks if block.text.strip()
    )  # fmt: skip


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named, in the order of their names.

    Hidden files and Office's lock files ("~$...") are passed over. In folders so are files that
    hold no notes; those that may (a photo, an old .doc) are kept, so that reading tells of them.

    Raises:
        UsageError: a path that is not there or may not be looked into, or nothing to read at all.
    """
    found: list[Path] = []
    for path in paths:
        try:
            if path.is_dir():
                found += sorted(p for p in path.rglob("*") if p.is_file() and _wanted(p))
            elif path.is_file():
                found.append(path)
            else:
                raise FileNotFoundError(path)
        except OSError as error:
            raise UsageError(
                "dit bestand of deze map bestaat niet, of u mag er niet bij.",
                remedy="Controleer de naam en de plaats.",
                place=str(path),
            ) from error
    if not found:
        raise UsageError(
            "er staat geen bestand in dat gelezen kan worden.",
            remedy=f"Gelezen worden: {', '.join(sorted(FORMATS))}.",
            place=", ".join(str(path) for path in paths) or "de opdracht",
        )
    return found


_NOT_READ = frozenset(
    {"doc", "xls", "ppt", "rtf", "pages", "numbers", "key", "docm", "xlsm", "pptm", "ods", "odp"}
    | {"msg", "one", "htm", "html", "zip", "jpg", "jpeg", "png", "heic", "tif", "tiff", "gif"}
    | {"bmp", "webp", "mp3", "mp4", "m4a", "wav"}
)
"""Endings of files that may hold notes but are not read."""


def _wanted(path: Path) -> bool:
    ending = path.suffix.lower().lstrip(".")
    return not path.name.startswith((".", "~$")) and (ending in FORMATS or ending in _NOT_READ)


def without_copies(intake: Intake) -> tuple[Intake, tuple[str, ...]]:
    """The intake with each file once, and a Dutch sentence for each copy that was left out."""
    kept: dict[str, ImportItem] = {}
    told: list[str] = []
    for item in intake.items:
        first = kept.setdefault(item.digest, item)
        if first is not item:
            told.append(
                f"{item.reading.source}: heeft dezelfde inhoud als {first.reading.source} "
                "en telt niet nog eens mee."
            )
    return Intake(tuple(kept.values()), intake.failures), tuple(told)
