"""The page Overeenstemming: code blind, see how far coders agree, settle where they differ."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from pages.components import data, state
from pages.components.agreement_blind import blind_coding
from pages.components.agreement_data import look_again, standing
from pages.components.agreement_disputes import settle_disputes
from pages.components.agreement_figures import figures
from pages.components.day import ask_for_day, current_day
from pages.components.links import link

_PART = f"{state.AGREEMENT}deel"
_PARTS = {
    "blind": "Blind coderen",
    "figures": "De cijfers",
    "disputes": "Twistpunten",
}
_DRAWN = {"blind": blind_coding, "figures": figures, "disputes": settle_disputes}


def page() -> None:
    """Draw the page."""
    st.title("Overeenstemming", anchor=False)
    state.show_told()
    day = current_day()
    if day is None:
        ask_for_day("Overeenstemming")
        return
    if not data.store().counts(day.event.id).statements:
        st.info("Er zijn nog geen uitspraken. Lees eerst de flip-overs in; dan valt er te coderen.")
        link("inlezen.py", label="Naar Inlezen")
        return
    css = files("pages.components").joinpath("agreement.css").read_text(encoding="utf-8")
    st.html(f"<style>{css}</style>")
    if state.just_arrived():
        look_again()
    if state.kept(_PART) is None:
        state.keep(_PART, "figures" if standing(day).groups else "blind")
    part = st.segmented_control(
        "Wat wilt u doen?", list(_PARTS), key=_PART, required=True,
        format_func=lambda one: _PARTS[one], on_change=look_again,
    )  # fmt: skip
    _DRAWN[part or "blind"](day)


page()
