"""What the store takes and returns beside the shared values of analysis/types.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from analysis.types import ActivityKind, Coding, Place, Reading, Source, Statement


@dataclass(frozen=True, slots=True)
class SourceText:
    """A line, row or paragraph of a source as it was read, and what it became."""

    place: Place
    text: str
    role: str  # "statement", "heading", "left_out" ...: the reader's own word


@dataclass(frozen=True, slots=True)
class ImportItem:
    """One file to import: how it was read, the SHA-256 of its bytes, and its whole text."""

    reading: Reading
    digest: str
    source_texts: tuple[SourceText, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file that was not imported, since its bytes are there already under `earlier_name`."""

    name: str
    earlier_name: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A statement that was not stored, since `earlier_source` says the same."""

    statement: Statement
    earlier_id: str
    earlier_source: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import stored, and what it did not store and why."""

    sources: tuple[Source, ...]
    statements: int
    left_out: int
    codings: int
    corners_added: tuple[str, ...]
    known_files: tuple[KnownFile, ...]
    duplicates: tuple[Duplicate, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A statement's own lines in its source and those around it, in reading order."""

    source: str
    before: tuple[SourceText, ...]
    here: tuple[SourceText, ...]
    after: tuple[SourceText, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One coding with the note its coder added."""

    coding: Coding
    memo: str | None


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """One version of a codebook, as YAML; versions are added and never changed."""

    name: str
    version: str
    text: str
    created: datetime

    @property
    def key(self) -> str:
        """The name under which events and codings refer to it."""
        return f"{self.name}@{self.version}"


@dataclass(frozen=True, slots=True)
class Counts:
    """How far an event is: numbers of sources, statements, lines left out, coded statements."""

    sources: int
    statements: int
    left_out: int
    coded_by_machine: int  # statements on which the machine made any proposal
    decided_by_person: int  # statements on which a person decided a theme


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the log: who did what when; `number` counts what it was done to.

    It outlives the event, holds no content, and is never changed.
    """

    at: datetime
    who: str
    what: ActivityKind
    event_id: str | None
    number: int | None
