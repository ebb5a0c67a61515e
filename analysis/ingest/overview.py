"""What the whole of a text tells about its lines: marks that are kinds, lists and loose lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from analysis.ingest.lexicon import Lexicon
from analysis.ingest.signs import bare_mark, legend_pairs
from analysis.types import Block, BlockKind, Category


def marks_explained(blocks: Sequence[Block], lexicon: Lexicon) -> Mapping[str, Category]:
    """Marks explained by the typist: "+ = loopt, - = loopt niet, ! = kans"."""
    meanings = (legend_pairs(block.text, lexicon) for block in blocks)
    return next((meaning for meaning in meanings if meaning), {})


def plus_and_minus(blocks: Sequence[Block]) -> Mapping[str, Category]:
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


def list_end(blocks: Sequence[Block]) -> int:
    """The last bullet's number, where a list ends the text; else a number past the end."""
    telling = [at for at, b in enumerate(blocks) if b.kind in (BlockKind.BULLET, BlockKind.HEADING)]
    ends_in_list = bool(telling) and blocks[telling[-1]].kind is BlockKind.BULLET
    return telling[-1] if ends_in_list else len(blocks)


def paragraph_runs(blocks: Sequence[Block]) -> Mapping[int, int]:
    """For each paragraph, how many stand on end there."""
    lengths: dict[int, int] = {}
    for _, run in groupby(enumerate(blocks), key=lambda pair: pair[1].kind is BlockKind.PARAGRAPH):
        places = [at for at, block in run if block.kind is BlockKind.PARAGRAPH]
        lengths |= dict.fromkeys(places, len(places))
    return lengths


def list_like(blocks: Sequence[Block]) -> bool:
    """Whether statements are bullets for the most part."""
    bullets = sum(b.kind is BlockKind.BULLET for b in blocks)
    free = sum(b.kind is BlockKind.PARAGRAPH for b in blocks)
    return bullets >= 4 and bullets >= 2 * free
