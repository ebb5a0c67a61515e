"""The page Regie: open a live day, see it come in, lead its rounds, moderate, steer the wall."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis.live.days import LiveDay
from pages.components import data, state
from pages.components.day import Day, ask_for_day, current_day
from pages.components.live_bonding import bonding
from pages.components.live_list import moderation, refresh
from pages.components.live_opening import PART, PHONES, opening
from pages.components.live_phones import phones
from pages.components.live_picture import DRAWN, picture, style
from pages.components.live_rounds import rounds, tell_rounds
from pages.components.live_take import take
from pages.components.live_wall import wall

_LIST = "uitspraken"
_PARTS: dict[str, tuple[str, Callable[[Day, LiveDay], None]]] = {
    _LIST: ("Uitspraken", lambda day, _: moderation(day)),
    PHONES: ("Telefoons", phones),
    "muur": ("Muur", wall),
    "verbondenheid": ("Verbondenheid", bonding),
    "meenemen": ("Meenemen", lambda day, _: take(day)),
}


def page() -> None:
    """Draw the page."""
    st.title("Regie", anchor=False)
    state.show_told()
    day = current_day()
    if day is None:
        ask_for_day("De regie")
        return
    live = data.store().live.day(day.event.id)
    if live is None:
        opening(day)
        return
    state.keep(DRAWN, live)
    style()
    picture(day)
    rounds(day, live)
    state.start(PART, _LIST)
    with st.container(horizontal=True, vertical_alignment="center"):
        part = st.segmented_control(
            "Wat wilt u doen?", list(_PARTS), key=PART, required=True,
            format_func=lambda one: _PARTS[one][0], label_visibility="collapsed", wrap=True,
            on_change=refresh,
        )  # fmt: skip
        tell_rounds()
    _, draw = _PARTS[part or _LIST]
    draw(day, live)


page()
