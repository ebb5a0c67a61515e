"""The page Inlezen: drop files, see how each was read, mend it, confirm."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.backup import renew_copies
from analysis.ingest.readers import FORMATS
from analysis.intake import Intake, lexicon_for, read_files
from analysis.privacy.holding import apart
from analysis.settings import limit_mb
from analysis.storing import store_intake
from pages.components import data, state
from pages.components.day import Day, ask_for_day, current_day
from pages.components.intake_namelist import keep_namelist, offer_namelist
from pages.components.intake_review import forget_mending, review, tell_result
from pages.components.links import link
from pages.components.wording import plain

_FILES, _READ, _ROUND = "inlezen.bestanden", "inlezen.gelezen", "inlezen.ronde"


def page() -> None:
    """Draw the page."""
    st.title("Inlezen", anchor=False)
    state.show_told()
    day = current_day()
    if day is None:
        ask_for_day("Inlezen")
        return
    offer_namelist(day.event.id)
    st.write(
        f"Zet hier de uitgetypte flip-overs van “{plain(day.event.title)}” neer, gerust allemaal "
        "tegelijk. U ziet eerst hoe elk bestand is gelezen; pas als u bevestigt, komt het in de "
        "bijeenkomst."
    )
    files = st.file_uploader(
        "Bestanden",
        type=sorted(FORMATS),
        accept_multiple_files=True,
        key=_uploader(),
        on_change=_forget_without_files,
        help=f"Word, OpenDocument, Excel, CSV, PowerPoint, PDF, tekst, Markdown, ondertiteling of "
        f"mail; tot {limit_mb()} MB per bestand.",
    )
    given = [(file.name, file.getvalue()) for file in files]
    with st.container():  # the bar comes and goes in a place of its own: what is below stays put
        intake = _read(day, given) if given else _kept(day)
    if intake is None:
        _what_is_here(day)
        return
    for failure in intake.failures:
        st.error(plain(failure.message), icon=":material/error:")
    if not intake.items:
        return
    confirmed = review(day, intake)
    if confirmed is None:
        return
    with st.spinner("De uitspraken worden gecodeerd en opgeslagen …"):
        stored = store_intake(
            data.store(), day.event, intake.items, mending=confirmed.mending,
            keep_duplicates=confirmed.keep_duplicates, finder=confirmed.names.finder,
            taken=confirmed.names.taken,
        )  # fmt: skip
    _begin_anew()
    if confirmed.password and stored.pairs:
        keep_namelist(day.event.id, stored.pairs, confirmed.password)
    tell_result(stored)
    st.rerun()


def _uploader() -> str:
    """The uploader's key; another one each round, so that it begins empty."""
    return f"{_FILES}.{state.kept(_ROUND) or 0}"


def _begin_anew() -> None:
    state.keep(_ROUND, (state.kept(_ROUND) or 0) + 1)
    state.forget(_READ)
    forget_mending()


def _forget_without_files() -> None:
    """Taking the last file away takes its reading away."""
    if not state.kept(_uploader()):
        state.forget(_READ)
        forget_mending()


def _kept(day: Day) -> Intake | None:
    """The reading that the visitor left to look at another page."""
    kept = state.kept(_READ)
    if kept is None or kept[0][:2] != (day.event.id, day.codebook.key):
        return None
    st.info("U was deze bestanden aan het nakijken en kunt verder waar u was.")
    st.button("Gooi deze lezing weg", icon=":material/delete:", on_click=_begin_anew)
    intake: Intake = kept[1]
    return intake


def _read(day: Day, files: list[tuple[str, bytes]]) -> Intake:
    """Read the files once; a rerun of the page finds what this visitor's last run read."""
    key = (day.event.id, day.codebook.key, tuple((name, hash(content)) for name, content in files))
    kept = state.kept(_READ)
    if kept is not None and kept[0] == key:
        intake: Intake = kept[1]
        return intake
    forget_mending()
    bar = st.progress(0.0, "De bestanden worden gelezen …")
    intake = read_files(
        files,
        lexicon=lexicon_for(day.codebook),
        sources=data.store().sources(day.event.id),
        limit_bytes=limit_mb() * 1024 * 1024,
        progress=partial(_show_progress, bar),
    )
    bar.empty()
    state.keep(_READ, (key, intake))
    return intake


def _show_progress(bar: DeltaGenerator, done: int, total: int, name: str) -> None:
    bar.progress(done / total, f"Bezig met bestand {done + 1} van {total}: {plain(name)}")


def _what_is_here(day: Day) -> None:
    sources = data.store().sources(day.event.id)
    if not sources:
        return
    link("matrix.py", label="Naar de matrix", icon=":material/grid_on:")
    st.subheader("Al ingelezen", anchor=False)
    shown = apart((source.name for source in sources), day.holding.shown_source)
    counts = data.frames(day.event.id).statements["source"].value_counts()
    st.dataframe(
        {
            "Bestand": [shown[source.name] for source in sources],
            "Uitspraken": [int(counts.get(source.name, 0)) for source in sources],
        },
        hide_index=True,
        width="content",
        height="content",
        alt="De bestanden die al zijn ingelezen",
    )
    with st.expander("Haal een bestand weg", icon=":material/delete:"):
        source = st.selectbox("Bestand", sources, format_func=lambda one: shown[one.name])
        sure = st.checkbox("Ja, met alle uitspraken en codes die erbij horen")
        if st.button("Haal weg", disabled=not sure) and source:
            data.store().remove_source(day.event.id, source.id)
            renew_copies(data.store())
            state.tell(f"{plain(shown[source.name])} is weggehaald.")
            st.rerun()


page()
