"""Names and other personal data in what was read: shown in their context, to be settled."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from analysis.charts import dutch
from analysis.intake import Intake
from analysis.privacy.findings import FindingKind
from analysis.privacy.forms import Form
from analysis.privacy.pseudonyms import word_for
from pages.components import intake_found, state
from pages.components.day import Day
from pages.components.intake_found import Settled
from pages.components.wording import counted, plain

_SAID = "inlezen.namen.gezegd"
_MISSED, _KIND, _PAGE = "inlezen.gemist", "inlezen.namen.soort", "inlezen.namen.bladzijde"
_PAGE_SIZE, _MANY = 20, 30
_AROUND = 80  # characters of the text on either side of what was found
_LONGEST = 28  # characters of a form in a label
_EVERYTHING = "Alles"
KINDS: dict[FindingKind, tuple[str, str]] = {
    FindingKind.PERSON: ("◆", "naam"),
    FindingKind.PHONE: ("✆", "telefoonnummer"),
    FindingKind.EMAIL: ("@", "e-mailadres"),
    FindingKind.BSN: ("#", "burgerservicenummer"),
    FindingKind.IBAN: ("€", "rekeningnummer"),
    FindingKind.ADDRESS: ("⌂", "adres"),
    FindingKind.PLATE: ("▭", "kenteken"),
    FindingKind.BIRTHDATE: ("✶", "geboortedatum"),
    FindingKind.URL: ("↗", "link of account"),
}
"""Each kind's mark and word."""

STYLE = """<style>
.gevonden {margin: 0; font-size: 1.02rem; line-height: 1.4; overflow-wrap: anywhere;}
.gevonden mark {background: #FFE9A8; color: #14181F; border-radius: 3px; padding: 0 .15em;
  font-weight: 600; text-decoration: underline;}
.gevonden.blijft mark {background: none; color: inherit; text-decoration: none;
  outline: 1px dashed currentColor;}
.waarom, .wordt {margin: .1rem 0 0 0; font-size: .88rem; overflow-wrap: anywhere;}
.wordt {font-size: 1rem; margin: 0;}
[class*="st-key-gevonden-"] {border-bottom: 1px solid light-dark(#D8D5DE, #3A3844);
  padding-bottom: .4rem;}
</style>"""


def settle_names(day: Day, intake: Intake) -> Settled:
    """Show what was found, to be corrected; what was settled lasts until `forget_names`."""
    with st.container():  # the bar comes and goes in a place of its own: what is below stays put
        settled = intake_found.settled_names(day, intake)
    st.subheader("Namen en gegevens", anchor=False)
    st.write(_told(settled))
    st.html(STYLE)
    _list(day, intake, settled)
    _missed(day, intake)
    _always(day, intake, settled)
    st.html(f'<p class="waarom" role="status">{html.escape(state.kept(_SAID) or "")}&nbsp;</p>')
    return settled


def forget_names() -> None:
    """Begin anew: the reading was confirmed, or thrown away."""
    intake_found.forget_names()
    for key in (_SAID, _KIND, _PAGE):
        state.forget(key)


def _told(settled: Settled) -> str:
    if not settled.listed:
        return (
            "Er zijn geen namen of andere persoonlijke gegevens gevonden. Kijk er zelf ook naar: "
            "de computer ziet niet alles."
        )
    out = [form.found.kind for form in settled.listed if form.key in settled.out]
    names = out.count(FindingKind.PERSON)
    others = len(out) - names
    more = f" en {counted(others, 'ander gegeven', 'andere gegevens')}" if others else ""
    become = "ze worden" if len(out) != 1 else "dat wordt" if others else "die wordt"
    return (
        f"{counted(names, 'naam', 'namen')}{more} gevonden; {become} vervangen als u bevestigt. "
        "De oorspronkelijke tekst wordt niet bewaard."
    )


def _list(day: Day, intake: Intake, settled: Settled) -> None:
    for place, form in enumerate(_page_of(_of_kind(settled.listed))):
        with st.container(key=f"gevonden-{place}", gap=None):
            _row(day, intake, settled, form)


def _of_kind(listed: Sequence[Form]) -> Sequence[Form]:
    """Those of the kind that is chosen; a choice is only given in a long list."""
    if len(listed) <= _MANY:
        return listed
    numbers = Counter(form.found.kind for form in listed)
    options = [_EVERYTHING, *numbers]
    if state.kept(_KIND) not in options:
        state.keep(_KIND, _EVERYTHING)
    chosen = st.selectbox(
        "Laat zien", options, key=_KIND, width=360,
        format_func=lambda one: _kind_name(one, numbers) if one in numbers else one,
    )  # fmt: skip
    return [form for form in listed if chosen in {_EVERYTHING, form.found.kind}]


def _kind_name(kind: FindingKind, numbers: Mapping[FindingKind, int]) -> str:
    mark, word = KINDS[kind]
    return f"{mark} {word} ({numbers[kind]})"


def _page_of(listed: Sequence[Form]) -> Sequence[Form]:
    pages = -(-len(listed) // _PAGE_SIZE)
    if pages <= 1:
        return listed
    state.keep(_PAGE, min(state.kept(_PAGE) or 1, pages))
    chosen = st.number_input(
        f"Bladzijde van de namen (1 t/m {pages})", 1, pages, key=_PAGE, width=260
    )
    start = (int(chosen) - 1) * _PAGE_SIZE
    return listed[start : start + _PAGE_SIZE]


def _row(day: Day, intake: Intake, settled: Settled, form: Form) -> None:
    """One form: its context and reason, what it becomes, and one click to say it is none."""
    found, becomes, choice = st.columns([11, 4, 6], vertical_alignment="center", gap="small")
    goes = form.key in settled.out
    mark, word = KINDS[form.found.kind]
    times = f"{dutch(form.count)} keer"
    reason = form.found.reason
    why = reason if reason.startswith(word) else f"{word} · {reason}"
    found.html(
        f'<p class="gevonden{"" if goes else " blijft"}">{context_html(form)}</p>'
        f'<p class="waarom">{mark} {html.escape(why)} · {times}</p>'
    )
    new = f"wordt {word_for(form.found, settled.numbers)}" if goes else "blijft staan"
    becomes.html(f'<p class="wordt">{html.escape(new)}</p>')
    text, stays = form.found.text, settled.allows(form.found.text)
    key = f"inlezen.geennaam.{form.key}"
    state.keep(key, stays)
    what = "Geen naam" if form.found.kind is FindingKind.PERSON else "Mag blijven"
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
    choice.checkbox(
        plain(f"{what}: {short}"), key=key, on_change=_mark, args=(day, intake, text, not stays)
    )


def context_html(form: Form) -> str:
    """The example as safe HTML with what was found marked, cut off far from it."""
    one, text = form.found, form.context
    start, end = max(0, one.start - _AROUND), min(len(text), one.end + _AROUND)
    before = ("… " if start else "") + text[start : one.start]
    after = text[one.end : end] + (" …" if end < len(text) else "")
    return f"{html.escape(before)}<mark>{html.escape(one.text)}</mark>{html.escape(after)}"


def _mark(day: Day, intake: Intake, text: str, stays: bool) -> None:
    intake_found.mark(day, intake, text, stays=stays)
    state.keep(_SAID, f"“{text}” {'blijft staan' if stays else 'wordt vervangen'}.")


# Names that were missed, and words that never are names


def _missed(day: Day, intake: Intake) -> None:
    with (
        st.form("inlezen-gemist", clear_on_submit=True, border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input("Toch een naam gemist? Typ hem hier", key=_MISSED, max_chars=120, width=360)
        st.form_submit_button(
            "Vervang deze naam ook", icon=":material/person_add:",
            on_click=_add, args=(day, intake),
        )  # fmt: skip


def _add(day: Day, intake: Intake) -> None:
    name = " ".join(str(state.kept(_MISSED) or "").split())
    if not name:
        return
    if intake_found.add_missed(day, intake, name):
        state.keep(_SAID, f"“{name}” wordt ook vervangen.")
    else:
        state.keep(_SAID, f"“{name}” staat nergens in deze bestanden.")


def _always(day: Day, intake: Intake, settled: Settled) -> None:
    allowed = sorted(settled.taken.allowed)
    if not allowed:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Altijd overslaan", icon=":material/playlist_add_check:", on_click=_allow,
            args=(day, intake),
        )  # fmt: skip
        words = ", ".join(f"“{one}”" for one in allowed)
        st.write(plain(f"{words}: ook op andere dagen van uw organisatie geen naam."))


def _allow(day: Day, intake: Intake) -> None:
    many = counted(intake_found.allow_always(day, intake), "woord staat", "woorden staan")
    state.keep(_SAID, f"{many} nu op de lijst van uw organisatie. Die lijst staat op Beheer.")
