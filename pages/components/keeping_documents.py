"""Beheer, documents: the register of processing activities and a start for a DPIA."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from analysis.export.privacy_documents import dpia_document, register_document
from analysis.export.privacy_facts import Facts, gathered
from analysis.settings import LOCAL_NAMES, Login
from live.access.mode import mode
from pages.components import data

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def documents() -> None:
    """A button for each document; they are made when pressed, from how things are then."""
    st.write(
        "Twee teksten voor uw functionaris voor gegevensbescherming, gemaakt uit de instellingen "
        "van nu. Wat Koffiehoek niet kan weten, staat erin als **[vul in: …]** en is gemarkeerd."
    )
    left, right = st.columns(2, gap="large")
    with left:
        _offer(
            "Verwerkingsregister",
            "Welke gegevens u verwerkt, waarvoor, hoe lang en hoe beveiligd: de onderdelen van "
            "artikel 30 AVG.",
            "verwerkingsregister.docx", register_document,
        )  # fmt: skip
    with right:
        _offer(
            "Begin van een DPIA",
            "De beschrijving, de risico’s voor mensen en de maatregelen, in de volgorde van het "
            "model van de Rijksoverheid. De weging vult u zelf in.",
            "dpia-begin.docx", dpia_document,
        )  # fmt: skip


def _offer(title: str, about: str, file: str, make: Callable[[Facts], bytes]) -> None:
    st.subheader(title, anchor=False)
    st.write(about)
    st.download_button(
        f"Download {title.lower().replace('dpia', 'DPIA')} (Word)", lambda: make(_facts()), file,
        _WORD, icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def _facts() -> Facts:
    """How things are now; an address that is not set means that all may come."""
    only_here = st.get_option("server.address") in LOCAL_NAMES
    return gathered(
        data.store(), database=data.address(), this_computer_only=only_here,
        login=mode() is not Login.NONE, today=date.today(),
    )  # fmt: skip
