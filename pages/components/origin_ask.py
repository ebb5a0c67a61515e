"""Waar komt dit vandaan?, asking: a number out of a report, or the whole document."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analysis.settings import limit_mb
from pages.components import state

_TYPED = f"{state.ORIGIN}nummer"
_SOUGHT = "herkomst.gezocht"
_ADDRESS = "herkomst.adres"
_DOCUMENT = "herkomst-document"
_ID = "id"


@dataclass(frozen=True)
class Sought:
    """What the visitor asks about: a document, or else a number as it was typed, '' too."""

    number: str | None
    document: UploadedFile | None


def ask() -> Sought:
    """A field for a number and a place for a document; what was used last counts."""
    _from_address()
    left, right = st.columns(2, gap="large")
    form = left.form("herkomst-nummer", border=False)
    row = form.container(horizontal=True, vertical_alignment="bottom")
    with row:
        st.text_input(
            "Nummer uit het verslag", key=_TYPED, placeholder="Zeven letters en cijfers",
            autocomplete="off", width=280,
        )  # fmt: skip
        st.form_submit_button(
            "Zoek op", type="primary", icon=":material/search:", on_click=_seek_number
        )
    with right:
        given = st.file_uploader(
            "Of zet hier het hele document neer", key=_DOCUMENT, on_change=_seek_document,
            help=f"Word, PowerPoint, Excel of PDF; tot {limit_mb()} MB. Het wordt niet bewaard.",
        )  # fmt: skip
    number = state.kept(_SOUGHT)
    return Sought(number, None if number is not None else given)


def _from_address() -> None:
    """Take the number out of the page's address, once: what is typed later goes before it."""
    given = st.query_params.get(_ID)
    if given is not None and given != state.kept(_ADDRESS):
        state.keep(_ADDRESS, given)
        state.keep(_TYPED, given[:40])
        state.keep(_SOUGHT, given[:40])


def _seek_number() -> None:
    number = str(state.kept(_TYPED) or "").strip()
    state.keep(_SOUGHT, number)
    state.keep(_ADDRESS, number)
    st.query_params[_ID] = number  # so that the address can be passed on


def _seek_document() -> None:
    if state.kept(_DOCUMENT) is not None:
        state.forget(_SOUGHT)
        state.forget(_ADDRESS)
        st.query_params.clear()
