"""What the visitor sets on the matrix page: measure, order, and which part of the day is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.charts import Measure, label
from analysis.synthesis import NO_THEME, Matrix, Order, Selection
from analysis.types import Category
from pages.components import state
from pages.components.day import Day
from pages.components.matrix_counted import Seen

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
    state.start("matrix.blik", "alle")
    chosen = st.segmented_control(
        "Wat laten we zien?", list(views), required=True,
        format_func=lambda one: views[one], key="matrix.blik", label_visibility="collapsed",
    )  # fmt: skip
    return chosen != "een"


def choose_corner(matrix: Matrix) -> str | None:
    """The one corner to show."""
    key = f"{state.CHOICES}een_hoek"
    if state.kept(key) not in matrix.corners:
        state.forget(key)
    return st.selectbox("Welke hoek?", matrix.corners, key=key)


def choose_order_and_measure() -> tuple[Measure, Order]:
    """How the cells are measured and the corners are ordered."""
    state.start("matrix.maat", "count")
    state.start("matrix.volgorde", "given")
    left, right = st.columns(2)
    measure = left.segmented_control(
        "Wat tellen we?", list(_MEASURES), required=True,
        format_func=lambda one: _MEASURES[one], key="matrix.maat",
        wrap=True,
    )  # fmt: skip
    order = right.segmented_control(
        "Volgorde van de hoeken", list(get_args(Order)), required=True,
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


def choose_selection(seen: Seen) -> Selection:
    """Filters; nothing chosen means everything."""
    with st.expander("Filter", icon=":material/filter_alt:"):
        left, right = st.columns(2)
        day = seen.day
        names = [corner.name for corner in seen.corners]
        corners = _several(left, "Hoeken", names, empty="Alle hoeken", key="hoeken")
        known = [*day.themes, NO_THEME]
        themes = _several(right, "Thema’s", known, empty="Alle thema’s", key="themas")
        every = [kind.value for kind in Category]
        kinds = _several(
            left, "Soorten", every, empty="Alle soorten", key="soorten", format_func=label
        )
        codes = _extra_codes(day, right)
    return Selection(
        corners=frozenset(corners) or None,
        kinds=frozenset(kinds) or None,
        themes=frozenset(themes) or None,
        dimension=frozenset(codes) or None,
    )


def _several(
    place: DeltaGenerator, name: str, options: Sequence[str], *, empty: str, key: str,
    format_func: Callable[[str], str] = str,
) -> list[str]:  # fmt: skip
    """A list to choose several from; what was chosen and is gone from this day falls off."""
    key = f"{state.CHOICES}filter.{key}"
    state.keep(key, [one for one in state.kept(key) or () if one in options])
    chosen: list[str] = place.multiselect(
        name, options, placeholder=empty, format_func=format_func, key=key
    )
    return chosen


def _extra_codes(day: Day, place: DeltaGenerator) -> list[str]:
    if not day.extra_codes:
        return []
    dimension = day.codebook.dimension
    name = dimension.title if dimension else "Verdere codes"
    title = f"{name} en obstakels" if dimension and day.codebook.obstacles else name
    return _several(place, title, day.extra_codes, empty="Geen keuze", key="verder")
