"""The day's model learns in the background while people review; the page tells what came of it."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from analysis.learning import Learned, relearn
from pages.components import data
from pages.components.day import Day
from pages.components.review_desk import sort_anew
from pages.components.wording import counted

if TYPE_CHECKING:
    from analysis.store import Store

EVERY = 10
"""After so many more reviewed statements the proposals are made anew."""
_LOOK_AGAIN = 1.5  # seconds


@dataclass
class Lessons:
    """What each day's model is learning or has learned last; shared by all visitors."""

    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _running: dict[str, tuple[int, Future[Learned]]] = field(default_factory=dict)

    def follow(self, store: Store, event_id: str, reviewed: int) -> None:
        """Start learning where enough was reviewed since the last time and nothing is running."""
        seen, last = self._running.get(event_id, (0, None))
        if (last and not last.done()) or abs(reviewed - seen) < EVERY:
            return
        self._running[event_id] = reviewed, self._pool.submit(_learn, store, event_id)

    def busy(self, event_id: str) -> bool:
        """Whether the day's model is learning now."""
        _, last = self._running.get(event_id, (0, None))
        return last is not None and not last.done()

    def outcome(self, event_id: str) -> Learned | None:
        """What the last lesson gave; None without one, while it lasts, or where it went wrong."""
        _, last = self._running.get(event_id, (0, None))
        if last is None or not last.done() or last.exception():
            return None
        return last.result()


def _learn(store: Store, event_id: str) -> Learned:
    try:
        return relearn(store, store.event(event_id))
    except Exception:
        logging.getLogger("koffiehoek").exception("Leren van de dag ging mis")
        raise


@st.cache_resource(show_spinner=False)
def lessons() -> Lessons:
    """One set of lessons for the whole app."""
    return Lessons()


def learn_and_tell(day: Day, reviewed: int) -> None:
    """Learn where that is due, and say how it stands."""
    lessons().follow(data.store(), day.event.id, reviewed)
    # Looked at again by itself only while there is something to wait for.
    again = _LOOK_AGAIN if lessons().busy(day.event.id) else None
    st.fragment(_tell, run_every=again)(day)


def _tell(day: Day) -> None:
    if lessons().busy(day.event.id):
        st.html('<p class="voorstel">De voorstellen leren van uw keuzes …</p>')
        return
    learned = lessons().outcome(day.event.id)
    if learned is None or not learned.decided:
        return
    st.html(f'<p class="voorstel" role="status">{_in_words(learned)}</p>')
    if learned.changed:
        st.button(
            "Zet de lijst opnieuw op volgorde", key="leren.volgorde", on_click=sort_anew,
            args=(day,), icon=":material/sort:",
        )  # fmt: skip


def _in_words(learned: Learned) -> str:
    seen = counted(learned.decided, "nagekeken uitspraak", "nagekeken uitspraken")
    if not learned.changed:
        return f"Geleerd van {seen}: geen voorstel werd anders."
    changed = counted(len(learned.changed), "voorstel", "voorstellen")
    return f"Geleerd van {seen}: {changed} herzien."
