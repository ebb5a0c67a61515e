"""From stored codings to what each coder said of each statement, to compare coders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from analysis.coding.agreement import NO_KIND, Judgement
from analysis.coding.blind import said_kind
from analysis.types import Category, Coding, CodingTarget

MACHINE = "het programma"
"""The machine's name as a coder, whichever of its versions made the proposals."""

_BLIND = " (blind)"
_TOGETHER, _AND = "samen: ", " en "


def judgements(codings: Iterable[Coding], themes: Sequence[str]) -> list[Judgement]:
    """What each coder said of each statement; what was settled together is no coder's own word.

    `codings` as `Store.latest_codings` gives them, the blind ones among them. Who coded blind
    goes by "name (blind)" and is another coder than the same person who saw the proposals.
    """
    groups: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    for coding in codings:
        if not coding.coder.startswith(_TOGETHER):
            groups[coding.statement_id, coder_name(coding)].append(coding)
    return [_judgement(key, said, frozenset(themes)) for key, said in groups.items()]


def coder_name(coding: Coding) -> str:
    """The name under which a coding's coder is compared."""
    if coding.by_machine:
        return MACHINE
    return coding.coder + (_BLIND if coding.blind else "")


def is_blind(coder: str) -> bool:
    """Whether a coder, by the name that `judgements` gives, coded blind."""
    return coder.endswith(_BLIND)


def person_of(coder: str) -> str:
    """Who that coder is, blind or not."""
    return coder.removesuffix(_BLIND)


def people_in(codings: Iterable[Coding]) -> frozenset[str]:
    """The people who decided anything, alone or together with others."""
    names: set[str] = set()
    for coder in {coding.coder for coding in codings if not coding.by_machine}:
        settled = coder.startswith(_TOGETHER)
        names.update(coder.removeprefix(_TOGETHER).split(_AND) if settled else [coder])
    return frozenset(names)


def _judgement(
    key: tuple[str, str], codings: Sequence[Coding], themes: frozenset[str]
) -> Judgement:
    statement_id, coder = key
    said = {
        c.code: c.assigned for c in codings if c.target is CodingTarget.THEME and c.code in themes
    }
    kind = _read_kind(codings) if coder == MACHINE else said_kind(codings)
    return Judgement(statement_id, coder, said, kind)


def _read_kind(codings: Sequence[Coding]) -> str | None:
    """The kind that the machine last read; its older proposals for other kinds no longer count."""
    read = [c.code for c in codings if c.target is CodingTarget.CATEGORY]
    if not read:
        return None
    return read[-1] if read[-1] in set(Category) else NO_KIND


def settled_ids(codings: Iterable[Coding]) -> frozenset[str]:
    """The ids of the statements that coders settled together."""
    return frozenset(c.statement_id for c in codings if c.coder.startswith(_TOGETHER))


def together(coders: Iterable[str]) -> str:
    """The coder's name for what these people settled: 'samen: An en Bo'."""
    people = dict.fromkeys(person_of(one) for one in coders if one != MACHINE)
    return _TOGETHER + _AND.join(people)
