"""What the script for keys (toetsen.js) reads on a page: whether keys are on, and what was done."""

from __future__ import annotations

import html

import streamlit as st

from pages.components import state

_TURN = "toetsen.beurt"


def mark_for_keys(said: str, *, on: bool) -> None:
    """Leave word for the script: it waits for a new turn before it sends the next key."""
    turn = (state.kept(_TURN) or 0) + 1
    state.keep(_TURN, turn)
    st.html(
        f'<div id="toetsen" data-aan="{"ja" if on else "nee"}" data-beurt="{turn}" '
        f'data-gezegd="{html.escape(said)}"></div>'
    )
