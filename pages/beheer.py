"""The page Beheer: how long days are kept, what is held back, what is where, who did what."""

from __future__ import annotations

import streamlit as st

from pages.components import data, state, visitor
from pages.components.keeping_access import access
from pages.components.keeping_days import days
from pages.components.keeping_documents import documents
from pages.components.keeping_files import files
from pages.components.keeping_log import log
from pages.components.keeping_names import names

_PART = f"{state.KEEPING}deel"
_ACCESS = "access"
_PARTS = {
    "days": ("Bewaartermijnen", days),
    "names": ("Namen", names),
    "files": ("Wat staat waar", files),
    "log": ("Wie deed wat", log),
    "documents": ("Documenten", documents),
    _ACCESS: ("Toegang", access),
}
_OF_ALL_DAYS = ("files", "documents")


def page() -> None:
    """Draw the page."""
    st.title("Beheer", anchor=False)
    state.show_told()
    parts = _parts()
    if state.kept(_PART) not in parts:
        state.forget(_PART)
    state.start(_PART, "days")
    part = st.segmented_control(
        "Wat wilt u doen?", parts, key=_PART, required=True,
        format_func=lambda one: _PARTS[one][0], label_visibility="collapsed", wrap=True,
    )  # fmt: skip
    _, draw = _PARTS[part or "days"]
    draw()


def _parts() -> list[str]:
    """What this visitor may do: some of it is about all days together."""
    mine = data.rights()
    hidden = () if mine.all_days else _OF_ALL_DAYS
    if not (visitor.by_name() and mine.may_give):
        hidden = (*hidden, _ACCESS)
    return [part for part in _PARTS if part not in hidden]


page()
