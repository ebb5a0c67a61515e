"""The page Codeboek: what the themes mean and how they are found, to read and to change."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from analysis.codebook.changes import changes
from pages.components import codebook_desk, codebook_versions, state
from pages.components.codebook_desk import Draft
from pages.components.codebook_difference import changes_html, difference_page, tell_newer
from pages.components.codebook_reader import codes, explain_terms
from pages.components.day import Day, ask_for_day, current_day
from pages.components.wording import counted, plain

_MOST_CHANGES = 5  # shown above the codes; more would push those off the screen


def page() -> None:
    """Draw the page."""
    st.title("Codeboek", anchor=False)
    state.show_told()
    day = current_day()
    if day is None:
        ask_for_day("Een codeboek")
        return
    css = files("pages.components").joinpath("codebook.css").read_text(encoding="utf-8")
    st.html(f"<style>{css}</style>")
    draft = codebook_desk.draft_of(day)
    if draft and codebook_desk.looking_at_difference(day):
        difference_page(day, draft)
        return
    _about(day)
    if draft:
        _unsaved(day, draft)
    codes(day)
    explain_terms()
    codebook_versions.versions(day)
    codebook_versions.files(day)


def _about(day: Day) -> None:
    """Which codebook this is, and who else works with it."""
    codebook = day.codebook
    st.write(
        f"**{plain(codebook.title)}**, versie {codebook.version}. {plain(codebook.description)}"
    )
    others = [
        f"{plain(title)} gebruikt versie {version}"
        for title, version in codebook_desk.other_days(day)
    ]
    if others:
        st.caption(
            f"Ook andere dagen werken met dit codeboek: {'; '.join(others)}. Wat u hier bewaart, "
            "verandert alleen deze dag."
        )
    newest = codebook_desk.versions(day)[0].codebook.version
    if newest > codebook.version:
        st.caption(
            f"Deze dag werkt met versie {codebook.version}; de nieuwste is versie {newest}. "
            "Onder “Versies” kunt u overgaan."
        )


def _unsaved(day: Day, draft: Draft) -> None:
    """What was changed and not saved, and the way on."""
    told = changes(day.codebook, draft.codebook)
    busy = codebook_desk.edited() is not None
    with st.container(border=True, key="codeboek-concept"):
        st.write(f"**Nog niet bewaard: {counted(len(told), 'wijziging', 'wijzigingen')}**")
        st.html(changes_html(told[:_MOST_CHANGES]))
        if len(told) > _MOST_CHANGES:
            st.caption(f"En nog {len(told) - _MOST_CHANGES}; alles staat bij het verschil.")
        tell_newer(day, draft)
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Bekijk wat er verandert", icon=":material/compare_arrows:", disabled=busy,
                type="secondary" if busy else "primary",
                on_click=codebook_desk.look_at_difference, args=(day, True),
            )  # fmt: skip
            st.button(
                "Ongedaan", icon=":material/undo:", disabled=busy, on_click=codebook_desk.undo,
                args=(day,), help="Neem de laatste stap terug",
            )  # fmt: skip
            st.button(
                "Gooi de wijzigingen weg", icon=":material/delete:", disabled=busy,
                on_click=codebook_desk.discard, args=(day,),
            )  # fmt: skip


page()
