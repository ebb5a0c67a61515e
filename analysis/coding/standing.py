"""What all coders of a day said beside each other, and who of them can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.coding.agreement import Judgement, Table, pairs, tabulate
from analysis.coding.judging import MACHINE, is_blind, judgements, person_of, settled_ids
from analysis.types import Coding


@dataclass(frozen=True)
class Standing:
    """All judgements of a day, the machine's last.

    `groups` are those who can be compared: all people, where they are three or more; then each
    pair that shares statements, blind ones first and the machine's last.
    """

    judgements: list[Judgement]
    table: Table
    groups: list[tuple[str, ...]]
    settled: frozenset[str]

    @property
    def people(self) -> tuple[str, ...]:
        """The coders who are no machine."""
        return tuple(coder for coder in self.table.coders if coder != MACHINE)

    @property
    def together(self) -> tuple[str, ...]:
        """All people, where two or more of them coded the same statements; else nobody.

        Who coded blind and saw proposals elsewhere is there once, as the blind coder.
        """
        twice = {person_of(coder) for coder in self.people if is_blind(coder)}
        people = tuple(one for one in self.people if is_blind(one) or one not in twice)
        couples = (group for group in self.groups if len(group) == 2)
        return people if any(set(couple) <= set(people) for couple in couples) else ()


def stand(ordinary: Sequence[Coding], blind: Sequence[Coding], themes: Sequence[str]) -> Standing:
    """How the coders of a day stand; the codings as `Store.latest_codings` gives them."""
    said = judgements([*blind, *ordinary], themes)
    said.sort(key=lambda one: one.coder == MACHINE)
    table = tabulate(said, themes)
    found = sorted(pairs(table), key=_rank)
    people = tuple(coder for coder in table.coders if coder != MACHINE)
    groups = [people] if len(people) > 2 else []
    return Standing(said, table, [*groups, *found], settled_ids(ordinary))


def _rank(couple: tuple[str, str]) -> tuple[bool, int]:
    return MACHINE in couple, -sum(is_blind(coder) for coder in couple)
