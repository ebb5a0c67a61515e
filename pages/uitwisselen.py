"""The page Uitwisselen: take the day to other programs for coding, and take over what they made."""

from __future__ import annotations

import streamlit as st

from pages.components import state
from pages.components.day import current_day
from pages.components.exchange_in import take_over
from pages.components.exchange_out import take_along

_PART = f"{state.EXCHANGE}deel"
_OUT, _IN = "Meenemen", "Overnemen"


def page() -> None:
    """Draw the page."""
    st.title("Uitwisselen", anchor=False)
    state.show_told()
    day = current_day()
    st.write("Werk met dezelfde uitspraken en codes in een ander programma, en weer terug.")
    if day is None:
        take_over(None)
        return
    state.start(_PART, _OUT)
    part = st.segmented_control(
        "Wat wilt u doen?", [_OUT, _IN], key=_PART, required=True, label_visibility="collapsed"
    )
    if part == _IN:
        take_over(day)
    else:
        take_along(day)


page()
