"""Taking over many certain proposals at once, after a look at a sample; and what people taught."""

from __future__ import annotations

import html
import json

import numpy as np
import streamlit as st

from analysis.coding.review import above, cases
from analysis.coding.review_decisions import training_examples
from analysis.privacy.holding import HELD
from pages.components import data, review_actions, state
from pages.components.day import Day
from pages.components.exported import logged
from pages.components.holding import tell_held
from pages.components.review_desk import Desk, cases_of, names, proposals, standing
from pages.components.review_list import codes_in_words
from pages.components.wording import counted

SAMPLE = 20
_LEAST, _SEEN = f"{state.REVIEW}zekerheid", "coderen.steekproef"


def take_over_many(day: Day, desk: Desk) -> None:
    """Choose a certainty, look at a sample, take over: three steps and one act to undo."""
    with st.expander("Neem zekere voorstellen in één keer over", key="coderen-veel"):
        state.start(_LEAST, 85)
        least = st.slider("Hoe zeker moet een voorstel zijn?", 30, 99, format="%d%%", key=_LEAST)
        ids = above(
            proposals(day, desk.ground).ranked, least / 100,
            reviewed=standing(day).reviewed, skipped=desk.skipped,
        )  # fmt: skip
        st.write(
            f"{counted(len(ids), 'voorstel is', 'voorstellen zijn')} minstens {least}% zeker. "
            "Wat al is nagekeken of overgeslagen, en waar kop en tekst botsen, telt niet mee."
        )
        if not ids:
            return
        st.button(
            f"Toon een steekproef van {min(SAMPLE, len(ids))}", icon=":material/visibility:",
            on_click=lambda: state.keep(_SEEN, (least, _some(ids))),
        )  # fmt: skip
        seen = state.kept(_SEEN)
        if seen and seen[0] == least:
            _sample(day, seen[1])
            count = counted(len(ids), "voorstel", "voorstellen")
            st.button(f"Neem {count} over", icon=":material/done_all:", on_click=_take,
                      args=(day, ids))  # fmt: skip


def _some(ids: tuple[str, ...]) -> list[str]:
    places = np.random.default_rng().permutation(len(ids))[:SAMPLE]
    return [ids[place] for place in sorted(places)]


def _sample(day: Day, ids: list[str]) -> None:
    found = cases_of(day, ids).values()
    tell_held(case.statement.text for case in found)
    rows = "".join(
        f"<tr><td>{html.escape(case.statement.text)}</td>"
        f"<td>{html.escape(codes_in_words(day, case))}</td></tr>"
        for case in found
    )
    st.html(
        '<table class="steekproef"><thead><tr><th scope="col">Uitspraak</th><th scope="col">'
        f"Voorstel</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _take(day: Day, ids: tuple[str, ...]) -> None:
    review_actions.accept_many(day, ids)
    state.forget(_SEEN)


def export_examples(day: Day) -> None:
    """What people decided on this day, as examples for the machine to learn from."""
    with st.expander("Bewaar als leervoorbeelden", key="coderen-leren"):
        st.write(
            "Een bestand met de nagekeken uitspraken, hun thema’s en hun soort (JSON, een regel "
            "per uitspraak). Namen van codeurs staan er niet in."
        )
        st.download_button(
            "Download de leervoorbeelden", logged(day.event.id, lambda: _lines(day)),
            "leervoorbeelden.jsonl", "application/jsonl", icon=":material/download:",
            on_click="ignore",
        )  # fmt: skip


def _lines(day: Day) -> str:
    found = cases(day.statements(), data.store().latest_codings(day.event.id))
    shown = [case for case in found if case.statement.text != HELD]
    examples = training_examples(shown, names(day))
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in examples)
