"""Whether a line stands as a heading: by its words, its form and what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.ingest.lexicon import Lexicon
from analysis.ingest.lines import ENDS, Habits, Line, plain
from analysis.ingest.marks import is_number
from analysis.ingest.matching import tokens
from analysis.ingest.signs import (
    CornerSign,
    KindSign,
    asks,
    corner_sign,
    header_field,
    heading_sign,
    kind_sign,
)
from analysis.types import Block, BlockKind

_BRACKETS = re.compile(r"\([^()]*\)")
_MAX_WORDS = 16
_FIRSTS = ("1", "a", "i")
_FEW = 3  # words of a heading amid other lines
_OPENING = 6  # words of a heading at the top of a group
_SHORT = 8  # words of a heading that only its place tells
_ABOVE = (BlockKind.HEADING, BlockKind.TITLE, BlockKind.FURNITURE, BlockKind.HEADER)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a line: the block above, the line below, the block after the run."""

    above: Block | None
    below: Line | None
    follows: Block | None

    @property
    def list_below(self) -> bool:
        """Whether a bullet, or a block that the reader told apart, comes next."""
        return self.below.parts.mark is not None if self.below else self.follows is not None


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the lines of one text."""

    habits: Habits
    lexicon: Lexicon

    def heads(self, line: Line, around: Around) -> bool:
        """Whether a line stands as a heading."""
        mark = line.parts.mark
        text = plain(line.parts.body if mark else line.text)
        words = len(tokens(_BRACKETS.sub(" ", text))) or 1
        if words > _MAX_WORDS or header_field(text, self.lexicon):
            return False
        if mark and is_number(mark):
            return self._numbered(line, text, around, words=words)
        if mark:
            return self._bulleted(line, text, around)
        return self._plain(line, text, around, words=words)

    def _bulleted(self, line: Line, text: str, around: Around) -> bool:
        kinds = kind_sign(text, self.lexicon)
        if not kinds or not kinds.whole:
            return False
        below = around.below
        deeper = below and below.parts.mark and below.parts.indent > line.parts.indent
        lone_symbol = (line.parts.mark or "") in "+-" and not line.parts.body
        return bool(text.rstrip().endswith(":") or (deeper and kinds.firm) or lone_symbol)

    def _numbered(self, line: Line, text: str, around: Around, *, words: int) -> bool:
        below = around.below
        kinds = kind_sign(text, self.lexicon)
        alone = below is None or below.parts.mark is None or not is_number(below.parts.mark)
        if kinds and kinds.whole:
            return text.rstrip().endswith(":") or (kinds.firm and (alone or line.gap))
        opens = below is not None and _opens_list(line, below)
        return line.gap and opens and words <= _SHORT and not _stops(text) and not _runs_on(line)

    def _plain(self, line: Line, text: str, around: Around, *, words: int) -> bool:
        kinds = kind_sign(text, self.lexicon)
        colon = text.rstrip().endswith(":")
        apart = self.apart(line, around.above) or colon or self._shouts(text) or line.block.bold
        stops = _stops(text)
        short = words <= _SHORT
        if not colon and not (kinds and kinds.firm) and self._under_kind(around.above):
            return False
        plainly = kinds is not None and kinds.firm and (words <= _FEW or (short and asks(text)))
        called = plainly and words <= _FEW and text.endswith("!")
        if kinds and kinds.whole and (called or not stops) and (plainly or apart):
            return True
        if kinds and apart and asks(text) and (
            colon or around.list_below or text.endswith(("?", "…"))
        ):  # fmt: skip
            return True
        if (corner := corner_sign(text, self.lexicon)) and _names_corner(corner, apart, short):
            return True
        if self._by_tone(line, text, around) and short and not stops:
            return True
        return self._by_form(line, text, around, words=words)

    def _under_kind(self, above: Block | None) -> bool:
        """Whether the heading right above names a kind: what follows is its first statement."""
        heading = above is not None and above.kind is BlockKind.HEADING
        return heading and keeps_kind(kind_sign(above.text if above else "", self.lexicon))

    def _by_tone(self, line: Line, text: str, around: Around) -> bool:
        """Words of praise, complaint or wish and nothing else, where a heading may stand."""
        sign = heading_sign(text, self.lexicon)
        if not sign or not sign.whole or not _free(line, around, spaced=self.habits.spaced):
            return False
        return asks(text) or around.list_below or _after_heading(around.above)

    def _by_form(self, line: Line, text: str, around: Around, *, words: int) -> bool:
        stops = _stops(text)
        apart = self.apart(line, around.above)
        colon = text.rstrip().endswith(":")
        if colon and words <= 10 and (around.list_below or apart):
            return True
        if self._shouts(text) and (apart or colon or line.block.bold) and words <= _SHORT:
            return not stops
        if line.block.bold and words <= 12 and not stops:
            return True
        if self.habits.headed and _opens_group(line, around) and words <= _OPENING:
            return not stops
        listed = self.habits.bulleted >= 0.5
        return apart and around.list_below and words <= _SHORT and not stops and listed

    def _shouts(self, text: str) -> bool:
        letters = [char for char in text if char.isalpha()]
        return not self.habits.shouting and len(letters) > 2 and all(c.isupper() for c in letters)

    @staticmethod
    def apart(line: Line, above: Block | None) -> bool:
        """Whether a line stands on its own: a blank line, heading or furniture above it."""
        return line.gap or above is None or above.kind in _ABOVE


def _free(line: Line, around: Around, *, spaced: bool) -> bool:
    """As `apart`; where every line has a blank line above it, that tells nothing."""
    if around.above is None or around.above.kind in _ABOVE:
        return True
    tight_below = around.below is not None and not around.below.gap
    return line.gap and (not spaced or tight_below)


def _opens_group(line: Line, around: Around) -> bool:
    """Whether a line stands at the top of a group of lines."""
    return line.gap and around.below is not None and not around.below.gap


def _after_heading(above: Block | None) -> bool:
    return above is not None and above.kind in _ABOVE


def _stops(text: str) -> bool:
    return bool(ENDS.search(text)) and not text.endswith("?")


def _runs_on(line: Line) -> bool:
    return line.text.endswith((",", ";"))


def _style(mark: str | None) -> tuple[str, str]:
    """The sort of a number: digits, capitals, small letters, and what stands behind it."""
    inner = (mark or "").strip("().")
    sort = "digit" if inner[:1].isdigit() else "upper" if inner.isupper() else "lower"
    return sort, (mark or "")[-1:]


def _opens_list(line: Line, below: Line) -> bool:
    """Whether the line below begins a list numbered in another way, not a part of this item."""
    mark = below.parts.mark
    if not mark or _style(mark) == _style(line.parts.mark):
        return False
    begins = not is_number(mark) or mark.strip("().").lower() in _FIRSTS
    beside = below.parts.indent == line.parts.indent
    return begins and (beside or (below.gap and below.parts.indent > line.parts.indent))


def _names_corner(corner: CornerSign, apart: bool, short: bool) -> bool:
    if corner.explicit:
        return corner.known or (apart and short)
    return corner.known and corner.whole and apart and short


def keeps_kind(sign: KindSign | None) -> bool:
    """Whether a line's words name a kind so plainly that it cannot be furniture."""
    return bool(sign and sign.whole and sign.firm)
