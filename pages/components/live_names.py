"""Regie, what is held back since a name may stand in it: let it through, replace it, leave it."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from analysis.charts import label
from analysis.errors import KoffiehoekError
from analysis.live.days import LivePost, NamesState, PostState
from analysis.privacy.findings import Finding, Finds
from analysis.privacy.forms import key_of
from analysis.privacy.held import Only
from analysis.privacy.holding import HELD
from analysis.storing import finder_of, settle_names
from analysis.types import Span
from pages.components import data, live_actions, state
from pages.components.day import Day
from pages.components.live_picture import LEFT_HELD
from pages.components.statements import marked
from pages.components.wording import counted, plain

_AT_ONCE = 3
_REPLACE = "regie.vervang"
_LONGEST = 28


def held_back(day: Day, posts: Sequence[LivePost]) -> None:
    """The oldest few that wait for a decision; nothing where none does."""
    left = state.kept(LEFT_HELD) or frozenset()
    waiting = [
        post
        for post in reversed(posts)
        if post.held and post.state is PostState.SHOWN
        and post.statement_id not in left
    ]  # fmt: skip
    if not waiting:
        return
    with st.container(border=True, key="achtergehouden"):
        many = counted(len(waiting), "uitspraak", "uitspraken")
        st.subheader(f"Misschien een naam: {many}", anchor=False)
        more = f" Dit zijn de eerste {_AT_ONCE}." if len(waiting) > _AT_ONCE else ""
        st.write(f"Dit staat niet op de muur en niet in bestanden, tot u beslist.{more}")
        finder = finder_of(data.store().allowed_forms(day.event.id), day.codebook)
        now = waiting[:_AT_ONCE]
        found = data.store().statements(day.event.id, [post.statement_id for post in now])
        numbers = {one.id: str(one.place.line_start) for one in found}
        for post in now:
            with st.container(key=f"bericht-naam-{post.statement_id}", gap="xsmall"):
                _row(day, post, numbers.get(post.statement_id, "–"), finder)


def take_up(statement_id: str) -> None:
    """Show a statement that was left held back among those to decide on again."""
    state.keep(LEFT_HELD, (state.kept(LEFT_HELD) or frozenset()) - {statement_id})


def _row(day: Day, post: LivePost, number: str, finder: Finds) -> None:
    found = finder.find(post.text)
    spans = [Span(one.start, one.end, one.text) for one in found]
    about = [label(post.category or ""), day.corner_names.get(post.corner, HELD)]
    about += dict.fromkeys(one.reason for one in found)
    st.html(
        f'<div class="bericht"><span class="nummer">{number}</span><div>'
        f'<p class="uitspraak">{marked(post.text, spans)}</p>'
        f'<p class="kenmerk">{html.escape(" · ".join(about))}</p></div></div>'
    )
    forms = list({key_of(one): one for one in found}.values())
    with st.container(horizontal=True, gap="small"):
        for form in forms:
            _form(day, post, number, form, last=len(forms) == 1)
        if not forms:  # found by more eyes than this finder has, or not looked at anew yet
            st.button(
                f"Geen naam: toon {number}", key=f"toon-{post.statement_id}",
                on_click=_release, args=(day, post),
            )  # fmt: skip
        st.button(
            f"Laat {number} achtergehouden", key=f"laat-{post.statement_id}", on_click=_leave,
            args=(day, post),
        )  # fmt: skip


def _form(day: Day, post: LivePost, number: str, form: Finding, *, last: bool) -> None:
    short = plain(form.text if len(form.text) <= _LONGEST else f"{form.text[:_LONGEST]} …")
    key = f"{post.statement_id}-{key_of(form)}"
    st.button(
        f"“{short}” is geen naam{f': toon {number}' if last else ''}", key=f"mag-{key}",
        on_click=_allow, args=(day, post, form.text, last),
        help="Dit woord blijft op deze dag overal staan",
    )  # fmt: skip
    st.button(
        f"Vervang “{short}”", key=f"vervang-{key}", on_click=state.keep, args=(_REPLACE, form),
        help="In alle teksten van deze dag komt een nummer op de plaats van de naam",
    )  # fmt: skip


def _allow(day: Day, post: LivePost, form: str, last: bool) -> None:
    """Say that a form is no name; where it was the only one, the statement may be shown."""
    store = data.store()
    try:
        with store.at_once():
            store.allow_form(form, event_id=day.event.id)
            if last:
                store.live.mark(day.event.id, [post.statement_id], names=NamesState.RELEASED.value)
    except KoffiehoekError as error:
        live_actions.say(day, error.message)
        return
    shown = " De uitspraak is vrijgegeven." if last else ""
    live_actions.say(day, f"“{form}” blijft op deze dag staan.{shown}")


def _release(day: Day, post: LivePost) -> None:
    try:
        data.store().live.mark(
            day.event.id, [post.statement_id], names=NamesState.RELEASED.value
        )  # fmt: skip
    except KoffiehoekError as error:
        live_actions.say(day, error.message)
        return
    live_actions.say(day, "De uitspraak is vrijgegeven.")


def replace_chosen(day: Day) -> None:
    """Put a number in the place of the form that was chosen, in all texts of the day."""
    form: Finding | None = state.kept(_REPLACE)
    if form is None:
        return
    state.forget(_REPLACE)
    with st.spinner("De naam wordt overal vervangen …"):
        _replace(day, form)


def _replace(day: Day, form: Finding) -> None:
    finder = finder_of(data.store().allowed_forms(day.event.id), day.codebook)
    try:
        changed = settle_names(data.store(), day.event, finder=Only(finder, [key_of(form)]))
    except KoffiehoekError as error:
        live_actions.say(day, error.message)
        return
    many = counted(changed, "uitspraak", "uitspraken")
    live_actions.say(day, f"Vervangen in {many}. Zij worden nu opnieuw bekeken.")


def _leave(day: Day, post: LivePost) -> None:
    state.keep(LEFT_HELD, (state.kept(LEFT_HELD) or frozenset()) | {post.statement_id})
    live_actions.say(
        day, "Blijft achtergehouden. U vindt haar terug bij Laat zien: Achtergehouden."
    )
