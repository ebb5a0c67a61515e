"""The frame around every page: the registry of pages, the choice of the day, the last resort."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from analysis.errors import KoffiehoekError
from analysis.types import Event
from pages.components import data, login, state
from pages.components.keeping_reminder import remind
from pages.components.links import may_open
from pages.components.wording import plain

# Wide tables and figures need the width; a figure wider than the screen scrolls by itself.
# Streamlit writes white on the primary colour, which on dark is lilac: 1.8 to 1; ink is 10 to 1.
_STYLE = """<style>
.stMainBlockContainer {padding-left: 2rem; padding-right: 2rem;}
[class*="st-key-breed-"] {overflow-x: auto;}
[data-testid="stCaptionContainer"] {opacity: 1;}
[data-testid="stCaptionContainer"] * {color: light-dark(#4A4F58, #C4C9D1);}
[data-testid^="stBaseButton-primary"]:not(:disabled) *,
[data-testid="stMultiSelect"] [data-tag] * {
  color: light-dark(#FFFFFF, #17161B); transition: none;
}
</style>"""
_CHOICE = "keuze.bijeenkomst"  # the selectbox's own key; what lasts is in state

_UNFORESEEN = (
    "Hier ging iets mis dat niet had mogen gebeuren. Uw gegevens zijn er nog. "
    "Laad de pagina opnieuw; blijft het misgaan, meld het dan aan de beheerder."
)


@dataclass(frozen=True)
class Page:
    """One screen: its name in addresses, its title, the script in pages/ that draws it, an icon."""

    name: str
    title: str
    file: str
    icon: str

    @property
    def path(self) -> str:
        """The address under the app's own; the first page stands at the root."""
        return "" if self is PAGES[0] else self.name


PAGES = (
    Page("bijeenkomst", "Bijeenkomst", "bijeenkomst.py", ":material/event:"),
    Page("inlezen", "Inlezen", "inlezen.py", ":material/upload_file:"),
    Page("coderen", "Coderen", "coderen.py", ":material/checklist:"),
    Page("matrix", "Matrix", "matrix.py", ":material/grid_on:"),
    Page("regie", "Regie", "regie.py", ":material/podium:"),
    Page("projectie", "Projectie", "projectie.py", ":material/cast:"),
    Page("overeenstemming", "Overeenstemming", "overeenstemming.py", ":material/handshake:"),
    Page("codeboek", "Codeboek", "codeboek.py", ":material/menu_book:"),
    Page("nieuwe-themas", "Nieuwe thema’s", "nieuwe_themas.py", ":material/lightbulb:"),
    Page("rapport", "Rapport", "rapport.py", ":material/description:"),
    Page("herkomst", "Waar komt dit vandaan?", "herkomst.py", ":material/travel_explore:"),
    Page("uitwisselen", "Uitwisselen", "uitwisselen.py", ":material/swap_horiz:"),
    Page("beheer", "Beheer", "beheer.py", ":material/shield:"),
)


def show() -> None:
    """Draw the frame, and in it the page of the address."""
    # First of all: else the browser's tab gets the page's icon, which is fetched from elsewhere.
    st.set_page_config(page_icon="☕", layout="wide")
    st.html(_STYLE)
    if shut := login.instead():
        _show_instead(*shut)
        return
    guarded(_choose_event)
    chosen = st.navigation(_allowed(), expanded=True)
    st.set_page_config(page_title=f"{chosen.title} · Koffiehoek")
    state.keep_choices()
    state.arrive(chosen.title)
    guarded(remind)
    login.beside()
    guarded(chosen.run)


def _show_instead(title: str, draw: Callable[[], None]) -> None:
    """One page at the address of every page, so that one is there after logging in."""
    places = [
        st.Page(draw, title=title, url_path=page.name, default=page is PAGES[0]) for page in PAGES
    ]
    chosen = st.navigation(places, position="hidden")
    st.set_page_config(page_title=f"{title} · Koffiehoek")
    guarded(chosen.run)


def _allowed() -> list[st.Page]:
    """The pages that the visitor may open; to Streamlit the others are not there.

    Who may not open the first page still needs one at the root: it leads on to their own first.
    """
    mine = [page for page in PAGES if may_open(page.file)]
    pages = [_streamlit_page(page) for page in mine]
    if PAGES[0] in mine:
        return pages
    root = st.Page(
        lambda: st.switch_page(pages[0]), title=mine[0].title, url_path="begin", default=True,
        visibility="hidden",
    )  # fmt: skip
    return [root, *pages]


def _streamlit_page(page: Page) -> st.Page:
    return st.Page(
        page.file,
        title=page.title,
        icon=page.icon,
        url_path=page.name,
        default=page is PAGES[0],
    )


def guarded(draw: Callable[[], None]) -> None:
    """Draw; where that goes wrong, tell it and go on with what else is on the page."""
    try:
        draw()
    except Exception as error:
        tell(error)


def tell(error: Exception) -> bool:
    """Tell an error in plain Dutch, and keep it in the log if nobody foresaw it.

    True says to Streamlit, which calls this for errors in widgets' callbacks, that it was told.
    """
    if isinstance(error, KoffiehoekError):
        message = error.message
    else:
        logging.getLogger("koffiehoek").error("Een pagina liep vast", exc_info=error)
        message = _UNFORESEEN
    st.error(plain(message), icon=":material/error:")
    return True


def _choose_event() -> None:
    """The day that the visitor works on, to be switched from every page."""
    events = {event.id: event for event in data.events()}
    if not events:
        state.choose_event(None)
        return
    if state.current_event_id() not in events:
        state.choose_event(next(iter(events)))
    # The widget shows what state holds, also after a page has chosen another day.
    st.session_state[_CHOICE] = state.current_event_id()
    st.sidebar.selectbox(
        "Bijeenkomst",
        list(events),
        key=_CHOICE,
        format_func=lambda event_id: _name(events[event_id]),
        on_change=lambda: state.choose_event(st.session_state[_CHOICE]),
    )


def _name(event: Event) -> str:
    return f"{event.title} ({event.date})" if event.date else event.title
