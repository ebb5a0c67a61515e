"""Regie, one statement opened: mend its text, its corner and kind, and merge it with others."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.charts import label
from analysis.live.days import LivePost
from analysis.live.desk import alike
from analysis.live.posting import LONGEST
from analysis.privacy.holding import HELD
from analysis.types import Category
from pages.components import live_actions, state
from pages.components.day import Day
from pages.components.wording import plain

_MOST_ALIKE = 100
_LONGEST_OPTION = 90


def more(day: Day, post: LivePost, number: str, text: str, posts: Sequence[LivePost]) -> None:
    """What is done less often, under the row of its statement."""
    with st.container(border=True, key="bericht-open"):
        if text == HELD:
            st.write("Er staat misschien een naam in deze tekst. Beslis daar eerst over.")
        else:
            _text(day, post, number)
        left, right = st.columns(2)
        with left:
            _corner(day, post, number)
        with right:
            _kind(day, post, number)
        if text != HELD and post.on_wall:
            _merge(day, post, number, posts)


def _text(day: Day, post: LivePost, number: str) -> None:
    key = f"regie.tekst.{post.statement_id}"
    if state.kept(f"{key}.was") != post.text:  # also where somebody changed it meanwhile
        state.keep(key, post.text)
        state.keep(f"{key}.was", post.text)
    st.text_area(f"Tekst van uitspraak {number}", key=key, max_chars=LONGEST, height=90)
    if post.text != post.original:
        st.caption(f"Zo is zij verstuurd: “{plain(day.holding.shown(post.original))}”")
    st.button(
        "Bewaar de tekst", key=f"bewaar-{post.statement_id}", on_click=live_actions.mend,
        args=(day, post, number, key),
    )  # fmt: skip


def _corner(day: Day, post: LivePost, number: str) -> None:
    key = f"regie.hoek.{post.statement_id}"
    names = day.corner_names
    if state.kept(key) not in names:
        state.keep(key, post.corner)
    st.selectbox(
        f"Uitspraak {number} hoort bij", list(names), key=key,
        format_func=lambda one: names[one], on_change=live_actions.move,
        args=(day, post, number, key),
    )  # fmt: skip


def _kind(day: Day, post: LivePost, number: str) -> None:
    key = f"regie.soort.{post.statement_id}"
    if state.kept(key) != post.category:
        state.keep(key, post.category)
    st.segmented_control(
        f"Soort van uitspraak {number}", list(Category), key=key,
        format_func=lambda one: label(one.value), on_change=live_actions.change_kind,
        args=(day, post, number, key),
    )  # fmt: skip


def _merge(day: Day, post: LivePost, number: str, posts: Sequence[LivePost]) -> None:
    """Choose what says the same in the same corner: across corners each counts for its own."""
    key = f"regie.samen.{post.statement_id}"
    texts = {
        other.statement_id: _short(other.text)
        for other in alike(post, posts)[:_MOST_ALIKE]
        if not day.holding.held(other.text)
    }
    if not texts:
        return
    state.keep(key, [one for one in state.kept(key) or () if one in texts])
    st.multiselect(
        f"Zegt hetzelfde als uitspraak {number}", list(texts), key=key,
        format_func=lambda one: texts[one], placeholder="Kies uitspraken van deze hoek",
        help=f"Uitspraak {number} blijft staan; wat u kiest, telt niet meer apart.",
    )  # fmt: skip
    st.button(
        "Voeg samen", key=f"samen-{post.statement_id}", disabled=not state.kept(key),
        on_click=live_actions.merge, args=(day, post, number, key),
    )  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_OPTION else f"{text[:_LONGEST_OPTION]} …"
