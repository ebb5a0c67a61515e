"""The list of who is who: asked for with a password, offered once, and kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.errors import UsageError
from analysis.types import ActivityKind
from pages.components import data, state
from pages.components.intake_found import Settled

LEAST = 12
"""Characters that a password has at least."""
_LIST, _PASSWORD = "inlezen.lijst", "inlezen.wachtwoord"
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def choose_password(settled: Settled) -> tuple[str, str]:
    """The password for the list, typed twice; empty where no list is wanted."""
    if not settled.found.persons():
        return "", ""
    with st.expander("Lijst van wie wie is", icon=":material/key:"):
        st.write(
            "Wie [persoon 3] is, staat straks nergens meer. Moet u dat later kunnen nazien, kies "
            "dan een wachtwoord: u krijgt na het inlezen een Excel-bestand dat alleen met dat "
            "wachtwoord opengaat. Laat het leeg als u geen lijst nodig hebt."
        )
        st.write(
            f"Neem minstens {LEAST} tekens, bijvoorbeeld vier woorden die niets met elkaar te "
            "maken hebben. Bewaar het wachtwoord op een andere plek dan de lijst. Wie het kwijt "
            "is, kan de lijst niet meer openen."
        )
        left, right = st.columns(2)
        first = left.text_input(
            "Wachtwoord voor de lijst", type="password", autocomplete="new-password", key=_PASSWORD
        )
        again = right.text_input(
            "Hetzelfde wachtwoord nog een keer",
            type="password",
            autocomplete="new-password",
            key=f"{_PASSWORD}.nogmaals",
        )
    return first, again


def checked(first: str, again: str) -> str | None:
    """The password; None where none was typed.

    Raises:
        UsageError: it is too short, or the two differ.
    """
    if not (first or again):
        return None
    where = "Lijst van wie wie is"
    if first != again:
        raise UsageError(
            "de twee wachtwoorden zijn niet hetzelfde.", place=where,
            remedy="Typ het wachtwoord nog een keer. Er is nog niets ingelezen.",
        )  # fmt: skip
    if len(first.strip()) < LEAST:
        raise UsageError(
            f"het wachtwoord heeft {len(first.strip())} tekens; dat is te kort.", place=where,
            remedy=f"Neem er minstens {LEAST}. Er is nog niets ingelezen.",
        )  # fmt: skip
    return first


def keep_namelist(event_id: str, pairs: Sequence[tuple[str, str]], password: str) -> None:
    """Make the list ready to be downloaded; it lasts as long as this visit, and only encrypted."""
    from analysis.privacy.namelist import write_namelist  # noqa: PLC0415 - 29 MB, seldom asked for

    state.keep(_LIST, (event_id, write_namelist(pairs, password)))
    data.store().log(ActivityKind.NAMELIST_MADE, event_id=event_id, number=len(pairs))


def offer_namelist(event_id: str) -> None:
    """The button that downloads the list, where one was just made for this day."""
    kept: tuple[str, bytes] | None = state.kept(_LIST)
    if kept is None or kept[0] != event_id:
        return
    with st.container(border=True, key="namenlijst"):
        st.write(
            "**Uw lijst van wie wie is staat klaar.** Niemand kan hem openen zonder uw wachtwoord. "
            "Hij wordt hier niet bewaard: sluit u dit venster, dan is hij weg."
        )
        with st.container(horizontal=True):
            st.download_button(
                "Download de versleutelde lijst", kept[1], "wie is wie (versleuteld).xlsx", _MIME,
                icon=":material/lock:", on_click="ignore",
            )  # fmt: skip
            st.button("Gooi de lijst weg", icon=":material/delete:", on_click=forget_namelist)


def forget_namelist() -> None:
    """Throw the list away."""
    state.forget(_LIST)
