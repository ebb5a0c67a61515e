"""What a visitor's session remembers from page to page, under keys that only this module knows.

Streamlit forgets a widget's value once the widget leaves the page; these keys belong to no widget.
"""

from __future__ import annotations

import streamlit as st

_EVENT = "gekozen.bijeenkomst"


def current_event_id() -> str | None:
    """The event that the visitor works on; None where none was chosen."""
    chosen: str | None = st.session_state.get(_EVENT)
    return chosen


def choose_event(event_id: str | None) -> None:
    """Work on this event from now on."""
    st.session_state[_EVENT] = event_id
