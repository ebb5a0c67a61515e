"""Beheer, names: what is held back and what to do with it; word list, key, a list opened."""

from __future__ import annotations

import html
from collections.abc import Collection, Sequence

import streamlit as st

from analysis.privacy.findings import FindingKind, Finds
from analysis.privacy.forms import Form
from analysis.privacy.held import Only, held_forms
from analysis.privacy.sought import Sought
from analysis.privacy.taking_out import Taken
from analysis.storing import finder_of, settle_names
from pages.components import data, state
from pages.components.day import Day, current_day
from pages.components.intake_names import KINDS, STYLE, context_html
from pages.components.keeping_namelist import open_list
from pages.components.keeping_words import key_of_day, own_words
from pages.components.wording import counted, plain

_FOUND, _SAID, _MISSED = "beheer.achtergehouden", "beheer.namen.gezegd", "beheer.gemist"
_PAGE_SIZE = 10
_LONGEST = 28  # characters of a form in a label
_STAYS = ("Hier geen naam", "Nooit een naam")
_MAY_STAY = ("Mag hier blijven", "Mag altijd blijven")


def names() -> None:
    """What is held back on the chosen day, then what goes for all days."""
    day = current_day()
    if day is None:
        st.info("Er is nog geen bijeenkomst, dus er wordt niets achtergehouden.")
    else:
        _held(day)
        _missed(day)
    if data.rights().all_days:
        own_words()
    if day is not None:
        key_of_day(day)
    open_list()


def _held(day: Day) -> None:
    st.subheader(f"Achtergehouden op “{plain(day.event.title)}”", anchor=False)
    found = _found(day)
    st.html(STYLE)
    _tell()
    if not found:
        st.write(
            "Er wordt niets achtergehouden: in geen enkele tekst van deze dag is een naam of ander "
            "persoonlijk gegeven gevonden. De computer ziet niet alles; lees zelf ook."
        )
        return
    st.write(
        f"In de teksten van deze dag {'staat' if len(found) == 1 else 'staan'} misschien nog "
        f"**{counted(len(found), 'naam of gegeven', 'namen of gegevens')}**. Op de andere pagina’s "
        "en in bestanden staat daar een zin in plaats van de tekst. Alleen hier ziet u wat het is, "
        "om te kunnen beslissen."
    )
    _settle_all(day, found)
    for place, form in enumerate(_page_of(found)):
        with st.container(key=f"gevonden-{place}", gap=None):
            _row(day, form)


def _tell() -> None:
    """What was just done, on a line that is always there, so that nothing jumps."""
    said = html.escape(state.kept(_SAID) or "")
    state.forget(_SAID)
    st.html(f'<p class="wordt" role="status">{said}&nbsp;</p>')


def _found(day: Day) -> list[Form]:
    """What keeps texts back, looked for once for each state of the day."""
    finder = _finder(day)
    ground = (day.event.id, data.store().revision(day.event.id), _allowed(day))
    kept: tuple[object, list[Form]] | None = state.kept(_FOUND)
    if kept is not None and kept[0] == ground:
        return kept[1]
    texts = data.store().texts(day.event.id)
    bar = st.progress(0.0, "De teksten worden nagekeken op namen …")
    found = held_forms(texts, finder, progress=lambda done, of: bar.progress(done / of))
    bar.empty()
    state.keep(_FOUND, (ground, found))
    return found


def _allowed(day: Day) -> frozenset[str]:
    return data.store().allowed_forms(day.event.id)


def _finder(day: Day) -> Finds:
    """The one that decides what the pages hold back."""
    return finder_of(_allowed(day), day.codebook)


def _page_of(found: Sequence[Form]) -> Sequence[Form]:
    pages = -(-len(found) // _PAGE_SIZE)
    if pages == 1:
        return found
    key = "beheer.namen.bladzijde"
    state.keep(key, min(state.kept(key) or 1, pages))
    chosen = st.number_input(
        f"Bladzijde van de namen (1 t/m {pages})", 1, pages, key=key, width=260
    )
    start = (int(chosen) - 1) * _PAGE_SIZE
    return found[start : start + _PAGE_SIZE]


def _settle_all(day: Day, found: Sequence[Form]) -> None:
    if len(found) > 1:
        st.button(
            f"Haal ze er alle {len(found)} uit", type="primary", icon=":material/person_remove:",
            on_click=_take_out, args=(day, [form.key for form in found]),
            help="Elke naam wordt een nummer, in alle teksten van deze dag",
        )  # fmt: skip


def _row(day: Day, form: Form) -> None:
    """One form in its context, and what can be done with it."""
    mark, word = KINDS[form.found.kind]
    about = dict.fromkeys(
        (word, form.found.reason, f"in {counted(form.count, 'tekst', 'teksten')}")
    )
    left, right = st.columns([5, 8], vertical_alignment="center", gap="small")
    left.html(
        f'<p class="gevonden">{context_html(form)}</p>'
        f'<p class="waarom">{mark} {html.escape(" · ".join(about))}</p>'
    )
    text = form.found.text
    short = plain(text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …")
    here, never = _STAYS if form.found.kind is FindingKind.PERSON else _MAY_STAY
    with right, st.container(horizontal=True, gap="small"):
        st.button(
            f"Haal “{short}” eruit", key=f"eruit-{form.key}", on_click=_take_out,
            args=(day, [form.key]),
        )  # fmt: skip
        st.button(
            here, key=f"dag-{form.key}", on_click=_allow,
            args=(text, day.event.id), help=f"“{short}” blijft op deze dag staan",
        )  # fmt: skip
        st.button(
            never, key=f"altijd-{form.key}", on_click=_allow, args=(text, None),
            help=f"“{short}” blijft op alle dagen staan",
        )  # fmt: skip


def _take_out(day: Day, keys: Collection[str]) -> None:
    """Replace these forms in all texts of the day, and have what changed coded anew."""
    changed = settle_names(data.store(), day.event, finder=Only(_finder(day), keys))
    many = counted(changed, "uitspraak is", "uitspraken zijn")
    state.keep(_SAID, f"Vervangen. {many} opnieuw gecodeerd.")


def _missed(day: Day) -> None:
    """A name that the computer never found: typed here, it goes out of all that is stored."""
    with (
        st.form("beheer-gemist", clear_on_submit=True, border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(
            "Staat er toch nog een naam in een tekst? Typ hem hier", key=_MISSED, max_chars=120,
            width=420,
        )  # fmt: skip
        st.form_submit_button(
            "Haal deze naam eruit", icon=":material/person_remove:",
            on_click=_take_out_missed, args=(day,),
        )  # fmt: skip


def _take_out_missed(day: Day) -> None:
    name = " ".join(str(state.kept(_MISSED) or "").split())
    if not name:
        return
    sought = Sought([name])
    if not any(sought.find(text) for text in data.store().texts(day.event.id)):
        state.keep(_SAID, f"“{name}” staat in geen enkele tekst van deze dag.")
        return
    changed = settle_names(
        data.store(), day.event, finder=Only(_finder(day), ()), taken=Taken(names=frozenset({name}))
    )
    many = counted(changed, "uitspraak is", "uitspraken zijn")
    state.keep(_SAID, f"“{name}” is vervangen. {many} opnieuw gecodeerd.")


def _allow(form: str, event_id: str | None) -> None:
    data.store().allow_form(form, event_id=event_id)
    where = "op deze dag" if event_id else "op alle dagen"
    state.keep(_SAID, f"“{form}” blijft {where} staan.")
