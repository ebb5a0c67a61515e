"""Whether a text is running text, a report, rather than a list of short notes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from analysis.ingest.lexicon import Lexicon
from analysis.ingest.marks import marks_in_use, split_mark
from analysis.ingest.matching import tokens
from analysis.ingest.signs import heading_sign
from analysis.types import Block, BlockKind

_PIPES = re.compile(r"^\|.*\|$")
_SENTENCES = re.compile(r"[^\W\d_][.!?][\"”’')]*\s+[\"“‘']?[A-ZÀ-Þ]")
_ENDS = re.compile(r"[.!?…:;][\"”’')\]]*[\d¹²³⁴-⁹]{0,2}$")
_LEAST_LINES, _LEAST_TEXT = 8, 1000  # of running text; code points
_SHORT, _WRAPPED = 70, 35  # code points: of a heading at most, of a wrapped line at least
_MARK_WIDTH = 3  # a number or letter before a line is no sentence


def is_prose(blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    """Whether LINE blocks are running text rather than a list of short notes.

    In running text most of the text stands in lines or paragraphs that hold several sentences,
    and lines break off in mid-sentence; no two headings name two kinds.
    """
    lines = [block.text.strip() for block in blocks if block.kind is BlockKind.LINE]
    lines = [line for line in lines if line and not _PIPES.match(line)]
    total = sum(len(line) for line in lines)
    if len(lines) < _LEAST_LINES or total < _LEAST_TEXT or _named_kinds(blocks, lexicon) >= 2:
        return False
    rich = sum(len(line) for line in lines if _several(line))
    if rich >= 0.7 * total:
        return True
    marks = marks_in_use(lines)
    bullets = sum(split_mark(line, marks).mark is not None for line in lines)
    if bullets >= 0.4 * len(lines):
        return False
    return rich >= 0.4 * total or (
        _wrapped(blocks) >= 0.3 * len(lines) and rich >= 0.12 * total
    )  # fmt: skip


def _wrapped(blocks: Sequence[Block]) -> int:
    """Lines that break off in mid-sentence near the width of the page."""
    texts = [block.text.rstrip() for block in blocks if block.kind is BlockKind.LINE]
    lengths = sorted(len(text) for text in texts if text)
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    return sum(
        len(text) >= 0.7 * width and len(text) > 30 and not _ENDS.search(text)
        and following.strip()[:1].islower()
        for text, following in itertools.pairwise(texts)
    )  # fmt: skip


def is_prose_in_blocks(blocks: Sequence[Block]) -> bool:
    """Whether paragraphs (of Word, OpenDocument) are running text."""
    long = [b for b in blocks if b.kind is BlockKind.PARAGRAPH and _several(b.text)]
    words = sum(len(tokens(b.text)) for b in long if len(tokens(b.text)) >= 30)
    total = sum(
        len(tokens(b.text)) for b in blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET)
    )
    return total > 150 and words >= 0.5 * total


def _named_kinds(blocks: Sequence[Block], lexicon: Lexicon) -> int:
    """How many kinds are named by short lines that do not go on from the line above them."""
    kinds = set()
    above = ""
    for text in (block.text.strip() for block in blocks if block.kind is BlockKind.LINE):
        wrapped = len(above) > _WRAPPED and text[:1].islower() and not _ENDS.search(above)
        if text and len(text) <= _SHORT and not wrapped:
            sign = heading_sign(split_mark(text).body, lexicon)
            if sign and sign.whole and sign.firm:
                kinds.add(sign.single)
        above = text
    return len(kinds - {None})


def _several(text: str) -> bool:
    return _SENTENCES.search(text, _MARK_WIDTH) is not None
