"""Beheer, names: the organisation's own list of what is no name, and the key of the day."""

from __future__ import annotations

import streamlit as st

from analysis.backup import renew_copies
from analysis.keys import forget_key, key_file
from analysis.types import ActivityKind
from pages.components import data, state
from pages.components.day import Day
from pages.components.wording import counted, plain

_NEW = "beheer.woord.nieuw"
_LONGEST = 120


def own_words() -> None:
    """What looks like a name and is none, on every day: add and take away."""
    words = sorted(data.store().allowed_forms(), key=str.casefold)
    with st.expander(f"Nooit een naam: {counted(len(words), 'woord', 'woorden')}",
                     icon=":material/playlist_add_check:", key="beheer-woorden"):  # fmt: skip
        st.write(
            "Wat op deze lijst staat, blijft op alle dagen gewoon staan. Zet er namen van "
            "projecten en organisaties op, geen namen van mensen."
        )
        with (
            st.form("beheer-woord", clear_on_submit=True, border=False),
            st.container(horizontal=True, vertical_alignment="bottom"),
        ):
            st.text_input("Woord of naam erbij", key=_NEW, max_chars=_LONGEST, width=360)
            st.form_submit_button("Zet op de lijst", icon=":material/add:", on_click=_add)
        for word in words:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.button(
                    f"Haal “{plain(word)}” van de lijst", key=f"woord-{word}", type="tertiary",
                    icon=":material/close:", on_click=_remove, args=(word,),
                )  # fmt: skip


def _add() -> None:
    word = " ".join(str(state.kept(_NEW) or "").split())
    if not word:
        return
    data.store().allow_form(word, event_id=None)
    state.tell(f"“{plain(word)}” is op geen enkele dag een naam.")


def _remove(word: str) -> None:
    data.store().disallow_form(word, event_id=None)
    state.tell(f"“{plain(word)}” staat niet meer op de lijst.")


def key_of_day(day: Day) -> None:
    """Whether the day has a key, what forgetting it means, and the button."""
    with st.expander("Verbreek de koppeling tussen nummers en namen", icon=":material/link_off:",
                     key="beheer-sleutel"):  # fmt: skip
        if not key_file(day.event.id).is_file():
            st.write(
                "Deze dag heeft geen sleutel. Niemand kan toetsen wie bij welk nummer hoort, "
                "behalve met een lijst die u zelf heeft bewaard."
            )
            return
        st.markdown(
            """
De sleutel van deze dag zorgt dat iemand in een volgend bestand **hetzelfde nummer** krijgt. Namen
staan er niet in. Maar wie de sleutel heeft én de database, kan een naam die hij vermoedt, toetsen.

Verbreekt u de koppeling, dan wordt de sleutel gewist:

- niemand kan nog toetsen welke naam bij een nummer hoort, ook u niet;
- wat er staat, blijft staan: [persoon 3] blijft [persoon 3];
- leest u later nog een bestand in, dan krijgt iedereen daarin een nieuw nummer.
"""
        )
        sure = st.checkbox("Ja, wis de sleutel van deze dag", key="beheer-sleutel-zeker")
        st.button(
            "Verbreek de koppeling", icon=":material/link_off:", disabled=not sure,
            on_click=_forget, args=(day.event.id,),
        )  # fmt: skip


def _forget(event_id: str) -> None:
    if forget_key(event_id):
        data.store().log(ActivityKind.KEY_DELETED, event_id=event_id)
        renew_copies(data.store())
    state.tell("De sleutel is gewist. Niemand kan nog toetsen welke naam bij een nummer hoort.")
