"""What a page may show of a day's texts: where a name may stand, a sentence says so instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import streamlit as st

from analysis.codebook import Codebook
from analysis.privacy.holding import HELD, Holding
from analysis.store import SourceText, Surroundings
from analysis.storing import finder_of
from analysis.types import Statement
from pages.components import data
from pages.components.links import link
from pages.components.wording import counted

_DAYS_KEPT = 4


def holding_of(event_id: str, codebook: Codebook) -> Holding:
    """What tells whether a text of this day may be shown.

    It knows the words that were said to be no names, and the names of partners.
    """
    return _holding(tuple(sorted(data.store().allowed_forms(event_id))), codebook)


@st.cache_resource(
    max_entries=_DAYS_KEPT, show_spinner=False, hash_funcs={Codebook: lambda book: book.key}
)
def _holding(allowed: tuple[str, ...], codebook: Codebook) -> Holding:
    """Shared by all visitors, so that a text is looked at once."""
    return Holding(finder_of(allowed, codebook))


def shown_statement(
    holding: Holding, statement: Statement, corners: Mapping[str, str]
) -> Statement:
    """The statement as the screen may show it; `corners`: each corner's name on the screen."""
    return replace(
        statement,
        text=holding.shown(statement.text),
        corner=corners.get(statement.corner) or holding.shown(statement.corner),
        source=holding.shown_source(statement.source),
        label=statement.label and holding.shown(statement.label),
        place=holding.shown_place(statement.place),
    )


def shown_surroundings(
    holding: Holding, around: Surroundings, statement: Statement
) -> Surroundings:
    """Lines of a source as the screen may show them.

    The own lines of a statement that is held back are held back too: a name may run from one line
    into the next.
    """
    here = [
        replace(line, text=HELD if statement.text == HELD else line.text)
        for line in _shown_lines(holding, around.here)
    ]
    return replace(
        around,
        source=holding.shown_source(around.source),
        before=_shown_lines(holding, around.before),
        here=tuple(here),
        after=_shown_lines(holding, around.after),
    )


def _shown_lines(holding: Holding, lines: Iterable[SourceText]) -> tuple[SourceText, ...]:
    return tuple(
        replace(line, text=holding.shown(line.text), place=holding.shown_place(line.place))
        for line in lines
    )


def tell_held(texts: Iterable[str]) -> None:
    """Say how many of the texts on the screen are held back, and where that is settled."""
    held = sum(text == HELD for text in texts)
    if not held:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        many = counted(held, "uitspraak is", "uitspraken zijn")
        st.write(f"{many} achtergehouden: er staat misschien een naam in.")
        link("beheer.py", label="Beslis op de pagina Beheer", icon=":material/shield:")
