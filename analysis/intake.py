"""From files to the database: read a day's files, code what they say, store it whole.

The pages and the command line come through here; what it needs of the outside it is given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.codebook import Codebook, dump_codebook, load_codebook, parse_codebook
from analysis.errors import SourceError, UsageError
from analysis.ingest.file_names import free_name
from analysis.ingest.lexicon import Lexicon, default_lexicon
from analysis.ingest.naming import unify_corners
from analysis.ingest.readers import DEFAULT_LIMIT, FORMATS, read_blocks
from analysis.ingest.reading import read_blocks_of
from analysis.keeping import default_keep_until
from analysis.mending import Mending, decisions, mend
from analysis.privacy.entering import NOTHING_TAKEN, names_out, settle
from analysis.store import ImportItem, ImportResult, SourceText
from analysis.types import (
    NO_CODE,
    Block,
    Category,
    CodedStatement,
    Coding,
    CodingTarget,
    Corner,
    Event,
    Proposal,
    Reading,
    Source,
    Statement,
)

if TYPE_CHECKING:
    from analysis.coding import Coder
    from analysis.privacy.findings import Finds
    from analysis.privacy.taking_out import Taken
    from analysis.store import Store

NOTHING_MENDED = Mending()

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
    # Here, since who only reads files need not wait for it.
    from analysis.coding import ModelCoder  # noqa: PLC0415

    return ModelCoder(codebook)


def codings_from(
    coded: Sequence[CodedStatement], *, coder: str, codebook: Codebook, created: datetime
) -> list[Coding]:
    """Proposals as codings to store; of the further codes only those that are assigned.

    For the kind it is what the text says, also under a heading, so that a clash can be told.
    """
    return [
        Coding(
            statement_id=item.statement_id,
            target=target,
            code=proposal.theme,
            assigned=proposal.assigned,
            coder=coder,
            codebook=codebook.key,
            created=created,
            probability=proposal.probability,
            evidence=proposal.evidence,
        )
        for item in coded
        for target, proposal in _decisions(item)
    ]


def _decisions(item: CodedStatement) -> list[tuple[CodingTarget, Proposal]]:
    themes = [(CodingTarget.THEME, proposal) for proposal in item.themes]
    further = [(CodingTarget.DIMENSION, p) for p in item.dimension if p.assigned]
    kind = item.category
    if not kind.read_probability:
        return themes + further
    read = Proposal(kind.read or NO_CODE, kind.read_probability, assigned=True)
    return [*themes, (CodingTarget.CATEGORY, read), *further]


@dataclass(frozen=True, slots=True)
class Stored:
    """What an import stored. `pairs` are (pseudonym, name as typed): they are kept nowhere.

    `replaced` counts the names and other data that were taken out.
    """

    result: ImportResult
    pairs: tuple[tuple[str, str], ...]
    replaced: int


def store_intake(
    store: Store,
    event: Event,
    items: Sequence[ImportItem],
    *,
    mending: Mending = NOTHING_MENDED,
    keep_duplicates: bool = False,
    finder: Finds | None = None,
    taken: Taken = NOTHING_TAKEN,
) -> Stored:
    """Mend `items`, take names and other personal data out, code them, and store it in one go.

    The kinds asked in a corner come from the files, beside those that the event already has.
    `taken` is what a researcher said of words; what is no name is so on this whole day. Without
    `finder` it is the shipped one, with the words that the organisation and the day allow.
    """
    codebook = codebook_of(event, store)
    now = datetime.now(UTC)
    items = mend(items, mending)
    by_hand = decisions(items, mending, codebook=codebook.key, created=now)
    lexicon = lexicon_for(codebook)
    with names_out(store, event, items, finder=finder, taken=taken, lexicon=lexicon) as out:
        statements = [s for item in out.items for s in item.reading.statements]
        codings = _propose(statements, codebook, now)
        codings += [
            replace(c, statement_id=out.ids.get(c.statement_id, c.statement_id)) for c in by_hand
        ]
        result = store.import_readings(
            event.id, out.items, codings, keep_duplicates=keep_duplicates,
            pseudonyms=out.fingerprints,
        )  # fmt: skip
        for form in sorted(taken.allowed):
            store.allow_form(form, event_id=event.id)
    return Stored(result, out.pairs, out.replaced)


def settle_names(
    store: Store, event: Event, *, finder: Finds | None = None, taken: Taken = NOTHING_TAKEN
) -> int:
    """Take out of a stored day what is found now, and propose codes for what changed anew.

    `taken` is what a researcher said of what was held back. Returns the number of statements
    that changed. What people decided stays.
    """
    codebook = codebook_of(event, store)
    changed = settle(store, event, finder=finder, taken=taken, lexicon=lexicon_for(codebook))
    if changed:
        statements = store.statements(event.id, changed)
        store.add_codings(event.id, _propose(statements, codebook, datetime.now(UTC)))
    return len(changed)


def _propose(
    statements: Sequence[Statement], codebook: Codebook, created: datetime
) -> list[Coding]:
    coder = coder_for(codebook)
    proposals = coder.propose(statements)
    return codings_from(proposals, coder=coder.name, codebook=codebook, created=created)


def change_codebook(store: Store, event: Event, codebook: Codebook) -> None:
    """Work with another codebook: its text is kept, and all statements are proposed anew.

    What people decided stays.
    """
    keep_codebook(store, codebook)
    proposed = _propose(store.statements(event.id), codebook, datetime.now(UTC))
    gone = _no_longer_proposed(store.latest_codings(event.id), proposed)
    store.add_codings(event.id, [*proposed, *gone])
    store.update_event(replace(event, codebook=codebook.key))


def _no_longer_proposed(before: Sequence[Coding], proposed: Sequence[Coding]) -> list[Coding]:
    """Of the further codes only those that hold are proposed: take back those that held."""
    if not proposed:
        return []
    now = {(coding.statement_id, coding.code) for coding in proposed}
    last = proposed[-1]
    return [
        replace(
            old, assigned=False, coder=last.coder, codebook=last.codebook, created=last.created,
            probability=None, evidence=(),
        )
        for old in before
        if old.by_machine and old.assigned and old.target is CodingTarget.DIMENSION
        and (old.statement_id, old.code) not in now
    ]  # fmt: skip


def keep_codebook(store: Store, codebook: Codebook) -> None:
    """Keep a codebook's text with the data, so that codings can be defended later."""
    store.add_codebook(codebook.name, str(codebook.version), dump_codebook(codebook))


def new_event(store: Store, *, title: str, date: str | None, codebook: Codebook) -> Event:
    """Make an event that works with `codebook`.

    Raises:
        UsageError: no title was given.
    """
    if not title.strip():
        raise UsageError("de bijeenkomst heeft nog geen titel.", remedy="Vul een titel in.")
    keep_codebook(store, codebook)
    today = datetime.now(UTC).date()
    event = Event(
        id="", title=title.strip(), codebook=codebook.key, date=date,
        corner_word=codebook.corner_word, keep_until=default_keep_until(today),
    )  # fmt: skip
    return store.create_event(event)
