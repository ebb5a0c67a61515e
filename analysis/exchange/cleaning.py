"""What came in as files to take names out of, and what came in without those names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from analysis.exchange.incoming import Incoming, IncomingSource, import_items
from analysis.store.values import ImportItem
from analysis.types import LeftOut, Place, Reading

_NOTES = "notities"


def entries(incoming: Incoming) -> list[ImportItem]:
    """Its sources, and as the last of the items its notes: all texts in which a name may stand."""
    return [*import_items(incoming), _notes(one.text for one in incoming.notes)]


def _notes(texts: Iterable[str]) -> ImportItem:
    parts = tuple(LeftOut(_NOTES, text, Place(n, n), "") for n, text in enumerate(texts, 1))
    whole = "\n".join(part.text for part in parts).encode("utf-8", "replace")
    return ImportItem(Reading(_NOTES, (), parts), hashlib.sha256(whole).hexdigest())


def cleaned(incoming: Incoming, items: Sequence[ImportItem], ids: Mapping[str, str]) -> Incoming:
    """The same as `items`, its `entries`, have it now; `ids` leads from old ids to new ones."""
    *sources, notes = items
    said = [one for item in sources for one in item.reading.statements]
    texts = [part.text for part in notes.reading.left_out]
    return replace(
        incoming,
        sources=tuple(
            IncomingSource(item.reading.source, "\n".join(line.text for line in item.source_texts))
            for item in sources
        ),
        statements=tuple(said),
        codings=tuple(
            replace(one, statement_id=ids.get(one.statement_id, one.statement_id))
            for one in incoming.codings
        ),
        notes=tuple(
            replace(
                one, text=text,
                statement_id=one.statement_id and ids.get(one.statement_id, one.statement_id),
            )
            for one, text in zip(incoming.notes, texts, strict=True)
        ),
        spans={ids.get(own, own): span for own, span in incoming.spans.items()},
        asked=sources[0].reading.asked if sources else {},
    )  # fmt: skip
