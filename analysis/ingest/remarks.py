"""Lines that the typist adds around the notes: remarks, footers, what stands on every slide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.ingest.lexicon import Lexicon
from analysis.ingest.matching import tokens
from analysis.types import Block, BlockKind

_ITEMS = (BlockKind.BULLET, BlockKind.CELL)
_LISTED = 3  # items for each paragraph, from which on a paragraph is loose
_EDGE = 2  # paragraphs at the top and the foot, where lines without mark are the statements
_SLIDES = 2


def is_remark(text: str, lexicon: Lexicon, *, least: int = 1) -> bool:
    """Whether a loose line tells who was there, or holds `least` words of the typing itself."""
    bare = text.strip().lower()
    if any(pattern.fullmatch(bare) for pattern in lexicon.presence):
        return True
    return sum(word in lexicon.remark_words for word in tokens(text)) >= least


def loose_paragraphs(blocks: Sequence[Block]) -> Mapping[int, int]:
    """Paragraphs that may be remarks, with the words of typing that make them one.

    Where statements are bullets or cells, any paragraph may be; where lines without mark are
    the statements, only the outermost ones, and one word is not enough.
    """
    paragraphs = [at for at, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH]
    items = sum(block.kind in _ITEMS for block in blocks)
    if items >= _LISTED * len(paragraphs):
        return dict.fromkeys(paragraphs, 1)
    edges = [at for at in paragraphs if at < _EDGE or at >= len(blocks) - 1]
    return dict.fromkeys(edges, 2)


def repeated_as_furniture(blocks: Sequence[Block]) -> list[Block]:
    """Mark what ends two slides or more in the same words as furniture."""
    ends: dict[str, set[str]] = {}
    for block in blocks:
        if block.group and block.kind is BlockKind.PARAGRAPH:
            ends.setdefault(block.text.strip(), set()).add(block.group)
    repeated = {text for text, groups in ends.items() if len(groups) >= _SLIDES}
    return [
        replace(block, kind=BlockKind.FURNITURE)
        if block.group and block.kind is BlockKind.PARAGRAPH and block.text.strip() in repeated
        else block
        for block in blocks
    ]
