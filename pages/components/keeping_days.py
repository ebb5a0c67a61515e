"""Beheer, the retention of each day: until when it is kept, another date, and removal for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from analysis.charts.keeping import describe_keeping, keeping_figure, until_words
from analysis.keeping import OUT_OF_REACH, REMIND_DAYS, Removed
from analysis.keys import key_file
from analysis.types import Event
from pages.components import data, state
from pages.components.keeping_reminder import urgent
from pages.components.links import link
from pages.components.removal import remove
from pages.components.wording import counted, plain

_PAGE_SIZE = 10
_REMOVING = "beheer.weg"
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 12, 31)


def days() -> None:
    """Every day with its date, the newest first."""
    events = data.events()
    if not events:
        st.info("Er zijn nog geen bijeenkomsten, dus er is niets te bewaren of te verwijderen.")
        link("bijeenkomst.py", label="Naar Bijeenkomst")
        return
    _picture(events)
    urgent()
    st.write(
        "Een dag blijft niet langer staan dan nodig is. Vanaf 30 dagen voor de datum vraagt elk "
        "scherm erom. Er wordt nooit iets vanzelf verwijderd: dat doet u zelf."
    )
    for event in _page_of(events):
        with st.container(border=True, key=f"bewaren-{event.id}"):
            _day(event)


def _picture(events: Sequence[Event]) -> None:
    today, dark = date.today(), st.context.theme.type == "dark"
    st.plotly_chart(
        keeping_figure(events, today=today, soon=REMIND_DAYS, dark=dark),
        theme=None, key="beheer-figuur", config={"displayModeBar": False},
        alt=describe_keeping(events, today=today),
    )  # fmt: skip


def _page_of(events: Sequence[Event]) -> Sequence[Event]:
    pages = -(-len(events) // _PAGE_SIZE)
    if pages == 1:
        return events
    chosen = st.number_input(
        f"Bladzijde van de lijst (1 t/m {pages})", 1, pages, 1, key="beheer.bladzijde", width=260
    )
    start = (int(chosen) - 1) * _PAGE_SIZE
    return events[start : start + _PAGE_SIZE]


def _day(event: Event) -> None:
    counts = data.store().counts(event.id)
    left, middle, right = st.columns([5, 3, 3], vertical_alignment="bottom")
    with left:
        st.write(f"**{plain(event.title)}**")
        when = f"{date.fromisoformat(event.date):%d-%m-%Y}" if event.date else "zonder datum"
        st.caption(
            f"{when} · {counted(counts.statements, 'uitspraak', 'uitspraken')} · {_until(event)}"
        )
    key = f"bewaren-tot-{event.id}"
    middle.date_input(
        "Bewaren tot",
        date.fromisoformat(event.keep_until) if event.keep_until else None,
        key=key, format="DD-MM-YYYY", min_value=_EARLIEST, max_value=_LATEST,
        on_change=_keep_until, args=(event, key),
    )  # fmt: skip
    removing = state.kept(_REMOVING) == event.id
    right.button(
        "Verwijder deze dag", icon=":material/delete:", key=f"verwijder-{event.id}",
        disabled=removing, on_click=state.keep, args=(_REMOVING, event.id),
    )  # fmt: skip
    if removing:
        _removal(event)


def _until(event: Event) -> str:
    if event.keep_until is None:
        return "geen bewaartermijn"
    return until_words(date.fromisoformat(event.keep_until), date.today())


def _keep_until(event: Event, key: str) -> None:
    """Write the date that was chosen; none at all is a choice too."""
    chosen = state.kept(key)
    until = chosen.isoformat() if isinstance(chosen, date) else None
    data.store().update_event(replace(data.store().event(event.id), keep_until=until))
    told = f"blijft staan tot {chosen:%d-%m-%Y}" if until else "heeft geen bewaartermijn meer"
    state.tell(f"“{plain(event.title)}” {told}.")


def _removal(event: Event) -> None:
    """What goes and what is out of reach, a check mark, and the button."""
    store = data.store()
    counts = store.counts(event.id)
    gone = [
        f"{counted(counts.statements, 'uitspraak', 'uitspraken')} met hun codes en notities, uit "
        f"{counted(counts.sources, 'bestand', 'bestanden')}",
        f"{counted(counts.left_out, 'weggelaten regel', 'weggelaten regels')}, de hoeken en de "
        "regels van de bron",
        "de titel en de gegevens van de dag",
    ]
    if key_file(event.id).is_file():
        gone.append("de sleutel waarmee nummers van personen gelijk blijven")
    st.write("**Dit gaat weg, voorgoed**, ook uit de vrijgekomen plekken in de database:")
    st.markdown("\n".join(f"- {part}" for part in gone))
    st.write("**Hier kan Koffiehoek niet bij:**")
    st.markdown("\n".join(f"- {part}" for part in OUT_OF_REACH))
    st.caption(
        "In het logboek blijft staan dat de dag is verwijderd, zonder titel en zonder inhoud."
    )
    sure = st.checkbox(
        f"Ja, verwijder “{plain(event.title)}” met alles erin", key=f"zeker-{event.id}"
    )
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Verwijder voorgoed", type="primary", icon=":material/delete_forever:",
            disabled=not sure, key=f"voorgoed-{event.id}", on_click=_remove, args=(event,),
        )  # fmt: skip
        st.button(
            "Toch niet", key=f"toch-niet-{event.id}", on_click=state.forget, args=(_REMOVING,)
        )


def _remove(event: Event) -> None:
    removed = remove(event.id)
    state.tell(f"“{plain(event.title)}” is verwijderd: {_result(removed)}")


def _result(removed: Removed) -> str:
    """What went, in one or two sentences."""
    parts = [
        counted(removed.statements, "uitspraak", "uitspraken"),
        counted(removed.sources, "bron", "bronnen"),
    ]
    if removed.key:
        parts.append("de sleutel")
    if removed.files:
        parts.append(counted(len(removed.files), "bestand", "bestanden"))
    told = f"{', '.join(parts[:-1])} en {parts[-1]}."
    if removed.cleared:
        return f"{told} De vrijgekomen plekken in de database zijn gewist."
    return (
        f"{told} De vrijgekomen plekken in de database zijn nog niet gewist, omdat iemand anders "
        "haar gebruikt. Dat gebeurt zodra Koffiehoek opnieuw start."
    )
