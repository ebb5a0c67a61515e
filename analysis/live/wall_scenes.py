"""What the wall shows when: its scenes, how they turn by the clock, and which one was chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from analysis.live.wall import Said, Wall

MOST_CORNERS, MOST_THEMES, MOST_COLUMNS, MOST_CODES = 14, 8, 6, 14
"""Corners and themes in rows, themes in columns, codes: more than can be read are a next part."""
_QUOTED = 260
"""Characters that two quotations may have together to be shown at once."""


class SceneKind(StrEnum):
    """What a scene shows; the values are those of `WallChoice.scene`."""

    MATRIX = "matrix"
    CORNER = "hoek"
    THEME = "thema"
    NEWEST = "nieuw"
    QUOTES = "citaten"
    COUNTERS = "tellers"
    BONDING = "verbondenheid"
    JOIN = "meedoen"


TITLES = {
    SceneKind.MATRIX: "De matrix",
    SceneKind.CORNER: "Eén hoek",
    SceneKind.THEME: "Eén thema",
    SceneKind.NEWEST: "Net binnen",
    SceneKind.QUOTES: "Citaten",
    SceneKind.COUNTERS: "De stand",
    SceneKind.BONDING: "Verbondenheid",
    SceneKind.JOIN: "Doe mee",
}
"""What people call each kind of scene."""

# The order in which scenes turn. Kinds without content give their turn to the next.
_PROGRAM = (
    SceneKind.MATRIX, SceneKind.NEWEST, SceneKind.THEME, SceneKind.COUNTERS, SceneKind.MATRIX,
    SceneKind.QUOTES, SceneKind.CORNER, SceneKind.BONDING, SceneKind.JOIN,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture. `subject`: place of its corner or theme; `rows` and `columns`: places.

    Rows are corners (matrix, theme, counters), themes (corner), or places in the wall's quotes,
    bonds or codes; columns are themes (matrix).
    """

    kind: SceneKind
    number: int
    filled: bool
    subject: int = 0
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """How addresses name it: 'thema-3'."""
        return f"{self.kind}-{self.number}"


def scenes(wall: Wall, now: datetime) -> list[Scene]:
    """All scenes, those without content too, so that their names last."""
    return [scene for kind in SceneKind for scene in _of_kind(wall, kind, now)]


def _of_kind(wall: Wall, kind: SceneKind, now: datetime) -> list[Scene]:
    tally = wall.tally
    corners, themes = parts(len(tally.corners), MOST_CORNERS), parts(len(tally.themes), MOST_THEMES)
    columns = parts(len(tally.themes), MOST_COLUMNS)
    some = tally.total.low > 0
    match kind:
        case SceneKind.MATRIX:
            found = [(some, 0, rows, part) for rows in corners for part in columns]
        case SceneKind.CORNER:
            found = [
                (tally.of_corner(place).low > 0, place, rows, ())
                for place in range(len(tally.corners))
                for rows in themes
            ]
        case SceneKind.THEME:
            found = [
                (_mentioned(wall, place), place, rows, ())
                for place in range(len(tally.themes))
                for rows in corners
            ]
        case SceneKind.NEWEST:
            found = [(bool(wall.newest or wall.tested(now)), 0, (), ())]
        case SceneKind.QUOTES:
            found = [(bool(wall.quotes), 0, rows, ()) for rows in _pairs(wall.quotes)]
        case SceneKind.COUNTERS:
            found = [(some, 0, rows, ()) for rows in corners]
        case SceneKind.BONDING:
            bonds = parts(len(wall.bonds), MOST_CORNERS)
            found = [(bool(wall.bonds), 0, rows, ()) for rows in bonds]
        case SceneKind.JOIN:
            codes = parts(len(wall.join.codes) if wall.join else 0, MOST_CODES)
            found = [(wall.join is not None, 0, rows, ()) for rows in codes]
    return [Scene(kind, at, *one) for at, one in enumerate(found, 1)]


def _mentioned(wall: Wall, theme: int) -> bool:
    return any(cell.low for corner in wall.tally.cells for cell in corner[theme])


def parts(number: int, most: int) -> list[tuple[int, ...]]:
    """0 .. number - 1 in parts of about equal size, none over `most`; one empty part for none."""
    count = max(1, -(-number // most))
    ends = [number * part // count for part in range(count + 1)]
    return [tuple(range(*pair)) for pair in pairwise(ends)]


def _pairs(quotes: Iterable[Said]) -> list[tuple[int, ...]]:
    """Places of the quotes that are shown at once: two where both are short."""
    found: list[tuple[int, ...]] = []
    length = _QUOTED + 1
    for place, quote in enumerate(quotes):
        if found and len(found[-1]) == 1 and length + len(quote.text) <= _QUOTED:
            found[-1] += (place,)
        else:
            found.append((place,))
            length = len(quote.text)
    return found or [()]


def shown_scene(wall: Wall, *, own: str, now: datetime) -> Scene:
    """What a wall shows now.

    `own`: the name of the scene that this wall keeps to, or a kind; '' follows the facilitator,
    who chose a scene or lets them turn. What was chosen is shown with or without content.
    """
    found = scenes(wall, now)
    slot = _slot(wall, now)
    wanted = [one for one in found if own in (one.name, one.kind)] if own else []
    wanted = wanted or [one for one in found if _chosen(wall, one)]
    if wanted:
        filled = [one for one in wanted if one.filled] or wanted
        return filled[slot % len(filled)]
    if wall.tested(now):
        return next(one for one in found if one.kind is SceneKind.NEWEST)
    return _turning(found, slot)


def _slot(wall: Wall, now: datetime) -> int:
    """Which turn it is, by the clock, so that all walls turn together."""
    return int(now.timestamp() // max(wall.choice.seconds, 1))


def _chosen(wall: Wall, scene: Scene) -> bool:
    """Whether this is (a part of) what the facilitator chose; without a subject it is any."""
    if scene.kind != wall.choice.scene:
        return False
    names = {SceneKind.CORNER: wall.tally.corners, SceneKind.THEME: wall.tally.themes}
    subject = names[scene.kind][scene.subject] if scene.kind in names else ""
    return wall.choice.subject in ("", subject)


def _turning(found: list[Scene], slot: int) -> Scene:
    """The scene whose turn it is; without any content the first one."""
    cycle, at = divmod(slot, len(_PROGRAM))
    for place in (*range(at, len(_PROGRAM)), *range(at)):
        kind = _PROGRAM[place]
        same = [scene for scene in found if scene.kind is kind]
        turn = cycle * _PROGRAM.count(kind) + _PROGRAM[:place].count(kind)
        start = turn % len(same) if same else 0
        for scene in (*same[start:], *same[:start]):
            if scene.filled:
                return scene
    return found[0]


def beside(wall: Wall, scene: Scene, step: int, now: datetime) -> str:
    """The name of the next (1) or previous (-1) scene with content, beside this one."""
    found = scenes(wall, now)
    at = next(place for place, one in enumerate(found) if one.name == scene.name)
    after = [found[(at + step * far) % len(found)] for far in range(1, len(found) + 1)]
    return next((one.name for one in after if one.filled), scene.name)
