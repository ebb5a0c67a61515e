"""The page Nieuwe thema's: what no theme catches, and how it becomes a theme."""

from __future__ import annotations

import html

import streamlit as st

from analysis.charts import dutch, label
from analysis.charts.palette import text_colour
from analysis.synthesis.emerging import FEWEST_STATEMENTS, Group
from analysis.synthesis.emerging_groups import FEWEST_IN_GROUP, fewest
from pages.components import codebook_desk, state
from pages.components.day import Day, ask_for_day, current_day
from pages.components.emerging_data import Found, found_on
from pages.components.emerging_figure import describe_sizes, in_words, size_figure
from pages.components.emerging_theme import make_theme
from pages.components.links import link
from pages.components.statements import statement_list
from pages.components.wording import counted, plain

_MOST_CORNERS = 6
_STYLE = """<style>
ul.woorden {margin: 0 0 .6rem 0 !important; padding: 0 !important; list-style: none;
  display: flex; flex-wrap: wrap; gap: .4rem}
ul.woorden li {margin: 0; border: 1px solid light-dark(#8A93A0, #7B8492); border-radius: 1rem;
  padding: .1rem .7rem; overflow-wrap: anywhere}
.citaten {margin: 0 0 .4rem 0; padding: 0 0 0 1rem; border-left: 4px solid
  light-dark(#C9CFD8, #414A57)}
.citaten p {font-size: 1.1rem; line-height: 1.45; margin: 0; overflow-wrap: anywhere}
.citaten p + p {margin-top: .5rem}
.citaten small {font-size: .9rem; display: block}
</style>"""


def page() -> None:
    """Draw the page."""
    st.title("Nieuwe thema’s", anchor=False)
    state.show_told()
    day = current_day()
    if day is None:
        ask_for_day("Wat nog geen thema heeft,")
        return
    if day.frames.statements.empty:
        st.info("Er zijn nog geen uitspraken. Lees eerst de flip-overs in.")
        link("inlezen.py", label="Naar Inlezen")
        return
    found = found_on(day)
    st.html(_STYLE)
    _told(found)
    if found.emerging.groups:
        _picture(found)
        _unsaved(day)
        for number, group in enumerate(found.emerging.groups, 1):
            _group(day, found, group, number)
    _loose(day, found)
    _explain(found)


def _told(found: Found) -> None:
    """What was found, in plain words."""
    result = found.emerging
    without = (
        f"{dutch(result.unthemed)} van de {counted(found.total, 'uitspraak', 'uitspraken')} "
        f"{'heeft' if result.unthemed == 1 else 'hebben'} geen thema."
    )
    if not result.enough:
        st.info(
            f"**Te weinig om iets te zeggen.** {without} Vanaf {FEWEST_STATEMENTS} wordt er naar "
            "groepen gezocht; minder leest u sneller zelf."
        )
    elif not result.groups:
        st.info(
            f"**Geen duidelijke groepen gevonden.** {without} Ze gaan over van alles: te weinig "
            "ervan hebben een woord gemeen om er een nieuw thema in te zien."
        )
    else:
        grouped = result.unthemed - len(result.loose)
        st.write(
            f"{without} Daarvan horen er {dutch(grouped)} bij elkaar, in "
            f"{counted(len(result.groups), 'groep', 'groepen')}; de andere "
            f"{dutch(len(result.loose))} staan los."
        )


def _picture(found: Found) -> None:
    rows = [(group.name, found.kinds(group)) for group in found.emerging.groups]
    st.plotly_chart(
        size_figure(rows, dark=st.context.theme.type == "dark"), theme=None,
        key="nieuwe-themas-figuur", config={"displayModeBar": False}, alt=describe_sizes(rows),
    )  # fmt: skip


def _unsaved(day: Day) -> None:
    """A draft that lies on the page Codeboek would be lost by a version saved from here."""
    if codebook_desk.draft_of(day) is None:
        return
    st.warning(
        "Op de pagina Codeboek staan wijzigingen die nog niet bewaard zijn. Bewaar die eerst, of "
        "gooi ze weg; dan kunt u hier een thema maken."
    )
    link("codeboek.py", label="Naar Codeboek")


def _group(day: Day, found: Found, group: Group, number: int) -> None:
    """One group: its words, quotes and corners, the button, and on request all statements."""
    size = counted(len(group.ids), "uitspraak", "uitspraken")
    with st.container(border=True, key=f"groep-{group.ids[0]}"):
        st.subheader(f"{number}. {plain(group.name)}", anchor=False)
        where = plain(_corners(day, found, group))
        st.write(f"**{size}**: {in_words(found.kinds(group))}. {where}")
        told = dict((*found.phrases[group.name], *group.words))
        words = "".join(f"<li>{html.escape(word)} ({n})</li>" for word, n in told.items())
        st.html(
            f'<ul class="woorden" aria-label="Woorden en woordgroepen die opvallen">{words}</ul>'
        )
        st.html(_quotes(found, group))
        make_theme(day, found, group)
        if st.toggle(f"Toon alle {size}", key=f"toon-{group.ids[0]}"):
            statement_list(day, group.ids, themes={}, key=f"nieuw.{group.ids[0]}")


def _corners(day: Day, found: Found, group: Group) -> str:
    counts = found.corners(group)
    shown = ", ".join(
        f"{name} ({n})" if n > 1 else name for name, n in counts.most_common(_MOST_CORNERS)
    )
    more = len(counts) - _MOST_CORNERS
    rest = f" en nog {more}" if more > 0 else ""
    if len(counts) == 1:
        return f"Alleen bij één {day.event.corner_word}: {shown}."
    return f"Uit {len(counts)} hoeken: {shown}{rest}."


def _quotes(found: Found, group: Group) -> str:
    dark = st.context.theme.type == "dark"
    parts = []
    for identity in group.quotes:
        kind = found.kind[identity]
        parts.append(
            f"<p>“{html.escape(found.quotes[identity].text)}”"
            f'<small><b style="color:{text_colour(kind, dark=dark)}">{label(kind)}</b> · '
            f"{html.escape(found.corner[identity])}</small></p>"
        )
    return f'<div class="citaten">{"".join(parts)}</div>'


def _loose(day: Day, found: Found) -> None:
    """All statements that are in no group, on request."""
    loose = found.emerging.loose
    if not loose:
        return
    name = "losse uitspraken" if found.emerging.groups else "uitspraken zonder thema"
    if st.toggle(f"Toon {'de' if found.emerging.groups else 'alle'} {dutch(len(loose))} {name}"):
        statement_list(day, loose, themes={}, key="nieuw.los")


def _explain(found: Found) -> None:
    least = fewest(found.emerging.unthemed)
    with st.expander("Wat is dit, en wat niet?", icon=":material/help:"):
        st.markdown(
            f"""
- De computer kijkt alleen naar uitspraken **zonder thema**: die waar de codering, of iemand die
  nakeek, geen enkel thema bij vond.
- Een groep is er als minstens {least} van die uitspraken **een woord delen**, of een deel van een
  samengesteld woord (*wachtlijst* en *wachttijd*), dat in uitspraken met een thema minder
  voorkomt. Gewone woorden tellen niet mee. Minder dan {FEWEST_IN_GROUP} is te vaak toeval.
- Een groep blijft alleen staan als de uitspraken ook verder **op elkaar lijken**, en als de groep
  terugkomt in steekproeven van de dag. De rest staat los. Liever geen groep dan een vage.
- De computer begrijpt de tekst **niet**. Twee uitspraken over hetzelfde in andere woorden vindt
  hij niet, en een gedeeld woord is nog geen thema. Lees de uitspraken, en beslis zelf.
- Maakt u er een thema van, dan krijgt het codeboek een nieuwe versie. De computer herkent het
  thema aan zoektermen, omschrijving en voorbeelden. Kijk de voorstellen na op de pagina Coderen;
  op de pagina Codeboek kunt u het thema aanscherpen of de vorige versie terugzetten.
"""
        )


page()
