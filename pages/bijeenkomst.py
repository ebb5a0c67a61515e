"""The page Bijeenkomst: make or choose a day, see how far it is, set its corners and codebook."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analysis.charts import dutch
from analysis.codebook import Codebook, load_codebook, shipped
from analysis.example import ensure_example
from analysis.live.desk import read_corners
from analysis.storing import change_codebook, new_event
from pages.components import data, state
from pages.components.corner_table import corner_table
from pages.components.day import Day, current_day
from pages.components.links import may_open
from pages.components.live_opening import ask_corners, open_day
from pages.components.removal import remove
from pages.components.wording import plain


def page() -> None:
    """Draw the page."""
    st.title("Bijeenkomst", anchor=False)
    state.show_told()
    day = current_day()
    if day is None:
        _welcome()
        return
    _progress(day)
    _settings(day)
    corner_table(day)
    if data.rights().all_days:  # else the new day would be one that one may not see
        with st.expander("Nieuwe bijeenkomst", icon=":material/add:"):
            _new_day("nieuw")
    if data.rights().may_open("beheer", day.event.id):  # who moderates a day keeps it
        _removal(day)


def _welcome() -> None:
    st.write(
        "Koffiehoek maakt van uitgetypte flip-overs een overzicht: per koffiehoek wat werkt, wat "
        "knelt en waar kansen liggen. Alles blijft op deze computer."
    )
    made, example = st.columns(2, gap="large")
    with made:
        st.subheader("Uw eigen dag", anchor=False)
        _new_day("eerste")
    with example:
        st.subheader("Eerst rondkijken", anchor=False)
        st.write("Een verzonnen themadag van twaalf koffiehoeken, al ingelezen en gecodeerd.")
        if st.button("Open de voorbeelddag", icon=":material/local_cafe:"):
            with st.spinner("De voorbeelddag wordt ingelezen …"):
                state.choose_event(ensure_example(data.store()).id)
            st.rerun()


def _new_day(key: str) -> None:
    with st.form(f"{key}.bijeenkomst", border=False):
        title = st.text_input("Titel", placeholder="bijvoorbeeld Beter verbonden?", max_chars=200)
        when = st.date_input("Datum", value=None, format="DD-MM-YYYY")
        codebook = _codebook_choice(None)
        typed = ask_corners(f"{key}.hoeken", more=" (mag ook later)")
        with st.container(horizontal=True):
            make = st.form_submit_button("Maak deze bijeenkomst", type="primary")
            live = may_open("regie.py") and st.form_submit_button(
                "Open als live dag", icon=":material/smartphone:",
                help="Mensen sturen hun uitspraken met hun telefoon",
            )  # fmt: skip
        if make or live:
            _make_day(title, _iso(when), codebook, typed, live=live)


def _make_day(title: str, when: str | None, codebook: Codebook, typed: str, *, live: bool) -> None:
    """Make the day with its corners; a live day goes on at Regie, which asks for missing ones."""
    corners = read_corners(typed) if typed.strip() else ()
    made = new_event(data.store(), title=title, date=when, codebook=codebook)
    if corners:
        data.store().set_corners(made.id, corners)
    state.choose_event(made.id)
    if not live:
        state.tell(f"“{plain(made.title)}” is gemaakt. Lees nu de flip-overs in.")
        st.rerun()
    if corners:
        open_day(made.id)
    st.switch_page("regie.py")


def _iso(when: object) -> str | None:
    return when.isoformat() if isinstance(when, date) else None


def _codebook_choice(current: Codebook | None) -> Codebook:
    known = {codebook.key: codebook for codebook in map(load_codebook, shipped())}
    if current is not None:
        known.setdefault(current.key, current)
    keys = list(known)
    key = st.selectbox(
        "Codeboek",
        keys,
        index=keys.index(current.key) if current else 0,
        format_func=lambda key: f"{known[key].title} (versie {known[key].version})",
        help="De thema's waarop de uitspraken worden gecodeerd.",
    )
    return known[key]


def _progress(day: Day) -> None:
    counts = data.store().counts(day.event.id)
    st.subheader(plain(day.event.title), anchor=False)
    if day.holding.held(day.event.title):
        st.warning(
            "In de titel staat misschien een naam. Die staat op elk scherm; in bestanden die u "
            "meeneemt komt “Bijeenkomst”. Kies liever een titel zonder naam.",
            icon=":material/shield:",
        )
    cells = st.columns(5)
    figures = (
        ("Bestanden", counts.sources),
        ("Hoeken", len(day.event.corners)),
        ("Uitspraken", counts.statements),
        ("Gecodeerd", counts.coded_by_machine),
        ("Nagekeken", counts.decided_by_person),
    )
    for cell, (name, figure) in zip(cells, figures, strict=True):
        cell.metric(name, dutch(figure))
    if not counts.statements:
        st.write("Er is nog niets ingelezen. Zet de uitgetypte flip-overs klaar en lees ze in.")
    with st.container(horizontal=True):
        _onward(day, counts.statements)


def _onward(day: Day, statements: int) -> None:
    """Where the day goes on: what is next first, then the phones."""
    if not statements:
        if may_open("inlezen.py") and st.button(
            "Lees flip-overs in", type="primary", icon=":material/upload_file:"
        ):
            st.switch_page("inlezen.py")
    elif may_open("matrix.py") and st.button(
        "Bekijk de matrix", type="primary", icon=":material/grid_on:"
    ):
        st.switch_page("matrix.py")
    is_live = data.store().live.day(day.event.id) is not None
    words = "Naar de regie" if is_live else "Open als live dag …"
    if may_open("regie.py") and st.button(words, icon=":material/smartphone:", key="naar-regie"):
        st.switch_page("regie.py")


def _settings(day: Day) -> None:
    event = day.event
    with (
        st.expander("Gegevens van de dag en codeboek", icon=":material/edit:"),
        st.form("gegevens", border=False),
    ):
        title = st.text_input("Titel", event.title, max_chars=200)
        when = st.date_input(
            "Datum", date.fromisoformat(event.date) if event.date else None, format="DD-MM-YYYY"
        )
        word = st.text_input(
            "Hoe heet een groep op deze dag?", event.corner_word, max_chars=40,
            help="Bijvoorbeeld koffiehoek, tafel, deelonderwerp, werkgroep.",
        )  # fmt: skip
        codebook = _codebook_choice(day.codebook)
        if st.form_submit_button("Bewaar"):
            _save(day, title, _iso(when), word, codebook)


def _save(day: Day, title: str, when: str | None, word: str, codebook: Codebook) -> None:
    changed = state.changed_event(day.event, title=title, date=when, corner_word=word)
    store = data.store()
    event = store.update_event(changed)
    if codebook.key != day.codebook.key:
        with st.spinner("Alle uitspraken worden opnieuw gecodeerd …"):
            change_codebook(store, event, codebook)
    state.tell("De gegevens zijn bewaard.")
    st.rerun()


def _removal(day: Day) -> None:
    with st.expander("Verwijder deze bijeenkomst", icon=":material/delete:"):
        st.write("Alle uitspraken, codes en bestanden van deze dag gaan weg. Dat is voorgoed.")
        sure = st.checkbox(f"Ja, verwijder “{plain(day.event.title)}” met alles erin")
        if st.button("Verwijder", disabled=not sure):
            remove(day.event.id)
            state.tell("De bijeenkomst is verwijderd.")
            st.rerun()


page()
