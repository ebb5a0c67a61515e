"""Which decisions on a statement go out, and under whose name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from analysis.coding.judging import coder_name, is_blind
from analysis.exchange.refi import READ
from analysis.exchange.refi_codes import Code
from analysis.types import Category, Coding, CodingTarget, Statement


@dataclass(frozen=True, slots=True)
class Given:
    """A code that a coder gave to a statement; `created` None for a kind that was read."""

    code: Code
    coder: str
    created: datetime | None


def given_codes(statement: Statement, codings: Sequence[Coding]) -> list[Given]:
    """What persons gave, blind ones under "name (blind)"; what the machine proposed besides.

    `codings` are those of the statement, as `Store.latest_codings` gives them. The standard has no
    way to say no: a proposal on which a person decided does not go out, whatever was decided. A
    kind that nobody gave but that was read goes out as `READ`'s.
    """
    standing = [one for one in codings if not one.withdrawn]
    decided = {(c.target, c.code) for c in standing if not (c.by_machine or c.blind)}
    found: dict[tuple[Code, str], Given] = {}
    for one in standing:
        code = (one.target, one.code)
        if one.by_machine and (code in decided or not _proposed(one, statement)):
            continue
        coder = one.coder if one.by_machine else coder_name(one)
        found.pop((code, coder), None)
        if one.assigned and _is_code(one):
            found[code, coder] = Given(code, coder, one.created)
    kind = statement.category
    kinds = {one.code[1] for one in found.values()
             if one.code[0] is CodingTarget.CATEGORY and not is_blind(one.coder)}  # fmt: skip
    read = [Given((CodingTarget.CATEGORY, kind.value), READ, None)] if kind else []
    return [*found.values(), *(one for one in read if one.code[1] not in kinds)]


def _proposed(coding: Coding, statement: Statement) -> bool:
    """Of the kinds that the machine ever proposed only the statement's own still counts."""
    return coding.target is not CodingTarget.CATEGORY or coding.code == statement.category


def _is_code(coding: Coding) -> bool:
    """ "No kind" is no code."""
    return coding.target is not CodingTarget.CATEGORY or coding.code in set(Category)
