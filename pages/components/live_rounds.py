"""Regie, the rounds: open, pause or close them per kind or all at once, and the timer."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import streamlit as st

from analysis.backup import automatic_copy
from analysis.charts import dutch, label
from analysis.errors import KoffiehoekError
from analysis.live.days import LiveDay, RoundState
from analysis.live.desk import ROUND_WORDS, all_in, timer_end
from analysis.types import Category
from pages.components import data, state
from pages.components.day import Day
from pages.components.links import may_open
from pages.components.live_wall import change_wall
from pages.components.wording import counted

_SAID, _TROUBLE = "regie.rondes.gezegd", "regie.rondes.fout"
_MINUTES = f"{state.LIVE}minuten"
_PRESETS = (3, 5, 10)
_ONWARD = (
    ("coderen.py", "Kijk de voorstellen na", ":material/checklist:"),
    ("matrix.py", "Bekijk de matrix", ":material/grid_on:"),
)


def rounds(day: Day, live: LiveDay) -> None:
    """The state of each kind's round to be changed, what was just done, and the timer."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="rondes"):
        for kind in Category:
            _round(day, kind, live.rounds.get(kind, RoundState.CLOSED))
        _all(day, live)
        _timer(day, live)
    if all_in(live.rounds, RoundState.CLOSED):
        _closed(day)


def _round(day: Day, kind: Category, now: RoundState) -> None:
    key = f"ronde-{kind}"
    if state.kept(key) != now:
        state.keep(key, now)
    st.segmented_control(
        label(kind.value), list(RoundState), key=key, required=True,
        format_func=lambda one: ROUND_WORDS[one], on_change=_change, args=(day, kind, key),
    )  # fmt: skip


def _change(day: Day, kind: Category, key: str) -> None:
    set_rounds(day, {kind: RoundState(state.kept(key))})


def _all(day: Day, live: LiveDay) -> None:
    if all_in(live.rounds, RoundState.CLOSED):
        st.button(
            "Open alles weer",
            on_click=set_rounds, args=(day, dict.fromkeys(Category, RoundState.OPEN)),
        )  # fmt: skip
        return
    paused = all_in(live.rounds, RoundState.PAUSED)
    to = RoundState.OPEN if paused else RoundState.PAUSED
    st.button(
        "Ga verder" if paused else "Pauzeer alles",
        on_click=set_rounds, args=(day, dict.fromkeys(Category, to)),
    )  # fmt: skip
    st.button(
        "Sluit de ronde", type="primary",
        on_click=set_rounds, args=(day, dict.fromkeys(Category, RoundState.CLOSED)),
        help="Telefoons kunnen dan niets meer sturen. Opnieuw openen kan altijd.",
    )  # fmt: skip


def set_rounds(day: Day, states: Mapping[Category, RoundState]) -> None:
    """Set rounds; where one is closed, make a copy of everything, which may fail."""
    store = data.store()
    store.live.set_rounds(day.event.id, states)
    to = next(iter(states.values()))
    which = "De ronde is" if len(states) > 1 else f"{label(next(iter(states)).value)} is"
    said = {RoundState.OPEN: "open", RoundState.PAUSED: "gepauzeerd", RoundState.CLOSED: "gesloten"}
    words = f"{which} {said[to]}."
    if to is RoundState.CLOSED:
        if len(states) == len(Category):
            _stop(day)
        store.tidy()  # what senders took back is in no copy
        try:
            automatic_copy(store, day.event.id)
            words += " Er is een reservekopie gemaakt."
        except KoffiehoekError as error:
            state.keep(_TROUBLE, error.message)
    state.keep(_SAID, words)


def tell_rounds() -> None:
    """What was just done, on a line that is always there; and a copy that failed."""
    said = state.kept(_SAID) or ""
    state.forget(_SAID)
    st.html(f'<p class="gezegd" role="status">{html.escape(said)}&nbsp;</p>')
    if trouble := state.kept(_TROUBLE):
        state.forget(_TROUBLE)
        st.warning(
            f"De ronde is gesloten, maar de reservekopie is niet gelukt. {trouble}",
            icon=":material/warning:",
        )


def _closed(day: Day) -> None:
    """What is done with what came in, and where it goes on."""
    st.subheader("De ronde is gesloten", anchor=False)
    _coded(day)
    with st.container(horizontal=True):
        onward = [one for one in _ONWARD if may_open(one[0])]
        for file, words, icon in onward:
            first = file == onward[0][0]
            if st.button(words, type="primary" if first else "secondary", icon=icon):
                st.switch_page(file)


@st.fragment(run_every=2.0)
def _coded(day: Day) -> None:
    """How far the computer is with what came in."""
    counts = data.store().counts(day.event.id)
    left = counts.statements - counts.coded_by_machine
    many = counted(counts.statements, "uitspraak", "uitspraken")
    if left:
        st.write(f"{many} binnen; de computer bekijkt er nog {dutch(left)}.")
    else:
        st.write(f"{many} binnen, allemaal gecodeerd en klaar om na te kijken.")


# The timer


def _timer(day: Day, live: LiveDay) -> None:
    with st.popover("Timer", icon=":material/timer:"):
        st.write("De tijd staat hier en op de muur. Als de tijd om is, blijft de ronde open.")
        with st.container(horizontal=True):
            for minutes in _PRESETS:
                st.button(
                    f"{minutes} minuten", key=f"timer-{minutes}", on_click=_start,
                    args=(day, minutes),
                )  # fmt: skip
        state.start(_MINUTES, 15)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input("Of kies zelf: minuten", 1, 180, key=_MINUTES, width=190)
            st.button("Start", key="timer-eigen", on_click=_start_own, args=(day,))
        with st.container(horizontal=True):
            none = timer_end(live.wall.timer) is None
            st.button("Eén minuut erbij", disabled=none, on_click=_longer, args=(day,))
            st.button("Stop de timer", disabled=none, on_click=_stop, args=(day,))


def _start(day: Day, minutes: int) -> None:
    end = datetime.now(UTC) + timedelta(minutes=minutes)
    change_wall(day, lambda wall: replace(wall, timer=end.isoformat()))


def _start_own(day: Day) -> None:
    _start(day, int(state.kept(_MINUTES)))


def _longer(day: Day) -> None:
    """A minute more, from now on where the time was up already."""
    now = datetime.now(UTC)
    change_wall(
        day,
        lambda wall: replace(
            wall,
            timer=(max(timer_end(wall.timer) or now, now) + timedelta(minutes=1)).isoformat(),
        ),
    )


def _stop(day: Day) -> None:
    change_wall(day, lambda wall: replace(wall, timer=None))
