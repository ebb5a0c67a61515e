"""Kinds of headings that no list knows, from the headings around them.

Every corner is asked the same three questions in the same order. Where one heading of the set
is in words of the typist's own, the others tell what it must be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.ingest.gathering import Draft, Gathering, Section
from analysis.types import Category, CategoryBasis, LeftOut

ORDER = (Category.WERKT, Category.KNELPUNT, Category.KANS)


def infer_kinds(gathering: Gathering) -> None:
    """Give unknown sections a kind where the other headings of the corner leave one only."""
    filled = {draft.section for draft in gathering.drafts}
    corners = {section.corner for section in gathering.sections}
    for corner in corners:
        numbers = [
            number for number, section in enumerate(gathering.sections)
            if section.corner == corner and section.heading is not None
            and (number in filled or section.kind is not None)
        ]  # fmt: skip
        _infer(gathering, numbers)


def _infer(gathering: Gathering, numbers: Sequence[int]) -> None:
    sections = [gathering.sections[number] for number in numbers]
    known = [section for section in sections if section.named and not section.unknown]
    unknown = [s for s in sections if s.unknown and not s.closed]
    shapes = {section.shape for section in known}
    unknown = [section for section in unknown if section.shape in shapes]
    _settle_ambiguous(gathering, known)
    for section, kind in _missing(sections, known, unknown) or _hinted(known, unknown):
        section.kind, section.inferred = kind, True
    for section in unknown:
        if not section.inferred:
            section.kind = None
        _apply(gathering, section)


def _settle_ambiguous(gathering: Gathering, known: Sequence[Section]) -> None:
    """Where two headings seem to name one kind and one kind is missing, the doubtful one is it."""
    single = [section for section in known if len(section.named) == 1 and not section.closed]
    kinds = [section.kind for section in single]
    missing = [kind for kind in ORDER if kind not in kinds]
    doubtful = [s for s in single if s.ambiguous and kinds.count(s.kind) > 1]
    texts = {s.heading.text.casefold() for s in doubtful if s.heading}
    firm = {s.kind for s in single if not s.ambiguous}
    if len(missing) == 1 and len(texts) == 1 and len(single) >= 3 and doubtful[0].kind in firm:
        for section in doubtful:
            section.kind, section.named = missing[0], frozenset(missing)
            section.inferred = True
            _apply(gathering, section)


def _missing(
    sections: Sequence[Section], known: Sequence[Section], unknown: Sequence[Section]
) -> list[tuple[Section, Category]]:
    if any(section.closed for section in known):
        return []
    kinds = {kind for section in known for kind in section.named}
    left = [kind for kind in ORDER if kind not in kinds]
    if len(unknown) == 1 and len(left) == 1:
        return [(unknown[0], left[0])]
    row = [section for section in sections if section in known or section in unknown]
    in_order = len(row) == len(ORDER) and all(
        section.kind is kind for section, kind in zip(row, ORDER, strict=True) if section in known
    )
    if known and unknown and in_order:
        return [(s, k) for s, k in zip(row, ORDER, strict=True) if s in unknown]
    return _by_place(row, unknown, left) if len(left) == 1 else []


def _by_place(
    row: Sequence[Section], unknown: Sequence[Section], left: Sequence[Category]
) -> list[tuple[Section, Category]]:
    """Of several unknown headings, the one that stands where the missing kind belongs."""
    place = ORDER.index(left[0])
    before = [at for at, s in enumerate(row) if s.kind in ORDER[:place] and s not in unknown]
    after = [at for at, s in enumerate(row) if s.kind in ORDER[place + 1 :] and s not in unknown]
    first = max(before, default=-1) + 1
    last = min(after, default=len(row) if before else 0)
    between = [section for section in row[first:last] if section in unknown]
    return [(between[0], left[0])] if len(between) == 1 else []


def _hinted(known: Sequence[Section], unknown: Sequence[Section]) -> list[tuple[Section, Category]]:
    """Unknown headings take the kind their tone leans to, where no other heading has it."""
    taken = {kind for section in known for kind in section.named}
    hints = [section.hint for section in unknown]
    return [
        (section, section.hint) for section in unknown
        if section.hint and section.hint not in taken and hints.count(section.hint) == 1
    ]  # fmt: skip


def _apply(gathering: Gathering, section: Section) -> None:
    number = gathering.sections.index(section)
    gathering.drafts = [
        _with_kind(d, section) if d.section == number and d.basis in (None, "heading") else d
        for d in gathering.drafts
    ]
    if section.inferred and section.kind and section.heading:
        gathering.ask(section.corner, section.kind)
        told = f"gaf de soort: {section.kind} (afgeleid uit de andere koppen)"
        gathering.headings = [
            LeftOut(h.source, h.text, h.place, told) if h.place == section.heading.place else h
            for h in gathering.headings
        ]


def _with_kind(draft: Draft, section: Section) -> Draft:
    basis: CategoryBasis | None = "heading" if section.kind else None
    label = None if section.inferred else draft.label
    return replace(draft, category=section.kind, basis=basis, label=label)
