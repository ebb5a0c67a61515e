"""The figures: how far two coders, or all of them, agree; a picture, a table, files."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.charts import percent
from analysis.charts.reliability import agreement_figure, interval, question_names
from analysis.coding.agreement import (
    FEWEST_STATEMENTS,
    FEWEST_USES,
    THEMES,
    Agreement,
    Question,
    reading,
)
from analysis.coding.judging import MACHINE, is_blind
from analysis.export.agreement import agreement_csv
from pages.components import state
from pages.components.agreement_data import compared, standing
from pages.components.day import Day
from pages.components.exported import logged
from pages.components.wording import counted, plain

_CHOICE = f"{state.AGREEMENT}wie"
_EXPLAINED = f"""
- **Eens**: het deel van de uitspraken waarop de codeurs hetzelfde zeggen. Bij een thema dat weinig
  voorkomt is dat vanzelf hoog; daarom zijn er ook alfa en kappa.
- **Alfa** (Krippendorff) en **kappa** (Cohen): hoeveel meer de codeurs het eens zijn dan door
  toeval. 1 is helemaal eens, 0 is niet meer dan toeval. Kappa is er alleen voor twee codeurs.
- **Interval van 95 %**: zo ver kan het cijfer uiteenlopen bij andere uitspraken van hetzelfde soort
  (1.000 trekkingen van uitspraken).
- **Oordeel**: Krippendorff noemt een codering betrouwbaar vanaf 0,80, en geschikt voor voorzichtige
  conclusies vanaf 0,667. Dat zijn afspraken. “Niet zeker” betekent dat het interval over zo’n
  grens heen loopt.
- **Te weinig om iets te zeggen**: minder dan {FEWEST_STATEMENTS} uitspraken die allebei
  codeerden, of het minst gegeven antwoord staat bij minder dan {FEWEST_USES} uitspraken. Dan kan
  één uitspraak het cijfer al een tiende verschuiven.
- **Alle thema’s samen**: telt alleen als eens wanneer precies dezelfde thema’s zijn gekozen.
"""


def figures(day: Day) -> None:
    """Draw the figures of the coders that the visitor chooses."""
    groups = {_who(group): group for group in standing(day).groups}
    if not groups:
        st.info(
            "Er valt nog niets te vergelijken. Laat een tweede codeur een deel van de uitspraken "
            "blind coderen, of kijk zelf voorstellen na op de pagina Coderen."
        )
        return
    if state.kept(_CHOICE) not in groups:
        state.keep(_CHOICE, next(iter(groups)))
    coders = groups[st.selectbox("Wie met wie?", list(groups), key=_CHOICE, width=520)]
    found = compared(day, coders)
    names = question_names({theme.name: day.labels[theme.name] for theme in day.codebook.themes})
    _in_words(found)
    shown = [one for one in found if one.percent is not None]
    dark = st.context.theme.type == "dark"
    st.plotly_chart(
        agreement_figure(shown, names, title=f"Hoe eens zijn {_who(coders)}?", dark=dark),
        theme=None, key="overeenstemming-figuur", config={"displayModeBar": False},
        alt=_alt(shown, names),
    )  # fmt: skip
    _caution(coders)
    st.dataframe(
        _table(shown, names), hide_index=True,
        alt="Per thema en soort: aantal, deel eens, alfa, kappa en het oordeel",
    )  # fmt: skip
    with st.expander("Wat betekenen deze cijfers?", icon=":material/help:"):
        st.markdown(_EXPLAINED)
    _downloads(day, found, names)


def _who(coders: tuple[str, ...]) -> str:
    return " en ".join([", ".join(coders[:-1]), coders[-1]])


def _in_words(found: Sequence[Agreement]) -> None:
    together = next(one for one in found if one.question == THEMES)
    n = counted(together.n, "uitspraak", "uitspraken")
    if together.alpha is None:
        st.write(f"Samen codeerden ze van {n} alle thema’s: te weinig om iets te zeggen.")
        return
    shared = (
        f"Samen codeerden ze {n}."
        if len(together.coders) == 2
        else f"Minstens twee van hen codeerden {n}."
    )
    st.write(
        f"{shared} Over alle thema’s samen is alfa {interval(together.alpha)}: "
        f"{reading(together.alpha)}."
    )


def _caution(coders: Sequence[str]) -> None:
    seeing = [one for one in coders if one != MACHINE and not is_blind(one)]
    if seeing:
        who = plain(" en ".join(seeing))
        st.write(
            f"{who} codeerde met de voorstellen in beeld. Wie een voorstel ziet, gaat er "
            "makkelijker in mee; zo’n cijfer valt hoger uit dan bij blind coderen."
            if len(seeing) == 1
            else f"{who} codeerden met de voorstellen in beeld. Wie een voorstel ziet, gaat er "
            "makkelijker in mee; zo’n cijfer valt hoger uit dan bij blind coderen."
        )


def _alt(found: Sequence[Agreement], names: dict[Question, str]) -> str:
    return "Alfa per vraag. " + " ".join(
        f"{names[one.question]}: {interval(one.alpha) if one.alpha else reading(None)}."
        for one in found
    )


def _table(found: Sequence[Agreement], names: dict[Question, str]) -> pd.DataFrame:
    table = pd.DataFrame(
        [
            {
                "Waarover": names[one.question],
                "Uitspraken": one.n,
                "Eens": percent(one.percent.value) if one.percent else "–",
                "Alfa (interval)": interval(one.alpha) if one.alpha else "–",
                "Kappa (interval)": interval(one.kappa) if one.kappa else "–",
                "Oordeel": reading(one.alpha),
            }
            for one in found
        ]
    )
    return table if found and len(found[0].coders) == 2 else table.drop(columns="Kappa (interval)")


def _downloads(day: Day, found: Sequence[Agreement], names: dict[Question, str]) -> None:
    def everyone() -> bytes:
        groups = standing(day).groups
        return agreement_csv((one for group in groups for one in compared(day, group)), names)

    with st.container(horizontal=True):
        st.download_button(
            "Deze cijfers (CSV)", logged(day.event.id, lambda: agreement_csv(found, names)),
            "overeenstemming.csv", "text/csv", on_click="ignore", key="overeenstemming-csv",
        )  # fmt: skip
        st.download_button(
            "Cijfers van alle codeurs (CSV)", logged(day.event.id, everyone),
            "overeenstemming alle codeurs.csv", "text/csv", on_click="ignore",
            key="overeenstemming-csv-alle",
        )  # fmt: skip
