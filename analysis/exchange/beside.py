"""What came in beside a day that is there: which statements it has already, which are new to it.

A day that went out to be coded elsewhere comes back so: its statements get the codes, none double.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.exchange.incoming import Incoming, Skipped, corner_of
from analysis.ingest.file_names import free_name
from analysis.ingest.reading import statement_id
from analysis.privacy.holding import HELD
from analysis.types import NO_CORNER, Coding, CodingTarget, Statement


@dataclass(frozen=True, slots=True)
class Beside:
    """`fresh` is what the day lacks; `known` leads from other incoming ids to the day's own.

    `again` are the fresh sources of which the day has other statements.
    """

    fresh: Incoming
    known: Mapping[str, str]
    again: frozenset[str] = frozenset()


def beside(incoming: Incoming, there: Sequence[Statement], sources: Iterable[str]) -> Beside:
    """Tell what came in apart; `there` and `sources` are the day's statements and file names.

    A statement is known by its id; else by its file, or its corner, and its words; else by its
    words alone, where nothing tells its corner and one statement of the day has them.
    """
    known = _known(incoming.statements, there)
    new = [one for one in incoming.statements if one.id not in known]
    ids = _free_ids(new, {one.id for one in there}, {one.id for one in incoming.statements})
    names = _free_names(incoming, {one.source for one in new}, sources)

    def own(identity: str) -> str:
        return ids.get(identity, identity)

    fresh = replace(
        incoming,
        sources=tuple(
            replace(one, name=names[one.name]) for one in incoming.sources if one.name in names
        ),
        statements=tuple(replace(one, id=own(one.id), source=names[one.source]) for one in new),
        codings=tuple(replace(one, statement_id=own(one.statement_id)) for one in incoming.codings),
        notes=tuple(
            replace(one, statement_id=one.statement_id and own(one.statement_id))
            for one in incoming.notes
        ),
    )
    here = {one.source for one in incoming.statements if one.id in known}
    return Beside(fresh, known, frozenset(names[name] for name in here if name in names))


def _free_names(incoming: Incoming, with_new: set[str], sources: Iterable[str]) -> dict[str, str]:
    """The sources that come in, each with a name that no file of the day has.

    They hold new statements, or none at all and the day lacks them.
    """
    used = dict.fromkeys(sources, "")
    told = {one.source for one in incoming.statements} | set(used)
    coming = [one.name for one in incoming.sources if one.name in with_new or one.name not in told]
    return {name: free_name(name, name, used) for name in coming}


Key = tuple[str, ...]


def _known(statements: Sequence[Statement], there: Sequence[Statement]) -> dict[str, str]:
    by_id = {one.id: one for one in there}
    known = {
        one.id: one.id
        for one in statements
        if one.id in by_id and one.text in (by_id[one.id].text, HELD)
    }
    corners = {one.corner for one in there}
    for step in (_by_source, _by_corner):
        _match(known, statements, there, step)
    loose = [one for one in statements if _untold(one, corners)]
    words = Counter(_folded(one.text) for one in there)
    _match(known, loose, [one for one in there if words[_folded(one.text)] == 1], _by_words)
    return known


def _match(
    known: dict[str, str], statements: Iterable[Statement], there: Iterable[Statement],
    key: Callable[[Statement], Key],
) -> None:  # fmt: skip
    """Add pairs that have the same key, those of several with one key in their order."""
    taken = set(known.values())
    waiting: dict[Key, deque[str]] = defaultdict(deque)
    for one in there:
        if one.id not in taken:
            waiting[key(one)].append(one.id)
    for one in statements:
        if one.id not in known and (found := waiting.get(key(one))):
            known[one.id] = found.popleft()


def _by_source(one: Statement) -> Key:
    return (one.source, _folded(one.text))


def _by_corner(one: Statement) -> Key:
    return (one.corner, _folded(one.text))


def _by_words(one: Statement) -> Key:
    return (_folded(one.text),)


def _untold(one: Statement, corners: set[str]) -> bool:
    """Whether the file does not tell the corner: it has none, or one made of the file's name."""
    made = one.corner == corner_of(one.source) and one.corner not in corners
    return made or one.corner == NO_CORNER


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _free_ids(new: Iterable[Statement], there: set[str], own: set[str]) -> dict[str, str]:
    """Other ids for new statements of which the day has the id for something else."""
    taken = there | own
    ids: dict[str, str] = {}
    for one in (one for one in new if one.id in there):
        number = 1
        while (found := statement_id(one.source, one.corner, one.text, number)) in taken:
            number += 1
        ids[one.id] = found
        taken.add(found)
    return ids


def further(
    codings: Iterable[Coding], latest: Iterable[Coding], *, untold: set[Coding]
) -> tuple[list[Coding], int, list[Skipped]]:
    """Of codings of statements that a day has: those to add, how many it has, and what is left.

    `latest` is what stands in the day, as `Store.latest_codings` gives it; `untold` are the codings
    of which the file does not tell when they were made. What a coder decided there later stays.
    """
    standing = {_decided(one): one for one in latest}
    added: list[Coding] = []
    skipped: list[Skipped] = []
    same = 0
    for one in codings:
        before = standing.get(_decided(one))
        if one.by_machine:
            skipped.append(_left("de bijeenkomst heeft al voorstellen bij deze uitspraken"))
        elif before is None:
            added.append(one)
        elif before.assigned == one.assigned:
            same += 1
        elif one in untold or one.created <= before.created:
            skipped.append(_left("dezelfde codeur heeft in Koffiehoek daarna anders besloten"))
        else:
            added.append(one)
    return added, same, skipped


def _decided(one: Coding) -> tuple[str, CodingTarget, str, str, bool]:
    return one.statement_id, one.target, one.code, one.coder, one.blind


def _left(reason: str) -> Skipped:
    return Skipped("Codering", "uitspraken die er al zijn", reason)
