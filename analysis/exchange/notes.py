"""Remarks that came in, kept as notes on codings of the one who wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analysis.exchange.beside import Beside
from analysis.exchange.incoming import NOBODY, IncomingNote, Skipped
from analysis.types import Coding

_BLIND = " (blind)"
_NO_STATEMENT = "Koffiehoek bewaart alleen notities bij uitspraken"
_NO_CODING = "de schrijver gaf de uitspraak geen nieuwe code om de notitie bij te zetten"


def placed(codings: Sequence[Coding], parts: Beside) -> tuple[dict[Coding, str], list[Skipped]]:
    """Each note on a statement with a coding of its writer; and those that have no place."""
    by_statement: dict[str, list[Coding]] = {}
    for coding in codings:
        by_statement.setdefault(coding.statement_id, []).append(coding)
    found: dict[Coding, str] = {}
    lost: list[Skipped] = []
    for note in parts.fresh.notes:
        if note.statement_id is None:
            lost.append(Skipped("Notitie", note.about, _NO_STATEMENT))
            continue
        own = parts.known.get(note.statement_id, note.statement_id)
        bearer = _bearer(note, by_statement.get(own, ()), found)
        if bearer is None:
            lost.append(Skipped("Notitie", note.about, _NO_CODING))
        else:
            before = found.get(bearer)
            found[bearer] = f"{before}\n{note.text}" if before else note.text
    return found, lost


def _bearer(
    note: IncomingNote, codings: Iterable[Coding], taken: Mapping[Coding, str]
) -> Coding | None:
    """The coding that a note is kept with: one made at the same time, else one without a note."""
    writer = note.coder.removesuffix(_BLIND)
    mine = [one for one in codings if not one.by_machine and writer in (one.coder, NOBODY)]
    return max(mine, key=lambda one: (one.created == note.created, one not in taken), default=None)
