"""Blind coding: which statements a second coder gets, and what an answer adds to the codings."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from analysis.coding.agreement import NO_KIND
from analysis.types import Category, Coding, CodingTarget, Statement

SEED = 2024


def shuffled(statements: Iterable[Statement], *, seed: int = SEED) -> tuple[str, ...]:
    """The ids in an order by chance that hangs on the ids and the seed alone.

    Statements that are added later find a place among the others and move none of them.
    """

    def draw(identity: str) -> bytes:
        return hashlib.sha256(f"{seed}:{identity}".encode()).digest()

    return tuple(sorted((statement.id for statement in statements), key=draw))


def sample(statements: Sequence[Statement], share: float, *, seed: int = SEED) -> tuple[str, ...]:
    """A share (0..1) of the statements, drawn by chance, rounded up.

    A smaller share is part of a larger one, so that two coders with different shares can be
    compared on the smaller.
    """
    # Rounded first: 0.3 * 10 is a little more than 3.
    return shuffled(statements, seed=seed)[: math.ceil(round(share * len(statements), 6))]


def of_corner(statements: Iterable[Statement], corner: str, *, seed: int = SEED) -> tuple[str, ...]:
    """All statements of one corner, in an order by chance."""
    return shuffled((one for one in statements if one.corner == corner), seed=seed)


def decisions(
    statement_id: str,
    themes: Iterable[str],
    chosen: Collection[str],
    kind: str | None,
    *,
    coder: str,
    codebook: str,
    now: datetime,
    blind: bool,
) -> list[Coding]:
    """What a coder says of a statement: yes or no for each theme, and the kind.

    `kind` is a Category's value, NO_KIND, or None where the coder leaves it open.
    """
    said = [(CodingTarget.THEME, theme, theme in chosen) for theme in themes]
    if kind is not None:
        said += [(CodingTarget.CATEGORY, one.value, one.value == kind) for one in Category]
    return [
        Coding(statement_id, target, code, yes, coder, codebook, now, blind=blind)
        for target, code, yes in said
    ]


def said_kind(codings: Iterable[Coding]) -> str | None:
    """The kind that one coder's standing decisions on one statement come down to.

    NO_KIND where they say no to all three, None where they leave it open.
    """
    kinds = {c.code: c.assigned for c in codings if c.target is CodingTarget.CATEGORY}
    chosen = [kind for kind, yes in kinds.items() if yes]
    if chosen:
        return chosen[-1]
    return NO_KIND if set(kinds) >= set(Category) else None
