"""The page Beheer: how long days are kept, what is held back, what is where, who did what."""

from __future__ import annotations

import streamlit as st

from pages.components import state
from pages.components.keeping_days import days
from pages.components.keeping_documents import documents
from pages.components.keeping_files import files
from pages.components.keeping_log import log
from pages.components.keeping_names import names

_PART = f"{state.KEEPING}deel"
_PARTS = {
    "days": ("Bewaartermijnen", days),
    "names": ("Namen", names),
    "files": ("Wat staat waar", files),
    "log": ("Wie deed wat", log),
    "documents": ("Documenten", documents),
}


def page() -> None:
    """Draw the page."""
    st.title("Beheer", anchor=False)
    state.show_told()
    state.start(_PART, "days")
    part = st.segmented_control(
        "Wat wilt u doen?", list(_PARTS), key=_PART, required=True,
        format_func=lambda one: _PARTS[one][0], label_visibility="collapsed", wrap=True,
    )  # fmt: skip
    _, draw = _PARTS[part or "days"]
    draw()


page()
