"""The walk over headings, bullets and paragraphs: which corner and kind each line falls under."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.ingest.gathering import Draft, Gathering, Section
from analysis.ingest.lexicon import Lexicon
from analysis.ingest.matching import tokens
from analysis.ingest.naming import from_loose_text, is_numbered
from analysis.ingest.signs import (
    CornerSign,
    KindSign,
    asks,
    bare_mark,
    corner_sign,
    header_field,
    heading_sign,
    kind_label,
    kind_sign,
    left_out_reason,
    legend_pairs,
    tone_sign,
)
from analysis.types import Block, BlockKind, Category

_PARTS = re.compile(r"\s*(?:[:|]|\s[-–—]\s|[–—])\s*")
_SIGNATURE_WORDS = 10


@dataclass(slots=True)
class _Context:
    corner: str | None = None
    corner_level: int | None = None
    kind: Category | None = None
    kind_level: int | None = None
    by_label: bool = False  # the kind comes from a label in the text ("Goed: ...")
    section: int = 0
    label: str | None = None
    kinds_seen: bool = False  # a kind heading stood in this corner
    closing: bool = False  # a greeting at the end of a letter has passed


class Flow:
    """Walks over the blocks of one source in order and gathers statements."""

    def __init__(self, gathering: Gathering, lexicon: Lexicon, blocks: Sequence[Block]) -> None:
        self.got = gathering
        self.lexicon = lexicon
        self.context = _Context()
        self.has_kind_headings = any(
            block.kind is BlockKind.HEADING and self._heading_kind(block) for block in blocks
        )
        self.legend = _legend(blocks, lexicon)
        self.marks = self.legend or _plus_and_minus(blocks)
        self.list_like = _list_like(blocks)
        self.list_end = _list_end(blocks)
        self.parents: list[tuple[int, Category | None]] = []

    def take(self, block: Block, at: int) -> None:
        """Take the next block; `at` is its place in the whole sequence."""
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            self._heading(block)
        elif block.kind is BlockKind.HEADER:
            self._header(block)
        elif block.kind is BlockKind.FURNITURE:
            self._furniture(block)
        elif block.kind is BlockKind.NOTE:
            self.got.leave(block, "aantekening buiten de tekst")
        elif block.struck:
            self.got.leave(block, "doorgestreept")
        elif block.kind is BlockKind.BULLET:
            self._item(block)
        else:
            self._paragraph(block, last=at > self.list_end)

    # headings -----------------------------------------------------------------------------

    def _heading_kind(self, block: Block) -> KindSign | None:
        sign = heading_sign(block.text, self.lexicon)
        if sign is None:
            return None
        fits = sign.whole or (sign.firm and sign.words >= 1) or (asks(block.text) and sign.words > 1)
        return sign if fits else None

    def _heading(self, block: Block) -> None:
        if reason := left_out_reason(block.text, self.lexicon):
            if kind_sign(block.text, self.lexicon) is None:
                self.got.leave(block, reason)
                return
        if block.struck:
            self.got.leave(block, "doorgestreept")
            return
        kind, corner = self._read_heading(block)
        if block.kind is BlockKind.TITLE and kind and not (kind.whole and kind.single):
            kind = None
        if corner:
            self._set_corner(block, corner.name)
        if kind:
            self._set_kind(block, kind)
        elif not corner:
            self._unknown_heading(block)

    def _read_heading(self, block: Block) -> tuple[KindSign | None, CornerSign | None]:
        text = block.text
        parts = [part for part in _PARTS.split(text) if tokens(part)]
        if len(parts) > 1:
            kinds = [s for s in (kind_sign(p, self.lexicon) for p in parts) if s and s.whole]
            corners = [s for p in parts if (s := self._corner(p, block)) and s.whole and s.known]
            if kinds and corners:
                return kinds[0], corners[0]
        corner = self._corner(text, block)
        kind = self._heading_kind(block)
        if corner and corner.explicit and (corner.whole or not (kind and kind.whole)):
            return None, corner
        if kind and (kind.whole or not (corner and corner.whole)):
            return kind, None
        return None, corner if corner and (corner.explicit or corner.whole) else None

    def _corner(self, text: str, block: Block) -> CornerSign | None:
        sign = corner_sign(text, self.lexicon)
        if sign and block.kind is BlockKind.TITLE and not (sign.whole or sign.explicit):
            return None
        if sign:
            return sign
        same_level = block.level and block.level == self.context.corner_level
        if same_level and block.kind is BlockKind.HEADING and not kind_sign(text, self.lexicon):
            return CornerSign(text.strip(" :"), False, True, False)
        return None

    def _set_corner(self, block: Block, name: str) -> None:
        self.got.use(block, f"gaf de hoek: {name}")
        self.context = _Context(corner=name, corner_level=block.level)
        self.context.section = self.got.open_section(Section(name, None, block))
        self.parents = []

    def _set_kind(self, block: Block, sign: KindSign) -> None:
        context = self.context
        kind = sign.single
        for each in sign.kinds:
            self.got.ask(context.corner, each)
        told = f"gaf de soort: {kind}" if kind else "geeft geen soort: noemt er meer of geen"
        self.got.use(block, told)
        context.kind, context.kind_level, context.by_label = kind, block.level, False
        context.label, context.kinds_seen = None, True
        context.section = self.got.open_section(
            Section(
                context.corner, kind, block, named=sign.kinds, closed=kind is None,
                ambiguous=sign.ambiguous, shape=_shape(block),
            )
        )  # fmt: skip
        self.parents = []

    def _unknown_heading(self, block: Block) -> None:
        context = self.context
        if block.kind is BlockKind.TITLE or not self.got.drafts and not context.kinds_seen and (
            block.level <= 1 or context.corner is None and not self.has_kind_headings
        ):  # fmt: skip
            self.got.leave(block, "titel")
            return
        self.got.use(block, "tussenkop")
        styled_alike = context.kind_level is not None and block.level <= context.kind_level
        context.label = block.text.strip(" :")
        section = Section(
            context.corner, context.kind, block, unknown=styled_alike or not context.kinds_seen,
            shape=_shape(block), hint=self._hint(block),
        )  # fmt: skip
        context.section = self.got.open_section(section)
        self.parents = []

    def _hint(self, block: Block) -> Category | None:
        tone = tone_sign(block.text, self.lexicon)
        return tone.single if tone else None

    # what is no statement -----------------------------------------------------------------

    def _header(self, block: Block) -> None:
        field = header_field(block.text, self.lexicon)
        if field and field[0] == "corner":
            sign = corner_sign(field[1], self.lexicon)
            name = sign.name if sign else field[1]
            if any(char.isalpha() for char in name):
                self._set_corner(block, name)
                return
        self.got.leave(block, "kopregel (datum, plaats, aanwezigen ...)")

    def _furniture(self, block: Block) -> None:
        reason = left_out_reason(block.text, self.lexicon) or "kop- of voettekst"
        self.context.closing = self.context.closing or "groet" in block.text.lower()
        self.got.leave(block, reason)

    # statements ---------------------------------------------------------------------------

    def _paragraph(self, block: Block, *, last: bool) -> None:
        context = self.context
        if self.legend and legend_pairs(block.text, self.lexicon):
            self.got.use(block, "legenda bij de tekens")
        elif context.closing and len(tokens(block.text)) <= _SIGNATURE_WORDS:
            self.got.leave(block, "ondertekening")
        elif not context.kinds_seen and self.has_kind_headings and not self._labelled(block):
            self._above_first_heading(block)
        elif not self.got.drafts and self.marks and self.list_like:
            self.got.leave(block, "staat boven de eerste kop")
        elif last and self.list_like and self.got.drafts and self._gap_above(block):
            self.got.leave(block, "losse regel onder de lijst")
        else:
            self._item(block)

    def _above_first_heading(self, block: Block) -> None:
        """A line under the corner's heading; names the corner where the heading gave a number."""
        numbered = self.context.corner is not None and is_numbered(self.context.corner)
        named = from_loose_text(block.text, self.lexicon) if numbered else None
        if named:
            self._set_corner(block, named[0])
        else:
            self.got.leave(block, "staat boven de eerste kop")

    def _gap_above(self, block: Block) -> bool:
        return block.place.line_start > self.got.drafts[-1].place.line_end + 1

    def _labelled(self, block: Block) -> bool:
        return kind_label(block.text, self.lexicon) is not None

    def _item(self, block: Block) -> None:
        context = self.context
        reason = left_out_reason(block.text, self.lexicon)
        if reason:
            self.got.leave(block, reason)
            return
        kind, basis = context.kind, ("mark" if context.by_label else "heading")
        text = block.text
        if kind is None or context.by_label:
            by_mark = self._by_mark(block)
            label = kind_label(text, self.lexicon)
            if by_mark is not None:
                kind, basis = by_mark, "mark"
            elif label is not None and not self.got.sections[context.section].closed:
                kind, text, basis = label[0], label[1], "mark"
                if block.kind is BlockKind.PARAGRAPH:
                    context.kind, context.by_label = kind, True
        self._remember(block, kind)
        self.got.state(
            Draft(
                text, context.corner, kind, basis if kind else None,  # type: ignore[arg-type]
                block.place, section=context.section, label=context.label,
            )
        )  # fmt: skip

    def _by_mark(self, block: Block) -> Category | None:
        if block.kind is not BlockKind.BULLET or not self.marks:
            return None
        if block.level > 0 and self.parents:
            inherited = next((k for level, k in reversed(self.parents) if level < block.level), None)
            if inherited is not None:
                return inherited
        return self.marks.get(bare_mark(block.mark))

    def _remember(self, block: Block, kind: Category | None) -> None:
        self.parents = [(level, k) for level, k in self.parents if level < block.level]
        self.parents.append((block.level, kind))


def _shape(block: Block) -> tuple[object, ...]:
    letters = [char for char in block.text if char.isalpha()]
    shouted = bool(letters) and all(char.isupper() for char in letters)
    return (block.kind, block.level, block.bold, shouted)


def _legend(blocks: Sequence[Block], lexicon: Lexicon) -> Mapping[str, Category]:
    """Marks explained by the typist: "+ = loopt, - = loopt niet, ! = kans"."""
    meanings = (legend_pairs(block.text, lexicon) for block in blocks)
    return next((meaning for meaning in meanings if meaning), {})


def _plus_and_minus(blocks: Sequence[Block]) -> Mapping[str, Category]:
    """Marks that speak for themselves: where + and - both stand as bullets, they are kinds."""
    marks = Counter(
        bare_mark(b.mark) for b in blocks if b.kind is BlockKind.BULLET and b.level == 0 and b.mark
    )
    minus = next((mark for mark in ("-", "–", "−") if marks[mark]), None)
    if not marks["+"] or not minus:
        return {}
    meaning = {"+": Category.WERKT, minus: Category.KNELPUNT}
    third = [mark for mark in ("!", ">", "→", "=>", "->", "?", "*", "o", "★", "☆") if marks[mark]]
    return meaning | ({third[0]: Category.KANS} if len(third) == 1 else {})


def _list_end(blocks: Sequence[Block]) -> int:
    """The last bullet's number, where a list ends the text; else a number past the end."""
    telling = [at for at, b in enumerate(blocks) if b.kind in (BlockKind.BULLET, BlockKind.HEADING)]
    ends_in_list = bool(telling) and blocks[telling[-1]].kind is BlockKind.BULLET
    return telling[-1] if ends_in_list else len(blocks)


def _list_like(blocks: Sequence[Block]) -> bool:
    bullets = sum(b.kind is BlockKind.BULLET for b in blocks)
    free = sum(b.kind is BlockKind.PARAGRAPH for b in blocks)
    return bullets >= 4 and bullets >= 2 * free
