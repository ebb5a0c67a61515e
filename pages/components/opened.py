"""Parts that are folded in, and are made only when they are opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def opened(title: str, *, key: str, icon: str) -> Iterator[bool]:
    """A part that opens on a click; whether it is open, and so what is in it is to be drawn."""
    with st.expander(title, key=key, icon=icon, on_change="rerun") as part:
        yield bool(part.open)
