"""Rapport, taking away: documents are made in the background, then offered to download."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from analysis.errors import KoffiehoekError
from analysis.export.documents import DOCUMENTS, FIGURES, Made, zipped
from analysis.export.file_names import safe_name
from analysis.export.making import Making, start
from analysis.report import Choice, Report
from pages.components import data, state
from pages.components.day import Day
from pages.components.exported import logged
from pages.components.report_data import Ground, choice_of, ground_of, material_now
from pages.components.wording import plain

REPORT_FILE = "rapport.docx"
_USUAL = (REPORT_FILE, "presentatie.pptx", "infosheet.pdf", "synthese.xlsx")
_JOB = "rapport.maken"
_LOOK_AGAIN = 1.0  # seconds
_FEW = 4  # files that fit beside each other

Maker = Callable[[], bytes]


@dataclass(frozen=True, eq=False)
class Job:
    """Documents that are being made or were made, and of what."""

    event_id: str
    names: tuple[str, ...]  # in the order of DOCUMENTS
    ground: Ground
    choice: Choice
    report: Report
    making: Making
    made: Made | None = None


def make_report(day: Day, choice: Choice, summary: str) -> None:
    """The one next step: make the report, see how far it is, download it."""
    job = _job_of(day)
    done = job is not None and job.making.done  # once: it may be done a moment later
    made = _finished(job) if job and done else None
    fresh = made is not None and job is not None and job.choice == choice
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Maak het verslag (Word)", type="secondary" if fresh else "primary",
            icon=":material/description:", disabled=job is not None and not done,
            on_click=_start, args=(day, (REPORT_FILE,)), key="rapport-maak",
        )  # fmt: skip
        st.write(summary)
    if job is None or (done and made is None):
        return
    with st.container(key="rapport-stand"):
        if made is None:
            st.fragment(_progress, run_every=_LOOK_AGAIN)(job)
        else:
            _ready(fresh=fresh)
    # The buttons stand there from the beginning, so that nothing jumps once they work.
    _offer(job, made, fresh=fresh)
    if made is not None and made.missing:
        st.warning(plain(made.missing), icon=":material/image_not_supported:")


def choose_documents(day: Day) -> None:
    """Which documents to make besides the report, or all of them."""
    st.subheader("Wat neemt u mee?", anchor=False)
    st.write(
        "De bestanden gaan over wat u bij Inhoud en Citaten koos; alleen het project en het "
        "codeboek (REFI-QDA) gaan altijd over de hele dag. Waar misschien een naam in staat, "
        "staat een zin in plaats van de tekst."
    )
    half = -(-len(DOCUMENTS) // 2)
    columns = st.columns(2)
    for place, one in enumerate(DOCUMENTS.values()):
        key = f"{state.REPORT}neem.{one.name}"
        state.start(key, one.name in _USUAL)
        columns[place // half].checkbox(one.label, key=key)
    names = tuple(one for one in DOCUMENTS if state.kept(f"{state.REPORT}neem.{one}"))
    job = _job_of(day)
    busy = job is not None and not job.making.done
    with st.container(horizontal=True):
        st.button(
            "Maak de gekozen bestanden", icon=":material/folder_open:", on_click=_start,
            args=(day, names), disabled=busy or not names,
        )  # fmt: skip
        st.button(
            "Maak alle bestanden", icon=":material/folder_zip:", type="tertiary",
            on_click=_start, args=(day, tuple(DOCUMENTS)), disabled=busy,
        )  # fmt: skip
    st.caption("Het maken kan een halve minuut duren. Intussen kunt u gewoon verder werken.")


def _job_of(day: Day) -> Job | None:
    """The visitor's documents of this day, being made or made.

    Those of a day that has changed are thrown away: a name may have been taken out since.
    """
    job: Job | None = state.kept(_JOB)
    if job is None or job.event_id != day.event.id:
        return None
    if job.ground != ground_of(day):
        _drop()
        st.info("De dag is veranderd sinds u bestanden liet maken. Maak ze opnieuw.")
        return None
    return job


def _start(day: Day, names: tuple[str, ...]) -> None:
    """Have these documents made of what is chosen now; what was being made before is dropped."""
    _drop()
    ground, choice = ground_of(day), choice_of(day)
    material = material_now(day, choice)
    job = Job(day.event.id, names, ground, choice, material.report, start(material, names))
    state.keep(_JOB, job)


def _drop() -> None:
    job: Job | None = state.kept(_JOB)
    if job is not None:
        job.making.cancel()
        state.forget(_JOB)


def _progress(job: Job) -> None:
    """How far it is; drawn again each second, and at the end the whole page."""
    if job.making.done:
        st.rerun()
    step = job.making.step
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(step.share, text=f"{plain(step.text)} …")
        st.button("Stop", icon=":material/stop_circle:", on_click=_drop, key="rapport-stop")


def _finished(job: Job) -> Made | None:
    """The files, with their traces kept; None where the making failed, which is told."""
    if job.made is not None:
        return job.made
    try:
        made = job.making.result()
    except KoffiehoekError as error:
        st.error(plain(error.message), icon=":material/error:")
        return None
    traces = job.report.traces
    data.store().keep_traces(job.event_id, traces.to_json(), traces.made)
    state.keep(_JOB, replace(job, made=made))
    return made


def _ready(*, fresh: bool) -> None:
    older = "Daarna is een keuze veranderd: maak ze opnieuw om die mee te nemen."
    st.html(
        f'<p role="status" class="rapport-bewaard">✓ Klaar om op te halen. '
        f"{'' if fresh else older}</p>"
    )


def _offer(job: Job, made: Made | None, *, fresh: bool) -> None:
    """A button for each file, and first one for all of them; they work once there are files."""
    title = safe_name(job.report.title)
    several, few = len(job.names) > 1, len(job.names) <= _FEW
    if several:
        every = partial(zipped, made.files) if made else None
        label = "Download alles in één zip"
        _button(job, label, f"{title}.zip", "application/zip", every, primary=fresh)
    with st.container(horizontal=True) if few else st.expander("Elk bestand apart"):
        for name in job.names:
            one = DOCUMENTS[name]
            file = f"{title} {name}.zip" if name == FIGURES else f"{title} {name}"
            _button(
                job, f"Download: {one.label}", file, one.mime, _maker(made, name),
                primary=fresh and not several,
            )  # fmt: skip


def _button(
    job: Job, label: str, file: str, mime: str, make: Maker | None, *, primary: bool = False
) -> None:
    st.download_button(
        label, logged(job.event_id, make or bytes), file, mime, icon=":material/download:",
        on_click="ignore", key=f"haal-{label}", type="primary" if primary else "secondary",
        disabled=make is None,
    )  # fmt: skip


def _maker(made: Made | None, name: str) -> Maker | None:
    """What gives the file of a document, the folder of figures as a zip; None where it is not."""
    if made is None:
        return None
    if name != FIGURES:
        return partial(bytes, made.files[name]) if name in made.files else None
    figures = {one: data for one, data in made.files.items() if one.startswith(f"{FIGURES}/")}
    return partial(zipped, figures) if figures else None
