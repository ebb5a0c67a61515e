"""Parts of a REFI-QDA file that projects and codebooks share: codes, guids, times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree.ElementTree import Element  # the type only

from analysis.charts.palette import PLURALS, WORDS
from analysis.exchange.incoming import IncomingCode, Skipped
from analysis.exchange.refi import KINDS
from analysis.exchange.refi_codes import code_guid
from analysis.exchange.refi_elements import child, children, text_of
from analysis.types import Category, CodingTarget

_KIND_WORDS = {
    words.casefold(): kind for kind in Category for words in (WORDS[kind], PLURALS[kind])
}
_DEEPEST = 100


def codes_in(book: Element | None, skipped: list[Skipped]) -> Iterator[IncomingCode]:
    """The codes in the order of the file, those inside another after it."""
    top = child(book, "Codes") if book is not None else None
    waiting: list[tuple[Element, tuple[str, ...]]] = []
    if top is not None:
        waiting += [(one, ()) for one in children(top, "Code")][::-1]
    while waiting:
        element, path = waiting.pop()
        name = " ".join(element.get("name", "").split())
        below = (*path, name) if name else path
        if len(below) > _DEEPEST:
            skipped.append(Skipped("Code", path[0], f"staat meer dan {_DEEPEST} codes diep"))
            continue
        waiting += [(one, below) for one in children(element, "Code")][::-1]
        key = plain(element.get("guid", ""))
        if not name or not key:
            skipped.append(Skipped("Code", name or "het codeboek", "heeft geen naam of geen guid"))
            continue
        yield IncomingCode(
            key, name, path, text_of(element, "Description"),
            codable=element.get("isCodable", "true").strip().lower() in ("true", "1"),
            kind=_kind(key, name, path),
        )  # fmt: skip


def _kind(key: str, name: str, path: tuple[str, ...]) -> Category | None:
    own = {code_guid("", (CodingTarget.CATEGORY, kind.value)): kind for kind in Category}
    return own.get(key) or kind_named(name, path)


def kind_named(name: str, path: tuple[str, ...]) -> Category | None:
    """The kind that a code is by its name: one called so, at the top or under "Soort"."""
    alone = not path or path[-1].casefold() == KINDS.casefold()
    return _KIND_WORDS.get(name.casefold()) if alone else None


def plain(found: str | None) -> str:
    """A guid as we compare it: without braces, in lower case."""
    return (found or "").strip().strip("{}").lower()


def moment(found: str | None) -> datetime | None:
    """An xsd:dateTime in UTC; one without zone counts as UTC."""
    try:
        when = datetime.fromisoformat((found or "").strip())
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
