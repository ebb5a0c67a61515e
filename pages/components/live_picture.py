"""Regie, the picture: every corner as it is now; drawn anew every two seconds, without a widget."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.resources import files

import streamlit as st

from analysis.charts import dutch
from analysis.charts.palette import COLOURS, text_colour
from analysis.live.codes import shown_code
from analysis.live.days import LiveDay
from analysis.live.desk import (
    CornerNow,
    Samples,
    ago,
    corners_now,
    pace_words,
    sampled,
    time_left,
    timer_end,
)
from pages.components import data, state
from pages.components.day import Day
from pages.components.links import may_open
from pages.components.wording import counted

EVERY = 2.0
"""Seconds between two pictures."""
DRAWN = "regie.getekend"
"""The live day as the page was drawn with; another one, and the page is drawn anew."""
LEFT_HELD = "regie.blijft_achter"
"""Ids of statements that the visitor lets be held back."""
_SAMPLES = "regie.tempo"


def style() -> None:
    """The looks of the page's own parts."""
    css = files("pages.components").joinpath("live.css").read_text(encoding="utf-8")
    st.html(f"<style>{css}{''.join(map(_colour, COLOURS))}</style>")


def _colour(kind: str) -> str:
    """The kind's own colour, light and dark, for `.soort-KIND` and the label of its round."""
    light, dark = text_colour(kind), text_colour(kind, dark=True)
    rule = f"color: light-dark({light}, {dark}); font-weight: 700;"
    return f".soort-{kind}, .st-key-ronde-{kind} label p {{{rule}}}\n"


@st.fragment(run_every=EVERY)
def picture(day: Day) -> None:
    """The total, the pace, the timer, and a tile for each corner."""
    live = data.store().live.day(day.event.id)
    # A colleague changed something, or removed the day; or it is no longer the visitor's to see.
    if live != state.kept(DRAWN) or not may_open("regie.py"):
        st.rerun()
    if live is None:
        return
    now = datetime.now(UTC)
    received = data.store().live.received(day.event.id)
    corners = corners_now(live, received, now)
    last = max((moment for _, moment in received.values()), default=None)
    total = sum(corner.number for corner in corners)
    came = ago(last, now) if last else ""
    st.html(_standing(total, _pace(day, now, total), came, live, now) + _notice(day, corners))
    st.html(tiles_html(corners, day.corner_names))


def _pace(day: Day, now: datetime, total: int) -> str:
    key = f"{_SAMPLES}.{day.event.id}"
    samples: Samples = sampled(state.kept(key) or (), now, total)
    state.keep(key, samples)
    return pace_words(samples)


def _standing(total: int, pace: str, came: str, live: LiveDay, now: datetime) -> str:
    word = "uitspraak" if total == 1 else "uitspraken"
    said = [f"<span><b>{dutch(total)}</b> {word}</span>"]
    said += [f"<span>{html.escape(part)}</span>" for part in (pace, came and f"laatste: {came}")]
    return f'<div class="stand-nu">{"".join(said)}{_clock(live, now)}</div>'


def _clock(live: LiveDay, now: datetime) -> str:
    end = timer_end(live.wall.timer)
    if end is None:
        return ""
    if end <= now:
        return '<span class="klok om">De tijd is om</span>'
    return f'<span class="klok">Nog {time_left(end, now)}</span>'


def _notice(day: Day, corners: Sequence[CornerNow]) -> str:
    """What asks for attention, on a line that is always there."""
    said = []
    if quiet := sum(corner.quiet for corner in corners):
        said.append(counted(quiet, "hoek is stil", "hoeken zijn stil"))
    if held := _held(day):
        many = counted(held, "uitspraak wordt", "uitspraken worden")
        said.append(f"{many} achtergehouden: misschien staat er een naam in. Beslis bij Uitspraken")
    return f'<p class="let-op">{html.escape(" · ".join(said))}&nbsp;</p>'


def _held(day: Day) -> int:
    live, left = data.store().live, state.kept(LEFT_HELD) or frozenset()
    off = live.off_wall(day.event.id) - left
    posts = live.posts(day.event.id, off) if off else []
    return sum(post.held for post in posts)


def tiles_html(corners: Sequence[CornerNow], names: dict[str, str]) -> str:
    """A list of the corners: name, code, number, when the last came, a bar."""
    most = max((corner.number for corner in corners), default=0) or 1
    return f'<ul class="hoeken">{"".join(_tile(one, names, most) for one in corners)}</ul>'


def _tile(corner: CornerNow, names: dict[str, str], most: int) -> str:
    name = html.escape(names.get(corner.corner, corner.corner))
    last = html.escape(corner.last)
    told = f"<b>◔ {last}</b>" if corner.quiet else last
    width = round(corner.number / most * 100)
    return (
        f'<li class="{"stil" if corner.quiet else ""}"><span class="naam">{name}</span>'
        f'<span class="aantal">{dutch(corner.number)}</span>'
        f'<span class="weetje"><span class="code">{shown_code(corner.code)}</span> · {told}</span>'
        f'<span class="balk" aria-hidden="true"><i style="width:{width}%"></i></span></li>'
    )
