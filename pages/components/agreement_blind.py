"""Blind coding: a second coder codes a share of the statements and sees nobody's codes."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import streamlit as st

from analysis.charts import dutch, label
from analysis.coding.agreement import FEWEST_STATEMENTS
from analysis.coding.blind import decisions, of_corner, said_kind, sample
from analysis.errors import UsageError
from analysis.mending import PERSON
from analysis.types import Coding, CodingTarget, Statement
from pages.components import data, state
from pages.components.agreement_data import look_again, names, newly_drawn
from pages.components.agreement_disputes import KINDS
from pages.components.day import Day
from pages.components.holding import tell_held
from pages.components.keys import mark_for_keys
from pages.components.review_progress import choose_keys
from pages.components.wording import counted, plain

_DESK = "overeenstemming.blind"
_NAME = f"{state.AGREEMENT}naam"
_HOW, _SHARE, _CORNER = (f"{state.AGREEMENT}{part}" for part in ("hoe", "deel-van", "hoek"))
_HOWS = {"share": "Een willekeurig deel", "corner": "Een hele hoek"}
_SHARES = (0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
_KIND_KEY = "toets-soort"
_LETTERS = {"werkt": "w", "knelpunt": "k", "kans": "n", "geen": "o"}


Said = tuple[frozenset[str], str | None]
"""What a coder said of a statement: its themes, and the kind or None."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One visitor's blind coding: whose, of which statements, what was said, and the place."""

    event_id: str
    coder: str
    ids: tuple[str, ...]
    own: Mapping[str, Said]
    place: int = 0
    said: str = ""


def blind_coding(day: Day) -> None:
    """Draw the choice of statements, or the statement that is up."""
    desk: Desk | None = state.kept(_DESK)
    if desk is None or desk.event_id != day.event.id:
        _begin(day)
    else:
        _code(day, desk)


def _begin(day: Day) -> None:
    st.write(
        "U codeert een deel van de uitspraken, en ziet daarbij geen voorstellen en geen codes van "
        "anderen. Daarna ziet u hoe eens u het bent met de anderen en met het programma."
    )
    state.start(_NAME, "" if state.coder() == PERSON else state.coder())
    st.text_input("Uw naam", key=_NAME, max_chars=60, width=360)
    how = st.radio(
        "Welke uitspraken?", list(_HOWS), key=_HOW, format_func=lambda one: _HOWS[one],
        horizontal=True,
    )  # fmt: skip
    statements = data.store().statements(day.event.id)
    ids = _by_share(statements) if how == "share" else _by_corner(day, statements)
    if len(ids) < FEWEST_STATEMENTS:
        st.write(
            f"Onder de {FEWEST_STATEMENTS} uitspraken zeggen de cijfers nog niets. "
            "Kies liever een groter deel."
        )
    if st.button(
        f"Codeer {counted(len(ids), 'uitspraak', 'uitspraken')} blind", type="primary",
        icon=":material/visibility_off:",
    ):  # fmt: skip
        _start(day, ids)
        st.rerun()


def _by_share(statements: Sequence[Statement]) -> tuple[str, ...]:
    state.start(_SHARE, 0.2)
    share = st.select_slider(
        "Welk deel?", _SHARES, key=_SHARE, width=520,
        format_func=lambda part: f"{round(part * 100)}%",
        help="De trekking ligt vast: wie hetzelfde deel kiest, krijgt dezelfde uitspraken.",
    )  # fmt: skip
    return sample(statements, share)


def _by_corner(day: Day, statements: Sequence[Statement]) -> tuple[str, ...]:
    corners = list(dict.fromkeys(one.corner for one in statements))
    names_shown = day.corner_names
    shown = {name: plain(names_shown.get(name, name)) for name in corners}
    corner = st.selectbox(
        day.event.corner_word.capitalize(), corners, key=_CORNER, width=360,
        format_func=shown.__getitem__,
    )  # fmt: skip
    return of_corner(statements, corner)


def _start(day: Day, ids: tuple[str, ...]) -> None:
    name = str(state.kept(_NAME) or "").strip()
    if not name:
        raise UsageError("uw naam ontbreekt.", remedy="Vul een naam in; daarna kunt u beginnen.")
    state.name_coder(name)
    own = _own(day, state.coder())
    todo = (place for place, identity in enumerate(ids) if identity not in own)
    desk = Desk(day.event.id, state.coder(), ids, own, next(todo, len(ids)))
    state.keep(_DESK, desk)


def _own(day: Day, coder: str) -> dict[str, Said]:
    """What this coder has coded blind already, by statement."""
    found: dict[str, list[Coding]] = {}
    for coding in data.store().latest_codings(day.event.id, blind=True):
        if coding.coder == coder:
            found.setdefault(coding.statement_id, []).append(coding)
    return {identity: (_themes(codings), said_kind(codings)) for identity, codings in found.items()}


def _themes(codings: Sequence[Coding]) -> frozenset[str]:
    return frozenset(c.code for c in codings if c.target is CodingTarget.THEME and c.assigned)


def _code(day: Day, desk: Desk) -> None:
    done = sum(identity in desk.own for identity in desk.ids)
    with st.sidebar:
        st.write(f"U codeert blind als **{plain(desk.coder)}**.")
        keys = choose_keys()
        st.progress(done / len(desk.ids), f"{dutch(done)} van {dutch(len(desk.ids))} gecodeerd")
        st.button("Stop met blind coderen", icon=":material/close:", on_click=_stop)
    found = day.statements(desk.ids[desk.place : desk.place + 1])
    _where(desk)
    if found:
        _statement(day, found[0], desk.own.get(found[0].id))
    else:
        _at_the_end(desk, done)
    mark_for_keys(desk.said, on=keys)


def _where(desk: Desk) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            "`↑`", key="toets-vorige", disabled=desk.place == 0, help="Vorige (↑ of t)",
            on_click=_go, args=(desk.place - 1,),
        )  # fmt: skip
        st.button(
            "`↓`", key="toets-volgende", disabled=desk.place >= len(desk.ids),
            help="Volgende, zonder vast te leggen (↓ of v)", on_click=_go, args=(desk.place + 1,),
        )  # fmt: skip
        place = min(desk.place + 1, len(desk.ids))
        st.write(f"Uitspraak {dutch(place)} van {dutch(len(desk.ids))}")
    st.html(f'<p class="gezegd">{html.escape(desk.said)}&nbsp;</p>')


def _statement(day: Day, statement: Statement, said: Said | None) -> None:
    corner = html.escape(f"{day.event.corner_word.capitalize()}: {statement.corner}")
    tell_held([statement.text])
    st.html(
        f'<div class="aan-de-beurt"><p class="uitspraak">{html.escape(statement.text)}</p>'
        f'<p class="kenmerk">{corner}</p></div>'
    )
    _fill(day, statement.id, said or (frozenset(), None))
    st.segmented_control(
        "Soort", list(KINDS), key=_KIND_KEY,
        format_func=lambda kind: f"{label(KINDS[kind])} `{_LETTERS[kind]}`",
    )  # fmt: skip
    st.html('<p class="kopje">Thema’s</p>')
    for number, theme in enumerate(day.codebook.themes, 1):
        hint = f" `{number}`" if number <= 9 else ""
        st.checkbox(
            plain(day.labels[theme.name]) + hint, key=_theme_key(number),
            help=plain(theme.definition),
        )  # fmt: skip
    st.button(
        "Leg vast en ga door `a`", key="toets-akkoord", type="primary", icon=":material/check:",
        on_click=_keep, args=(day, statement.id),
        help="Zonder vinkje bij een thema legt u vast dat de uitspraak geen thema heeft",
    )  # fmt: skip


def _theme_key(number: int) -> str:
    return f"toets-thema-{number}"


def _fill(day: Day, identity: str, said: Said) -> None:
    """Show what the coder said before of a statement that has just come up; else nothing."""
    if not newly_drawn(identity):
        return
    themes, kind = said
    state.keep(_KIND_KEY, kind)
    for number, theme in enumerate(names(day), 1):
        state.keep(_theme_key(number), theme in themes)


def _keep(day: Day, identity: str) -> None:
    desk: Desk = state.kept(_DESK)
    chosen = [theme for number, theme in enumerate(names(day), 1) if state.kept(_theme_key(number))]
    kind = state.kept(_KIND_KEY)
    made = decisions(
        identity, names(day), chosen, kind, coder=desk.coder, codebook=day.codebook.key,
        now=datetime.now(UTC), blind=True,
    )  # fmt: skip
    data.store().add_codings(day.event.id, made)
    said = ", ".join(day.labels[theme] for theme in chosen) or "geen thema"
    kind_said = f"; {label(KINDS[kind])}" if kind else ""
    own = {**desk.own, identity: (frozenset(chosen), kind)}
    place, told = desk.ids.index(identity) + 1, f"Vastgelegd: {said}{kind_said}."
    state.keep(_DESK, replace(desk, own=own, place=place, said=told))


def _go(place: int) -> None:
    state.keep(_DESK, replace(state.kept(_DESK), place=place, said=""))


def _stop() -> None:
    state.forget(_DESK)
    look_again()


def _at_the_end(desk: Desk, done: int) -> None:
    left = len(desk.ids) - done
    if left:
        st.info(
            f"Dit was de laatste. U sloeg {counted(left, 'uitspraak', 'uitspraken')} over; "
            "ga terug met de pijl omhoog."
        )
    else:
        st.success(
            "Klaar: alle uitspraken van dit deel zijn blind gecodeerd. Bekijk nu de cijfers."
        )
