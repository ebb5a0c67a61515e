"""What a visitor's session remembers from page to page, under keys that only this module knows.

Streamlit forgets a widget's value once the widget leaves the page; these keys belong to no widget.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from analysis.errors import UsageError
from analysis.mending import PERSON
from analysis.types import Event

_TOLD = "melding.vorige"
_EVENT = "gekozen.bijeenkomst"
_CODER, _LONGEST_NAME = "gekozen.codeur", 60
_PERSON = "ingelogd.als"
_PAGE, _ARRIVED = "pagina.nu", "pagina.pas"
CHOICES = "matrix."
NAMES = "inlezen.hoek."
REVIEW = "coderen.keuze."
AGREEMENT = "overeenstemming.keuze."
KEEPING = "beheer.keuze."
REPORT = "rapport.keuze."
EXCHANGE = "uitwisselen.keuze."
ORIGIN = "herkomst.keuze."
LIVE = "regie.keuze."
"""How the keys of widgets begin whose values last."""
_LASTING = (CHOICES, NAMES, REVIEW, AGREEMENT, KEEPING, REPORT, EXCHANGE, ORIGIN, LIVE)


def current_event_id() -> str | None:
    """The event that the visitor works on; None where none was chosen."""
    chosen: str | None = st.session_state.get(_EVENT)
    return chosen


def choose_event(event_id: str | None) -> None:
    """Work on this event from now on."""
    st.session_state[_EVENT] = event_id


def coder() -> str:
    """The name under which decisions are kept: who is logged in, or else what was typed."""
    chosen: str = st.session_state.get(_PERSON) or st.session_state.get(_CODER, PERSON)
    return chosen


def log_in(name: str) -> None:
    """Decisions are kept under this name, whatever is typed; what another person chose is gone."""
    if st.session_state.get(_PERSON) != name:
        forget_all()
        st.session_state[_PERSON] = name


def name_coder(name: str) -> None:
    """Keep decisions under this name from now on; a colon would make it a machine's."""
    st.session_state[_CODER] = " ".join(name.replace(":", " ").split())[:_LONGEST_NAME] or PERSON


def tell(message: str) -> None:
    """Keep a message for the next run of a page, since a rerun wipes what is on the screen."""
    st.session_state[_TOLD] = message


def show_told() -> None:
    """Show the message that the last run left, once."""
    message = st.session_state.pop(_TOLD, None)
    if message:
        st.success(message, icon=":material/check_circle:")


def changed_event(event: Event, *, title: str, date: str | None, corner_word: str) -> Event:
    """The event with what a form changed; raises UsageError without a title."""
    if not title.strip():
        raise UsageError("de bijeenkomst heeft geen titel.", remedy="Vul een titel in.")
    return replace(
        event, title=title.strip(), date=date, corner_word=corner_word.strip() or "koffiehoek"
    )


def keep_choices() -> None:
    """Keep what was chosen while another page is shown.

    Streamlit drops a widget's value once it leaves the page, unless it is set anew on every run.
    """
    for key in [str(key) for key in st.session_state]:
        if key.startswith(_LASTING):
            st.session_state[key] = st.session_state[key]


def arrive(page: str) -> None:
    """Note which page is shown, before it draws itself."""
    st.session_state[_ARRIVED] = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page


def just_arrived() -> bool:
    """Whether the visitor comes from another page."""
    return bool(st.session_state.get(_ARRIVED))


def start(key: str, value: object) -> None:
    """Give a widget its first value; what was chosen in it stays."""
    st.session_state.setdefault(key, value)


def keep(key: str, value: object) -> None:
    """Remember a value under a key of the page's own."""
    st.session_state[key] = value


def kept(key: str) -> Any:
    """What was remembered under `key`; None where nothing was."""
    return st.session_state.get(key)


def forget(key: str) -> None:
    """Forget what was remembered under `key`."""
    st.session_state.pop(key, None)


def forget_all() -> None:
    """Forget everything but the visitor's name: a day was removed, and its texts go with it."""
    name, person = coder(), st.session_state.get(_PERSON)
    for key in list(st.session_state):
        del st.session_state[key]
    name_coder(name)
    if person:
        st.session_state[_PERSON] = person
