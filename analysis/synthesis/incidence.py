"""Who carries what: per statement its corner, its kind, and per theme assigned and decided.

The one place where decisions are weighed; the matrix and the statements behind it both read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.synthesis.frames import Frames
from analysis.types import Category, CodingTarget

NO_THEME = "geen thema"
"""The column of statements that were decided on for every theme and carry none."""
NO_KIND = ""
"""The kind of statements that neither a person, nor a heading, nor the machine gave one."""
KINDS: tuple[str, ...] = (*(str(kind) for kind in Category), NO_KIND)

Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep: corners, kinds ('' is without kind), themes, codes of the second dimension.

    None keeps all. Corners, kinds and dimension choose statements; `themes` chooses columns only,
    so that a share keeps its denominator when columns are hidden.
    """

    corners: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    themes: frozenset[str] | None = None
    dimension: frozenset[str] | None = None


EVERYTHING = Selection()


@dataclass(frozen=True, eq=False)
class Incidence:
    """n statements by t themes plus NO_THEME (the last column).

    `ids` (n,); `corner` (n,) positions in `corners`; `kind` (n,) positions in KINDS;
    `assigned` and `decided` (n, t + 1).
    """

    ids: pd.Index
    corners: tuple[str, ...]
    themes: tuple[str, ...]
    corner: Ints
    kind: Ints
    assigned: Bools
    decided: Bools

    def keep(self, mask: Bools) -> Incidence:
        """The statements where `mask` (n,) holds."""
        return Incidence(
            self.ids[mask],
            self.corners,
            self.themes,
            self.corner[mask],
            self.kind[mask],
            self.assigned[mask],
            self.decided[mask],
        )


def incidence(frames: Frames, *, corners: Sequence[str], themes: Sequence[str]) -> Incidence:
    """Weigh the decisions of all statements in `frames`.

    Corners that statements name and `corners` lacks are added at the end: no statement is lost.
    """
    found = frames.statements["corner"].drop_duplicates().astype("str")
    names = tuple(dict.fromkeys([*corners, *found]))
    positions = _codes(frames.codings["statement_id"], frames.statements.index)
    assigned, decided = _theme_decisions(frames, positions, themes)
    return Incidence(
        ids=frames.statements.index,
        corners=names,
        themes=(*themes, NO_THEME),
        corner=_codes(frames.statements["corner"], names),
        kind=_kinds(frames, positions),
        assigned=assigned,
        decided=decided,
    )


def in_selection(frames: Frames, found: Incidence, select: Selection) -> Bools:
    """Which statements (n,) a selection keeps."""
    mask: Bools = np.ones(len(found.ids), dtype=bool)
    if select.corners is not None:
        mask &= np.isin(found.corner, _places(found.corners, select.corners))
    if select.kinds is not None:
        mask &= np.isin(found.kind, _places(KINDS, select.kinds))
    if select.dimension is not None:
        mask &= _carries(frames, select.dimension)
    return mask


def _places(names: Sequence[str], chosen: frozenset[str]) -> list[int]:
    return [place for place, name in enumerate(names) if name in chosen]


def _codes(values: pd.Series, names: Sequence[str] | pd.Index) -> Ints:
    """Position of each value in `names`, -1 for others; one look-up per distinct value."""
    known = values.astype("category").cat
    target = names if isinstance(names, pd.Index) else pd.Index(list(names), dtype="str")
    # The extra last place is where code -1 (NA) points to.
    places: Ints = np.append(target.get_indexer(known.categories), -1).astype(np.intp)
    return places[known.codes.to_numpy()]


def _decisions(frames: Frames, target: CodingTarget) -> Bools:
    result: Bools = (frames.codings["target"] == target.value).to_numpy(dtype=bool)
    return result


def _theme_decisions(frames: Frames, positions: Ints, themes: Sequence[str]) -> tuple[Bools, Bools]:
    shape = (len(frames.statements), len(themes) + 1)
    assigned, decided = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    theme = _codes(frames.codings["code"], themes)
    rows = _decisions(frames, CodingTarget.THEME) & (theme >= 0) & (positions >= 0)
    yes = rows & frames.codings["assigned"].to_numpy(dtype=bool)
    decided[positions[rows], theme[rows]] = True
    assigned[positions[yes], theme[yes]] = True
    some, complete = assigned[:, :-1].any(axis=1), decided[:, :-1].all(axis=1)
    assigned[:, -1] = complete & ~some
    decided[:, -1] = complete | some
    return assigned, decided


def _kinds(frames: Frames, positions: Ints) -> Ints:
    """A person's kind, else the heading's unless a person refused it, else the machine's."""
    codings = frames.codings
    category = _codes(codings["code"], KINDS)
    rows = _decisions(frames, CodingTarget.CATEGORY) & (positions >= 0)
    yes = codings["assigned"].to_numpy(dtype=bool)
    machine = codings["by_machine"].to_numpy(dtype=bool)

    def told(mask: Bools) -> Ints:
        kind: Ints = np.full(len(frames.statements), -1, dtype=np.intp)
        kind[positions[mask]] = category[mask]
        return kind

    heading = _codes(frames.statements["category"], KINDS)
    refused = rows & ~machine & ~yes & (category >= 0)
    heading[positions[refused]] = np.where(
        heading[positions[refused]] == category[refused], -1, heading[positions[refused]]
    )
    person, proposed = told(rows & ~machine & yes), told(rows & machine & yes)
    kind = np.where(person >= 0, person, np.where(heading >= 0, heading, proposed))
    return np.where(kind >= 0, kind, KINDS.index(NO_KIND))


def _carries(frames: Frames, codes: frozenset[str]) -> Bools:
    codings = frames.codings
    chosen = _codes(codings["code"], sorted(codes)) >= 0
    yes = chosen & codings["assigned"].to_numpy(dtype=bool)
    rows = yes & _decisions(frames, CodingTarget.DIMENSION)
    mask: Bools = frames.statements.index.isin(codings["statement_id"][rows])
    return mask
