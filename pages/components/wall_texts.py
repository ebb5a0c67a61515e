"""The wall's scenes of texts: newest, quotes, how to join; and how connected people feel."""

from __future__ import annotations

import html
from datetime import datetime
from functools import lru_cache

import segno

from analysis.charts.palette import dutch
from analysis.live.days import Bond
from analysis.live.wall import Said, Wall
from analysis.live.wall_scenes import Scene
from pages.components.wall_parts import Part, kind_mark, kind_word, letters, name_of

_QUESTIONS = (
    ("seen", "Gezien worden"),
    ("belonging", "Erbij horen"),
    ("mattering", "Ertoe doen"),
)
_FEW, _LONG = 3, 260
_LEAST, _MOST = 1, 5  # the scale of an answer


def newest(wall: Wall, _scene: Scene) -> Part:
    """What came in last, pinned statements first."""
    items = [_test(wall.test)] if wall.test else []
    items += [_item(one) for one in wall.newest]
    size = "ruim" if len(items) <= _FEW else "vol"
    kinds = " ".join(kind_word(kind) for kind in wall.tally.kinds if kind)
    return Part(f'<ol class="{size}">{"".join(items)}</ol>', beside=f"<p>{kinds}</p>")


def _test(test: Said) -> str:
    return (
        f'<li data-k="{html.escape(test.id)}"><span class="teken">☕</span><div>'
        f'<p class="tekst">Proefbericht: alles werkt.</p>'
        f'<p class="van">{html.escape(test.corner)} · {_time(test.posted)}</p></div></li>'
    )


def _item(one: Said) -> str:
    pinned = " · vastgezet" if one.pinned else ""
    return (
        f'<li data-k="{html.escape(one.id)}"><span class="teken">{kind_mark(one.kind)}</span><div>'
        f'<p class="tekst">{html.escape(one.text)}</p>'
        f'<p class="van">{html.escape(one.corner)} · {_time(one.posted)}{pinned}</p></div></li>'
    )


def _time(moment: datetime) -> str:
    """The hour on the clock of this computer."""
    return f"{moment.astimezone():%H:%M}"


def quotes(wall: Wall, scene: Scene) -> Part:
    """One or two statements that the facilitator chose."""
    shown = [wall.quotes[row] for row in scene.rows]
    size = "lang" if sum(len(one.text) for one in shown) > _LONG else "kort"
    return Part("".join(_quote(one, size) for one in shown))


def _quote(one: Said, size: str) -> str:
    return (
        f'<figure class="{size}" data-k="{html.escape(one.id)}">'
        f"<blockquote>{html.escape(one.text)}</blockquote>"
        f"<figcaption>{kind_word(one.kind)} · {html.escape(one.corner)}</figcaption></figure>"
    )


def join(wall: Wall, scene: Scene) -> Part:
    """How to take part: the code to scan, the address, and the code of each corner."""
    if wall.join is None:
        return Part("")
    address = wall.join.address
    rows = "".join(
        f'<tr><th scope="row">{name_of(corner)}</th><td>{html.escape(code)}</td></tr>'
        for corner, code in (wall.join.codes[row] for row in scene.rows)
    )
    return Part(
        f'<div class="scan"><img src="{_qr(address)}" alt="QR-code van {html.escape(address)}">'
        f'<p>Scan de code, of typ <b class="adres">{html.escape(short(address))}</b></p></div>'
        f'<div class="codes"><p>Typ dan de code van uw {html.escape(wall.corner_word)}:</p>'
        f'<table style="--rijen:{len(scene.rows)}"><tbody>{rows}</tbody></table></div>'
    )


def short(address: str) -> str:
    """The address as people type it."""
    return address.partition("://")[2] or address


@lru_cache(maxsize=16)
def _qr(address: str) -> str:
    """The QR code as a picture within the page, with the white edge that phones need."""
    code: str = segno.make(address, error="m", micro=False).svg_data_uri(border=3, light="#fff")
    return html.escape(code)


def bonding(wall: Wall, scene: Scene) -> Part:
    """Before and after for each corner, on the scale of the three questions."""
    heads = "".join(f'<th scope="col">{words}</th>' for _, words in _QUESTIONS)
    rows = "".join(
        f'<tr><th scope="row">{name_of(one.corner)}</th>'
        + "".join(f"<td>{_step(one.begin, one.eind, name)}</td>" for name, _ in _QUESTIONS)
        + f'<td class="n">{one.begin.number} en {one.eind.number}</td></tr>'
        for one in (wall.bonds[row] for row in scene.rows)
    )
    longest = letters(wall.bonds[row].corner for row in scene.rows)
    body = (
        f'<table style="--rijen:{len(scene.rows)};--letters:{longest}">'
        f'<thead><tr><td></td>{heads}<th class="n" scope="col">n</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    return Part(
        body,
        '<span><i class="punt begin"></i> aan het begin</span>'
        '<span><i class="punt eind"></i> aan het einde</span>'
        "<span>gemiddeld, van 1 (niet) tot 5 (helemaal)</span><span><b>n</b> antwoorden</span>",
    )


def _step(begin: Bond, eind: Bond, name: str) -> str:
    before, after = getattr(begin, name), getattr(eind, name)
    places = [100 * (value - _LEAST) / (_MOST - _LEAST) for value in (before, after)]
    left, width = min(places), abs(places[1] - places[0])
    return (
        f'<span class="stap"><b>{dutch(before, decimals=1)} → {dutch(after, decimals=1)}</b>'
        f'<span class="lijn"><i class="weg" style="left:{left:.1f}%;width:{width:.1f}%"></i>'
        f'<i class="punt begin" style="left:{places[0]:.1f}%"></i>'
        f'<i class="punt eind" style="left:{places[1]:.1f}%"></i></span></span>'
    )
