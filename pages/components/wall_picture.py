"""A scene of the wall as safe HTML: its frame, and in it what it shows.

The same wall and scene give the very same text, so that a picture that did not change stays still.
The script muur.js draws it (and moves what changed), the sheet muur.css tells how it looks.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from analysis.charts.palette import COLOURS, look, mix, text_colour
from analysis.live.wall import Wall
from analysis.live.wall_scenes import TITLES, Scene, SceneKind
from pages.components.wall_parts import Part
from pages.components.wall_tables import corner, counters, matrix, theme
from pages.components.wall_texts import bonding, join, newest, quotes, short

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


_DRAWN: dict[SceneKind, Callable[[Wall, Scene], Part]] = {
    SceneKind.MATRIX: matrix,
    SceneKind.CORNER: corner,
    SceneKind.THEME: theme,
    SceneKind.NEWEST: newest,
    SceneKind.QUOTES: quotes,
    SceneKind.COUNTERS: counters,
    SceneKind.BONDING: bonding,
    SceneKind.JOIN: join,
}


def picture(wall: Wall, scene: Scene, *, dark: bool, now: datetime) -> str:
    """The whole picture."""
    empty = Part(f'<p class="leeg">{_EMPTY[scene.kind]}</p>')
    wall = replace(wall, test=wall.tested(now))
    part = _DRAWN[scene.kind](wall, scene) if scene.filled else empty
    eyebrow, title = _titles(wall, scene)
    return (
        f'<div class="muur-beeld {"donker" if dark else "licht"}" data-scene="{scene.name}" '
        f'data-titel="{title}" style="{_colours(dark=dark)}">'
        f'<div class="kop"><div><p class="dag">{eyebrow}</p><h2>{title}</h2></div>'
        f'<div class="bij">{part.beside}{_timer(wall)}</div></div>'
        f'<div class="beeld {scene.kind}">{part.body}</div>'
        f'<div class="voet"><p class="uitleg">{part.legend}</p>{_foot(wall, scene)}</div></div>'
    )


def message(text: str, *, dark: bool) -> str:
    """A picture with nothing but a sentence."""
    said = html.escape(text)
    return (
        f'<div class="muur-beeld {"donker" if dark else "licht"}" data-scene="bericht" '
        f'data-titel="{said}" style="{_colours(dark=dark)}">'
        f'<div class="kop"></div><div class="beeld"><p class="leeg">{said}</p></div>'
        f'<div class="voet"></div></div>'
    )


def _titles(wall: Wall, scene: Scene) -> tuple[str, str]:
    """What stands above the title, and the title."""
    above, title = wall.title, TITLES[scene.kind]
    if scene.kind is SceneKind.CORNER:
        above, title = f"{above} · {wall.corner_word}", wall.tally.corners[scene.subject]
    if scene.kind is SceneKind.THEME:
        above, title = f"{above} · thema", wall.tally.themes[scene.subject]
    return html.escape(above), html.escape(title)


def _timer(wall: Wall) -> str:
    """The time that is left; the script counts it down."""
    return (
        f'<p class="klok" data-tot="{html.escape(wall.choice.timer)}"></p>'
        if wall.choice.timer
        else ""
    )


def _foot(wall: Wall, scene: Scene) -> str:
    if wall.join is None or scene.kind is SceneKind.JOIN:
        return ""
    return f'<p class="mee">Doe mee: <b>{html.escape(short(wall.join.address))}</b></p>'


def _colours(*, dark: bool) -> str:
    """The palette, for the sheet of styles; texts are darker or lighter than on the pages."""
    page = look(dark)
    colours = {
        "vlak": page.background, "inkt": page.ink, "lijn": page.line, "cel": page.cell,
        "zacht": mix(page.muted, page.ink, 0.3),
    } | {kind or "geen": text_colour(kind, dark=dark) for kind in COLOURS}  # fmt: skip
    return ";".join(f"--{name}:{value}" for name, value in colours.items())
