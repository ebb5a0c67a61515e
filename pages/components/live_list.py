"""Regie, what came in: a list that stays put until it is refreshed, with what can be done."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from analysis.charts import dutch, label
from analysis.live.days import LivePost, PostState
from analysis.live.desk import Show, listed, state_words
from analysis.privacy.holding import HELD
from analysis.types import Category, Statement
from pages.components import data, live_actions, state
from pages.components.day import Day
from pages.components.live_more import more
from pages.components.live_names import held_back, replace_chosen, take_up
from pages.components.live_picture import EVERY
from pages.components.wording import counted

PAGE_SIZE = 50
_SHOW, _CORNER = f"{state.LIVE}laat_zien", f"{state.LIVE}hoek"
_KIND, _SOUGHT = f"{state.LIVE}soort", f"{state.LIVE}zoek"
_PAGE = f"{state.LIVE}bladzijde"
_LIST, _KNOWN, _OPEN = "regie.lijst", "regie.lijst.aantal", "regie.meer"
_ALL = ""


@dataclass(frozen=True)
class Listed:
    """The list as it was when it was last refreshed."""

    event_id: str
    ids: tuple[str, ...]  # that fit the filter, the newest first
    known: frozenset[str]  # all that had come in
    taken: datetime


def moderation(day: Day) -> None:
    """The filter, what is new, what is held back, and the list."""
    if state.just_arrived():
        refresh()
    _filter(day)
    with st.container(gap=None):
        _new(day)
        _list(day)


def _filter(day: Day) -> None:
    corners = [_ALL, *(place.name for place in day.event.corners)]
    for key, options in ((_SHOW, list(Show)), (_CORNER, corners), (_KIND, [_ALL, *Category])):
        if state.kept(key) not in options:
            state.keep(key, options[0])
    names = {**day.corner_names, _ALL: "Alle hoeken"}
    columns = st.columns([3, 4, 3, 4], vertical_alignment="bottom")
    columns[0].selectbox(
        "Laat zien", list(Show), key=_SHOW, format_func=lambda one: one.value, on_change=refresh
    )
    columns[1].selectbox(
        "Hoek", corners, key=_CORNER, format_func=lambda one: names[one], on_change=refresh
    )
    columns[2].selectbox(
        "Soort", [_ALL, *Category], key=_KIND, on_change=refresh,
        format_func=lambda one: label(one) if one else "Alle soorten",
    )  # fmt: skip
    columns[3].text_input("Zoek in de tekst", key=_SOUGHT, max_chars=100, on_change=refresh)


def refresh() -> None:
    """Make the list anew when it is drawn next."""
    state.forget(_LIST)
    state.forget(_PAGE)


@st.fragment(run_every=EVERY)
def _new(day: Day) -> None:
    """How much came in that the list does not hold yet, on a line that is always there."""
    received = data.store().live.received(day.event.id)
    known = state.kept(_KNOWN)
    total = sum(number for number, _ in received.values())
    new = 0 if known is None else max(total - known, 0)
    many = counted(new, "nieuwe uitspraak staat", "nieuwe uitspraken staan")
    words = f"<b>{many} nog niet in de lijst.</b> Druk op “Ververs de lijst”." if new else ""
    st.html(f'<p class="gezegd">{words}&nbsp;</p>')


@st.fragment
def _list(day: Day) -> None:
    """Drawn anew after each act in it; the picture above and its timer go on by themselves."""
    replace_chosen(day)
    posts = data.store().live.posts(day.event.id)
    now = _listed(day, posts)
    state.keep(
        _KNOWN,
        sum(
            post.statement_id in now.known and post.state in (PostState.SHOWN, PostState.HIDDEN)
            for post in posts
        ),
    )
    _said(day)
    held_back(day, [post for post in posts if post.statement_id in now.known])
    if not now.ids:
        st.write("Hier staat niets met deze keuze." if now.known else "Er is nog niets binnen.")
    by_id = {post.statement_id: post for post in posts}
    _all_at_once(day, [by_id[one] for one in now.ids if one in by_id])
    ids = _page_of(now.ids)
    shown = {statement.id: statement for statement in day.statements(ids)}
    for place, identity in enumerate(ids):
        with st.container(key=f"bericht-{place}", gap=None):
            _row(day, by_id.get(identity), shown.get(identity), posts)


def _all_at_once(day: Day, posts: Sequence[LivePost]) -> None:
    """Hide all that was sought, or all of one corner, with one press; it can be undone."""
    shown = [post for post in posts if post.state is PostState.SHOWN]
    chosen = state.kept(_SOUGHT) or state.kept(_CORNER)
    if chosen and len(shown) > 1:
        st.button(
            f"Verberg alle {dutch(len(shown))} in deze lijst", key="verberg-alle",
            icon=":material/visibility_off:", on_click=live_actions.hide_all, args=(day, shown),
        )  # fmt: skip


def _listed(day: Day, posts: Sequence[LivePost]) -> Listed:
    kept: Listed | None = state.kept(_LIST)
    if kept is not None and kept.event_id == day.event.id:
        return kept
    fit = listed(
        posts, show=Show(state.kept(_SHOW) or Show.ALL), corner=state.kept(_CORNER) or None,
        category=Category(state.kept(_KIND)) if state.kept(_KIND) else None,
        sought=str(state.kept(_SOUGHT) or ""),
    )  # fmt: skip
    made = Listed(
        day.event.id, tuple(post.statement_id for post in fit),
        frozenset(post.statement_id for post in posts), datetime.now(UTC),
    )  # fmt: skip
    state.keep(_LIST, made)
    return made


def _said(day: Day) -> None:
    """What was just done, and the way back; the line is always there."""
    last = live_actions.last_act(day)
    with st.container(horizontal=True, vertical_alignment="center"):
        words = html.escape(live_actions.said(day))
        st.html(f'<p class="gezegd" role="status">{words}&nbsp;</p>', width="stretch")
        st.button("Ververs de lijst", icon=":material/refresh:", on_click=refresh)
        st.button(
            "Maak ongedaan", icon=":material/undo:", disabled=last is None,
            help=last.words if last else None, on_click=live_actions.undo, args=(day,),
        )  # fmt: skip


def _page_of(ids: Sequence[str]) -> Sequence[str]:
    pages = -(-len(ids) // PAGE_SIZE)
    if pages <= 1:
        return ids
    state.keep(_PAGE, min(state.kept(_PAGE) or 1, pages))
    chosen = st.number_input(
        f"Bladzijde van de lijst (1 t/m {pages}); {dutch(len(ids))} uitspraken", 1, pages,
        key=_PAGE, width=420,
    )  # fmt: skip
    start = (int(chosen) - 1) * PAGE_SIZE
    return ids[start : start + PAGE_SIZE]


def _row(
    day: Day, post: LivePost | None, shown: Statement | None, posts: Sequence[LivePost]
) -> None:
    """One statement: what it says, its kind, corner, time and state; and what can be done."""
    if post is None:
        st.html('<p class="kenmerk">Ingetrokken door de afzender.</p>')
        return
    number = str(shown.place.line_start) if shown else "–"
    text = shown.text if shown else day.holding.shown(post.text)
    left, right = st.columns([1, 1], vertical_alignment="center", gap="small")
    left.html(_row_html(day, post, number, text))
    with right, st.container(horizontal=True, gap="small", horizontal_alignment="right"):
        _acts(day, post, number)
    if shown and state.kept(_OPEN) == post.statement_id:
        more(day, post, number, text, posts)


def _row_html(day: Day, post: LivePost, number: str, text: str) -> str:
    kind = post.category.value if post.category else ""
    corner = html.escape(day.corner_names.get(post.corner, HELD))
    marks = "".join(f' · <span class="toestand">{word}</span>' for word in state_words(post))
    gone = "" if post.state in (PostState.SHOWN, PostState.TEST) else " weg"
    test = post.state is PostState.TEST
    kind_html = "" if test else f'<b class="soort-{kind}">{label(kind)}</b> · '
    return (
        f'<div class="bericht{gone}"><span class="nummer">{number}</span><div>'
        f'<p class="uitspraak">{html.escape(text)}</p><p class="kenmerk">{kind_html}{corner} · '
        f"{post.posted.astimezone():%H:%M}{marks}</p></div></div>"
    )


def _acts(day: Day, post: LivePost, number: str) -> None:
    """The buttons of a row; each says which statement it is about."""
    one = post.statement_id
    if post.state is PostState.TEST:
        return
    if post.state is PostState.MERGED:
        st.button(
            "Haal weer uit elkaar", key=f"los-{one}", on_click=live_actions.unmerge,
            args=(day, post),
        )  # fmt: skip
        return
    if post.held:
        st.button(f"Beslis over {number}", key=f"beslis-{one}", on_click=take_up, args=(one,))
    hidden = post.state is PostState.HIDDEN
    for key, words, act, to in (
        (
            "verberg",
            f"Toon {number}" if hidden else f"Verberg {number}",
            live_actions.hide,
            not hidden,
        ),
        (
            "vast",
            f"Maak {number} los" if post.pinned else f"Zet {number} vast",
            live_actions.pin,
            not post.pinned,
        ),
        (
            "citaat",
            f"{number} geen citaat" if post.quote else f"Citeer {number}",
            live_actions.quote,
            not post.quote,
        ),
    ):
        st.button(words, key=f"{key}-{one}", on_click=act, args=(day, post, number, to))
    is_open = state.kept(_OPEN) == one
    st.button(
        f"Sluit {number}" if is_open else f"Meer {number}", key=f"meer-{one}",
        on_click=state.keep, args=(_OPEN, None if is_open else one),
    )  # fmt: skip
