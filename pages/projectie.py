"""The page Projectie: the wall, full screen; scenes turn by themselves or by key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zlib import crc32

import streamlit as st

from analysis.live.wall import Wall
from analysis.live.wall_scenes import TITLES, beside, shown_scene
from pages.components import data, state
from pages.components.day import Day, current_day
from pages.components.links import link
from pages.components.turns import in_turn
from pages.components.wall_data import wall_of
from pages.components.wall_picture import message, picture

_EVERY = 1.0  # seconds
_DAY, _SCENE, _STYLE, _LIGHT = "dag", "scene", "stijl", "licht"
_BY, _UNTIL = "bij", "tot"  # what the facilitator had chosen then, and until when it holds
_GLANCE = timedelta(minutes=1)  # after which a scene that was looked up gives way again


def page() -> None:
    """Draw the page; its address holds all that it needs to come back after a restart."""
    st.title("Projectie", anchor=False)
    asked = st.query_params.get(_DAY)
    if asked in {event.id for event in data.events()}:
        state.choose_event(asked)
    day = current_day()
    if day is None:
        st.html(message("Er is nog geen bijeenkomst.", dark=_dark()) + _beat())
    else:
        st.query_params[_DAY] = day.event.id
        _wall(day.event.id)
    _controls(day)


@st.fragment(run_every=_EVERY)
def _wall(event_id: str) -> None:
    """What is on the wall now, and a beat that tells the script that it is still so."""
    now = datetime.now(UTC)
    day = current_day() if event_id in {event.id for event in data.events()} else None
    if day is None:
        st.html(message("Deze bijeenkomst is er niet meer.", dark=_dark()))
    else:
        with in_turn():
            wall = wall_of(day)
        scene = shown_scene(wall, own=_own(wall, now), now=now)
        st.html(picture(wall, scene, dark=_dark(), now=now))
    st.html(_beat())


def _beat() -> str:
    return f'<i class="muur-slag" data-nu="{datetime.now(UTC).isoformat(timespec="seconds")}"></i>'


def _dark() -> bool:
    return st.query_params.get(_STYLE) != _LIGHT


def _own(wall: Wall, now: datetime) -> str:
    """The scene that this wall keeps to.

    One that was chosen by key gives way when the facilitator chooses another, and after a minute
    unless it is held; one that is only in the address stays.
    """
    params = st.query_params
    until = params.get(_UNTIL, "")
    over = until.isdecimal() and now.timestamp() > int(until[:12])
    if over or params.get(_BY, _chosen(wall)) != _chosen(wall):
        _forget_own()
    return params.get(_SCENE, "")


def _chosen(wall: Wall) -> str:
    """What the facilitator chose, as it can stand in an address."""
    return f"{wall.choice.scene}-{crc32(wall.choice.subject.encode()):x}"


def _keep_own(wall: Wall, scene: str, *, until: datetime | None) -> None:
    _forget_own()
    st.query_params[_SCENE], st.query_params[_BY] = scene, _chosen(wall)
    if until is not None:
        st.query_params[_UNTIL] = str(int(until.timestamp()))


def _forget_own() -> None:
    for name in (_SCENE, _BY, _UNTIL):
        st.query_params.pop(name, None)


def _controls(day: Day | None) -> None:
    """The bar that comes up under the mouse or by keyboard; muur.js presses its buttons by key."""
    with st.container(key="projectie-bediening"):
        if day is not None:
            with st.container(horizontal=True, key="projectie-beelden"):
                for number, (kind, title) in enumerate(TITLES.items(), 1):
                    st.button(
                        f"`{number}` {title}", key=f"projectie-{number}", on_click=_look_at,
                        args=(day, str(kind)),
                    )  # fmt: skip
        with st.container(horizontal=True, key="projectie-knoppen"):
            if day is not None:
                _steps(day)
            st.button(
                "Licht `d`" if _dark() else "Donker `d`", key="projectie-stijl",
                icon=":material/contrast:", on_click=_style,
            )  # fmt: skip
            st.button("Volledig scherm `f`", key="projectie-scherm", icon=":material/fullscreen:")
            link("regie.py", label="Naar Regie", icon=":material/podium:")


def _steps(day: Day) -> None:
    own = _own(wall_of(day), datetime.now(UTC))
    st.button(
        "Vorige `←`", key="projectie-vorige", icon=":material/arrow_back:", on_click=_go,
        args=(day, -1),
    )  # fmt: skip
    st.button(
        "Laat wisselen `spatie`" if own else "Houd dit vast `spatie`", key="projectie-stil",
        icon=":material/play_arrow:" if own else ":material/pause:", on_click=_go, args=(day, 0),
    )  # fmt: skip
    st.button(
        "Volgende `→`", key="projectie-volgende", icon=":material/arrow_forward:", on_click=_go,
        args=(day, 1),
    )  # fmt: skip


def _go(day: Day, step: int) -> None:
    """To the scene beside this one; without a step: hold this one, or let them turn again."""
    now = datetime.now(UTC)
    wall = wall_of(day)
    own = _own(wall, now)
    scene = shown_scene(wall, own=own, now=now)
    if step:
        _keep_own(wall, beside(wall, scene, step, now), until=now + _GLANCE)
    elif own:
        _forget_own()
    else:
        _keep_own(wall, scene.name, until=None)


def _look_at(day: Day, kind: str) -> None:
    _keep_own(wall_of(day), kind, until=datetime.now(UTC) + _GLANCE)


def _style() -> None:
    st.query_params[_STYLE] = _LIGHT if _dark() else "donker"


page()
