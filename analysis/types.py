"""The values that travel through the house: events, corners, blocks, statements, codings.

All are frozen; a step takes them and returns new ones. The words are those of the glossary.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal

NO_CORNER = "Zonder hoek"
"""The corner of statements for which no heading, column or file name named one."""


NO_CODE = "geen"
"""What the machine calls it where none of several codes holds, such as no kind."""


class Category(StrEnum):
    """Kind of a statement: what works, what is a bottleneck, where a chance lies."""

    WERKT = "werkt"
    KNELPUNT = "knelpunt"
    KANS = "kans"


class BlockKind(StrEnum):
    """What a piece of a file is, before anyone asks what it means."""

    LINE = "line"  # one physical line; layout has not been read yet
    TITLE = "title"
    HEADING = "heading"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    CELL = "cell"
    TURN = "turn"
    HEADER = "header"  # "name: value" before the text: mail headers, document properties
    FURNITURE = "furniture"  # repeated page headers and footers, page numbers, captions
    NOTE = "note"  # speaker notes, footnotes, comments


CategoryBasis = Literal["heading", "column", "mark", "question", "text"]
"""What gave a statement its kind: a heading, a table column, a +/- mark, the host's question, or
the machine, which read the text."""

ProposalBasis = Literal["terms", "examples", "similarity"]
"""What a proposal rests on: search terms alone; a model that learned from coded examples; or the
likeness to a theme's definition, terms and examples, which is weaker."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of text stands in its source.

    `line_start` and `line_end` count from 1: physical lines in text formats, rows in
    spreadsheets, paragraphs in reading order in Word, OpenDocument and PowerPoint, lines of
    the page in PDF. `page` counts pages or slides from 1. `cell` is a spreadsheet address
    ("Blad1!B4") or a table position ("tabel 1, rij 2, kolom 3").
    """

    line_start: int
    line_end: int
    page: int | None = None
    cell: str | None = None

    @property
    def sheet(self) -> str:
        """The name of the spreadsheet's sheet; '' where there is none."""
        return (self.cell or "").rpartition("!")[0]

    def on_sheet(self, name: str) -> Place:
        """The same place on a sheet of this name; a place on no sheet stays as it is."""
        sheet, mark, cell = (self.cell or "").rpartition("!")
        return replace(self, cell=f"{name}{mark}{cell}") if sheet and name != sheet else self


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a file with its layout: what it looks like, not yet what it says.

    `level` is the heading level (1 is highest) or the bullet's depth (0 is outermost).
    `mark` is the bullet or number as typed ("-", "+", "3."). `group` names the sheet or slide
    that holds the block. Cells carry `table`, `row` and `column`, counting from 0.
    """

    kind: BlockKind
    text: str
    place: Place
    level: int = 0
    mark: str | None = None
    group: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    speaker: str | None = None
    struck: bool = False
    bold: bool = False
    size: float | None = None  # points, where the format knows it (PDF)


@dataclass(frozen=True, slots=True)
class Statement:
    """One bullet or sentence: the unit of coding, with the place it came from."""

    id: str
    text: str
    corner: str
    category: Category | None
    category_basis: CategoryBasis | None
    source: str
    place: Place
    quote: bool = False  # a participant's words, quoted in prose
    label: str | None = None  # sub-heading, speaker or slide title that stood above it


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text of a source that became no statement, and why."""

    source: str
    text: str
    place: Place
    reason: str  # Dutch, shown to the user


@dataclass(frozen=True, slots=True)
class Reading:
    """One source, read: its statements and, so that nothing is lost, all the rest.

    `asked` tells per corner for which kinds the source had a heading, column, mark or question,
    also where no statement followed.
    """

    source: str
    statements: tuple[Statement, ...]
    left_out: tuple[LeftOut, ...]
    headings: tuple[LeftOut, ...] = ()  # what gave a corner or kind; the reason says which
    asked: dict[str, frozenset[Category]] = field(default_factory=dict)
    prose: bool = False  # a report: its corners are headings, not partners


@dataclass(frozen=True, slots=True)
class Span:
    """Evidence: code points [start, end) of the statement's text and the term they matched."""

    start: int
    end: int
    term: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the machine proposes for one theme of one statement."""

    theme: str
    probability: float  # 0..1
    assigned: bool
    evidence: tuple[Span, ...] = ()
    basis: ProposalBasis = "terms"


@dataclass(frozen=True, slots=True)
class CategoryProposal:
    """The kind of one statement, from its heading or else from its text; None without ground.

    `read` and `read_probability` are what the text alone says, also where a heading decides: where
    they differ from `value` the two clash.
    """

    value: Category | None
    probability: float
    basis: Literal["heading", "text"]
    read: Category | None = None
    read_probability: float = 0.0


@dataclass(frozen=True, slots=True)
class CodedStatement:
    """All proposals for one statement; `certainty` is the probability that all themes are right."""

    statement_id: str
    themes: tuple[Proposal, ...]
    category: CategoryProposal
    certainty: float
    dimension: tuple[Proposal, ...] = ()  # codes of the codebook's second dimension


class CodingTarget(StrEnum):
    """What a coding decides on."""

    THEME = "theme"
    CATEGORY = "category"
    DIMENSION = "dimension"


@dataclass(frozen=True, slots=True)
class Coding:
    """One decision by one coder; decisions are only ever added and the newest one counts.

    A `withdrawn` one takes back what its coder decided before on the same code of the same
    statement. A `blind` one is a second coder's, for agreement only: it never counts.
    """

    statement_id: str
    target: CodingTarget
    code: str  # theme name, kind, or code of the second dimension
    assigned: bool
    coder: str  # "machine:..." or a person's name
    codebook: str  # name@version
    created: datetime
    probability: float | None = None
    evidence: tuple[Span, ...] = ()
    withdrawn: bool = False
    blind: bool = False

    @property
    def by_machine(self) -> bool:
        """Whether the machine proposed this; a person's decision always goes before it."""
        return self.coder.startswith("machine:")


@dataclass(frozen=True, slots=True)
class Corner:
    """One group's table. `asked` holds the kinds that were asked there."""

    name: str
    asked: frozenset[Category] = frozenset(Category)
    position: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """One day: its corners, its codebook version, perhaps an earlier edition."""

    id: str
    title: str
    codebook: str  # name@version
    date: str | None = None  # ISO 8601
    corner_word: str = "koffiehoek"  # what a corner is called on this day
    previous: str | None = None
    corners: tuple[Corner, ...] = ()
    keep_until: str | None = None  # ISO 8601; the day is to be removed after this date


@dataclass(frozen=True, slots=True)
class Source:
    """One uploaded file of an event; `digest` is the SHA-256 of its bytes, in hexadecimal."""

    id: str
    event_id: str
    name: str
    digest: str
    imported: datetime


class ActivityKind(StrEnum):
    """What somebody did, as the activity log tells it without any content."""

    DAY_CREATED = "day_created"
    READ = "files_read"
    SOURCE_REMOVED = "source_removed"
    REVIEWED = "reviewed"
    CODEBOOK_CHANGED = "codebook_changed"
    EXPORTED = "exported"
    NAMELIST_MADE = "namelist_made"
    NAMELIST_OPENED = "namelist_opened"
    NAME_ALLOWED = "name_allowed"
    NAME_DISALLOWED = "name_disallowed"
    NAME_REMOVED = "name_removed"
    RETENTION_SET = "retention_set"
    DAY_DELETED = "day_deleted"
    KEY_DELETED = "key_deleted"
    PASSWORD_SET = "password_set"  # noqa: S105  # a kind of activity
    ACCESS_GIVEN = "access_given"
    ACCESS_TAKEN = "access_taken"
