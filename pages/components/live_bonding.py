"""Regie, feeling connected: when the three questions are asked, and how many answered."""

from __future__ import annotations

import html
from collections.abc import Mapping

import streamlit as st

from analysis.charts import dutch
from analysis.live.days import Bond, LiveDay, Moment
from pages.components import data, state
from pages.components.day import Day

LEAST = 5
"""Under so many answers no value is shown."""
_MOMENTS = {
    Moment.NONE: "Niet vragen",
    Moment.BEGIN: "Nu vragen: begin van de dag",
    Moment.EIND: "Nu vragen: eind van de dag",
}
_ASKED = "verbondenheid-nu"


def bonding(day: Day, live: LiveDay) -> None:
    """The choice of the moment, and the answers per corner."""
    st.write(
        "Wilt u weten hoe verbonden mensen zich voelen? Telefoons vragen dan drie dingen: voelt u "
        "zich gezien, hoort u erbij, doet u ertoe? Meedoen hoeft niet. Vraag het aan het begin en "
        "aan het eind; de muur toont het verschil."
    )
    if state.kept(_ASKED) != live.bonding:
        state.keep(_ASKED, live.bonding)
    st.segmented_control(
        "Vragen over verbondenheid", list(_MOMENTS), key=_ASKED, required=True,
        format_func=lambda one: _MOMENTS[one], on_change=_ask, args=(day,), wrap=True,
    )  # fmt: skip
    bonds = data.store().live.bonds(day.event.id)
    if bonds:
        st.html(table_html(bonds, day.corner_names))
    else:
        st.write("Er zijn nog geen antwoorden.")


def _ask(day: Day) -> None:
    data.store().live.set_bonding(day.event.id, Moment(state.kept(_ASKED)))


def table_html(bonds: Mapping[tuple[str, Moment], Bond], names: Mapping[str, str]) -> str:
    """Corner by corner the number of answers, and the mean of the three from `LEAST` answers on."""
    head = "".join(
        f"<th scope=col>{when}: antwoorden</th><th scope=col>{when}: gemiddeld</th>"
        for when in ("Begin", "Eind")
    )
    rows = "".join(
        f"<tr><th scope=row>{html.escape(shown)}</th>"
        + "".join(_cells(bonds.get((corner, when))) for when in (Moment.BEGIN, Moment.EIND))
        + "</tr>"
        for corner, shown in names.items()
    )
    return (
        f'<table class="verbonden"><caption>Van 1 (helemaal niet) tot 5 (helemaal wel). Bij minder '
        f"dan {LEAST} antwoorden staat er geen cijfer.</caption><thead><tr><th scope=col>Hoek</th>"
        f"{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cells(bond: Bond | None) -> str:
    if bond is None:
        return "<td>0</td><td>–</td>"
    mean = (bond.seen + bond.belonging + bond.mattering) / 3
    value = dutch(mean, decimals=1) if bond.number >= LEAST else f"minder dan {LEAST}"
    return f"<td>{dutch(bond.number)}</td><td>{value}</td>"
