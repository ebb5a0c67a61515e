"""What the visitor sets on the matrix page: measure, order, and which part of the day is shown."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from analysis.charts import Measure, label
from analysis.synthesis import NO_THEME, Order, Selection
from analysis.types import Category
from pages.components.day import Day

_MEASURES: dict[Measure, str] = {
    "count": "Aantallen",
    "share": "Aandeel per hoek",
    "residual": "Meer of minder",
}
_ORDERS: dict[Order, str] = {
    "given": "Zoals opgegeven",
    "size": "Grootste eerst",
    "likeness": "Gelijke bij elkaar",
}


def choose_view() -> bool:
    """Whether all corners are shown together; else one."""
    views = {"alle": "Alle hoeken", "een": "Eén hoek"}
    chosen = st.segmented_control(
        "Wat laten we zien?", list(views), default="alle", required=True,
        format_func=lambda one: views[one], key="matrix.blik", label_visibility="collapsed",
    )  # fmt: skip
    return chosen != "een"


def choose_order_and_measure() -> tuple[Measure, Order]:
    """How the cells are measured and the corners are ordered."""
    left, right = st.columns(2)
    measure = left.segmented_control(
        "Wat tellen we?", list(_MEASURES), default="count", required=True,
        format_func=lambda one: _MEASURES[one], key="matrix.maat",
        wrap=True,
    )  # fmt: skip
    order = right.segmented_control(
        "Volgorde van de hoeken", list(get_args(Order)), default="given", required=True,
        format_func=lambda one: _ORDERS[one], key="matrix.volgorde",
        wrap=True,
    )  # fmt: skip
    if measure == "residual":
        st.caption(
            "Hoeken verschillen in omvang. Hier ziet u waar een thema vaker (▲) of minder vaak (▼) "
            "is genoemd dan je op grond van de omvang zou verwachten. Een getal tussen haakjes "
            "rust op weinig uitspraken: trek daar geen conclusie uit."
        )
    return measure or "count", order or "given"


def choose_selection(day: Day) -> Selection:
    """Filters; nothing chosen means everything."""
    with st.expander("Filter", icon=":material/filter_alt:"):
        left, right = st.columns(2)
        corners = left.multiselect(
            "Hoeken", [corner.name for corner in day.event.corners], placeholder="Alle hoeken",
            key="matrix.filter.hoeken",
        )  # fmt: skip
        themes = right.multiselect(
            "Thema’s", [*day.themes, NO_THEME], placeholder="Alle thema’s",
            key=f"matrix.filter.themas.{day.codebook.key}",
        )  # fmt: skip
        kinds = left.multiselect(
            "Soorten", [kind.value for kind in Category], placeholder="Alle soorten",
            format_func=label, key="matrix.filter.soorten",
        )  # fmt: skip
        codes = _extra_codes(day, right)
    return Selection(
        corners=frozenset(corners) or None,
        kinds=frozenset(kinds) or None,
        themes=frozenset(themes) or None,
        dimension=frozenset(codes) or None,
    )


def _extra_codes(day: Day, place: st.delta_generator.DeltaGenerator) -> list[str]:
    if not day.extra_codes:
        return []
    dimension = day.codebook.dimension
    name = dimension.title if dimension else "Verdere codes"
    title = f"{name} en obstakels" if dimension and day.codebook.obstacles else name
    chosen: list[str] = place.multiselect(
        title, day.extra_codes, placeholder="Geen keuze",
        key=f"matrix.filter.verder.{day.codebook.key}",
    )  # fmt: skip
    return chosen
