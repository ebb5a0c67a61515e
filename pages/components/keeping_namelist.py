"""Beheer, names: opening an encrypted list of who is who; nothing of it is kept."""

from __future__ import annotations

import streamlit as st

from analysis.errors import UsageError
from analysis.types import ActivityKind
from pages.components import data
from pages.components.wording import plain


def open_list() -> None:
    """A file, its password, and the table while it is open."""
    with st.expander("Open een lijst van wie wie is", icon=":material/key:", key="beheer-lijst"):
        st.write(
            "Heeft u bij het inlezen een versleutelde lijst laten maken, dan opent u die hier met "
            "uw wachtwoord. Er wordt niets van bewaard: kiest u iets anders, dan is hij weer dicht."
        )
        with st.form("beheer-lijst-open", border=False):
            given = st.file_uploader("De lijst", type=["xlsx"], max_upload_size=20)
            password = st.text_input("Wachtwoord", type="password", autocomplete="off")
            opened = st.form_submit_button("Open de lijst", icon=":material/lock_open:")
        if opened:
            _show(given.getvalue() if given else None, password)


def _show(content: bytes | None, password: str) -> None:
    if content is None:
        st.warning("Kies eerst het bestand met de lijst.")
        return
    from analysis.privacy.namelist import read_namelist  # noqa: PLC0415 - 29 MB, seldom asked for

    try:
        rows = read_namelist(content, password)
    except UsageError as error:
        st.error(plain(f"De lijst blijft dicht: {error.message}"), icon=":material/error:")
        return
    data.store().log(ActivityKind.NAMELIST_OPENED, number=len(rows))
    st.dataframe(
        [{"In de teksten": word, "Naam": name} for word, name in rows], hide_index=True,
        alt="De lijst: links het nummer in de teksten, rechts de naam",
    )  # fmt: skip
