"""The page before all others where visitors are known by name; and who is in, beside the pages."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.components import data, state, visitor
from pages.components.wording import plain

_WAY_OUT = (
    '<p><a href="/afmelden" target="_self" style="color: inherit">Afmelden op dit apparaat</a></p>'
)


def instead() -> tuple[str, Callable[[], None]] | None:
    """The title of the page that comes in the place of all others, and what draws it.

    None for who may go on; data.rights() says where.
    """
    if not visitor.by_name():
        return None
    if "is_logged_in" not in st.user:
        return "Inloggen", _not_set_up
    person = visitor.person()
    if person is None:
        return "Inloggen", _unknown if st.user.is_logged_in else _log_in
    state.log_in(person.email)
    return None if data.rights() else ("Geen toegang", _nothing_to_see)


def beside() -> None:
    """Who is logged in, and the way out."""
    if visitor.with_password():
        with st.sidebar:
            st.html(_WAY_OUT)
    elif visitor.by_name() and (person := visitor.person()):
        with st.sidebar, st.container(key="wie", gap="small"):
            known = person.name if person.name == person.email else f"{person.name}, {person.email}"
            st.caption(plain(f"Ingelogd: {known}"))
            st.button("Afmelden", icon=":material/logout:", on_click=st.logout)


def _log_in() -> None:
    st.title("Inloggen", anchor=False)
    st.write(
        "Log in met het account van uw organisatie. Daarna ziet u de bijeenkomsten waar u bij "
        "hoort."
    )
    if st.button("Log in", type="primary", icon=":material/login:"):
        st.login()
    st.caption("Doet u mee aan een koffiehoek? Dan hoeft u niet in te loggen: scan de QR-code.")


def _unknown() -> None:
    """Logged in, but too long ago or without an address that can be trusted."""
    st.title("Inloggen", anchor=False)
    st.write(
        "Uw aanmelding is verlopen, of uw organisatie gaf geen bevestigd e-mailadres door. Log "
        "opnieuw in. Blijft dit scherm komen, vraag dan de beheerder van uw organisatie om "
        "Koffiehoek uw e-mailadres te laten zien."
    )
    if st.button("Log opnieuw in", type="primary", icon=":material/login:"):
        st.login()


def _nothing_to_see() -> None:
    person = visitor.person()
    st.title("Geen toegang", anchor=False)
    st.write(
        f"U bent ingelogd als {plain(person.email if person else '')}, maar dit adres heeft hier "
        "geen rol. Vraag de onderzoeker die de bijeenkomst beheert om u toegang te geven; noem dit "
        "adres erbij."
    )
    st.button("Afmelden", icon=":material/logout:", on_click=st.logout)


def _not_set_up() -> None:
    st.title("Inloggen", anchor=False)
    st.error(
        "Inloggen is nog niet ingesteld. De beheerder zet de gegevens van de inlogdienst onder "
        "[auth] in .streamlit/secrets.toml; het README van Koffiehoek zegt hoe.",
        icon=":material/error:",
    )
