"""The reminder of days whose date is near or past: short on every page, in full on Beheer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from analysis.charts.keeping import until_words
from analysis.keeping import Due, due
from pages.components import data
from pages.components.links import link
from pages.components.wording import counted, plain


def remind() -> None:
    """Say beside every page that days are due, with the way to Beheer."""
    found = _due()
    if not found:
        return
    with st.sidebar, st.container(key="herinnering", gap="small"):
        st.warning(_in_short(found), icon=":material/event_busy:")
        link("beheer.py", label="Naar Beheer", icon=":material/shield:")


def urgent() -> None:
    """Name the days that are due, the most urgent first."""
    found = _due()
    if not found:
        return
    today = date.today()
    rows = [
        f"- “{plain(one.event.title)}”: "
        f"{until_words(date.fromisoformat(one.event.keep_until or ''), today)}"
        for one in found
    ]
    st.warning(
        "\n".join([f"**{_in_short(found)}** Verwijder wat weg kan, of kies een latere datum.",
                   "", *rows]),
        icon=":material/event_busy:",
    )  # fmt: skip


def _due() -> list[Due]:
    return due(data.events(), date.today())


def _in_short(found: Sequence[Due]) -> str:
    """'De bewaartermijn van 2 dagen is voorbij, en die van 1 dag loopt binnenkort af.'"""
    past = sum(one.days_left < 0 for one in found)
    near = len(found) - past
    gone = f"De bewaartermijn van {counted(past, 'dag', 'dagen')} is voorbij"
    if not near:
        return f"{gone}."
    coming = f"van {counted(near, 'dag', 'dagen')} loopt binnenkort af."
    return f"{gone}, en die {coming}" if past else f"De bewaartermijn {coming}"
