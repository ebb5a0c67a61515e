"""Codes from elsewhere beside our own codebook: which are the same, and a place for the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from analysis.codebook.editing import Group, code_named, derived_name, groups, next_version
from analysis.codebook.schema import Codebook, Dimension, Theme
from analysis.errors import UsageError
from analysis.exchange.descriptions import code_from, description_of
from analysis.exchange.incoming import IncomingCode, Skipped
from analysis.exchange.refi_codes import DIMENSION, OBSTACLES, TARGETS, Code, code_guid
from analysis.types import CodingTarget

_OURS_STAYS = "het codeboek heeft deze code al; de eigen omschrijving blijft staan"
_UNDESCRIBED = "Overgenomen uit een ander programma; nog te omschrijven."


@dataclass(frozen=True, slots=True)
class Matched:
    """A codebook that has a place for every code, and that place by the code's key.

    Where `added` (the labels of new codes) is empty the codebook is the one that was given.
    """

    codebook: Codebook
    codes: dict[str, Code]
    added: tuple[str, ...]


def with_codes(
    codebook: Codebook, codes: Sequence[IncomingCode], *, versions: Iterable[int] = ()
) -> Matched:
    """The codebook with the codes that it lacks as themes, as a version after all of `versions`.

    Ours are known by their guid, else by label or name; their guideline stays ours. What is only a
    folder becomes no code.
    """
    places = _Places(codebook.name, groups(codebook))
    title = _dimension_title(codes)
    places.take(codes)
    if not places.added:
        return Matched(codebook, places.codes, ())
    grown = codebook.model_copy(update=_parts(places, codebook.dimension, title))
    new = next_version(grown, {codebook.version, *versions})
    return Matched(new, places.codes, tuple(places.added))


def new_codebook(
    codes: Sequence[IncomingCode], *, title: str, taken: Collection[str] = ()
) -> Matched:
    """A codebook of these codes alone; raises UsageError where they hold no theme.

    `taken` are the names in data of other codebooks.
    """
    name = derived_name(title, taken)
    places = _Places(name, {"themes": (), "obstacles": ()})
    places.take(codes)
    parts = _parts(places, None, _dimension_title(codes))
    if not parts["themes"]:
        raise UsageError(
            "in dit codeboek staat geen enkel thema.",
            remedy="Kies een bestand met codes die geen map of soort zijn.",
        )
    book = Codebook.model_validate({"name": name, "version": 1, "title": title, **parts})
    return Matched(book, places.codes, tuple(places.added))


def told_otherwise(codes: Iterable[IncomingCode], matched: Matched) -> list[Skipped]:
    """The codes of ours that a file describes in other words: our guideline stays."""
    found = []
    for one in codes:
        target, name = matched.codes.get(one.key, (CodingTarget.CATEGORY, ""))
        if target is CodingTarget.CATEGORY or not one.description:
            continue
        ours = code_named(matched.codebook, name)
        if ours.label not in matched.added and not _alike(description_of(ours), one.description):
            found.append(Skipped("Omschrijving", f"code “{one.name}”", _OURS_STAYS))
    return found


def _alike(first: str, second: str) -> bool:
    return first.split() == second.split()


def _parts(places: _Places, had: Dimension | None, title: str) -> dict[str, object]:
    found: dict[str, object] = {
        group: tuple(codes) for group, codes in places.groups.items() if group != "dimension"
    }
    if codes := places.groups.get("dimension"):
        found["dimension"] = Dimension(title=had.title if had else title, codes=tuple(codes))
    return found


def _dimension_title(codes: Iterable[IncomingCode]) -> str:
    return next((one.name for one in codes if one.description == DIMENSION), "")


class _Places:
    """The codes of a codebook while others find their place among them."""

    def __init__(self, name: str, own: dict[Group, tuple[Theme, ...]]) -> None:
        self.groups = {group: list(codes) for group, codes in own.items()}
        self.codes: dict[str, Code] = {}
        self.added: list[str] = []
        ours = [(TARGETS[g], code) for g, codes in own.items() for code in codes]
        self._by_guid = {code_guid(name, (t, code.name)): (t, code.name) for t, code in ours}
        self._by_word = {code.name: (t, code.name) for t, code in ours}
        self._by_word |= {code.label.casefold(): (t, code.name) for t, code in ours}
        self._labels = {code.label.casefold() for _, code in ours}
        self._names = {code.name for _, code in ours}

    def take(self, codes: Sequence[IncomingCode]) -> None:
        """A place for each; those that we know by their guid go first."""
        real = [one for one in codes if one.codable or one.used]
        for one in real:
            if one.kind:
                self.codes[one.key] = (CodingTarget.CATEGORY, one.kind.value)
            elif known := self._by_guid.get(one.key):
                self.codes[one.key] = known
        for one in real:
            word = self._by_word.get(one.name.casefold())
            if one.key not in self.codes and word and word not in self.codes.values():
                self.codes[one.key] = word
        folders = {(*one.path, one.name): one for one in codes}
        for one in real:
            if one.key not in self.codes:
                self._add(one, folders.get(one.path))

    def _add(self, one: IncomingCode, above: IncomingCode | None) -> None:
        label = self._label(one)
        name = derived_name(label, self._names)
        told = one.description
        if above and (above.codable or above.used):
            told = f"Valt onder “{' > '.join(one.path)}”.\n{told}".strip()
        group = _group(one, above)
        self.groups.setdefault(group, []).append(
            code_from(name, label, told, otherwise=_UNDESCRIBED)
        )
        self._names.add(name)
        self._labels.add(label.casefold())
        self.added.append(label)
        self.codes[one.key] = (TARGETS[group], name)

    def _label(self, one: IncomingCode) -> str:
        """The name, with what stands above it or a number where another code is called so."""
        label = one.name
        if label.casefold() in self._labels and one.path:
            label = f"{one.path[-1]}: {one.name}"
        first, number = label, 2
        while label.casefold() in self._labels:
            label, number = f"{first} ({number})", number + 1
        return label


def _group(one: IncomingCode, above: IncomingCode | None) -> Group:
    """Where a code of a codebook of ours stood; that of others is a theme."""
    if above and not above.codable and above.description == DIMENSION:
        return "dimension"
    if above and not above.codable and one.path == (OBSTACLES,):
        return "obstacles"
    return "themes"
