"""Regie, the phones: sheets with QR codes to print, a code on the screen, a new one, a test."""

from __future__ import annotations

import html
from datetime import UTC, datetime
from urllib.parse import urlsplit

import segno
import streamlit as st

from analysis.live.codes import shown_code
from analysis.live.days import CornerCode, LiveDay
from analysis.live.desk import address_for, out_of_reach
from pages.components import data, live_actions, state
from pages.components.day import Day
from pages.components.live_wall import open_wall
from pages.components.wording import plain

_CORNER, _RENEWING = f"{state.LIVE}qr_hoek", "regie.nieuwe_code"
_SAID = "regie.telefoons.gezegd"


def phones(day: Day, live: LiveDay) -> None:
    """What is needed to get phones in hand."""
    address = address_for(_origin())
    left, right = st.columns([1, 1], gap="large")
    with left:
        _sheets(day, live, address)
        _test(day, live)
    with right:
        _one_corner(day, live, address)


def _origin() -> str | None:
    """The address under which this visitor found the app."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None


def _sheets(day: Day, live: LiveDay, address: str) -> None:
    st.write(f"Telefoons vinden Koffiehoek op **{plain(address)}/meedoen**")
    if out_of_reach(address):
        st.warning(
            "Telefoons kunnen dit adres niet bereiken: Koffiehoek luistert alleen op deze "
            "computer. Sluit Koffiehoek en start het met: koffiehoek start --open",
            icon=":material/wifi_off:",
        )
'''PDF'''
