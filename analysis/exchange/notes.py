"""Remarks that came in, kept as notes on codings of the one who wrote them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from analysis.exchange.beside import Beside
from analysis.exchange.incoming import NOBODY, IncomingNote, Skipped
from analysis.store.values import ImportItem
from analysis.types import Coding, LeftOut, Place, Reading

_FILE = "notities"
_BLIND = " (blind)"
_NO_STATEMENT = "Koffiehoek bewaart alleen notities bij uitspraken"
_NO_CODING = "de schrijver gaf de uitspraak geen nieuwe code om de notitie bij te zetten"


def placed(
    codings: Sequence[Coding], parts: Beside
) -> tuple[list[tuple[Coding, str]], list[Skipped]]:
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
    return list(found.items()), lost


def _bearer(
    note: IncomingNote, codings: Iterable[Coding], taken: Mapping[Coding, str]
) -> Coding | None:
    """The coding that a note is kept with: one made at the same time, else one without a note."""
    writer = note.coder.removesuffix(_BLIND)
    mine = [one for one in codings if not one.by_machine and writer in (one.coder, NOBODY)]
    return max(mine, key=lambda one: (one.created == note.created, one not in taken), default=None)


def as_item(texts: Iterable[str]) -> ImportItem:
    """Notes as a file, so that names are sought in them and taken out with all the rest."""
    parts = tuple(LeftOut(_FILE, text, Place(n, n), "") for n, text in enumerate(texts, 1))
    whole = "\n".join(part.text for part in parts).encode("utf-8", "replace")
    return ImportItem(Reading(_FILE, (), parts), hashlib.sha256(whole).hexdigest())
