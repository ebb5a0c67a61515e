"""The statement under review: its themes and kind to set, what the proposal rests on, its past."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

import streamlit as st

from analysis.charts import MARKS, label, percent
from analysis.coding.review import Case
from analysis.store import Decision
from analysis.types import Category, Coding, CodingTarget
from pages.components import data, review_actions, state
from pages.components.day import Day
from pages.components.review_desk import Desk, names
from pages.components.review_list import codes_in_words, statement_html
from pages.components.review_machine import Example, resting_on
from pages.components.wording import plain

Alike = tuple[Example, Case | None]
"""Something like the statement under review, with what was decided on it where that is known."""

_CHANCES = (
    (0.9, "vrijwel zeker"),
    (0.7, "waarschijnlijk"),
    (0.3, "twijfel"),
    (0.1, "waarschijnlijk niet"),
    (0.0, "vrijwel zeker niet"),
)
_KINDS: dict[str, str] = {"werkt": "w", "knelpunt": "k", "kans": "n", "": "o"}
_NO_KIND = f"{MARKS['']} geen"


def chance_in_words(probability: float) -> str:
    """'waarschijnlijk (82%)'."""
    words = next(words for least, words in _CHANCES if probability >= least)
    return f"{words} ({percent(probability)})"


def panel(day: Day, desk: Desk, case: Case, alike: Sequence[Alike]) -> None:
    """Draw the statement under review with all that can be done with it."""
    identity = case.statement.id
    chosen = sorted(case.assigned(CodingTarget.THEME, names(day)), key=names(day).index)
    st.html(statement_html(day, case))
    _kind(day, case)
    _themes(day, case)
    _verdicts(day, desk, identity, chosen)
    _why(day, case)
    _similar(day, alike)
    _further_codes(day, case)
    _memo(day, case, chosen)
    _history(day, case)


def _verdicts(day: Day, desk: Desk, identity: str, chosen: list[str]) -> None:
    st.button(
        "Akkoord, volgende `a` `Enter`", key="toets-akkoord", type="primary", width="stretch",
        on_click=review_actions.accept_shown, args=(day, identity, chosen),
        help="Leg de thema’s en de soort vast zoals ze hier staan, en ga door",
    )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Geen thema `g`", key="toets-geen", on_click=review_actions.reject_all,
            args=(day, identity),
        )  # fmt: skip
        st.button(
            "Overslaan `s`", key="toets-overslaan", on_click=review_actions.skip, args=(identity,)
        )
        undo_button(day, desk)


def undo_button(day: Day, desk: Desk) -> None:
    """Take back the last act."""
    st.button(
        "Ongedaan `u`", key="toets-ongedaan", disabled=not desk.acts,
        on_click=review_actions.undo_last, args=(day,),
        help="Maak uw laatste stap ongedaan (u of Ctrl+Z); zo vaak als u wilt",
    )  # fmt: skip


def _kind(day: Day, case: Case) -> None:
    kind = case.statement.category
    key = "toets-soort"
    state.keep(key, kind.value if kind else "")
    st.segmented_control(
        "Soort", list(_KINDS), key=key, required=True,
        format_func=lambda one: f"{label(one) if one else _NO_KIND} `{_KINDS[one]}`",
        on_change=lambda: _take_kind(day, case.statement.id, key),
    )  # fmt: skip


def _take_kind(day: Day, identity: str, key: str) -> None:
    chosen = state.kept(key)
    review_actions.choose_kind(day, identity, Category(chosen) if chosen else None)


def _themes(day: Day, case: Case) -> None:
    st.html('<p class="kopje">Thema’s</p>')
    for number, theme in enumerate(names(day), 1):
        now = case.current(CodingTarget.THEME, theme)
        assigned = bool(now and now.assigned)
        key = f"toets-thema-{number}"
        state.keep(key, assigned)
        hint = f" `{number}`" if number <= 9 else ""
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.checkbox(
                plain(day.labels[theme]) + hint, key=key, on_change=review_actions.toggle,
                args=(day, case.statement.id, theme, not assigned), width="content",
            )  # fmt: skip
            words = _standing(case, (CodingTarget.THEME, theme))
            st.html(f'<p class="voorstel">{html.escape(words)}</p>', width="content")


def _standing(case: Case, key: tuple[CodingTarget, str]) -> str:
    """What the machine proposed for a code, and what people decided."""
    parts = []
    proposed = case.machine.get(key)
    if proposed and proposed.probability is not None:
        parts.append(f"voorstel: {_yes(proposed)}, {chance_in_words(proposed.probability)}")
    parts += [f"{c.coder}: {_yes(c)}" for c in case.people.get(key, ())]
    return " · ".join(parts)


def _yes(coding: Coding) -> str:
    return "ja" if coding.assigned else "nee"


def _why(day: Day, case: Case) -> None:
    grounds = {
        day.labels[p.code]: words
        for theme in day.codebook.themes
        for p in case.proposals([theme.name])
        if p.assigned and (words := resting_on(p, theme.terms))
    }
    for name, words in grounds.items():
        st.html(f'<p class="voorstel"><b>{html.escape(name)}</b>: {html.escape(words)}</p>')


def _similar(day: Day, alike: Sequence[Alike]) -> None:
    if not alike:
        return
    st.html('<p class="kopje">Lijkt op wat al gecodeerd is</p>')
    for one, case in alike:
        about = f"{codes_in_words(day, case) if case else _labels(day, one.themes)} · "
        st.html(
            f'<p class="lijkt">“{html.escape(one.text)}”<br><span class="voorstel">'
            f"{html.escape(about + one.origin)}</span></p>"
        )


def _labels(day: Day, themes: Sequence[str]) -> str:
    return ", ".join(day.labels.get(theme, theme) for theme in themes) or "geen thema"


def _further_codes(day: Day, case: Case) -> None:
    if not day.codebook.extra_codes:
        return
    with st.expander(_further_title(day), key="coderen-verder"):
        for code in day.codebook.extra_codes:
            now = case.current(CodingTarget.DIMENSION, code.name)
            assigned = bool(now and now.assigned)
            key = f"coderen-code-{code.name}"
            state.keep(key, assigned)
            st.checkbox(
                plain(day.labels[code.name]), key=key, on_change=review_actions.toggle_code,
                args=(day, case.statement.id, code.name, not assigned),
                help=plain(code.definition),
            )  # fmt: skip


def _further_title(day: Day) -> str:
    dimension = day.codebook.dimension
    parts = ["Obstakels"] if day.codebook.obstacles else []
    return " en ".join([*parts, dimension.title.lower() if parts else dimension.title]
                       if dimension else parts)  # fmt: skip


def _memo(day: Day, case: Case, chosen: list[str]) -> None:
    key = f"notitie-{case.statement.id}"
    with (
        st.container(key="toets-notitie"),
        st.expander("Notitie `m`", key="coderen-notitie"),
        st.form(f"{key}-formulier", clear_on_submit=True, border=False),
    ):
        st.text_area(
            "Notitie bij deze uitspraak", key=key, max_chars=2000,
            help="De notitie wordt bewaard samen met de thema’s zoals ze nu staan.",
        )  # fmt: skip
        st.form_submit_button(
            "Bewaar de notitie", on_click=review_actions.add_memo,
            args=(day, case.statement.id, chosen, key),
        )  # fmt: skip


def _history(day: Day, case: Case) -> None:
    with st.expander("Geschiedenis", key="coderen-geschiedenis"):
        lines = history_lines(day, data.store().history(day.event.id, case.statement.id))
        rows = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
        st.html(f'<ul class="verleden">{rows}</ul>' if rows else "<p>Nog geen besluiten.</p>")


def history_lines(day: Day, decisions: Iterable[Decision]) -> list[str]:
    """The decisions on a statement in words, the newest first; those made together on one line."""
    groups: dict[tuple[str, str, bool, str | None], list[str]] = {}
    for decision in decisions:
        coding = decision.coding
        when = f"{coding.created.astimezone():%d-%m-%Y %H:%M:%S}"
        memo = decision.memo and day.holding.shown(decision.memo)
        group = groups.setdefault((when, coding.coder, coding.withdrawn, memo), [])
        group.append(_decided(day, coding))
    return [
        f"{when} · {_who(coder)}{' nam terug' if withdrawn else ''}: {', '.join(decided)}"
        + (f" · notitie: {memo}" if memo else "")
        for (when, coder, withdrawn, memo), decided in reversed(groups.items())
    ]


def _who(coder: str) -> str:
    return f"voorstel van de computer ({coder.partition(':')[2]})" if ":" in coder else coder


def _decided(day: Day, coding: Coding) -> str:
    name = day.labels.get(coding.code, coding.code)
    return f"{name} {_yes(coding)}"
