"""What was found in a day's files, form by form, for a researcher to look over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from analysis.privacy.findings import UNSURE, Finding, FindingKind
from analysis.privacy.pseudonyms import folded
from analysis.privacy.taking_out import Found, pieces
from analysis.store.values import ImportItem

_ORDER = {kind: place for place, kind in enumerate(FindingKind)}


@dataclass(frozen=True, slots=True)
class Form:
    """One form of personal data with how often it was found, and one example.

    `found` stands in `context`: the first text that holds it.
    """

    found: Finding
    context: str
    count: int = 1

    @property
    def key(self) -> str:
        """What tells forms apart, whatever their case and accents."""
        return key_of(self.found)


def key_of(found: Finding) -> str:
    """The key of the form that this finding is of."""
    return f"{found.kind}:{folded(found.text)}"


def forms(items: Iterable[ImportItem], found: Found) -> list[Form]:
    """The forms by kind (persons first, those to doubt most before others), as they appear.

    A source's own lines repeat its statements, headings and left-out lines: they count only where
    a form is in nothing else.
    """
    items = list(items)
    listed: dict[str, Form] = {}
    for text in _texts(items):
        for one in found.by_text.get(text, ()):
            form = Form(one, text)
            known = listed.setdefault(form.key, replace(form, count=0))
            listed[form.key] = replace(known, count=known.count + 1)
    for text in dict.fromkeys(pieces(items)):
        for one in found.by_text.get(text, ()):
            form = Form(one, text)
            listed.setdefault(form.key, form)
    return sorted(listed.values(), key=_rank)


def _rank(form: Form) -> tuple[int, bool]:
    return _ORDER[form.found.kind], form.found.reason != UNSURE


def _texts(items: Iterable[ImportItem]) -> Iterator[str]:
    """What people read of the items: each statement, and each label, heading and line once."""
    for item in items:
        reading = item.reading
        for part in reading.headings:
            yield part.text
        yield from dict.fromkeys(s.label for s in reading.statements if s.label)
        for statement in reading.statements:
            yield statement.text
        for part in reading.left_out:
            yield part.text
