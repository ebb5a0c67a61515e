"""The door of the ingest step: bytes in, a reading out; and the readings of a whole day."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from analysis.errors import EmptySource
from analysis.ingest.flow import Flow
from analysis.ingest.gathering import Draft, Gathering
from analysis.ingest.layout import structure
from analysis.ingest.lexicon import Lexicon, default_lexicon
from analysis.ingest.matching import tokens
from analysis.ingest.naming import (
    from_file_name,
    from_loose_text,
    is_numbered,
    partners_of,
    unify_corners,
)
from analysis.ingest.prose import structure_prose
from analysis.ingest.prose_flow import ProseFlow
from analysis.ingest.prose_signs import is_prose, is_prose_in_blocks
from analysis.ingest.readers import read_blocks
from analysis.ingest.remarks import repeated_as_furniture
from analysis.ingest.sections import infer_kinds
from analysis.ingest.signs import corner_sign, header_field, heading_sign
from analysis.ingest.tables import read_table
from analysis.ingest.turns import is_transcript, read_turns
from analysis.types import NO_CORNER, Block, BlockKind, Category, Reading, Statement

_ID_BYTES = 6
_OPENING = 8  # blocks in which the corner may be named
_OPENING_KINDS = (
    BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADER, BlockKind.FURNITURE
)  # fmt: skip


def read_source(name: str, data: bytes, *, lexicon: Lexicon | None = None) -> Reading:
    """Read one file into statements with corner, kind and place.

    `name` is the file's own name, with extension; it may give the corner.

    Raises:
        SourceError: the file cannot be read; its message says why and what to do.
    """
    words = lexicon or default_lexicon()
    blocks = read_blocks(name, data)
    return unify_corners([read_blocks_of(name, blocks, lexicon=words)], words)[0]


def read_day(
    sources: Iterable[tuple[str, bytes]], *, lexicon: Lexicon | None = None
) -> list[Reading]:
    """Read files of one day; corners are called the same in all of them.

    Raises:
        SourceError: the first file that cannot be read.
    """
    words = lexicon or default_lexicon()
    readings = [read_blocks_of(n, read_blocks(n, data), lexicon=words) for n, data in sources]
    return unify_corners(readings, words)


def read_blocks_of(name: str, blocks: Sequence[Block], *, lexicon: Lexicon) -> Reading:
    """The reading of blocks that a reader gave, corners still under the names given."""
    got = Gathering(name)
    shaped, prose = _shape(name, blocks, lexicon)
    spoken: str | None = None
    if is_transcript(shaped):
        spoken = _transcript(shaped, got, lexicon)
    elif prose:
        _prose(shaped, got, lexicon)
    else:
        _notes(shaped, got, lexicon)
        infer_kinds(got)
    fallback = _fallback_corner(name, shaped, spoken, lexicon, prose=prose)
    if not got.drafts and not got.headings and not got.left_out:
        raise EmptySource(
            "dit bestand bevat geen tekst.",
            remedy="Controleer of u het goede bestand koos.",
            place=name,
        )
    return _finish(got, fallback, lexicon, prose=prose)


def _shape(name: str, blocks: Sequence[Block], lexicon: Lexicon) -> tuple[list[Block], bool]:
    if is_prose(blocks, lexicon):
        return structure_prose(blocks, lexicon), True
    markdown = name.lower().endswith((".md", ".markdown"))
    shaped = repeated_as_furniture(structure(blocks, lexicon, markdown=markdown))
    return shaped, is_prose_in_blocks(shaped)


def _transcript(blocks: Sequence[Block], got: Gathering, lexicon: Lexicon) -> str | None:
    turns = [block for block in blocks if block.kind is BlockKind.TURN]
    notes = [block for block in blocks if block.kind is not BlockKind.TURN]
    for block in notes:
        got.leave(block, "aantekening bij de opname")
    spoken = read_turns(turns, got, lexicon, split=_sentences)
    return " ".join([*(block.text for block in notes), spoken or ""]).strip() or None


def _prose(blocks: Sequence[Block], got: Gathering, lexicon: Lexicon) -> None:
    flow = ProseFlow(got, lexicon, blocks, split=_sentences)
    plain = [block for block in blocks if block.kind is not BlockKind.CELL]
    for at, block in enumerate(plain):
        flow.take(block, plain[at + 1] if at + 1 < len(plain) else None)
    _tables([block for block in blocks if block.kind is BlockKind.CELL], got, lexicon, flow.corner)


def _sentences(text: str) -> Sequence[tuple[int, int]]:
    from analysis.language import sentences  # noqa: PLC0415 - most readings need no sentences

    return sentences(text)


def _notes(blocks: Sequence[Block], got: Gathering, lexicon: Lexicon) -> None:
    flow = Flow(got, lexicon, blocks)
    at = 0
    for is_cell, run in groupby(blocks, key=lambda block: block.kind is BlockKind.CELL):
        chunk = list(run)
        if is_cell:
            context = flow.context
            _tables(chunk, got, lexicon, context.corner, kind=context.kind, section=context.section)
        else:
            for offset, block in enumerate(chunk):
                flow.take(block, at + offset)
        at += len(chunk)


def _tables(
    cells: Sequence[Block], got: Gathering, lexicon: Lexicon, corner: str | None,
    *, kind: Category | None = None, section: int = 0,
) -> None:  # fmt: skip
    groups = [group for group, _ in groupby(cells, key=lambda block: block.group)]
    for (group, _), run in groupby(cells, key=lambda block: (block.group, block.table)):
        own = _group_corner(group, lexicon, alone=len(set(groups)) == 1)
        read_table(
            list(run), got, lexicon, corner=own or corner,
            kind=_group_kind(group, lexicon) or kind, section=section,
        )  # fmt: skip


def _group_corner(group: str | None, lexicon: Lexicon, *, alone: bool) -> str | None:
    """The corner that a sheet's name gives; a name that says nothing gives none."""
    if not group or group.startswith("dia "):
        return None
    sign = corner_sign(group, lexicon)
    if sign and sign.known:
        return sign.name
    named = from_file_name(group, lexicon)
    return named[0] if named and not alone else None


def _group_kind(group: str | None, lexicon: Lexicon) -> Category | None:
    """The kind that a sheet's name is."""
    sign = heading_sign(group, lexicon) if group and not group.startswith("dia ") else None
    return sign.single if sign and sign.whole else None


def _fallback_corner(
    name: str, blocks: Sequence[Block], spoken: str | None, lexicon: Lexicon, *, prose: bool
) -> str:
    """The corner of statements above which no corner stands: from title, welcome or file name."""
    titles = [b.text for b in blocks if b.kind is BlockKind.TITLE]
    opening = [b for b in blocks[:_OPENING] if b.kind in _OPENING_KINDS]
    texts = [b.text if b.kind is not BlockKind.HEADER else _hint(b.text, lexicon) for b in opening]
    if prose:
        return titles[0] if titles else "Inleiding"
    loose = [found for text in [*titles, *texts, spoken or ""]
             if text and (found := from_loose_text(text, lexicon))]  # fmt: skip
    loose.sort(key=lambda found: " ".join(tokens(found[0])) in lexicon.generic_partners)
    for corner, explicit in loose:
        if explicit:
            return corner
    by_name = from_file_name(name, lexicon)
    if by_name and by_name[1]:
        return by_name[0]
    if loose:
        return loose[0][0]
    return by_name[0] if by_name else NO_CORNER


def _hint(text: str, lexicon: Lexicon) -> str:
    """What a header line says that may name a corner; empty where its key names people or dates."""
    field = header_field(text, lexicon)
    return field[1] if field and field[0] in lexicon.corner_hint_keys else ""


def _finish(got: Gathering, fallback: str, lexicon: Lexicon, *, prose: bool) -> Reading:
    given = {draft.corner for draft in got.drafts}
    renamed = (
        len(given) == 1 and is_numbered(next(iter(given)) or "")
        and bool(partners_of(fallback, lexicon))
    )  # fmt: skip
    seen: Counter[tuple[str, str]] = Counter()
    statements = []
    for draft in got.drafts:
        corner = fallback if renamed else draft.corner or fallback
        seen[(corner, draft.text)] += 1
        identity = statement_id(got.source, corner, draft.text, seen[(corner, draft.text)])
        statements.append(_statement(draft, identity, corner, got.source))
    asked: dict[str, frozenset[Category]] = {}
    for named, kinds in got.asked.items():
        corner = fallback if renamed else named or fallback
        asked[corner] = asked.get(corner, frozenset()) | frozenset(kinds)
    stated = {statement.corner for statement in statements}
    return Reading(
        source=got.source,
        statements=tuple(statements),
        left_out=tuple(got.left_out),
        headings=tuple(got.headings),
        asked={corner: kinds for corner, kinds in asked.items() if corner in stated},
        prose=prose,
    )


def _statement(draft: Draft, identity: str, corner: str, source: str) -> Statement:
    return Statement(
        id=identity,
        text=draft.text,
        corner=corner,
        category=draft.category,
        category_basis=draft.basis if draft.category else None,
        source=source,
        place=draft.place,
        quote=draft.quote,
        label=draft.label,
    )


def statement_id(source: str, corner: str, text: str, occurrence: int) -> str:
    """A short id that stays the same when the file is read again or changed elsewhere."""
    key = "\x1f".join((source, corner, text, str(occurrence))).encode("utf-8")
    digest = hashlib.blake2b(key, digest_size=_ID_BYTES).digest()
    return "u" + base64.b32encode(digest).decode("ascii").rstrip("=").lower()
