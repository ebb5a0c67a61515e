"""A scene of the wall as safe HTML: its frame, and in it what it shows.

The same wall and scene give the very same text, so that a picture that did not change stays still.
The script muur.js draws it (and moves what changed), the sheet muur.css tells how it looks.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import datetime

from analysis.charts.palette import COLOURS, look, mix, text_colour
from analysis.live.wall import Wall
from analysis.live.wall_scenes import TITLES, Scene, SceneKind
from pages.components.wall_parts import Part, kinds_legend
from pages.components.wall_tables import corner, counters, matrix, theme
from pages.components.wall_texts import bonding, join, newest, quotes

_EMPTY = {
    SceneKind.MATRIX: "Er staan nog geen uitspraken op de muur.",
    SceneKind.CORNER: "Uit deze hoek staan nog geen uitspraken op de muur.",
    SceneKind.THEME: "Bij dit thema staan nog geen uitspraken op de muur.",
    SceneKind.NEWEST: "Er staan nog geen uitspraken op de muur.",
    SceneKind.QUOTES: "Er zijn nog geen citaten uitgekozen.",
    SceneKind.COUNTERS: "Er staan nog geen uitspraken op de muur.",
    SceneKind.BONDING: "Nog niet genoeg antwoorden, of de vragen staan nog open.",
    SceneKind.JOIN: "Insturen kan nu niet.",
}


def picture(wall: Wall, scene: Scene, *, dark: bool, now: datetime) -> str:
    """The whole picture."""
    part = _part(wall, scene, now) if scene.filled else Part(f'<p class="leeg">{_EMPTY[scene.kind]}</p>')
    title = html.escape(_title(wall, scene))
    beside = "".join(f"<p>{one}</p>" for one in (part.beside, _timer(wall)) if one)
    return (
        f'<div class="muur-beeld {"donker" if dark else "licht"}" data-scene="{scene.name}" '
        f'data-titel="{title}" style="{_colours(dark)}">'
        f'<div class="kop"><h2>{title}</h2><div class="bij">{beside}</div></div>'
        f'<div class="beeld {scene.kind}">{part.body}</div>'
        f'<div class="voet"><p class="uitleg">{part.legend}</p>{_foot(wall, scene)}</div></div>'
    )


def _part(wall: Wall, scene: Scene, now: datetime) -> Part:
    drawn: dict[SceneKind, Callable[[], Part]] = {
        SceneKind.MATRIX: lambda: matrix(wall.tally, scene),
        SceneKind.CORNER: lambda: corner(wall.tally, scene),
        SceneKind.THEME: lambda: theme(wall.tally, scene),
        SceneKind.COUNTERS: lambda: counters(wall, scene),
        SceneKind.NEWEST: lambda: newest(wall, now),
        SceneKind.QUOTES: lambda: quotes(wall, scene),
        SceneKind.BONDING: lambda: bonding(wall, scene),
        SceneKind.JOIN: lambda: join(wall, scene),
    }
    return drawn[scene.kind]()
