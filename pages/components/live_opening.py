"""Regie, before the day is live: its corners, and the one button that opens it for phones."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from analysis.live.desk import read_corners
from pages.components import data, state
from pages.components.day import Day
from pages.components.links import link
from pages.components.wording import plain

PART = f"{state.LIVE}deel"
"""Which part of the page is shown; its key is the widget's."""
PHONES = "telefoons"


def opening(day: Day) -> None:
    """Say what opening does, ask for corners where there are none, and open."""
    word = plain(day.event.corner_word)
    st.subheader(plain(day.event.title), anchor=False)
    st.write(
        f"Elke {word} krijgt een eigen code en een A4 met een QR-code. Mensen scannen die en "
        "sturen op hun telefoon wat werkt, wat knelt en waar kansen liggen. Een account is niet "
        "nodig. Wat binnenkomt, staat meteen hier en op de muur."
    )
    typed = ""
    if day.event.corners:
        st.write(f"**Hoeken:** {plain(', '.join(corner.name for corner in day.corners))}")
        link("bijeenkomst.py", label="Hoeken veranderen", icon=":material/edit:")
    else:
        typed = ask_corners("regie.hoeken")
    if st.button("Open deze dag voor telefoons", type="primary", icon=":material/smartphone:"):
        if not day.event.corners:
            data.store().set_corners(day.event.id, read_corners(typed))
        open_day(day.event.id)
        st.rerun()


def ask_corners(key: str, *, more: str = "") -> str:
    """A field for corners, one a line; `more` is said behind its label."""
    return str(
        st.text_area(
            f"Hoeken, één op elke regel{more}", key=key, height=150, max_chars=20_000,
            placeholder="Politie\nGemeente\nWelzijn",
            help="U kunt een lijst plakken. Later veranderen kan ook.",
        )
    )  # fmt: skip


def open_day(event_id: str) -> None:
    """Let phones send to this day, and show what is needed first: the sheets with codes."""
    data.store().live.open_day(event_id, now=datetime.now(UTC))
    state.keep(PART, PHONES)
    state.tell("De dag is open voor telefoons. Print nu de A4’s met de QR-codes, of toon ze.")
