"""The *woordenboekverschil*: what another codebook would do to a day, before it is saved.

Pure: the proposals under both codebooks and what people decided go in; the statements that flip
and the matrix before and after come out. A person's decision is never overwritten, so where one
stands the statement keeps its code, whatever is proposed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from analysis.codebook.schema import Codebook
from analysis.types import CodedStatement, Proposal, Span, Statement

Decided = Mapping[tuple[str, str], bool]
"""What people decided on codes: (statement id, code) -> yes or no."""

Counts = Mapping[tuple[str, str], int]
"""Statements by (theme's name, kind); kind "" where none is known."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A code of a statement that is proposed under one codebook and not under the other.

    `on`: it comes (or else it goes). `changes`: the statement really gets or loses it, since no
    decision of a person holds it. `decided`: a person decided on this code of this statement.
    `evidence` is that of the codebook that proposes it.
    """

    statement_id: str
    code: str
    on: bool
    changes: bool
    decided: bool
    evidence: tuple[Span, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from every other flip."""
        return f"{self.statement_id}/{self.code}/{'aan' if self.on else 'uit'}"


@dataclass(frozen=True, slots=True)
class Difference:
    """All flips in the order of the statements, and the matrix of themes before and after.

    `themes` are the names of the new codebook's themes, then of those that it no longer has.
    """

    flips: tuple[Flip, ...]
    themes: tuple[str, ...]
    before: Counts
    after: Counts
    statements: int  # of the day

    @property
    def changing(self) -> tuple[Flip, ...]:
        """The flips that will really happen."""
        return tuple(flip for flip in self.flips if flip.changes)

    @property
    def held(self) -> tuple[Flip, ...]:
        """The flips that a person's decision holds back."""
        return tuple(flip for flip in self.flips if not flip.changes)

    @property
    def unfound(self) -> tuple[str, ...]:
        """The themes that no statement has, before or after."""
        counted = {theme for theme, _ in (*self.before, *self.after)}
        return tuple(theme for theme in self.themes if theme not in counted)

    @property
    def touched(self) -> int:
        """The number of statements that really get or lose a code."""
        return len({flip.statement_id for flip in self.changing})

    def per_code(self) -> dict[str, tuple[int, int, int]]:
        """Code -> how many get it, lose it, and keep what a person decided."""
        come = Counter(flip.code for flip in self.changing if flip.on)
        go = Counter(flip.code for flip in self.changing if not flip.on)
        held = Counter(flip.code for flip in self.held)
        codes = dict.fromkeys(flip.code for flip in self.flips)
        return {code: (come[code], go[code], held[code]) for code in codes}


@dataclass(frozen=True, slots=True)
class _Side:
    """One codebook's say: its codes and what it proposes, statement by statement."""

    codes: frozenset[str]
    proposals: Mapping[str, Mapping[str, Proposal]]

    def holds(self, statement_id: str, code: str, decided: bool | None) -> bool:
        """Whether the statement has the code under this codebook."""
        if code not in self.codes:
            return False
        return self.proposed(statement_id, code) if decided is None else decided

    def proposed(self, statement_id: str, code: str) -> bool:
        found = self._proposal(statement_id, code)
        return found is not None and found.assigned

    def evidence(self, statement_id: str, code: str) -> tuple[Span, ...]:
        found = self._proposal(statement_id, code)
        return found.evidence if found else ()

    def _proposal(self, statement_id: str, code: str) -> Proposal | None:
        return self.proposals.get(statement_id, {}).get(code)


def difference(
    statements: Sequence[Statement],
    *,
    old: tuple[Codebook, Iterable[CodedStatement]],
    new: tuple[Codebook, Iterable[CodedStatement]],
    decided: Decided,
) -> Difference:
    """What changes for `statements` from `old` to `new`: each a codebook with its proposals.

    A code that one of the codebooks lacks counts as not assigned there, also where a person once
    decided on it: such a decision is kept and counts again when the code comes back.
    """
    before, after = _side(*old), _side(*new)
    codes = [code.name for code in (*new[0].themes, *new[0].extra_codes)]
    codes += [c.name for c in (*old[0].themes, *old[0].extra_codes) if c.name not in after.codes]
    flips = tuple(
        flip
        for statement in statements
        for code in codes
        if (flip := _flip(statement.id, code, before, after, decided))
    )
    themes = [[theme.name for theme in book.themes] for book, _ in (old, new)]
    return Difference(
        flips,
        tuple(dict.fromkeys((*themes[1], *themes[0]))),
        _counts(statements, themes[0], before, decided),
        _counts(statements, themes[1], after, decided),
        len(statements),
    )


def _side(codebook: Codebook, coded: Iterable[CodedStatement]) -> _Side:
    codes = frozenset(code.name for code in (*codebook.themes, *codebook.extra_codes))
    proposals = {
        item.statement_id: {found.theme: found for found in (*item.themes, *item.dimension)}
        for item in coded
    }
    return _Side(codes, proposals)


def _flip(identity: str, code: str, before: _Side, after: _Side, decided: Decided) -> Flip | None:
    by_person = decided.get((identity, code))
    now, then = (side.holds(identity, code, by_person) for side in (before, after))
    was, becomes = (side.proposed(identity, code) for side in (before, after))
    if now == then and was == becomes:
        return None
    changes = now != then
    on = then if changes else becomes
    return Flip(
        identity,
        code,
        on=on,
        changes=changes,
        decided=by_person is not None,
        evidence=(after if on else before).evidence(identity, code),
    )


def _counts(
    statements: Iterable[Statement], themes: Sequence[str], side: _Side, decided: Decided
) -> Counts:
    return Counter(
        (theme, statement.category.value if statement.category else "")
        for statement in statements
        for theme in themes
        if side.holds(statement.id, theme, decided.get((statement.id, theme)))
    )


def sample(flips: Sequence[Flip], size: int = 20) -> list[Flip]:
    """At most `size` of the flips, as good as drawn at random, yet the same ones every time.

    They keep their order. The draw goes by a hash of each flip's key.
    """
    drawn = sorted(flips, key=lambda flip: sha256(flip.key.encode("utf-8")).digest())[:size]
    keys = {flip.key for flip in drawn}
    return [flip for flip in flips if flip.key in keys]
