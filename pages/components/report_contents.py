"""Rapport, what goes in: title, corners, themes, kinds, counts or shares, which figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

import streamlit as st

from analysis.charts import label
from analysis.material import Material
from analysis.report import Choice
from analysis.report.choice import Chart, Shown
from analysis.report.wording import plural
from analysis.synthesis import KINDS, NO_KIND, NO_THEME
from pages.components import state
from pages.components.day import Day
from pages.components.report_data import change
from pages.components.wording import plain

_TITLE_LENGTH = 160
_REFUSED = "rapport.titel.geweigerd"
_MEASURES: dict[Shown, str] = {"count": "Aantallen", "share": "Aandeel per hoek"}


def contents(day: Day, choice: Choice, material: Material) -> None:
    """Controls that show what is kept, and keep what is changed in them."""
    st.subheader("Wat komt in het verslag?", anchor=False)
    _title(day, choice)
    left, right = st.columns(2)
    corners = plural(day.event.corner_word)
    kinds = [kind for kind in KINDS if kind != NO_KIND or kind in material.report.matrix.kinds]
    labels = material.day.labels
    with left:
        _several(
            day, corners.capitalize(), "corners", material.day.incidence.corners, choice.corners,
            empty=f"Alle {corners}, ook die nog komen",
        )  # fmt: skip
        _several(day, "Soorten", "kinds", kinds, choice.kinds, empty="Alle soorten", say=label)
    with right:
        _several(
            day, "Thema’s", "themes", (*material.day.themes, NO_THEME), choice.themes,
            empty="Alle thema’s, ook die nog komen", say=labels.__getitem__,
        )  # fmt: skip
        _measure(day, choice)
    _figures(day, choice, material)


def _key(name: str) -> str:
    return f"rapport.{name}"


def _title(day: Day, choice: Choice) -> None:
    key = _key("titel")
    state.keep(key, choice.title)
    st.text_input(
        "Titel", key=key, max_chars=_TITLE_LENGTH, placeholder=day.title,
        on_change=_keep_title, args=(day, key),
        help="Laat leeg voor de titel van de bijeenkomst.",
    )  # fmt: skip
    if state.kept(_REFUSED) == day.event.id:
        state.forget(_REFUSED)
        st.warning(
            "In deze titel staat misschien een naam van een persoon. Daarom is hij niet bewaard. "
            "Kies een titel zonder namen, of zeg op de pagina Beheer dat het geen naam is."
        )


def _keep_title(day: Day, key: str) -> None:
    title = str(state.kept(key) or "").strip()
    if day.holding.held(title):
        state.keep(_REFUSED, day.event.id)
        return
    change(day, lambda now: replace(now, title=title))


def _several(
    day: Day, name: str, part: str, options: Sequence[str], chosen: tuple[str, ...] | None, *,
    empty: str, say: Callable[[str], str] = str,
) -> None:  # fmt: skip
    """A list to choose several from; nothing chosen is all of them."""
    key = _key(part)
    state.keep(key, [one for one in chosen or () if one in options])
    st.multiselect(
        name, options, key=key, placeholder=empty, format_func=say, filter_mode="contains",
        on_change=_keep_several, args=(day, part, key, tuple(options)),
    )  # fmt: skip


def _keep_several(day: Day, part: str, key: str, options: Sequence[str]) -> None:
    """Keep them in the day's order, whatever order they were clicked in."""
    chosen = set(state.kept(key) or ())
    kept = tuple(one for one in options if one in chosen) or None
    fields: dict[str, Any] = {part: kept}
    change(day, lambda now: replace(now, **fields))


def _measure(day: Day, choice: Choice) -> None:
    key = _key("maat")
    state.keep(key, choice.measure)
    st.segmented_control(
        "Wat staat in de figuren en tabellen?", list(_MEASURES), key=key, required=True,
        format_func=lambda one: _MEASURES[one], on_change=_keep_measure, args=(day, key),
    )  # fmt: skip


def _keep_measure(day: Day, key: str) -> None:
    measure = cast(Shown, state.kept(key))
    change(day, lambda now: replace(now, measure=measure))


def _figures(day: Day, choice: Choice, material: Material) -> None:
    st.subheader("Welke figuren?", anchor=False)
    st.write("De figuur van het geheel staat altijd in het verslag.")
    corner = plain(day.event.corner_word)
    parts: dict[Chart, tuple[str, int]] = {
        "theme": ("Een figuur per thema", len(material.report.themes)),
        "corner": (f"Een figuur per {corner}", len(material.report.corners)),
    }
    for chart, (text, count) in parts.items():
        key = _key(f"figuur.{chart}")
        state.keep(key, chart in choice.charts)
        st.checkbox(f"{text} ({count})", key=key, on_change=_keep_chart, args=(day, chart, key))


def _keep_chart(day: Day, chart: Chart, key: str) -> None:
    shown = bool(state.kept(key))

    def how(now: Choice) -> Choice:
        others = tuple(one for one in now.charts if one != chart)
        return replace(now, charts=(*others, chart) if shown else others)

    change(day, how)
