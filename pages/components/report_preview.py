"""Rapport, looking: the report leafed through, part by part, as it will be."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from analysis.charts import label
from analysis.charts.palette import text_colour
from analysis.export.figures import plotted
from analysis.report import Choice, Report, Sentence
from analysis.report.parts import CornerSection, Figure, KindQuotes, ThemeSection
from pages.components import state
from pages.components.day import Day
from pages.components.report_data import material_of, sheet_of
from pages.components.wording import plain

_PART = f"{state.REPORT}bladzijde"
_FIRST, _SHARED, _SHEET, _ACCOUNT = "overzicht", "gedeeld", "infosheet", "verantwoording"
_THEME, _CORNER = "thema.", "hoek."
_A4 = 794  # px, its width at 96 dots an inch


def preview(day: Day, choice: Choice) -> None:
    """One part at a time: the first page, each theme, each corner, the infosheet."""
    report = material_of(day, choice).report
    parts = _parts(report)
    if state.kept(_PART) not in parts:
        state.keep(_PART, _FIRST)
    part = _leaf(parts)
    for note in report.notes:
        st.info(plain(note.text), icon=":material/info:")
    if part == _FIRST:
        _overview(report)
    elif part == _SHARED:
        _shared(report)
    elif part == _SHEET:
        _infosheet(report, sheet_of(day, choice))
    elif part == _ACCOUNT:
        _account(report)
    elif part.startswith(_THEME):
        _theme(report, part.removeprefix(_THEME))
    else:
        _corner(report, part.removeprefix(_CORNER))


def _parts(report: Report) -> dict[str, str]:
    """Key -> what the list of parts calls it."""
    word = report.corner_word.capitalize()
    themes = {f"{_THEME}{one.name}": f"Thema: {one.label}" for one in report.themes}
    corners = {f"{_CORNER}{one.name}": f"{word}: {one.name}" for one in report.corners}
    return {
        _FIRST: "Eerste bladzijde en overzicht",
        **themes,
        **corners,
        _SHARED: "Gedeelde knelpunten en kansen",
        _ACCOUNT: "Verantwoording",
        _SHEET: "Infosheet",
    }


def _leaf(parts: dict[str, str]) -> str:
    """Which part is looked at: from the list, or the one before or after."""
    names = list(parts)
    here = names.index(state.kept(_PART))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.selectbox(
            "Welk deel bekijkt u?", names, key=_PART, format_func=lambda one: parts[one],
            width=420, filter_mode="contains", label_visibility="collapsed",
        )  # fmt: skip
        for text, icon, to in (
            ("Vorige", ":material/arrow_back:", here - 1),
            ("Volgende", ":material/arrow_forward:", here + 1),
        ):
            ends = not 0 <= to < len(names)
            st.button(
                text, icon=icon, disabled=ends, key=f"rapport-{text.lower()}",
                on_click=state.keep, args=(_PART, names[here if ends else to]),
            )  # fmt: skip
    return names[here]


def _overview(report: Report) -> None:
    st.subheader(plain(report.title), anchor=False)
    if report.date:
        st.caption(report.date)
    if report.warning:
        st.warning(plain(report.warning.text), icon=":material/rate_review:")
    _figure(report, report.figure)
    _sentences(report.overview)
    _standing_out(report.stands_out)


def _theme(report: Report, name: str) -> None:
    section = next(one for one in report.themes if one.name == name)
    st.subheader(plain(section.label), anchor=False)
    if section.definition:
        st.write(plain(section.definition))
    _said(report, section, drawn="theme" in report.charts)


def _corner(report: Report, name: str) -> None:
    section = next(one for one in report.corners if one.name == name)
    st.subheader(plain(section.name), anchor=False)
    _said(report, section, drawn="corner" in report.charts)


def _said(report: Report, section: ThemeSection | CornerSection, *, drawn: bool) -> None:
    if drawn:
        _figure(report, section.figure)
    _sentences(section.sentences)
    _standing_out(section.stands_out)
    _quotes(section.quotes)


def _figure(report: Report, figure: Figure) -> None:
    """The figure as it is drawn for the document: light, on white, also on a dark screen."""
    drawn = plotted(report, figure)
    with st.container(key="breed-rapport"):
        st.plotly_chart(
            drawn, theme=None, width="content", key=f"rapport-{figure.trace}",
            config={"displayModeBar": False}, alt=figure.alt,
        )  # fmt: skip
    st.caption(f"Figuur. {plain(figure.caption)}")


def _sentences(said: Sequence[Sentence]) -> None:
    if said:
        st.write(plain(" ".join(one.text for one in said)))


def _standing_out(said: Sequence[Sentence]) -> None:
    if said:
        st.markdown("**Wat opvalt**")
        st.markdown("\n".join(f"- {plain(one.text)}" for one in said))


def _quotes(groups: Sequence[KindQuotes]) -> None:
    dark = st.context.theme.type == "dark"
    parts = [
        f'<p class="soort" style="color:{text_colour(group.kind, dark=dark)}">'
        f"{label(group.kind)} ({html.escape(group.n.text)})</p>"
        + "".join(
            f"<blockquote>“{html.escape(one.text)}”<small>{html.escape(one.corner)}</small>"
            "</blockquote>"
            for one in group.quotes
        )
        for group in groups
        if group.quotes
    ]
    if parts:
        st.html(f'<div class="rapport-citaten">{"".join(parts)}</div>')
    else:
        st.write("Hier staan geen citaten.")


def _shared(report: Report) -> None:
    """The bottlenecks of most corners, and the chances set against them."""
    st.subheader("Gedeelde knelpunten en kansen", anchor=False)
    if report.nothing_shared:
        st.write(plain(report.nothing_shared.text))
    for one in report.shared:
        st.markdown(f"**{plain(one.label)}**")
        _sentences(one.sentences)
        _quotes(one.quotes)


def _account(report: Report) -> None:
    st.subheader("Verantwoording", anchor=False)
    _sentences(report.account)


def _infosheet(report: Report, picture: bytes) -> None:
    st.subheader("Infosheet", anchor=False)
    st.caption("Eén A4 om uit te delen. U neemt hem mee als PDF.")
    with st.container(key="rapport-infosheet"):
        st.image(
            picture,
            width=_A4,
            alt=f"De infosheet van {report.title}: de dag in cijfers, de thema’s met citaten en "
            "een kleine matrix. Dezelfde getallen en citaten staan in de andere delen.",
        )
