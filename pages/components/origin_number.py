"""Waar komt dit vandaan?, one number: which report it stands in, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from analysis.charts import dutch
from analysis.errors import UsageError
from analysis.report import read_id
from pages.components import state
from pages.components.day import Day
from pages.components.links import link
from pages.components.origin_data import (
    Found,
    Kept,
    beside_the_day,
    day_with,
    kept_with,
    moment,
    removed_on,
)
from pages.components.origin_detail import detail, themes_of
from pages.components.statements import statement_list
from pages.components.wording import plain

_WHICH = f"{state.ORIGIN}verslag"
_STATEMENT = re.compile(r"[a-z0-9]{11}", re.ASCII)


def one_number(typed: str) -> None:
    """What a typed number stands for: a thing of a report, or a statement."""
    statement = "".join(typed.split()).lower()
    if _STATEMENT.fullmatch(statement) and (day := day_with(statement)):
        _one_statement(day, statement)
        return
    try:
        identity = read_id(typed)
    except UsageError as error:
        st.error(plain(error.message), icon=":material/error:")
        return
    reports = kept_with(identity)
    if not reports:
        _unknown(identity)
        return
    kept = _choose(reports, identity)
    found = beside_the_day(kept)
    if found is None:
        tell_no_day(kept)
    elif trace := found.comparison.traces.get(identity):
        about(found)
        detail(found, found.comparison.of(trace))


def _one_statement(day: Day, statement: str) -> None:
    st.subheader("Een uitspraak", anchor=False)
    st.caption(f"Bijeenkomst: {plain(day.title)} · soort, hoek en thema’s zoals ze nu zijn")
    themes = themes_of(day, [statement])
    statement_list(day, [statement], themes=themes, key="herkomst.uitspraak")


def _unknown(identity: str) -> None:
    st.info(
        f"Het nummer {identity} is goed getypt, maar hier is geen verslag bewaard waar het in "
        "staat. Misschien is de bijeenkomst verwijderd, of is het verslag op een andere computer "
        "of met het commando koffiehoek verwerk gemaakt. Zet dan het hele document hierboven neer: "
        "daarin staat vaak genoeg om het na te gaan."
    )


def _choose(reports: Sequence[Kept], identity: str) -> Kept:
    """The report to compare with, the newest unless the visitor chooses another."""
    if len(reports) == 1:
        return reports[0]
    names = {
        kept.key: f"{place}. {_name(kept, identity)}" for place, kept in enumerate(reports, start=1)
    }
    if state.kept(_WHICH) not in names:
        state.keep(_WHICH, reports[0].key)
    chosen = st.selectbox(
        f"Dit nummer staat in {len(reports)} verslagen. Met welk vergelijken we?", list(names),
        key=_WHICH, format_func=lambda key: names[key], width=560,
    )  # fmt: skip
    return next(kept for kept in reports if kept.key == chosen)


def _name(kept: Kept, identity: str) -> str:
    """'Verslag van 22 november 2026 om 12.05 uur: 7 (▲ 2 meer)'."""
    found = beside_the_day(kept)
    trace = found.comparison.traces.get(identity) if found else None
    name = f"Verslag van {moment(kept.traces.made)}"
    if found is None or trace is None:
        return name
    origin = found.comparison.of(trace)
    value = f"{origin.then} " if trace.kind == "number" else ""
    return f"{name}: {value}({origin.difference})"


def about(found: Found) -> None:
    """From which day, and when the report was made."""
    made = moment(found.comparison.traces.made)
    st.caption(
        f"Bijeenkomst: {plain(found.day.title)} · verslag gemaakt op {made}. Vergeleken is de "
        "bijeenkomst van nu met die van toen het verslag werd gemaakt, niet met wat er sindsdien "
        "in het document is getypt."
    )
    if found.recognized:
        there, total = found.recognized
        st.info(
            "Dit verslag is niet gemaakt van een bijeenkomst die hier bewaard is. Wel staan "
            f"{dutch(there)} van de {dutch(total)} uitspraken waaraan wij een dag herkennen in "
            f"“{plain(found.day.title)}”. Daarmee is vergeleken."
        )


def tell_no_day(kept: Kept) -> None:
    """Say that the day is not here, and what can be done."""
    gone = removed_on(kept.traces.event)
    why = (
        f"De bijeenkomst van dit verslag is op {gone} verwijderd, met de uitspraken erbij."
        if gone
        else "De bijeenkomst van dit verslag staat niet in deze Koffiehoek."
    )
    st.warning(
        f"{why} Het verslag is gemaakt op {moment(kept.traces.made)}. Hebt u de uitgetypte "
        "bestanden nog? Maak dan een bijeenkomst met hetzelfde codeboek, lees ze in en zet het "
        "document hier opnieuw neer.",
        icon=":material/event_busy:",
    )
    link("bijeenkomst.py", label="Naar Bijeenkomst")
