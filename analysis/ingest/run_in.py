"""Run-in headings: "Dit loopt. Halt en leerplicht ..." is a heading and its first statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.ingest.lexicon import Lexicon
from analysis.ingest.matching import tokens
from analysis.ingest.signs import KindSign, heading_sign
from analysis.types import Block, BlockKind

_LEAD = re.compile(r"^(.{3,50}?)(?:[.!?…](?=\s)|:(?=\s))\s*(?=\S)(.+)$", re.DOTALL)
_LEAD_WORDS = 5
_ITEMS = (BlockKind.PARAGRAPH, BlockKind.BULLET)
_LABELLED = 0.7  # of the items; from here on every item carries its own label


def split_run_in(blocks: Sequence[Block], lexicon: Lexicon) -> list[Block]:
    """Take headings off the items they run into.

    Only where two kinds are headed so, and most items carry no such words: where all do, they
    are labels of the items.
    """
    leads = {at: found for at, block in enumerate(blocks) if (found := _lead(block, lexicon))}
    items = sum(block.kind in _ITEMS for block in blocks)
    kinds = {sign.single for sign, _, _ in leads.values() if sign.single}
    if len(kinds) < 2 or len(leads) > _LABELLED * items or _kinds_headed(blocks, lexicon):
        return list(blocks)
    out: list[Block] = []
    for at, block in enumerate(blocks):
        if at not in leads:
            out.append(block)
            continue
        _, head, rest = leads[at]
        out.append(replace(block, kind=BlockKind.HEADING, text=head, level=3, mark=None, bold=True))
        out.append(replace(block, text=rest))
    return out


def _lead(block: Block, lexicon: Lexicon) -> tuple[KindSign, str, str] | None:
    found = _LEAD.match(block.text) if block.kind in _ITEMS and not block.struck else None
    if found is None or len(tokens(found.group(1))) > _LEAD_WORDS:
        return None
    sign = heading_sign(found.group(1), lexicon)
    if sign is None or not sign.whole or not (sign.kinds or sign.no_kind):
        return None
    return sign, block.text[: found.start(2)].strip(), found.group(2)


def _kinds_headed(blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    """Whether kinds stand in headings of their own."""
    signs = [heading_sign(b.text, lexicon) for b in blocks if b.kind is BlockKind.HEADING]
    return len({sign.single for sign in signs if sign and sign.whole and sign.single}) >= 2
