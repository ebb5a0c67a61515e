"""Links from page to page, for who may open the other page; others do not see them."""

from __future__ import annotations

import streamlit as st

from pages.components import data, state

FORWARD = ":material/arrow_forward:"


def may_open(file: str) -> bool:
    """Whether the visitor may open the page of this script, with the day that is chosen."""
    name = file.removesuffix(".py").replace("_", "-")  # as the registry has it
    return data.rights().may_open(name, state.current_event_id())


def link(file: str, *, label: str, icon: str = FORWARD) -> None:
    """A link to a page, by its script."""
    if may_open(file):
        st.page_link(file, label=label, icon=icon)
