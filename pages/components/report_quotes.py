"""Rapport, the quotes: those proposed or chosen for each theme and kind, and how to change them."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial

import streamlit as st

from analysis.charts import label
from analysis.charts.palette import text_colour
from analysis.material import Material
from analysis.privacy.holding import apart
from analysis.report import Choice
from pages.components import state
from pages.components.day import Day
from pages.components.links import link
from pages.components.report_data import change
from pages.components.report_picks import (
    Cell,
    Ids,
    cells_of,
    in_short,
    moved,
    replaced,
    without,
)
from pages.components.wording import counted

_THEME = f"{state.REPORT}thema"
_REPLACING = "rapport.vervang"
_LIST_LENGTH = 90


def quotes(day: Day, choice: Choice, material: Material) -> None:
    """One theme at a time; `material` is the report without any chosen quotes."""
    st.subheader("Welke citaten?", anchor=False)
    themes = {one.name: one.label for one in material.report.themes}
    if not themes:
        st.info("Er zijn geen thema’s in dit verslag. Kies ze bij Inhoud, of maak ze in Codeboek.")
        return
    st.write(
        "De computer stelt citaten voor die kenmerkend zijn, van elkaar verschillen en kort zijn. "
        "Elk citaat is een hele uitspraak van de dag."
    )
    if state.kept(_THEME) not in themes:
        state.keep(_THEME, next(iter(themes)))
    theme = st.selectbox(
        "Thema", list(themes), key=_THEME, format_func=themes.__getitem__, width=420,
        filter_mode="contains",
    )  # fmt: skip
    for cell in cells_of(material.report, material.day, choice, theme):
        _cell(day, material, cell)


def _cell(day: Day, material: Material, cell: Cell) -> None:
    name = f"{cell.theme}.{cell.kind}"
    with st.container(key=f"rapport-cel-{cell.kind or 'zonder'}"):
        _head(day, cell, name)
        if cell.lost:
            many = counted(cell.lost, "gekozen citaat is", "gekozen citaten zijn")
            st.warning(
                f"{many} weggelaten. Er staat misschien een naam in, het bestaat niet meer, of "
                "het heeft intussen een andere code."
            )
        for one in cell.shown:
            _quote(day, material, cell, one)
        if cell.others:
            key = f"rapport.erbij.{name}"
            _pick(
                material,
                cell,
                "Zet er een citaat bij",
                key,
                on_change=partial(_append, day, cell, key),
            )
        _held(cell)


def _head(day: Day, cell: Cell, name: str) -> None:
    """The kind, whether the quotes were proposed or chosen, and the way back."""
    total = len(cell.shown) + len(cell.others) + cell.held
    standing = ""
    if cell.own:
        standing = " · zelf gekozen" if cell.shown else " · u koos hier geen citaten"
    elif cell.shown:
        standing = " · voorgesteld door de computer"
    colour = text_colour(cell.kind, dark=st.context.theme.type == "dark")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(
            f'<h4 class="soort"><span style="color:{colour}">{label(cell.kind)}</span> '
            f"<small>{counted(total, 'uitspraak', 'uitspraken')}{standing}</small></h4>",
            width="content",
        )
        if cell.own:
            st.button(
                "Terug naar het voorstel", icon=":material/undo:", type="tertiary",
                key=f"voorstel-{name}", on_click=_keep, args=(day, cell, None),
            )  # fmt: skip


def _quote(day: Day, material: Material, cell: Cell, one: str) -> None:
    said = material.day.by_id[one]
    with st.container(border=True, key=f"rapport-citaat-{one}"):
        left, right = st.columns([5, 4], vertical_alignment="center")
        left.html(
            f'<blockquote class="citaat">“{html.escape(said.text.strip())}”'
            f"<small>{html.escape(said.corner)}</small></blockquote>"
        )
        if state.kept(_REPLACING) == (cell.theme, cell.kind, one):
            _choose_other(day, material, cell, one)
            return
        with right, st.container(horizontal=True, gap="small", horizontal_alignment="right"):
            _actions(day, cell, one)


def _actions(day: Day, cell: Cell, one: str) -> None:
    for text, icon, ids in (
        ("Hoger", "arrow_upward", moved(cell.shown, one, -1)),
        ("Lager", "arrow_downward", moved(cell.shown, one, 1)),
        ("Haal weg", "close", without(cell.shown, one)),
    ):
        st.button(
            text, icon=f":material/{icon}:", type="tertiary", key=f"{text}-{one}",
            disabled=ids == cell.shown, on_click=_keep, args=(day, cell, ids),
        )  # fmt: skip
    st.button(
        "Vervang", icon=":material/swap_horiz:", type="tertiary", key=f"Vervang-{one}",
        disabled=not cell.others, on_click=state.keep,
        args=(_REPLACING, (cell.theme, cell.kind, one)),
    )  # fmt: skip


def _choose_other(day: Day, material: Material, cell: Cell, one: str) -> None:
    key = f"rapport.ander.{one}"
    _pick(material, cell, "Vervang door", key, on_change=partial(_replace, day, cell, one, key))
    st.button("Laat zo", key=f"laat-{one}", on_click=state.forget, args=(_REPLACING,))


def _pick(
    material: Material, cell: Cell, text: str, key: str, *, on_change: Callable[[], None]
) -> None:
    """A list of what can be quoted here, to search by typing a word or a corner's name."""
    statements = material.day.by_id
    lines = apart(cell.others, lambda other: in_short(statements[other], _LIST_LENGTH))
    st.selectbox(
        text, cell.others, index=None, key=key, filter_mode="contains", on_change=on_change,
        placeholder=f"Zoek in {counted(len(cell.others), 'uitspraak', 'uitspraken')}",
        format_func=lines.__getitem__,
    )  # fmt: skip


def _replace(day: Day, cell: Cell, one: str, key: str) -> None:
    if new := state.kept(key):
        _keep(day, cell, replaced(cell.shown, one, new))
    state.forget(_REPLACING)


def _append(day: Day, cell: Cell, key: str) -> None:
    if new := state.kept(key):
        _keep(day, cell, (*cell.shown, new))
    state.keep(key, None)


def _keep(day: Day, cell: Cell, ids: Ids | None) -> None:
    change(day, lambda now: now.with_quotes(cell.theme, cell.kind, ids))


def _held(cell: Cell) -> None:
    if not cell.held:
        return
    many = counted(cell.held, "uitspraak kan", "uitspraken kunnen")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.write(f"{many} geen citaat zijn: er staat misschien een naam in, of geen tekst.")
        link("beheer.py", label="Beslis op de pagina Beheer", icon=":material/shield:")
