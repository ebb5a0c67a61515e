"""The walk over headings, bullets and paragraphs: which corner and kind each line falls under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.ingest.gathering import Draft, Gathering, Section
from analysis.ingest.lexicon import Lexicon
from analysis.ingest.matching import tokens
from analysis.ingest.naming import from_loose_text, is_numbered, partners_of
from analysis.ingest.overview import (
    list_end,
    list_like,
    marks_explained,
    paragraph_runs,
    plus_and_minus,
)
from analysis.ingest.remarks import is_remark, loose_paragraphs
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
from analysis.types import Block, BlockKind, Category, CategoryBasis

_PARTS = re.compile(r"\s*(?:[:|]|\s[-–—]\s|[–—])\s*")
_SIGNATURE_WORDS = 10
_LEADING = 4  # paragraphs above the first heading; more are statements


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
        self.legend = marks_explained(blocks, lexicon)
        self.marks = self.legend or plus_and_minus(blocks)
        self.list_like = list_like(blocks)
        self.list_end = list_end(blocks)
        self.leading = paragraph_runs(blocks)
        self.loose = loose_paragraphs(blocks)
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
            self._paragraph(block, at, last=at > self.list_end)

    # headings -----------------------------------------------------------------------------

    def _heading_kind(self, block: Block) -> KindSign | None:
        sign = heading_sign(block.text, self.lexicon)
        if sign is None:
            return None
        fits = sign.whole or sign.firm or (asks(block.text) and sign.words > 1)
        return sign if fits else None

    def _heading(self, block: Block) -> None:
        reason = left_out_reason(block.text, self.lexicon)
        if reason and kind_sign(block.text, self.lexicon) is None:
            self.got.leave(block, reason)
            return
        if block.struck:
            self.got.leave(block, "doorgestreept")
            return
        kind, corner = self._read_heading(block)
        if block.kind is BlockKind.TITLE and kind and not (kind.whole and kind.single):
            kind = None
        if corner and self._goes_on(block, corner.name):
            self.got.use(block, "vervolg van de hoek")
        elif corner:
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
        kind_level = self.context.kind_level
        if sign and kind_level and block.level > kind_level and not sign.explicit:
            return None  # a subject under a kind: "Op school"
        if sign:
            return sign
        return self._beside_corner(text, block)

    def _beside_corner(self, text: str, block: Block) -> CornerSign | None:
        """A heading styled as the corner's above it, unless kinds are headed so too."""
        context = self.context
        styled = block.kind is BlockKind.HEADING and block.level and (
            block.level == context.corner_level and block.level != context.kind_level
        )  # fmt: skip
        if not styled or heading_sign(text, self.lexicon) or is_remark(text, self.lexicon):
            return None
        return CornerSign(text.strip(" :"), False, True, False)

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
        if block.kind is BlockKind.TITLE or (not self.got.drafts and not context.kinds_seen and (
            block.level <= 1 or (context.corner is None and not self.has_kind_headings)
        )):  # fmt: skip
            self.got.leave(block, "titel")
            return
        if context.kinds_seen and "vervolg" in tokens(block.text):
            self.got.use(block, "vervolg van de kop erboven")
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

    def _goes_on(self, block: Block, name: str) -> bool:
        """Whether a heading only says that the same corner goes on ("Halt (vervolg)")."""
        if self.context.corner is None or "vervolg" not in tokens(block.text):
            return False
        now = partners_of(self.context.corner, self.lexicon)
        return bool(now) and now == partners_of(name, self.lexicon)

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

    def _paragraph(self, block: Block, at: int, *, last: bool) -> None:
        context = self.context
        if self.legend and legend_pairs(block.text, self.lexicon):
            self.got.use(block, "legenda bij de tekens")
        elif context.closing and len(tokens(block.text)) <= _SIGNATURE_WORDS:
            self.got.leave(block, "ondertekening")
        elif self._opens(block, at):
            self._above_first_heading(block)
        elif not self.got.drafts and self.marks and self.list_like:
            self.got.leave(block, "staat boven de eerste kop")
        elif last and self.list_like and self.got.drafts and self._gap_above(block):
            self.got.leave(block, "losse regel onder de lijst")
        elif at in self.loose and is_remark(block.text, self.lexicon, least=self.loose[at]):
            self.got.leave(block, "aantekening van de typist")
        else:
            self._item(block)

    def _opens(self, block: Block, at: int) -> bool:
        """Whether a paragraph stands between a corner's name and its first heading."""
        if self.context.kinds_seen or not self.has_kind_headings or self._labelled(block):
            return False
        return self.leading.get(at, 0) <= _LEADING

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
        kind = context.kind
        basis: CategoryBasis = "mark" if context.by_label else "heading"
        text = block.text
        if kind is None or context.by_label:
            by_mark = self._by_mark(block)
            label = kind_label(text, self.lexicon)
            if by_mark is not None:
                kind, basis = by_mark, "mark"
            elif label is not None and not self.got.sections[context.section].closed:
                kind, text, basis = label[0], label[1], "mark"
                led = block.text[: len(block.text) - len(text)].strip()
                self.got.use(replace(block, text=led), f"gaf de soort: {kind}")
                if block.kind is BlockKind.PARAGRAPH:
                    context.kind, context.by_label = kind, True
        self._remember(block, kind)
        self.got.state(
            Draft(
                text, context.corner, kind, basis if kind else None,
                block.place, section=context.section, label=context.label,
            )
        )  # fmt: skip

    def _by_mark(self, block: Block) -> Category | None:
        if block.kind is not BlockKind.BULLET or not self.marks:
            return None
        if block.level > 0 and self.parents:
            above = [kind for level, kind in self.parents if level < block.level]
            inherited = above[-1] if above else None
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
