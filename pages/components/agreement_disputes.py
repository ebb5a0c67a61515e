"""Twistpunten: statements on which coders differ, one at a time, to settle together."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from analysis.charts import WORDS, label
from analysis.coding.agreement import NO_KIND, Dispute
from analysis.coding.blind import decisions
from analysis.coding.judging import MACHINE, together
from analysis.export.agreement import answers, disputes_csv
from analysis.types import Statement
from pages.components import data, state
from pages.components.agreement_data import (
    names,
    newly_drawn,
    note_settled,
    open_disputes,
    settled,
    standing,
)
from pages.components.day import Day
from pages.components.exported import logged
from pages.components.holding import tell_held
from pages.components.wording import counted, plain

_WITH_MACHINE = f"{state.AGREEMENT}programma"
_AT = "overeenstemming.twistpunt"
_SAID = "overeenstemming.twistpunt.gezegd"
_CHOSEN, _KIND, _MEMO = "twist-themas", "twist-soort", "twist-notitie"
KINDS = {"werkt": "werkt", "knelpunt": "knelpunt", "kans": "kans", NO_KIND: ""}
"""What a coder may say of the kind, and how the palette calls it."""


def settle_disputes(day: Day) -> None:
    """Draw the dispute that is up, and all of them in a table."""
    people = standing(day).people
    if len(people) < 2:
        state.start(_WITH_MACHINE, True)
    with_machine = st.toggle(
        "Ook waar het programma iets anders voorstelt", key=_WITH_MACHINE,
        help="Zonder dit ziet u alleen waar mensen het oneens zijn.",
    )  # fmt: skip
    found = open_disputes(day, with_machine=with_machine)
    done = counted(len(settled(day)), "uitspraak", "uitspraken")
    if not found:
        st.info(f"Er zijn geen open twistpunten. Samen beslist: {done}.")
        return
    at = min(state.kept(_AT) or 0, len(found) - 1)
    statements = _statements(day, found)
    tell_held(one.text for one in statements.values())
    _up(day, found[at], statements[found[at].statement_id], at, len(found))
    st.write(f"Samen beslist: {done}.")
    _all(day, found, statements)


def _statements(day: Day, found: Sequence[Dispute]) -> dict[str, Statement]:
    wanted = {one.statement_id for one in found}
    return {one.id: one for one in day.statements(wanted)}


def _up(day: Day, dispute: Dispute, statement: Statement, at: int, total: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Vorige", icon=":material/arrow_back:", disabled=at == 0,
                  on_click=_go, args=(at - 1,))  # fmt: skip
        st.button("Volgende", icon=":material/arrow_forward:", disabled=at + 1 >= total,
                  on_click=_go, args=(at + 1,))  # fmt: skip
        st.write(f"Twistpunt {at + 1} van {total}")
    st.html(f'<p class="gezegd" role="status">{html.escape(state.kept(_SAID) or "")}&nbsp;</p>')
    left, right = st.columns(2, gap="large")
    left.html(
        f'<div class="aan-de-beurt"><p class="uitspraak">{html.escape(statement.text)}</p>'
        f'<p class="kenmerk">{html.escape(statement.corner)}</p></div>'
        + _who_said_what(day, dispute)
    )
    with right:
        _decide(day, dispute)


def _go(at: int) -> None:
    state.keep(_AT, at)
    state.forget(_SAID)


def _who_said_what(day: Day, dispute: Dispute) -> str:
    said = {coder: dict(answers(dispute, one, day.labels)) for coder, one in dispute.said.items()}
    head = "".join(f'<th scope="col">{html.escape(coder)}</th>' for coder in said)
    rows = "".join(
        f'<tr><th scope="row">{html.escape(question)}</th>'
        + "".join(f"<td>{html.escape(told[question])}</td>" for told in said.values())
        + "</tr>"
        for question in next(iter(said.values()))
    )
    return (
        '<table class="wie-zei-wat"><caption>Wie zei wat, waar ze verschillen</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _decide(day: Day, dispute: Dispute) -> None:
    if newly_drawn(dispute.statement_id):
        state.keep(_CHOSEN, _agreed(day, dispute))
        state.keep(_KIND, None)
        state.keep(_MEMO, "")
    st.pills(
        "Welke thema’s krijgt deze uitspraak?", names(day), key=_CHOSEN, selection_mode="multi",
        format_func=lambda name: plain(day.labels[name]),
        help="Waar iedereen het al over eens is, staat vooraf gekozen.",
    )  # fmt: skip
    st.pills(
        "Welke soort? (leeg: blijft zoals het is)", list(KINDS), key=_KIND,
        format_func=lambda kind: label(KINDS[kind]),
    )  # fmt: skip
    st.text_area("Waarom? (komt in de geschiedenis)", key=_MEMO, max_chars=2000, height=90)
    st.button(
        "Leg samen vast", type="primary", icon=":material/handshake:",
        on_click=_settle, args=(day, dispute),
    )  # fmt: skip


def _agreed(day: Day, dispute: Dispute) -> list[str]:
    """The themes that every coder who decided on them gave."""
    said = dispute.said.values()
    return [
        theme
        for theme in names(day)
        if theme not in dispute.themes and any(one.themes.get(theme) for one in said)
    ]


def _settle(day: Day, dispute: Dispute) -> None:
    memo = str(state.kept(_MEMO) or "").strip()
    coder = together(dispute.said) if set(dispute.said) - {MACHINE} else state.coder()
    made = decisions(
        dispute.statement_id, names(day), state.kept(_CHOSEN) or [], state.kept(_KIND),
        coder=coder, codebook=day.codebook.key, now=datetime.now(UTC), blind=False,
    )  # fmt: skip
    data.store().add_codings(day.event.id, made, memo=memo or None)
    note_settled(dispute.statement_id)
    state.keep(_SAID, f"Vastgelegd als “{coder}”. Dit telt nu in de matrix.")


def _all(day: Day, found: Sequence[Dispute], statements: dict[str, Statement]) -> None:
    with st.expander(f"Alle twistpunten ({len(found)})", icon=":material/list:"):
        st.dataframe(
            pd.DataFrame(
                [
                    {"Uitspraak": statements[one.statement_id].text}
                    | {coder: _short(day, one, coder) for coder in one.said}
                    for one in found
                ]
            ),
            hide_index=True,
            alt="Alle twistpunten: per uitspraak wat elke codeur zei",
        )
        st.download_button(
            "Twistpunten (CSV)",
            logged(day.event.id, lambda: disputes_csv(found, statements, day.labels)),
            "twistpunten.csv", "text/csv", on_click="ignore", key="twistpunten-csv",
        )  # fmt: skip


def _short(day: Day, dispute: Dispute, coder: str) -> str:
    told = answers(dispute, dispute.said[coder], day.labels)
    return ", ".join(f"{question}: {WORDS.get(answer, answer)}" for question, answer in told)
