"""From files to the database: read a day's files, code what they say, store it whole.

The pages and the command line come through here; what it needs of the outside it is given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from analysis.codebook import Codebook, load_codebook, parse_codebook
from analysis.coding import Coder, SearchTermCoder
from analysis.errors import SourceError, UsageError
from analysis.ingest.lexicon import Lexicon, default_lexicon
from analysis.ingest.naming import unify_corners
from analysis.ingest.readers import DEFAULT_LIMIT, FORMATS, read_blocks
from analysis.ingest.reading import read_blocks_of
from analysis.store import ImportItem, ImportResult, SourceText, Store
from analysis.types import (
    Block,
    CodedStatement,
    Coding,
    CodingTarget,
    Corner,
    Event,
    Proposal,
    Reading,
    Statement,
)

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
        asked: dict[str, set[object]] = {}
        for item in self.items:
            for statement in item.reading.statements:
                asked.setdefault(statement.corner, set())
            for corner, kinds in item.reading.asked.items():
                asked.setdefault(corner, set()).update(kinds)
        return tuple(
            Corner(name, frozenset(kinds) or Corner(name).asked, position)  # type: ignore[arg-type]
            for position, (name, kinds) in enumerate(asked.items())
        )


def lexicon_for(codebook: Codebook) -> Lexicon:
    """The word lists of the ingest step with the codebook's own partners and kind words."""
    return default_lexicon().extended(
        partners={partner.name: partner.synonyms for partner in codebook.partners},
        kinds={kind.value: words for kind, words in codebook.kinds.items()},
    )


def read_files(
    files: Iterable[tuple[str, bytes]], *, lexicon: Lexicon,
    limit_bytes: int = DEFAULT_LIMIT, progress: Progress | None = None,
) -> Intake:  # fmt: skip
    """Read the files of one day; a file that cannot be read leaves the others alone."""
    given = list(files)
    readings: list[Reading] = []
    blocks: list[tuple[Block, ...]] = []
    digests: list[str] = []
    failures: list[SourceError] = []
    for done, (name, data) in enumerate(given):
        if progress:
            progress(done, len(given), name)
        try:
            read = read_blocks(name, data, limit_bytes=limit_bytes)
            readings.append(read_blocks_of(name, read, lexicon=lexicon))
        except SourceError as error:
            failures.append(error)
            continue
        blocks.append(read)
        digests.append(hashlib.sha256(data).hexdigest())
    items = [
        ImportItem(reading, digest, source_texts(reading, read))
        for reading, digest, read in zip(
            unify_corners(readings, lexicon), digests, blocks, strict=True
        )
    ]
    return Intake(tuple(items), tuple(failures))


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

    Hidden files and Office's lock files ("~$...") are passed over, and in folders so are formats
    that are not read.

    Raises:
        UsageError: a path that is not there, or nothing to read at all.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file())
            found += [p for p in inside if p.suffix.lower().lstrip(".") in FORMATS and _wanted(p)]
        elif path.is_file():
            found.append(path)
        else:
            raise UsageError(
                "dit bestand of deze map bestaat niet.",
                remedy="Controleer de naam en de plaats.",
                place=str(path),
            )
    if not found:
        raise UsageError(
            "er staat geen bestand in dat gelezen kan worden.",
            remedy=f"Gelezen worden: {', '.join(sorted(FORMATS))}.",
            place=", ".join(str(path) for path in paths) or "de opdracht",
        )
    return found


def _wanted(path: Path) -> bool:
    return not path.name.startswith((".", "~$"))


def codebook_of(event: Event, store: Store) -> Codebook:
    """The codebook version that an event works with, from the database or from the shipped ones."""
    kept = store.codebook(event.codebook)
    if kept is not None:
        return parse_codebook(kept.text, source=event.codebook)
    return load_codebook(event.codebook.partition("@")[0])


def code(statements: Sequence[Statement], codebook: Codebook) -> list[CodedStatement]:
    """Proposals for statements by the coder that the codebook allows."""
    return coder_for(codebook).propose(statements)


def coder_for(codebook: Codebook) -> Coder:
    """The coder to use with a codebook."""
    return SearchTermCoder(codebook)


def codings_from(
    coded: Sequence[CodedStatement], *, coder: str, codebook: Codebook, created: datetime
) -> list[Coding]:
    """Proposals as codings to store; of the further codes only those that are assigned."""
    out: list[Coding] = []
    for item in coded:
        themes = [(CodingTarget.THEME, proposal) for proposal in item.themes]
        others = [(CodingTarget.DIMENSION, p) for p in item.dimension if p.assigned]
        for target, proposal in themes + others:
            out.append(_coding(item.statement_id, target, proposal, coder, codebook, created))
    return out


def _coding(
    statement_id: str, target: CodingTarget, proposal: Proposal, coder: str,
    codebook: Codebook, created: datetime,
) -> Coding:  # fmt: skip
    return Coding(
        statement_id=statement_id,
        target=target,
        code=proposal.theme,
        assigned=proposal.assigned,
        coder=coder,
        codebook=codebook.key,
        created=created,
        probability=proposal.probability,
        evidence=proposal.evidence,
    )


def store_intake(
    store: Store, event: Event, items: Sequence[ImportItem], *, keep_duplicates: bool = False
) -> ImportResult:
    """Code the statements of `items` and store all of it in one go.

    The kinds asked in corners that are new come from the files; corners that the event already
    has keep what was set.
    """
    codebook = codebook_of(event, store)
    coder = coder_for(codebook)
    statements = [s for item in items for s in item.reading.statements]
    codings = codings_from(
        coder.propose(statements), coder=coder.name, codebook=codebook, created=datetime.now(UTC)
    )
    result = store.import_readings(event.id, items, codings, keep_duplicates=keep_duplicates)
    _set_asked(store, event.id, items, frozenset(result.corners_added))
    return result


def _set_asked(
    store: Store, event_id: str, items: Sequence[ImportItem], added: frozenset[str]
) -> None:
    read = {corner.name: corner.asked for corner in Intake(tuple(items), ()).corners}
    corners = store.event(event_id).corners
    wanted = [
        replace(corner, asked=read[corner.name])
        if corner.name in added and corner.name in read
        else corner
        for corner in corners
    ]
    if list(corners) != wanted:
        store.set_corners(event_id, wanted)
