"""Beheer, access: who has which role, for one day or for all; give one, take one away."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analysis.access.roles import ALL_DAYS, Grant, Role, address
from pages.components import data, state
from pages.components.wording import plain

_EMAIL, _ROLE, _DAY = "toegang.email", "toegang.rol", "toegang.dag"
_ROLES = {  # the one that opens most stands last: nobody gets it by accident
    Role.FACILITATOR: "gespreksleider: Bijeenkomst, Regie, Projectie, Matrix",
    Role.AUTHOR: "rapporteur: Matrix, Rapport, Herkomst, Uitwisselen, Projectie",
    Role.RESEARCHER: "onderzoeker: alle pagina’s",
}


def access() -> None:
    """The list of who may come in, and a form to add somebody."""
    st.write(
        "Wie hier staat, komt erin met het account van de eigen organisatie en ziet alleen de "
        "eigen bijeenkomsten. Wie voor alle dagen onderzoeker is, mag anderen toegang geven."
    )
    days = {event.id: event.title for event in data.events()} | {ALL_DAYS: "alle dagen"}
    _give(days)
    for grant in data.store().access.grants():
        _row(grant, days)


def _give(days: Mapping[str, str]) -> None:
    with st.form("toegang", border=True):
        st.text_input("E-mailadres", key=_EMAIL, max_chars=254, width=420)
        st.selectbox("Rol", list(_ROLES), key=_ROLE, format_func=lambda one: _ROLES[one])
        st.selectbox("Bijeenkomst", list(days), key=_DAY, format_func=lambda one: days[one])
        if st.form_submit_button("Geef toegang", type="primary", icon=":material/person_add:"):
            grant = Grant(address(state.kept(_EMAIL) or ""), state.kept(_ROLE), state.kept(_DAY))
            data.store().access.give(grant)
            state.tell(f"{plain(grant.email)} is nu {grant.role.value} van {_named(grant, days)}.")
            state.forget(_EMAIL)
            st.rerun()


def _row(grant: Grant, days: Mapping[str, str]) -> None:
    key = f"toegang-{grant.email}-{grant.event_id}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.write(f"**{plain(grant.email)}**, {grant.role.value} van {_named(grant, days)}")
        if st.button("Neem weg", key=key, type="tertiary", icon=":material/person_remove:"):
            data.store().access.take(grant.email, grant.event_id)
            state.tell(f"{plain(grant.email)} heeft geen rol meer voor {_named(grant, days)}.")
            st.rerun()


def _named(grant: Grant, days: Mapping[str, str]) -> str:
    title = days.get(grant.event_id, "een dag die weg is")
    return title if grant.event_id == ALL_DAYS else f"“{plain(title)}”"
