"""Regie, the wall: open it, and choose what it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from analysis.errors import StoreError
from analysis.live.days import LiveDay, WallChoice
from analysis.live.wall_scenes import TITLES
from pages.components import data, state
from pages.components.day import Day

_SCENES = {"": "Wisselt vanzelf"} | {str(kind): title for kind, title in TITLES.items()}
_SCENE, _SUBJECT = "muur-beeld", "muur-onderwerp"
_FROZEN, _SECONDS, _LEAST = "muur-stil", "muur-seconden", "muur-minste"


def wall(day: Day, live: LiveDay) -> None:
    """A link to the wall, and what it shows; every change is there at its next refresh."""
    choice = live.wall
    open_wall(day)
    left, right = st.columns(2, gap="large")
    with left:
        _hold(_SCENE, choice.scene if choice.scene in _SCENES else "")
        st.selectbox(
            "Wat staat er op de muur?", list(_SCENES), key=_SCENE, on_change=_set_scene,
            args=(day,), format_func=lambda one: _SCENES[one],
        )  # fmt: skip
        if subjects := _subjects(day, choice.scene):
            _hold(_SUBJECT, choice.subject if choice.subject in subjects else subjects[0])
            st.selectbox(
                "Welke?", subjects, key=_SUBJECT, on_change=_set, args=(day, "subject", _SUBJECT)
            )  # fmt: skip
        _hold(_FROZEN, choice.frozen)
        st.toggle(
            "Zet het beeld stil", key=_FROZEN, on_change=_set, args=(day, "frozen", _FROZEN),
            help="De muur blijft zoals hij nu is, ook als er iets binnenkomt.",
        )  # fmt: skip
    with right:
        _hold(_SECONDS, choice.seconds)
        st.number_input(
            "Seconden per beeld", 5, 120, key=_SECONDS, on_change=_set,
            args=(day, "seconds", _SECONDS), help="Als de beelden vanzelf wisselen.",
        )  # fmt: skip
        _hold(_LEAST, choice.least)
        st.number_input(
            "Kleinste aantal dat op de muur komt", 1, 20, key=_LEAST, on_change=_set,
            args=(day, "least", _LEAST),
            help="Onder dit aantal staat er bijvoorbeeld “<3”. Met 1 staat elk aantal er.",
        )  # fmt: skip


def open_wall(day: Day) -> None:
    """A link that opens the wall in a window of its own."""
    st.link_button(
        "Open de muur in een nieuw tabblad", f"./projectie?dag={day.event.id}",
        icon=":material/cast:",
    )  # fmt: skip


def change_wall(day: Day, change: Callable[[WallChoice], WallChoice]) -> None:
    """Change the wall's choice as it is now: what a colleague chose beside it stays."""
    store = data.store()
    with store.at_once():
        live = store.live.day(day.event.id)
        if live is None:
            raise StoreError("Deze dag is niet meer live.", remedy="Laad de pagina opnieuw.")
        store.live.set_wall(day.event.id, change(live.wall))


def _hold(key: str, value: object) -> None:
    """Let a widget show what is kept, also where a colleague changed it."""
    if state.kept(key) != value:
        state.keep(key, value)


def _subjects(day: Day, scene: str) -> Sequence[str]:
    """What a scene can be about: the corners or the themes, as the screen calls them."""
    if scene == "hoek":
        return [corner.name for corner in day.corners]
    return day.themes if scene == "thema" else ()


def _set_scene(day: Day) -> None:
    scene = str(state.kept(_SCENE))
    subject = next(iter(_subjects(day, scene)), "")
    change_wall(day, lambda choice: replace(choice, scene=scene, subject=subject))


def _set(day: Day, field: str, key: str) -> None:
    value = state.kept(key)
    change_wall(day, lambda choice: replace(choice, **{field: value}))
