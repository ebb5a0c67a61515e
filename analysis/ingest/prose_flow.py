"""From the headings and paragraphs of a report to statements: a sentence each.

Headings become corners (sub-topic, step, working group), deeper headings labels; what
participants said word for word is marked as a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from analysis.ingest.gathering import Draft, Gathering, Section
from analysis.ingest.lexicon import Lexicon
from analysis.ingest.matching import tokens
from analysis.ingest.signs import kind_sign, left_out_reason
from analysis.types import Block, BlockKind, Category

Split = Callable[[str], Sequence[tuple[int, int]]]

_SPEAKER = re.compile(
    r"^((?:[A-ZÀ-Þ][\w’'-]+|van|de|den|der|el|ter|ten|al)(?:\s+(?:[A-ZÀ-Þ][\w’'-]+|van|de|den|der|el"
    r"|ter|ten|al)){1,5})\s*(?:,[^:]{2,80})?:\s*(.*)$"
)
_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
_OPEN, _CLOSE = "“„", "”"
_CORNER_LEVELS = 2


class ProseFlow:
    """Walks over the blocks of running text in order and gathers statements."""

    def __init__(
        self, gathering: Gathering, lexicon: Lexicon, blocks: Sequence[Block], *, split: Split
    ) -> None:
        self.got = gathering
        self.lexicon = lexicon
        self.split = split
        levels = sorted({b.level for b in blocks if b.kind is BlockKind.HEADING})
        self.corner_levels = levels[:_CORNER_LEVELS] if min(levels, default=1) <= 1 else levels[:1]
        if self._numbered(blocks):
            self.corner_levels = levels[:1]
        self.corner: str | None = None
        self.label: str | None = None
        self.speaker: str | None = None
        self.kind: Category | None = None
        self.in_quote = False

    @staticmethod
    def _numbered(blocks: Sequence[Block]) -> bool:
        heads = [b for b in blocks if b.kind is BlockKind.HEADING and b.level == 1]
        return sum(bool(_NUMBER.match(block.text)) for block in heads) >= 3

    def take(self, block: Block, following: Block | None) -> None:
        """Take the next block; `following` is the one after it."""
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            self._heading(block)
        elif block.kind is BlockKind.FURNITURE:
            told = left_out_reason(block.text, self.lexicon) or "verwijzing of inhoudsopgave"
            self.got.leave(block, told)
        elif block.kind is BlockKind.NOTE:
            self.got.leave(block, "voetnoot, of naam bij een citaat")
        elif block.kind is BlockKind.HEADER:
            self.got.leave(block, "kopregel (datum, plaats, aanwezigen ...)")
        elif block.struck:
            self.got.leave(block, "doorgestreept")
        elif self._names_speaker(block, following):
            self.speaker = block.text.strip(" :*")
            self.got.use(block, "naam van de spreker")
        elif reason := left_out_reason(block.text, self.lexicon):
            self.got.leave(block, reason)
        else:
            self._sentences(block)

    @staticmethod
    def _names_speaker(block: Block, following: Block | None) -> bool:
        heads = following is not None and following.kind is BlockKind.HEADING
        return heads and bool(_SPEAKER.match(block.text)) and len(tokens(block.text)) <= 16

    def _heading(self, block: Block) -> None:
        self.in_quote = False
        if block.kind is BlockKind.TITLE:
            self.corner = block.text.strip()
            self.got.use(block, f"titel; gaf de hoek: {self.corner}")
            return
        text = _NUMBER.sub("", block.text).strip(" :")
        sign = kind_sign(text, self.lexicon)
        if sign and sign.whole and sign.firm and sign.single:
            self.kind = sign.single
            self.got.use(block, f"gaf de soort: {sign.single}")
            self.got.open_section(Section(self.corner, sign.single, block, named=sign.kinds))
            return
        named = _SPEAKER.match(block.text)
        if named and not named.group(2):
            self.speaker = block.text.strip(" :*")
            self.got.use(block, "naam van de spreker")
            return
        if block.level in self.corner_levels or not self.corner:
            self.corner = (named.group(2) if named else text).strip(" ‘’“”\"'") or text
            self.label = named.group(1) if named else self.speaker
            self.speaker, self.kind = None, None
            self.got.use(block, f"gaf de hoek: {self.corner}")
        else:
            self.label = text
            self.got.use(block, "tussenkop")

    def _sentences(self, block: Block) -> None:
        text = block.text
        spans = self.split(text)
        if (block.kind is BlockKind.BULLET and len(spans) <= 2) or not spans:
            spans = [(0, len(text))]
        for start, end in spans:
            sentence = text[start:end]
            quoted = self._quoted(sentence)
            self.got.state(
                Draft(
                    sentence, self.corner, self.kind, "heading" if self.kind else None,
                    block.place, section=len(self.got.sections) - 1, quote=quoted, label=self.label,
                )
            )  # fmt: skip
        self.in_quote = False

    def _quoted(self, sentence: str) -> bool:
        """Whether a sentence is somebody's words for the most part."""
        inside, spoken = self.in_quote, 0
        for char in sentence:
            if char in _OPEN:
                inside = True
            elif char in _CLOSE:
                inside = False
            elif char == '"':
                spoken += inside
                inside = not inside
            spoken += inside
        self.in_quote = inside
        return spoken >= 0.5 * len(sentence)
