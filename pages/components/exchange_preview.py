"""What taking a file over would do: shown as pictures first, then in words and lists."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from analysis.charts import dutch
from analysis.codebook.changes import KINDS_OF_CODE
from analysis.codebook.editing import code_named, place_of
from analysis.exchange import Incoming
from analysis.privacy.holding import Holding
from analysis.receiving import Plan
from analysis.types import CodingTarget
from pages.components.exchange_picture import STYLE, codes_html, corners_html
from pages.components.wording import counted, plain

_BAR_AT_A_TIME = 40  # codes in the picture; the others are in the list below it


def preview(incoming: Incoming, plan: Plan, holding: Holding) -> None:
    """Show what comes in; `holding` tells in which codes a name may stand."""
    dark = st.context.theme.type == "dark"
    st.subheader("Wat er binnenkomt", anchor=False)
    codes = _codes(incoming, plan)
    st.write(_told(incoming, plan, len(codes)))
    st.html(STYLE)
    if plan.fresh.statements:
        with st.container(key="breed-inkomend"):
            st.html(corners_html(plan.fresh.statements, dark=dark))
    if codes:
        with st.container(key="breed-inkomende-codes"):
            st.html(codes_html(codes[:_BAR_AT_A_TIME]))
        if len(codes) > _BAR_AT_A_TIME:
            st.caption(f"En nog {counted(len(codes) - _BAR_AT_A_TIME, 'code', 'codes')}.")
    _coders(incoming)
    _tell_names(plan, holding)
    _skipped(plan)


def _told(incoming: Incoming, plan: Plan, codes: int) -> str:
    if not (incoming.statements or incoming.sources):
        return f"{counted(codes, 'code', 'codes')}, geen uitspraken."
    parts = []
    if plan.fresh.sources:
        new = counted(len(plan.fresh.statements), "nieuwe uitspraak", "nieuwe uitspraken")
        parts.append(f"**{new}** uit {counted(len(plan.fresh.sources), 'tekst', 'teksten')}.")
    if plan.known:
        here = counted(len(plan.known), "uitspraak staat", "uitspraken staan")
        more = counted(len(plan.further), "code", "codes") if plan.further else "geen code"
        parts.append(
            f"{here} al in de bijeenkomst: daar {'komen' if len(plan.further) > 1 else 'komt'} "
            f"**{more}** bij."
        )
    if plan.same:
        parts.append(f"{counted(plan.same, 'code staat', 'codes staan')} er al precies zo.")
    return " ".join(parts)


def _codes(incoming: Incoming, plan: Plan) -> list[tuple[str, int, str]]:
    """Each code but the kinds: its name, how often it was given, what it becomes; most used first.

    A folder that nothing was coded with becomes no code.
    """
    given = Counter(one.code for one in incoming.codings if one.assigned)
    out = []
    for code in incoming.codes:
        target, name = plan.matched.codes.get(code.key, (CodingTarget.CATEGORY, ""))
        if target is CodingTarget.CATEGORY:
            continue
        ours = code_named(plan.matched.codebook, name)
        group, _ = place_of(plan.matched.codebook, name)
        if ours.label in plan.matched.added:
            told = f"+ nieuw: {KINDS_OF_CODE[group]}"
        else:
            told = "= bestaat al" + (f" als “{ours.label}”" if ours.label != code.name else "")
        out.append((code.name, given[code.key], told))
    return sorted(out, key=lambda one: -one[1])


def _coders(incoming: Incoming) -> None:
    given = Counter((one.coder, one.blind, one.assigned) for one in incoming.codings)
    people = dict.fromkeys((coder, blind) for coder, blind, _ in given if not _machine(coder))
    told = []
    for coder, blind in people:
        yes, no = given[coder, blind, True], given[coder, blind, False]
        name = plain(coder) + (" (blind)" if blind else "")
        told.append(f"{name}: {dutch(yes)}" + (f" (en {dutch(no)} keer nee)" if no else ""))
    if proposed := sum(count for (coder, *_), count in given.items() if _machine(coder)):
        told.append(f"voorstellen van de computer: {dutch(proposed)}")
    if told:
        st.write(f"Codes per codeur: {'; '.join(told)}.")


def _machine(coder: str) -> bool:
    return coder.startswith("machine:")


def _tell_names(plan: Plan, holding: Holding) -> None:
    """Codes come in as they are: say it where a name may stand in one."""
    added = [
        code
        for code in (*plan.matched.codebook.themes, *plan.matched.codebook.extra_codes)
        if code.label in plan.matched.added
    ]
    held = [c.label for c in added if holding.held(c.label) or holding.held(c.definition)]
    if held:
        names = ", ".join(f"“{plain(one)}”" for one in held)
        st.warning(
            f"In de naam of omschrijving van {names} staat misschien de naam van een mens. Codes "
            "komen ongewijzigd in het codeboek: pas ze eerst aan in het bestand, of straks op de "
            "pagina Codeboek.",
            icon=":material/shield:",
        )


def _skipped(plan: Plan) -> None:
    if not plan.skipped:
        return
    total = sum(one.count for one in plan.skipped)
    with st.expander(f"Komt niet mee ({dutch(total)})", icon=":material/block:"):
        st.dataframe(
            pd.DataFrame(
                {
                    "Wat": [one.what for one in plan.skipped],
                    "Waar": [one.where for one in plan.skipped],
                    "Waarom": [one.reason for one in plan.skipped],
                    "Hoe vaak": [one.count for one in plan.skipped],
                }
            ),
            hide_index=True,
            alt="Wat niet wordt overgenomen, en waarom",
        )
